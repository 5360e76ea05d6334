// The map of the course: the lessons as a path, how far the learner has got, and where to go on.

import { storedObject } from "../shared/browser_storage.js";
import { h } from "../shared/element.js";
import { followRecord } from "../shared/follow_record.js";
import { newId } from "../shared/ids.js";
import { PageLink } from "../shared/page_link.js";
import { widget } from "../shared/widget.js";
import { say } from "../shared/words.js";
import { lessonProgress, nextLesson } from "./course_progress.js";
import { Station } from "./course_station.js";

const NEWS = ["storage", "gluteedu:progress", "pageshow"]; // events of the window

/** How far the whole course is, in a sentence or two. */
function courseWords(view, progress, { opened, begun }) {
  const lessons = view.lessons.filter(({ number }) => number !== null).length;
  if (!begun) return say("course_map", "take_your_time", { how_much: say("course_map", "how_much", { lessons, minutes: view.minutes }) });
  const sum = (key) => [...progress.values()].reduce((n, one) => n + one[key], 0);
  const counts = { n: opened, of: lessons, kept: view.progress ? say("course_map", "kept_in_record") : say("course_map", "kept_in_browser") };
  if (!sum("total")) return say("course_map", "lessons_opened", counts);
  return say("course_map", "lessons_opened_and_done", { ...counts, done: say("course_map", "some_done", { n: sum("done"), of: sum("total") }) });
}

export default widget(({ model, draw }) => {
  const headId = newId("course-map");
  const record = followRecord(model, { all: true });
  const changed = (event) => (event.key ?? "gluteedu:").startsWith("gluteedu:") && draw();
  for (const name of NEWS) window.addEventListener(name, changed);

  function show() {
    const view = model.get("view");
    const [quizzes, visited] = [view.progress ?? storedObject("gluteedu:progress"), storedObject("gluteedu:visited")];
    /** @type {Map<string, import("./course_progress.js").Progress>} */
    const progress = new Map(view.lessons.map((lesson) => [lesson.id, lessonProgress(lesson, quizzes, visited)]));
    const next = nextLesson(view.lessons, progress, view.here);
    const opened = view.lessons.filter(({ id, number }) => progress.get(id).visited && number !== null).length;
    const begun = opened > 0 || [...progress.values()].some(({ done }) => done > 0);
    return h("section", { class: "g-card gc", "aria-labelledby": headId },
      h("h3", { class: "g-title", id: headId, tabindex: "-1", "data-focus": "head" }, say("course_map", "title")),
      h("p", { class: "gc-go" }, next
        ? h(PageLink, { id: next.id, class: "g-button gc-button" }, begun ? say("course_map", "go_on_with", { title: next.title }) : say("course_map", "begin_with", { title: next.title }))
        : h("strong", null, say("course_map", "all_gone_through"))),
      h("p", { class: "g-quiet gc-tally" }, courseWords(view, progress, { opened, begun })),
      h("ol", { class: "gc-path" }, view.lessons.map((lesson) =>
        h(Station, { key: lesson.id, lesson, progress: progress.get(lesson.id), here: lesson.id === view.here, next: lesson.id === next?.id, begun }))));
  }
  return {
    show, changed: draw,
    stop() {
      record.stop();
      for (const name of NEWS) window.removeEventListener(name, changed);
    },
  };
});
