// Bars beside a slider: a share or a mean for each row, in words beside its bar.

import { h } from "../shared/element.js";
import { say } from "../shared/words.js";

/** @type {[number, string][]} */
const SHARES = [[0.6, "most"], [0.4, "half"], [0.2, "some"], [0.1, "few"]];

/** The id of the word for a share of 0 to 1.
 *  @param {number} share */
export const shareId = (share) => SHARES.find(([least]) => share >= least)?.[1] ?? (share > 0 ? "very_few" : "none");

/** Where the line of the spread begins and how long it is, in percent of the scale.
 *  @param {number} value
 *  @param {number} sd
 *  @param {number} scale */
export function spreadPlace(value, sd, scale) {
  const low = Math.max(0, value - sd);
  return { start: (100 * low) / scale, length: (100 * (value + sd - low)) / scale };
}

function valueWords(view, row, value) {
  if (view.unit === "%") return say("slider", "in_100", { n: Math.round(100 * value), share: say("slider", `share_${shareId(value)}`) });
  const number = `${value} ${view.unit}`;
  return row.sd ? say("slider", "give_or_take", { value: number, spread: row.sd }) : number;
}

function Spread({ value, sd, scale }) {
  const { start, length } = spreadPlace(value, sd, scale);
  return h("span", { class: "gs-spread", style: `inset-inline-start: ${start}%; inline-size: ${length}%` });
}

/** @param {{ view: any, now: { values: Record<string, number>, here: string[] } }} props */
export function BarsPicture({ view, now }) {
  const scale = view.unit === "%" ? 1 : view.top;
  return h("ul", { class: "gs-bars" }, view.rows.map((row) => {
    const value = now.values[row.id];
    const fits = now.here.includes(row.id);
    const colour = row.cause ? `--gs-bar: var(--g-${row.cause}); ` : "";
    return h("li", { key: row.id, class: `gs-bar-row${fits ? " gs-is-here" : ""}` },
      h("span", { class: "gs-bar-label" }, row.label),
      h("span", { class: "gs-said" }, valueWords(view, row, value)),
      fits ? h("span", { class: "gs-fits" }, say("slider", "closest")) : null,
      h("span", { class: "gs-track", "aria-hidden": "true" },
        h("span", { class: "gs-bar", style: `${colour}inline-size: ${(100 * value) / scale}%` }),
        row.sd ? h(Spread, { value, sd: row.sd, scale }) : null));
  }));
}
