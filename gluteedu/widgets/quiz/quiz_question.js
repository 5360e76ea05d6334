// One question of a quiz: its control, how sure, what came back, and what can be done.

import { ChoiceGroup } from "../shared/choice_group.js";
import { CONFIDENCES } from "../shared/constants.js";
import { h } from "../shared/element.js";
import { say } from "../shared/words.js";
import { AnswerControl } from "./quiz_controls.js";
import { Feedback, Hint } from "./quiz_feedback.js";

/** @param {object} props
 *  @param {any} props.item
 *  @param {import("./quiz_drafts.js").Draft} props.draft
 *  @param {string | null} props.confidence as chosen for this try
 *  @param {boolean} props.locked
 *  @param {boolean} props.test answers are saved as they are given
 *  @param {string} props.notice
 *  @param {string} props.drawing
 *  @param {(sentence: string) => void} props.announce
 *  @param {{ choose: Function, check: Function, ask: Function, tryAgain: Function }} props.does */
export function Question({ item, draft, confidence, locked, test, notice, drawing, announce, does }) {
  const submit = (event) => {
    event.preventDefault();
    if (!locked && !test) does.check(item);
  };
  return h("form", { novalidate: true, onsubmit: submit },
    h(AnswerControl, {
      item, locked, drawing, announce, shown: locked ? item.response : draft.shown,
      onchange: (response, shown = response) => does.choose(item, { response, shown }),
    }),
    locked ? h(SaidSure, { item }) : h(Sureness, { confidence, onchange: (id) => does.choose(item, { confidence: id }) }),
    h("p", { class: "gq-notice" }, notice),
    locked || item.outcome === "cannot_tell" ? h(Feedback, { key: `feedback-${item.tries_used}`, item }) : null,
    item.hint && !item.closed ? h(Hint, { item }) : null,
    test || item.closed ? null : h(Actions, { item, locked, does }));
}

const Sureness = ({ confidence, onchange }) => h(ChoiceGroup, {
  class: "gq-sure", row: true, legend: say("quiz", "how_sure"), chosen: confidence ? [confidence] : [], onchange: ([id]) => onchange(id),
  options: CONFIDENCES.map((id) => ({ id, text: say("shared", `confidence_${id}`) })),
});

const SaidSure = ({ item }) => item.closed && item.confidence
  ? h("p", { class: "g-small gq-said-sure" }, say("quiz", `you_said_${item.confidence}`)) : null;

function Actions({ item, locked, does }) {
  const button = (name, words, onclick, look = "g-plain") => h("button", { key: name, type: "button", class: look, "data-focus": name, onclick }, words);
  const reveal = () => button("reveal", say("quiz", "show_the_answer"), () => does.ask("reveal", item));
  if (locked) return h("div", { class: "g-buttons" }, button("again", say("quiz", "try_again"), () => does.tryAgain(item), "g-primary"), reveal());
  return h("div", { class: "g-buttons" },
    h("button", { key: "check", type: "submit", class: "g-primary", "data-focus": "check" }, say("quiz", "check")),
    item.has_hint && !item.hint ? button("hint-button", say("quiz", "give_hint"), () => does.ask("hint", item)) : null,
    item.tries_used ? reveal() : null);
}
