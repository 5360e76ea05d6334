// Numbers of the progress view, and what they say, in words.

import { say } from "../shared/words.js";

/** @typedef {object} Totals of a lesson or an objective: questions, answered ones, right at the first try
 *  @property {string} id
 *  @property {number} items
 *  @property {number} answered
 *  @property {number} right
 *  @property {number} score points, parts included */

/** @typedef {object} Level how often one word of confidence went with being right
 *  @property {"sure" | "think_so" | "guessing"} id
 *  @property {number} n answers
 *  @property {number} right
 *  @property {[number, number]} pays shares of right answers between which the word earns most
 *  @property {number} prize points for a right answer
 *  @property {number} price points for a wrong one
 *  @property {number} [share] of right answers; with `low` and `high`, between which chance alone moves it
 *  @property {number} [low]
 *  @property {number} [high] */

const FEW = 5; // answers that a sentence about a word needs

export const number = (n) => String(Math.round(n * 10) / 10).replace("-", "−");
export const signed = (n) => (n > 0 ? `+${number(n)}` : number(n));
export const percent = (share) => `${Math.round(100 * share)}%`;
export const levelName = (id) => say("shared", `confidence_${id}`);

/** How far a lesson or an objective is: "2 right of 4, 11 open".
 *  @param {Totals} totals */
export function standingWords({ items, answered, right }) {
  if (answered === 0) return say("progress", "none_answered", { items });
  return answered < items ? say("progress", "right_of_open", { right, answered, open: items - answered }) : say("progress", "right_of", { right, answered });
}

/** What the plot says in one sentence for each word that was said often enough, the surest first.
 *  @param {Level[]} levels
 *  @returns {string[]} */
export function calibrationWords(levels) {
  const said = [...levels].reverse().filter((level) => level.n >= FEW).map(levelWords);
  return said.length ? said : [say("progress", "too_few", { n: FEW })];
}

/** @param {Level} level */
function levelWords({ id, share, low, high, pays: [from, to] }) {
  const right = say("progress", "when_you_said", { level: levelName(id).toLowerCase(), share: percent(share) });
  return `${right} ${fitWords()}`;

  function fitWords() {
    if (high < from) return say("progress", "less_than_promised");
    if (low > to) return say("progress", "more_than_you_think");
    return share >= from && share <= to ? say("progress", "fits") : say("progress", "may_be_chance");
  }
}

/** How the final test went beside the pre-test, in one sentence.
 *  @param {{ before: number, after: number }[]} rows shares of points by objective */
export function gainWords(rows) {
  const count = (wanted) => rows.filter(wanted).length;
  const values = { up: count((row) => row.after > row.before), firm: count((row) => row.before === 1 && row.after === 1), down: count((row) => row.after < row.before) };
  const both = say("progress", "both_ask", { n: rows.length });
  if (values.firm && values.down) return `${both} ${say("progress", "up_firm_down", values)}`;
  if (values.firm) return `${both} ${say("progress", "up_firm", values)}`;
  return `${both} ${values.down ? say("progress", "up_down", values) : say("progress", "up", values)}`;
}
