// The map of the course: the lessons as a path, how far the learner has got, and where to go on.

import { h, s } from "../shared/before/dom.js";
import { newId } from "../shared/ids.js";
import { followRecord } from "../shared/follow_record.js";
import { pageLink } from "../shared/before/page_link.js";

const FLAG = "M7 3v18M7 4h10l-2.5 3.5L17 11H7";
const TICK = "M5 12.5l4.5 4.5L19 7.5";

function courseStored(name) {
  try {
    const found = JSON.parse(localStorage.getItem(name) ?? "{}");
    return found && typeof found === "object" ? found : {};
  } catch {
    return {};
  }
}

/** How far one lesson is: { done, total, visited (ISO date or null), finished }. */
function lessonState(lesson, progress, visited) {
  const quizzes = Object.values(progress[lesson.id] ?? {}).filter((q) => q && q.total > 0);
  const sum = (key) => quizzes.reduce((n, q) => n + (Number(q[key]) || 0), 0);
  const total = Math.max(lesson.questions, sum("total"));
  const done = Math.min(sum("done"), total);
  const seen = typeof visited[lesson.id] === "string" ? visited[lesson.id] : null;
  return { done, total, visited: seen, finished: total > 0 ? done === total : seen !== null };
}

/** The lesson to go on with: the one opened last if it is not finished, else the next one that is not. */
function nextLesson(lessons, states, here) {
  const open = lessons.filter((l) => l.number !== null && l.id !== here);
  const last = open.filter((l) => states.get(l.id).visited)
    .sort((a, b) => states.get(a.id).visited.localeCompare(states.get(b.id).visited)).at(-1);
  if (last && !states.get(last.id).finished) return last;
  const from = last ? open.indexOf(last) + 1 : 0;
  return [...open.slice(from), ...open.slice(0, from)].find((l) => !states.get(l.id).finished) ?? null;
}

function stateWords(state) {
  if (state.total > 0 && state.done === state.total) return `All ${state.total} questions done`;
  if (state.done > 0) return `${state.done} of ${state.total} questions done`;
  if (state.visited) return "Opened";
  return "Not opened yet";
}

function stationRing(lesson) {
  const arc = s("circle", { class: "gc-arc", cx: 32, cy: 32, r: 27, pathLength: 100, "stroke-dasharray": "0 100" });
  const mark = s("path", { class: "gc-mark", d: FLAG, transform: "translate(20 20)" });
  const number = s("text", { class: "gc-number", x: 32, y: 32, dy: "0.36em" }, lesson.number === null ? "" : String(lesson.number));
  const svg = s("svg", { class: "gc-ring", viewBox: "0 0 64 64", "aria-hidden": "true" },
    s("circle", { class: "gc-disc", cx: 32, cy: 32, r: 27 }), arc, number, mark);
  return {
    svg,
    show(state) {
      const share = state.total > 0 ? state.done / state.total : state.finished ? 1 : 0;
      arc.setAttribute("stroke-dasharray", `${share * 100} 100`);
      arc.style.visibility = share > 0 ? "" : "hidden";
      svg.classList.toggle("gc-full", state.finished);
      const marked = lesson.number === null || state.finished;
      mark.setAttribute("d", state.finished ? TICK : FLAG);
      mark.style.display = marked ? "" : "none";
      number.style.display = marked ? "none" : "";
    },
  };
}

function render({ model, el }) {
  el.classList.add("gluteedu");
  el.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab: keys here are the learner's
  let view = model.get("view");
  const headId = newId("course-map");
  const goOn = h("p", { class: "gc-go" });
  const tally = h("p", { class: "g-quiet gc-tally" });
  const stations = view.lessons.map(station);

  el.replaceChildren(h("section", { class: "g-card gc", "aria-labelledby": headId },
    h("h3", { class: "g-title", id: headId }, "The course, step by step"),
    goOn, tally,
    h("ol", { class: "gc-path" }, stations.map((one) => one.el))));

  function link(lesson, props, ...children) {
    return pageLink(lesson.id, props, ...children);
  }

  function station(lesson) {
    const ring = stationRing(lesson);
    const here = lesson.id === view.here;
    const facts = h("div", { class: "gc-facts" });
    const pin = h("span", { class: "gc-pin" }, here ? "You are here" : "");
    const name = lesson.number === null ? lesson.title : [h("span", { class: "g-hidden" }, `${lesson.number}. `), lesson.title];
    const title = here
      ? h("span", { class: "gc-title", "aria-current": "page" }, name)
      : link(lesson, { class: "gc-title" }, name);
    const aims = lesson.objectives.length
      ? h("details", {}, h("summary", {}, "What you will learn"),
        h("ul", {}, lesson.objectives.map((text) => h("li", {}, text))))
      : null;
    const box = h("li", { class: `gc-stop${here ? " gc-here" : ""}`, "data-lesson": lesson.id },
      ring.svg,
      h("div", { class: "gc-body" },
        h("div", { class: "gc-head" }, title, pin),
        facts,
        lesson.causes.length ? h("div", { class: "gc-causes" }, lesson.causes.map((cause) =>
          h("span", { class: "gc-cause", style: `--gc-cause: var(--g-${cause.id})` },
            h("span", { class: "gc-shape", "data-cause": cause.id, "aria-hidden": "true" }), cause.name))) : null,
        aims));
    return {
      el: box,
      show(state, next, begun) {
        if (!here) pin.textContent = begun ? "Go on here" : "Begin here";
        ring.show(state);
        const words = here && state.total === 0 ? "" : `, ${stateWords(state).toLowerCase()}`;
        facts.textContent = `${lesson.minutes} min${words}`;
        pin.hidden = !here && !next;
        box.classList.toggle("gc-next", next);
      },
    };
  }

  function show() {
    const progress = view.progress ?? courseStored("gluteedu:progress");
    const visited = courseStored("gluteedu:visited");
    const states = new Map(view.lessons.map((l) => [l.id, lessonState(l, progress, visited)]));
    const next = nextLesson(view.lessons, states, view.here);
    const opened = view.lessons.filter((l) => states.get(l.id).visited && l.number !== null).length;
    const sum = (key) => [...states.values()].reduce((n, one) => n + one[key], 0);
    const lessons = view.lessons.filter((l) => l.number !== null).length;
    const begun = opened > 0 || sum("done") > 0;
    view.lessons.forEach((l, i) => stations[i].show(states.get(l.id), l.id === next?.id, begun));
    goOn.replaceChildren(next
      ? link(next, { class: "g-button gc-button" }, begun ? `Go on with: ${next.title}` : `Begin with: ${next.title}`)
      : h("strong", {}, "You have been through the whole course."));
    tally.textContent = begun
      ? `${opened} of ${lessons} lessons opened${sum("total") ? `, ${sum("done")} of ${sum("total")} questions done` : ""}. ${view.progress ? "Kept in your record." : "Kept in this browser only."}`
      : `${lessons} lessons, about ${view.minutes} minutes in all. Take them one at a time.`;
  }
  show();
  const changed = (event) => (event.key === undefined || event.key === null || event.key.startsWith("gluteedu:")) && show();
  const events = ["storage", "gluteedu:progress", "pageshow"];
  for (const name of events) window.addEventListener(name, changed);
  const record = followRecord(model, { all: true });
  const update = () => {
    view = model.get("view");
    show();
  };
  model.on("change:view", update);
  return () => {
    record.stop();
    model.off("change:view", update);
    for (const name of events) window.removeEventListener(name, changed);
  };
}

export default { render };
