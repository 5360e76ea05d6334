// The charts of the progress view. They are HTML: words keep their size, and rows fit any screen.

import { h } from "../shared/before/dom.js";
import { pageLink } from "../shared/before/page_link.js";

export const LEVEL_NAMES = { sure: "Sure", think_so: "Think so", guessing: "Guessing" };
const percent = (share) => `${Math.round(100 * share)}%`;

/** A table that stacks on a phone. `rows`: arrays of texts, the first one a row's name. The roles
 *  repeat what the tags say, because browsers forget a table whose parts are shown as blocks. */
function stackedTable(caption, columns, rows) {
  return h("table", { class: "g-stack", role: "table" },
    h("caption", {}, caption),
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, columns.map((name) => h("th", { role: "columnheader", scope: "col" }, name)))),
    h("tbody", { role: "rowgroup" }, rows.map(([first, ...others]) => h("tr", { role: "row" },
      h("th", { role: "rowheader", scope: "row", "data-label": columns[0] }, first),
      others.map((one, i) => h("td", { role: "cell", "data-label": columns[i + 1] }, String(one)))))));
}

/** The same, folded away behind a chart. */
export const tableBehind = (summary, caption, columns, rows) =>
  h("details", { class: "gg-table" }, h("summary", {}, summary), stackedTable(caption, columns, rows));

/** One bar: right at the first try, answered otherwise, still open. Its numbers stand beside it. */
function standingBar(one) {
  const share = (n) => `inline-size: ${(100 * n) / Math.max(1, one.items)}%`;
  return h("span", { class: "gg-bar", "aria-hidden": "true" },
    h("span", { class: "gg-right", style: share(one.right) }),
    h("span", { class: "gg-other", style: share(one.answered - one.right) }));
}

const standingWords = (one) =>
  one.answered === 0 ? `none of ${one.items} answered` : `${one.right} right of ${one.answered}${one.answered < one.items ? `, ${one.items - one.answered} open` : ""}`;

/** Bars by lesson; each folds out to its objectives. */
export function lessonBars(lessons) {
  return h("ul", { class: "gg-lessons" }, lessons.map((lesson) => {
    const row = [
      h("span", { class: "gg-name" }, pageLink(lesson.id, {}, lesson.title)),
      standingBar(lesson), h("span", { class: "gg-words" }, standingWords(lesson)),
    ];
    const aims = lesson.aims.length
      ? h("details", { class: "gg-aims" }, h("summary", {}, "By objective"),
        h("ul", {}, lesson.aims.map((aim) => h("li", { class: "gg-row" }, h("span", { class: "gg-name" }, aim.text), standingBar(aim), h("span", { class: "gg-words" }, standingWords(aim))))))
      : null;
    return h("li", {}, h("div", { class: "gg-row" }, row), aims);
  }));
}

export const barKey = () => h("p", { class: "g-small gg-key", "aria-hidden": "true" },
  [["gg-right", "right at the first try"], ["gg-other", "answered, but not right"], ["", "still open"]].map(([kind, words]) =>
    h("span", {}, h("span", { class: `gg-swatch ${kind}` }), words)));

/** How often each word was right: a dot, the line of chance, and the band in which the word pays. */
export function calibrationPlot(levels) {
  const across = (share) => `${100 * share}%`;
  const rows = [...levels].reverse().map((level) => {
    const [low, high] = level.pays;
    const some = level.n > 0;
    return h("li", { class: "gg-level" },
      h("span", { class: "gg-level-name" }, LEVEL_NAMES[level.id]),
      h("span", { class: "gg-track", "aria-hidden": "true" },
        h("span", { class: "gg-band", style: `inset-inline-start: ${across(low)}; inline-size: ${across(high - low)}` }),
        some ? h("span", { class: "gg-chance", style: `inset-inline-start: ${across(level.low)}; inline-size: ${across(level.high - level.low)}` }) : null,
        some ? h("span", { class: "gg-dot", style: `inset-inline-start: ${across(level.share)}` }) : null),
      h("span", { class: "gg-words" }, some ? `${level.right} right of ${level.n}` : "not said yet"));
  });
  return h("div", { class: "gg-plot" },
    h("ul", { class: "gg-levels" }, rows),
    h("div", { class: "gg-axis", "aria-hidden": "true" }, h("span", {}, "0%"), h("span", {}, "50%"), h("span", {}, "100% right")));
}

/** What the plot says in one sentence for each word that was said often enough. */
export function calibrationWords(levels) {
  const FEW = 5;
  const said = [...levels].reverse().filter((level) => level.n >= FEW).map((level) => {
    const name = LEVEL_NAMES[level.id].toLowerCase();
    const [low, high] = level.pays;
    const right = `When you said “${name}”, ${percent(level.share)} was right.`;
    if (level.high < low) return `${right} That is less than the word promises.`;
    if (level.low > high) return `${right} You know more than you think.`;
    return `${right} ${level.share >= low && level.share <= high ? "That fits well." : "The gap to its band can still be chance."}`;
  });
  return said.length ? said : [`Each word needs ${FEW} answers or more before it tells you much.`];
}

export const calibrationTable = (levels) => tableBehind("The numbers in a table", "Right answers by how sure you said you were",
  ["You said", "Answers", "Right", "Share", "Chance alone: from", "to", "Pays best: from", "to"],
  [...levels].reverse().map((one) => [LEVEL_NAMES[one.id], one.n, one.right, one.n ? percent(one.share) : "–", one.n ? percent(one.low) : "–", one.n ? percent(one.high) : "–", percent(one.pays[0]), percent(one.pays[1])]));

/** Before and after, by objective: a hollow dot, a full one, and the way from one to the other. */
export function beforeAfter(rows) {
  const across = (share) => `${100 * share}%`;
  return [
    h("ul", { class: "gg-lessons" }, rows.map((row) => {
      const [low, high] = [Math.min(row.before, row.after), Math.max(row.before, row.after)];
      return h("li", { class: "gg-row" }, h("span", { class: "gg-name" }, row.text),
        h("span", { class: "gg-track gg-narrow", "aria-hidden": "true" },
          h("span", { class: `gg-way${row.after < row.before ? " gg-loss" : ""}`, style: `inset-inline-start: ${across(low)}; inline-size: ${across(high - low)}` }),
          h("span", { class: "gg-dot gg-hollow", style: `inset-inline-start: ${across(row.before)}` }),
          h("span", { class: "gg-dot", style: `inset-inline-start: ${across(row.after)}` })),
        h("span", { class: "gg-words" }, `${percent(row.before)} before, ${percent(row.after)} after`));
    })),
    h("p", { class: "g-small gg-key", "aria-hidden": "true" }, h("span", {}, h("span", { class: "gg-dot gg-hollow gg-swatch-dot" }), "before"), h("span", {}, h("span", { class: "gg-dot gg-swatch-dot" }), "after")),
    tableBehind("The numbers in a table", "Share of points before and after", ["Objective", "Before", "Questions", "After", "Questions"],
      rows.map((row) => [row.text, percent(row.before), row.asked[0], percent(row.after), row.asked[1]])),
  ];
}
