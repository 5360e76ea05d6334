// The screens of the case clinic: the list of cases, one case step by step, a slide on a projector.

import { ChoiceGroup } from "../shared/choice_group.js";
import { CONFIDENCES } from "../shared/constants.js";
import { h } from "../shared/element.js";
import { say } from "../shared/words.js";
import { Ending, ShownEnd } from "./clinic_end.js";
import { CauseMark, LevelMark, ModelNotes, SaidTags } from "./clinic_marks.js";

export const Button = ({ name, look = "", children, ...more }) => h("button", { type: "button", class: look, "data-focus": name, ...more }, children);
export const Head = ({ children }) => h("h3", { class: "g-title", tabindex: "-1", "data-focus": "head" }, children);
export const caseWords = (view, { id, title }) => say("clinic", "case_and_title", { n: view.cases.find((one) => one.id === id).number, title });
const Notice = ({ children }) => h("p", { class: "gcc-notice" }, children);

// ---- the list -------------------------------------------------------------------------------
function standWords({ done, committed, total }) {
  if (done) return say("clinic", "done");
  return committed ? say("clinic", "step_of", { n: committed + 1, of: total }) : say("clinic", "steps", { n: total });
}
const CaseButton = ({ case: c, onclick }) => h("button", { type: "button", class: `gcc-case${c.done ? " gcc-done" : ""}`, "data-focus": `case-${c.id}`, onclick },
  h("span", { class: "gcc-number" }, h("span", { class: "g-hidden" }, say("clinic", "case"), " "), String(c.number)),
  h("span", { class: "gcc-case-title" }, c.title),
  h("span", { class: "gcc-stand" }, c.done ? h("span", { "aria-hidden": "true" }, "✓ ") : null, standWords(c)));

/** The cases to choose from. */
export const CaseList = ({ view, notice, does }) => [
  h(Head, null, say("clinic", "title")),
  h("p", null, view.intro),
  h("p", { class: "g-quiet" }, say("clinic", "cases_done", { n: view.cases.filter((c) => c.done).length, of: view.cases.length })),
  h("ol", { class: "gcc-cases" }, view.cases.map((c) => h("li", { key: c.id }, h(CaseButton, { case: c, onclick: () => does.open(c.id) })))),
  h(Notice, null, notice),
];

// ---- one case -------------------------------------------------------------------------------
/** What a learner commits to at a step: the cause, the level of care, and how sure. */
function CommitForm({ view, isFirst, draft, notice, onchange, oncommit }) {
  const ids = (name) => (draft[name] ? [draft[name]] : []);
  const group = (name, legend, options, more) => h(ChoiceGroup, { legend, options, chosen: ids(name), onchange: ([id]) => onchange({ [name]: id }), ...more });
  const causes = view.causes.map(({ id, name, note }) => ({ id, before: h(CauseMark, { view, id }), text: [name, h("small", { class: "gcc-note" }, note)] }));
  const levels = view.levels.map(({ id, name }) => ({ id, before: h(LevelMark, { id }), text: name }));
  const submit = (event) => {
    event.preventDefault();
    oncommit();
  };
  return h("form", { class: "gcc-form", novalidate: true, onsubmit: submit },
    group("cause", isFirst ? say("clinic", "ask_cause_first") : say("clinic", "ask_cause"), causes, { class: "gcc-grid" }),
    group("triage", isFirst ? say("clinic", "ask_level_first") : say("clinic", "ask_level"), levels, { class: "gcc-grid" }),
    group("confidence", say("clinic", "ask_sure"), CONFIDENCES.map((id) => ({ id, text: say("shared", `confidence_${id}`) })), { row: true }),
    h(Notice, null, notice),
    h("div", { class: "g-buttons" }, h("button", { type: "submit", class: "g-primary" }, say("clinic", "commit"))));
}

function Stage({ view, case: c, stage, i, form }) {
  return h("section", { class: `gcc-stage${stage.said ? " gcc-past" : ""}`, "aria-label": say("clinic", "step_n", { n: i + 1 }) },
    h("h4", { tabindex: "-1", "data-focus": `stage-${i}` }, say("clinic", "step_of", { n: i + 1, of: c.total })),
    h("div", { class: "gcc-story", html: stage.html }),
    stage.said
      ? h("div", { class: "gcc-yours" }, h("p", { class: "gcc-label" }, say("clinic", "you_said")), h(SaidTags, { view, said: stage.said }))
      : h(CommitForm, { view, isFirst: i === 0, ...form }));
}

