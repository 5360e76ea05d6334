// What is set on a slider: numbers and choices, and the safety questions that come first.

import { ChoiceGroup } from "../shared/choice_group.js";
import { h } from "../shared/element.js";
import { RangeField } from "../shared/range_field.js";
import { say } from "../shared/words.js";

/** @typedef {object} InputSpec
 *  @property {string} id
 *  @property {"range" | "choice"} kind
 *  @property {string} label
 *  @property {string} help
 *  @property {boolean} safety
 *  @property {number | string | null} value at the start
 *  @property {number} [min]
 *  @property {number} [max]
 *  @property {number} [step]
 *  @property {string} [unit]
 *  @property {[number, string][]} [words] each holds up to its number
 *  @property {{ id: string, text: string }[]} [options]
 *  @property {boolean} [row] the options stand side by side */

/** A value of a range with its unit, and in a word where there is one.
 *  @param {InputSpec} spec
 *  @param {number} value */
export function valueWords({ unit, words }, value) {
  const word = words.find(([upto]) => value <= upto)?.[1];
  const number = `${value} ${value === 1 ? unit.replace(/s$/, "") : unit}`.trim();
  return word ? say("slider", "value_with_word", { value: number, word }) : number;
}

/** @param {{ spec: InputSpec, value: any, onchange: (value: any) => void }} props */
export function SliderInput({ spec, value, onchange }) {
  if (spec.kind === "range") {
    const { label, help, min, max, step, unit } = spec;
    const words = spec.words.length ? (v) => valueWords(spec, v) : null;
    return h(RangeField, { label, help, min, max, step, unit, words, value, oninput: onchange });
  }
  return h(ChoiceGroup, {
    legend: [spec.label, spec.help ? h("span", { class: "gs-help g-small" }, spec.help) : null],
    options: spec.options, chosen: value === null ? [] : [value], row: spec.row, class: spec.row ? "gs-question" : "gs-choice",
    onchange: ([id]) => onchange(id),
  });
}

/** The safety questions, which can be folded away; the children are the questions.
 *  @param {{ open: boolean, of: number, left: number, children?: any, noToRest: () => void, ontoggle: (open: boolean) => void }} props */
export function SafetyQuestions({ open, of, left, children, noToRest, ontoggle }) {
  return h("details", { class: `gs-safety${left ? "" : " gs-complete"}`, open, ontoggle: (event) => ontoggle(event.currentTarget.open) },
    h("summary", { "data-focus": "safety" },
      h("span", null, say("slider", "safety_head")),
      h("span", { class: "gs-tally" }, say("slider", "answered", { n: of - left, of }))),
    children,
    left ? h("div", { class: "g-buttons" }, h("button", { type: "button", "data-focus": "safety", onclick: noToRest }, say("slider", "no_to_rest"))) : null);
}
