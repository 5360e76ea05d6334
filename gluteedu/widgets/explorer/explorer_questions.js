// The questions of the explorer: rows with three answers, choices, numbers, in lists with a tally.

import { AnswerStrip, yesOrNo } from "../shared/answer_strip.js";
import { h } from "../shared/element.js";
import { RangeField } from "../shared/range_field.js";
import { say } from "../shared/words.js";
import { causeName, pushesOf, sliderWords, strengthOf } from "./explorer_words.js";

/** A push: a triangle and words such as "strongly for Muscle injury". */
export function Push({ weight, cause = null }) {
  const side = weight > 0 ? "for" : "against";
  const push = say("explorer", `push_${strengthOf(weight)}_${side}`);
  return h("span", { class: `gx-${side}` },
    h("span", { "aria-hidden": "true" }, weight > 0 ? "▲" : "▼"), ` ${cause ? say("explorer", "push_on_cause", { push, cause }) : push}`);
}

/** How an answer pushes, once the reply to this very answer is there. */
function Pushes({ id, view, answers, told }) {
  if (answers.findings[id] !== told.findings[id]) return null;
  return pushesOf(told.reply, id).map(([cause, weight]) => h(Push, { key: cause, weight, cause: causeName(view, cause) }));
}

function StripRow({ question: q, view, answers, told, hidden, onanswer }) {
  const options = q.kind === "choice" ? q.choices.map((c) => ({ id: c, text: view.choices[c], value: c })) : yesOrNo();
  return h(AnswerStrip, {
    id: q.id, class: "gx-row", question: q.question, options, hidden, value: answers.findings[q.id], unsure: answers.unsure.has(q.id), onanswer,
  }, h(Pushes, { id: q.id, view, answers, told }));
}

/** A number counts once it is moved, or its box is checked. */
function NumberRow({ question: q, view, answers, told, hidden, onanswer }) {
  const counted = answers.findings[q.id] !== undefined;
  const at = answers.sliderOf(q.id);
  return h("div", { class: "g-strip gx-row gx-number", "data-question": q.id, "data-counted": counted ? "" : null, hidden },
    h(RangeField, {
      label: q.question, min: q.low, max: q.top, value: at, unit: q.unit, oninput: onanswer,
      words: (value) => (counted ? sliderWords(q, value) : say("explorer", "not_counted")),
    }),
    h("label", { class: "gx-known" },
      h("input", { type: "checkbox", checked: counted, onchange: (event) => onanswer(event.currentTarget.checked ? at : undefined) }),
      h("span", null, say("explorer", "count_this"), h("span", { class: "g-hidden" }, `: ${q.label}`))),
    h("p", { class: "g-strip-note" }, h(Pushes, { id: q.id, view, answers, told })));
}

function tallyWords(n, of, unsure) {
  return unsure ? say("shared", "answered_of_unsure", { n, of, unsure }) : say("shared", "answered_of", { n, of });
}

/** A list of questions that folds away.
 *  @param {object} props
 *  @param {string} props.name
 *  @param {{ title: string, questions: import("./explorer_answers.js").Question[] }} props.list
 *  @param {import("./explorer_answers.js").ExplorerView} props.view
 *  @param {import("./explorer_answers.js").Answers} props.answers
 *  @param {{ reply: any, findings: Record<string, any> }} props.told the newest reply and what it is about
 *  @param {boolean} props.open
 *  @param {boolean} [props.hidden]
 *  @param {(id: string) => boolean} props.isShown
 *  @param {{ id: string, card: any } | null} props.below what stands below the answer that called for it
 *  @param {any} props.does */
export function QuestionList({ name, list, view, answers, told, open, hidden = false, isShown, below, does }) {
  const shown = list.questions.filter((q) => isShown(q.id));
  const done = shown.filter((q) => answers.isDone(q.id)).length;
  const unsure = shown.filter((q) => answers.unsure.has(q.id)).length;
  const left = shown.filter((q) => q.kind === "flag" && !answers.isDone(q.id)).map((q) => q.id);
  const row = (q) => h(q.kind === "number" ? NumberRow : StripRow, {
    key: q.id, question: q, view, answers, told, hidden: !isShown(q.id), onanswer: (value, notSure) => does.answer(q.id, value, notSure),
  });
  return h("details", { class: "g-fold", "data-part": name, open, hidden, ontoggle: (event) => does.toggle(name, event.currentTarget.open) },
    h("summary", { "data-focus": name },
      h("span", { class: "g-fold-title" }, list.title),
      h("span", { class: "g-tally", "data-complete": done === shown.length && !unsure ? "" : null }, tallyWords(done, shown.length, unsure))),
    list.questions.map((q) => [row(q), below?.id === q.id ? h("div", { class: "gx-below" }, below.card) : null]),
    does.noToTheRest && h("div", { class: "g-buttons" },
      h("button", { type: "button", hidden: !left.length, onclick: () => does.noToTheRest(name, left) }, say("shared", "no_to_the_rest"))));
}
