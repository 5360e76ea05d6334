// The questions of the relief planner: causes, numbers that may stay unknown, lists of cautions.

import { AnswerStrip, yesOrNo } from "../shared/answer_strip.js";
import { CauseShape, ofCause } from "../shared/cause_shape.js";
import { ChoiceGroup } from "../shared/choice_group.js";
import { h } from "../shared/element.js";
import { RangeField } from "../shared/range_field.js";
import { say } from "../shared/words.js";

/** @typedef {{ label: string, low: number, top: number, start: number, more: boolean, unit: string, one: string }} NumberField */

/** A number in words; many hours in days, too.
 *  @param {NumberField} field
 *  @param {number} n */
export function numberWords({ unit, one, more, top }, n) {
  const value = say("shared", "with_unit", { value: n, unit: n === 1 ? one : unit });
  if (more && n >= top) return say("shared", "or_more", { value });
  if (unit !== "hours" || n < 24) return value;
  const days = { value, n: Math.round(n / 24) };
  return n % 24 ? say("relief_planner", "about_days", days) : say("relief_planner", "in_days", days);
}

/** A number that does not count until it is moved.
 *  @param {{ field: NumberField, value: number | null, unknown: string, oninput: (value: number) => void }} props */
export const UnknownNumber = ({ field, value, unknown, oninput }) => h(RangeField, {
  label: field.label, min: field.low, max: field.top, value: value ?? field.start, unit: field.unit, oninput,
  words: (n) => (value === null ? unknown : numberWords(field, n)),
});

/** The causes, each with its shape and colour. */
export const Causes = ({ view, chosen, onchange }) => h(ChoiceGroup, {
  legend: view.words.cause_question, chosen, onchange,
  options: view.causes.map(({ id, name, note }) => ({
    id, text: h("span", ofCause(id), h(CauseShape), h("strong", null, ` ${name}`), h("span", { class: "rp-note" }, note)),
  })),
});

const UNSURE = "not_sure";

/** A list of cautions that folds away, with a tally and a way to say no to the rest and go on.
 *  @param {object} props
 *  @param {{ id: string, title: string, cautions: { id: string, question: string, notFor: string[] }[] }} props.list
 *  @param {Record<string, boolean | "not_sure">} props.answers
 *  @param {string | null} props.cause
 *  @param {boolean} props.open
 *  @param {{ id: string, card: any } | null} props.below what stands below the answer that called for it
 *  @param {any} props.does */
export function Cautions({ list, answers, cause, open, below, does }) {
  const isAsked = (caution) => !caution.notFor.includes(cause);
  const asked = list.cautions.filter(isAsked);
  const left = asked.filter(({ id }) => answers[id] === undefined).map(({ id }) => id);
  const unsure = asked.filter(({ id }) => answers[id] === UNSURE).length;
  const count = { n: asked.length - left.length, of: asked.length };
  const tally = unsure ? say("shared", "answered_of_unsure", { ...count, unsure }) : say("shared", "answered_of", count);
  const strip = (caution) => h(AnswerStrip, {
    key: caution.id, id: caution.id, class: "rp-row", question: caution.question, options: yesOrNo(), hidden: !isAsked(caution),
    value: answers[caution.id], unsure: answers[caution.id] === UNSURE, onanswer: (value, notSure) => does.answer([caution.id], notSure ? UNSURE : value),
  });
  return h("details", { class: "g-fold", open, ontoggle: (event) => does.toggle(list.id, event.currentTarget.open) },
    h("summary", { "data-focus": `list-${list.id}` },
      h("span", { class: "g-fold-title" }, list.title),
      h("span", { class: "g-tally", "data-complete": !left.length && !unsure ? "" : null }, tally)),
    list.cautions.map((caution) => [strip(caution), below?.id === caution.id ? h("div", { class: "rp-below" }, below.card) : null]),
    h("div", { class: "g-buttons" },
      h("button", { type: "button", hidden: !left.length, onclick: () => does.noToTheRest(list, left) }, say("shared", "no_to_the_rest"))));
}