function EndButtons({ view, case: c, does }) {
  const at = view.cases.findIndex((one) => one.id === c.id);
  const next = [...view.cases.slice(at + 1), ...view.cases.slice(0, at)].find((one) => !one.done);
  return h("div", { class: "g-buttons" },
    next ? h(Button, { name: "next", look: "g-primary", onclick: () => does.open(next.id) }, say("clinic", "next_case", { n: next.number })) : null,
    h(Button, { name: "again", onclick: () => does.again(c.id) }, say("clinic", "again")),
    h(Button, { name: "all-end", onclick: () => does.list(c.id) }, say("clinic", "all_cases")));
}

/** One case with the steps reached; `form` is what the open step's form shows and does. */
export const OpenCase = ({ view, notice, form, does }) => {
  const c = view.case;
  return [
    h("div", { class: "gcc-bar" },
      h(Button, { name: "all", look: "g-plain", onclick: () => does.list(c.id) }, say("clinic", "to_all_cases")),
      h(Button, { name: "present", onclick: () => does.present(c.id) }, say("clinic", "present"))),
    h(Head, null, caseWords(view, c)),
    c.stages.map((stage, i) => h(Stage, { key: i, view, case: c, stage, i, form: { ...form, notice } })),
    c.end ? h(Ending, { view, case: c }, h(Notice, null, notice), h(EndButtons, { view, case: c, does })) : null,
  ];
};

// ---- on a projector -------------------------------------------------------------------------
const Asked = ({ view, bringOut }) => h("div", { class: "gcc-asked" },
  h("p", null, h("strong", null, say("clinic", "ask_all"))),
  h("div", { class: "gcc-options" },
    h("ul", { "aria-label": say("clinic", "causes") }, view.causes.map(({ id, name }) => h("li", { key: id, class: "gcc-tag" }, h(CauseMark, { view, id }), name))),
    h("ul", { "aria-label": say("clinic", "levels") }, view.levels.map(({ id, short }) => h("li", { key: id, class: "gcc-tag" }, h(LevelMark, { id }), short)))),
  h("div", { class: "g-buttons" }, h(Button, { name: "out", onclick: bringOut }, say("clinic", "bring_out"))));

const Thought = ({ view, step }) => h("div", { class: "gcc-answers" },
  h("section", null, h("h4", { tabindex: "-1", "data-focus": "answers" }, say("clinic", "clinician")),
    h(SaidTags, { view, said: step.clinician }), h("p", { html: step.clinician.html })),
  h("section", null, h("h4", null, say("clinic", "model")), h(ModelNotes, { view, model: step.model })));

/** One slide of a case. */
export function Slide({ view, notice, does }) {
  const { show } = view;
  const { slide, end, at, total } = show;
  return [
    h("div", { class: "gcc-bar" },
      h("p", { class: "gcc-label" }, caseWords(view, show)),
      h("div", { class: "gcc-bar-end" },
        document.fullscreenEnabled ? h(Button, { name: "full", look: "g-plain", onclick: does.fullScreen }, say("clinic", "full_screen")) : null,
        h(Button, { name: "leave", look: "g-plain", onclick: does.leave }, say("clinic", "leave")))),
    h(Head, null, end ? say("clinic", "teaches") : say("clinic", "step_of", { n: at + 1, of: total })),
    end ? h(ShownEnd, { view, end }) : [
      h("div", { class: "gcc-story", html: slide.html }),
      slide.answer ? h(Thought, { view, step: slide.answer }) : h(Asked, { view, bringOut: does.bringOut })],
    h(Notice, null, notice),
    h("div", { class: "gcc-bar gcc-foot" },
      h(Button, { name: "back", disabled: at === 0, onclick: () => does.flip(-1) }, say("clinic", "back")),
      h("p", { class: "g-small" }, say("clinic", "keys")),
      h(Button, { name: "forward", look: "g-primary", disabled: Boolean(end), onclick: () => does.flip(1) },
        at + 1 === total ? say("clinic", "to_end") : say("clinic", "forward"))),
  ];
}
