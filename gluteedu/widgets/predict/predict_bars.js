// Guessed numbers, one slider each, and then their bars beside the data.

import { h } from "../shared/element.js";
import { RangeField } from "../shared/range_field.js";
import { say } from "../shared/words.js";

/** @typedef {{ moved: boolean, values: Record<string, number> }} Numbers a guess: row id -> number */

const CLOSE_ENOUGH = 2; // of the total
const sum = (guess) => Object.values(guess.values).reduce((a, b) => a + b, 0);
const rounded = (n, digits) => Math.round(n * 10 ** digits) / 10 ** digits;

/** Whether the numbers add up to what the view asks for, if it asks.
 *  @param {{ total: number | null }} view
 *  @param {Numbers} guess */
export const isBalanced = ({ total }, guess) => total === null || Math.abs(sum(guess) - total) <= CLOSE_ENOUGH;

function runningTotal(view, guess) {
  const left = rounded(view.total - sum(guess), 2);
  const open = left > 0 ? say("predict", "still_to_give", { n: left }) : say("predict", "too_many", { n: -left });
  const rest = isBalanced(view, guess) ? say("predict", "adds_up") : open;
  return say("predict", "running_total", { sum: rounded(sum(guess), 2), total: view.total, rest });
}

const plain = (n) => String(rounded(n, 1)).replace("-", "−");
const withUnit = (n, unit) => `${plain(n)} ${n === 1 ? unit.replace(/s$/, "") : unit}`;

function Sliders({ view, guess, onchange }) {
  const { top, step, unit, total } = view;
  const fields = view.rows.map(({ id, label }) => h(RangeField, {
    key: id, label, min: 0, max: top, step, unit, value: guess.values[id],
    oninput: (value) => onchange({ moved: true, values: { ...guess.values, [id]: value } }),
  }));
  const balanced = isBalanced(view, guess);
  return h("div", null, fields,
    total === null ? null : h("p", { class: `gp-total${balanced ? " gp-balanced" : ""}`, role: "status" }, runningTotal(view, guess)));
}

function Bar({ kind, value, range = null, scale, unit }) {
  const at = (n) => `${(100 * (n - scale.low)) / (scale.high - scale.low)}%`;
  const from = (low, high) => `inset-inline-start:${at(low)};inline-size:calc(${at(high)} - ${at(low)})`;
  const said = withUnit(rounded(value, 1), unit);
  return h("div", { class: "gp-bar-line" },
    h("span", { class: `gp-who gp-who-${kind}` }, kind === "guess" ? say("predict", "you") : say("predict", "data")),
    h("span", { class: "gp-track", "aria-hidden": "true" },
      h("span", { class: `gp-fill gp-fill-${kind}`, style: from(Math.min(0, value), Math.max(0, value)) }),
      range ? h("span", { class: "gp-range", style: from(range.low, range.high) }) : null,
      scale.low < 0 ? h("span", { class: "gp-zero", style: `inset-inline-start:${at(0)}` }) : null),
    h("span", { class: "gp-value" }, range ? say("predict", "value_in_range", { value: said, low: plain(range.low), high: plain(range.high) }) : said));
}

function Bars({ view, guess, result }) {
  const { truth, spread } = result;
  const all = [...Object.values(guess.values), ...truth.flatMap((t) => [t.value, t.low ?? 0, t.high ?? 0])];
  const scale = { low: Math.min(0, ...all), high: Math.max(view.top, ...all) };
  const rows = view.rows.map(({ id, label }) => {
    const found = truth.find((t) => t.id === id);
    return h("li", { key: id },
      h("p", { class: "gp-row-label" }, label),
      h(Bar, { kind: "guess", value: guess.values[id], scale, unit: view.unit }),
      h(Bar, { kind: "truth", value: found.value, range: found.low === null ? null : found, scale, unit: view.unit }));
  });
  return h("div", { class: "gp-shown" }, h("ul", { class: "gp-rows" }, rows),
    spread ? h("p", { class: "g-small" }, say("predict", "thin_line", { spread })) : null);
}

/** @type {import("./predict.js").Kind} */
export const numbersGuess = {
  start: (view) => ({ moved: false, values: Object.fromEntries(view.rows.map(({ id }) => [id, view.start])) }),
  need(view, guess) {
    if (!guess.moved) return say("predict", "set_guesses_first");
    return isBalanced(view, guess) ? "" : say("predict", "add_up_first", { total: view.total, running: runningTotal(view, guess) });
  },
  message: ({ values }) => values,
  next: () => ".g-range input",
  again: () => say("predict", "guess_again"),
  Guess: (props) => h("div", null, h(props.result ? Bars : Sliders, props)),
  Numbers: null,
};
