// One lesson on the map: its ring, its title, how far the learner is, and what it is about.

import { h } from "../shared/element.js";
import { PageLink } from "../shared/page_link.js";
import { say } from "../shared/words.js";

const FLAG = "M7 3v18M7 4h10l-2.5 3.5L17 11H7";
const TICK = "M5 12.5l4.5 4.5L19 7.5";

/** How far it is, in a ring; the number gives way to a mark. */
function Ring({ number, progress: { done, total, finished } }) {
  const share = total > 0 ? done / total : finished ? 1 : 0;
  return h("svg", { class: `gc-ring${finished ? " gc-full" : ""}`, viewBox: "0 0 64 64", "aria-hidden": "true" },
    h("circle", { class: "gc-disc", cx: 32, cy: 32, r: 27 }),
    share > 0 ? h("circle", { class: "gc-arc", cx: 32, cy: 32, r: 27, pathLength: 100, "stroke-dasharray": `${share * 100} 100` }) : null,
    number === null || finished
      ? h("path", { class: "gc-mark", d: finished ? TICK : FLAG, transform: "translate(20 20)" })
      : h("text", { class: "gc-number", x: 32, y: 32, dy: "0.36em" }, String(number)));
}

function stateWords({ done, total, visited }) {
  if (total > 0 && done === total) return say("course_map", "all_done", { n: total });
  if (done > 0) return say("course_map", "some_done", { n: done, of: total });
  return visited ? say("course_map", "opened") : say("course_map", "not_opened");
}

function Title({ lesson, here }) {
  const name = lesson.number === null ? lesson.title : [h("span", { class: "g-hidden" }, `${lesson.number}. `), lesson.title];
  return here ? h("span", { class: "gc-title", "aria-current": "page" }, name) : h(PageLink, { id: lesson.id, class: "gc-title" }, name);
}

const Causes = ({ causes }) =>
  h("div", { class: "gc-causes" }, causes.map(({ id, name }) =>
    h("span", { key: id, class: "gc-cause", style: `--gc-cause: var(--g-${id})` },
      h("span", { class: "gc-shape", "data-cause": id, "aria-hidden": "true" }), name)));

/** @param {object} props
 *  @param {import("./course_progress.js").Lesson} props.lesson
 *  @param {import("./course_progress.js").Progress} props.progress
 *  @param {boolean} props.here the map stands on its page
 *  @param {boolean} props.next the learner goes on here
 *  @param {boolean} props.begun with the course */
export function Station({ lesson, progress, here, next, begun }) {
  const minutes = say("course_map", "minutes", { n: lesson.minutes });
  const pin = here ? say("course_map", "here") : begun ? say("course_map", "go_on_here") : say("course_map", "begin_here");
  return h("li", { class: `gc-stop${here ? " gc-here" : ""}${next ? " gc-next" : ""}`, "data-lesson": lesson.id },
    h(Ring, { number: lesson.number, progress }),
    h("div", { class: "gc-body" },
      h("div", { class: "gc-head" }, h(Title, { lesson, here }), here || next ? h("span", { class: "gc-pin" }, pin) : null),
      h("div", { class: "gc-facts" }, here && progress.total === 0 ? minutes : say("course_map", "facts", { minutes, state: stateWords(progress) })),
      lesson.causes.length ? h(Causes, { causes: lesson.causes }) : null,
      lesson.objectives.length
        ? h("details", null, h("summary", null, say("course_map", "what_you_will_learn")), h("ul", null, lesson.objectives.map((text) => h("li", null, text))))
        : null));
}
