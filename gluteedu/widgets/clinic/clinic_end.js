// The end of a case: how it went, the paths, who thought what, and the one thing that it teaches.

import { CareCard } from "../shared/care_card.js";
import { h } from "../shared/element.js";
import { say } from "../shared/words.js";
import { causeOf, CauseTag, levelOf, LevelTag, ModelNotes, SaidTags } from "./clinic_marks.js";
import { PathFigure } from "./clinic_path.js";

/** "a, b or c". */
const either = (words) => (words.length < 2 ? words.join("") : say("clinic", "either", { a: words.slice(0, -1).join(", "), b: words.at(-1) }));

const Mark = ({ right, children }) => h("strong", { class: right ? "gcc-right" : "gcc-wrong" }, h("span", { "aria-hidden": "true" }, right ? "✓ " : "✗ "), children);

function heldWords(from, total) {
  if (from === 1) return ` ${say("clinic", "held_all")}`;
  return from < total ? ` ${say("clinic", "held_from", { n: from })}` : "";
}

/** The heads of the verdict: of the cause and of the level. */
const causeHead = (end) => (end.cause_right ? say("clinic", "cause_right") : say("clinic", "cause_wrong"));
const levelHead = (end) => say("clinic", `level_${end.level}`);

/** How the last commitment fits: cause, level, and being sure. */
function Verdict({ view, case: c, end }) {
  const last = c.stages.at(-1).said;
  const ended = (answer) => say("clinic", "ended_on", { answer });
  const causes = either(end.causes.map((id) => causeOf(view, id).name));
  const levels = either(end.triage.map((id) => levelOf(view, id).short));
  const isRight = end.level === "right";
  return h("ul", { class: "gcc-verdict" },
    h("li", null, h(Mark, { right: end.cause_right }, `${causeHead(end)} `), ended(causeOf(view, last.cause).name),
      end.cause_right ? null : ` ${say("clinic", "we_say", { causes })}`),
    h("li", null, h(Mark, { right: isRight }, `${levelHead(end)} `), ended(levelOf(view, last.triage).short),
      isRight ? heldWords(end.held_from, c.total) : ` ${say("clinic", "right_is", { levels })}`),
    end.sure_but_wrong ? h("li", null, say("clinic", "sure_but_wrong")) : null);
}

/** The steps as a table: who said what, and why. */
function StepTable({ view, end }) {
  const own = end.steps.every((step) => step.said);
  const you = say("clinic", "you");
  const clinician = say("clinic", "clinician");
  const model = say("clinic", "model");
  return h("table", { class: "gcc-steps" },
    h("caption", { class: "g-hidden" }, say("clinic", "step_by_step")),
    h("thead", null, h("tr", null, [say("clinic", "step"), ...(own ? [you] : []), clinician, model].map((name) => h("th", { key: name, scope: "col" }, name)))),
    h("tbody", null, end.steps.map((step) => h("tr", { key: step.number },
      h("th", { scope: "row" }, h("span", { class: "gcc-word" }, say("clinic", "step"), " "), String(step.number)),
      own ? h("td", { "data-label": you }, h(SaidTags, { view, said: step.said })) : null,
      h("td", { "data-label": clinician }, h(SaidTags, { view, said: step.clinician }), h("p", { html: step.clinician.html })),
      h("td", { "data-label": model }, h(ModelNotes, { view, model: step.model }))))));
}

function sourceWords(sources) {
  const said = { sources: sources.join(" · ") };
  return sources.length === 1 ? say("shared", "source", said) : say("shared", "sources", said);
}

/** The one thing a case teaches, its level of care, and where that comes from. */
const Lesson = ({ view, end }) => [
  h("h4", null, say("clinic", "teaches")),
  h("p", { class: "gcc-lesson", html: end.lesson }),
  h(CareCard, { level: end.triage[0], head: levelOf(view, end.triage[0]).name, html: end.teaching }),
  h("p", { class: "g-small" }, sourceWords(end.sources)),
];

/** The end for a learner who has worked through the case; children stand below. */
export const Ending = ({ view, case: c, children }) =>
  h("section", { class: "gcc-end", "aria-label": say("clinic", "how_it_went") },
    h("h4", { tabindex: "-1", "data-focus": "end" }, say("clinic", "how_it_went")),
    h(Verdict, { view, case: c, end: c.end }),
    h("h4", null, say("clinic", "your_path")),
    h(PathFigure, { view, end: c.end }),
    h("h4", null, say("clinic", "each_thought")),
    h(StepTable, { view, end: c.end }),
    h(Lesson, { view, end: c.end }),
    children);

/** The end on a projector. */
export const ShownEnd = ({ view, end }) => [
  h("p", { class: "gcc-lesson", html: end.lesson }),
  h("div", { class: "gcc-takeaway" },
    h("div", null,
      h("p", { class: "gcc-said" }, end.causes.map((id) => h(CauseTag, { key: id, view, id })), end.triage.map((id) => h(LevelTag, { key: id, view, id }))),
      h("div", { html: end.teaching })),
    h(PathFigure, { view, end, large: 18 })),
  h("p", { class: "g-small" }, end.sources.join(" · ")),
];
