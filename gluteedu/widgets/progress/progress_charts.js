// The charts of the progress view. They are HTML: words keep their size, and rows fit any screen.

import { h } from "../shared/element.js";
import { PageLink } from "../shared/page_link.js";
import { say } from "../shared/words.js";
import { levelName, percent, standingWords } from "./progress_words.js";

const across = (share) => `${100 * share}%`;
const at = (share) => `inset-inline-start: ${across(share)}`;
const fromTo = (low, high) => `${at(low)}; inline-size: ${across(high - low)}`;
const Words = ({ children }) => h("span", { class: "gg-words" }, children);

/** A table that stacks on a phone, folded away behind a chart. `rows`: arrays of texts, the first
 *  one a row's name. The roles repeat what the tags say, because browsers forget a table whose parts
 *  are shown as blocks.
 *  @param {{ caption: string, columns: string[], rows: (string | number)[][] }} props */
export const TableBehind = ({ caption, columns, rows }) => h("details", { class: "gg-table" },
  h("summary", null, say("progress", "in_a_table")),
  h("table", { class: "g-stack", role: "table" },
    h("caption", null, caption),
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, columns.map((name) => h("th", { role: "columnheader", scope: "col" }, name)))),
    h("tbody", { role: "rowgroup" }, rows.map(([first, ...others]) => h("tr", { role: "row", key: first },
      h("th", { role: "rowheader", scope: "row", "data-label": columns[0] }, first),
      others.map((one, i) => h("td", { role: "cell", "data-label": columns[i + 1] }, String(one))))))));

/** One row: a name, a bar (right at the first try, answered otherwise, still open), its numbers. */
function StandingRow({ totals, tag = "div", children }) {
  const share = (n) => `inline-size: ${across(n / Math.max(1, totals.items))}`;
  return h(tag, { class: "gg-row" },
    h("span", { class: "gg-name" }, children),
    h("span", { class: "gg-bar", "aria-hidden": "true" },
      h("span", { class: "gg-right", style: share(totals.right) }),
      h("span", { class: "gg-other", style: share(totals.answered - totals.right) })),
    h(Words, null, standingWords(totals)));
}

/** Bars by lesson; each folds out to its objectives. */
export const LessonBars = ({ lessons }) => h("ul", { class: "gg-lessons" }, lessons.map((lesson) =>
  h("li", { key: lesson.id },
    h(StandingRow, { totals: lesson }, h(PageLink, { id: lesson.id }, lesson.title)),
    lesson.aims.length
      ? h("details", { class: "gg-aims" }, h("summary", null, say("progress", "by_objective")),
        h("ul", null, lesson.aims.map((aim) => h(StandingRow, { key: aim.id, tag: "li", totals: aim }, aim.text))))
      : null)));

const Key = ({ children }) => h("p", { class: "g-small gg-key", "aria-hidden": "true" }, children);

export const BarKey = () => h(Key, null,
  [["gg-right", say("progress", "key_right")], ["gg-other", say("progress", "key_other")], ["", say("progress", "key_open")]].map(([kind, words]) =>
    h("span", null, h("span", { class: `gg-swatch ${kind}` }), words)));

/** How often each word was right: a dot, the line of chance, and the band in which the word pays. */
export const CalibrationPlot = ({ levels }) => h("div", { class: "gg-plot" },
  h("ul", { class: "gg-levels" }, [...levels].reverse().map((level) => h(LevelRow, { key: level.id, level }))),
  h("div", { class: "gg-axis", "aria-hidden": "true" },
    h("span", null, percent(0)), h("span", null, percent(0.5)), h("span", null, say("progress", "axis_end", { share: percent(1) }))));

function LevelRow({ level }) {
  const some = level.n > 0;
  return h("li", { class: "gg-level" },
    h("span", { class: "gg-level-name" }, levelName(level.id)),
    h("span", { class: "gg-track", "aria-hidden": "true" },
      h("span", { class: "gg-band", style: fromTo(...level.pays) }),
      some ? h("span", { class: "gg-chance", style: fromTo(level.low, level.high) }) : null,
      some ? h("span", { class: "gg-dot", style: at(level.share) }) : null),
    h(Words, null, some ? say("progress", "right_of", { right: level.right, answered: level.n }) : say("progress", "not_said")));
}

export function CalibrationTable({ levels }) {
  const columns = [
    say("progress", "you_said"), say("progress", "answers_head"), say("progress", "right_head"), say("progress", "share_head"),
    say("progress", "chance_from"), say("progress", "to"), say("progress", "pays_from"), say("progress", "to"),
  ];
  const shares = ({ n, share, low, high }) => (n ? [share, low, high].map(percent) : ["–", "–", "–"]);
  const rows = [...levels].reverse().map((one) => [levelName(one.id), one.n, one.right, ...shares(one), ...one.pays.map(percent)]);
  return h(TableBehind, { caption: say("progress", "calibration_caption"), columns, rows });
}

/** Before and after, by objective: a hollow dot, a full one, and the way from one to the other. */
export const BeforeAfter = ({ rows }) => [
  h("ul", { class: "gg-lessons" }, rows.map((row) => h(BeforeAfterRow, { key: row.text, row }))),
  h(Key, null,
    h("span", null, h("span", { class: "gg-dot gg-hollow gg-swatch-dot" }), say("progress", "key_before")),
    h("span", null, h("span", { class: "gg-dot gg-swatch-dot" }), say("progress", "key_after"))),
  h(TableBehind, {
    caption: say("progress", "before_caption"),
    columns: [say("progress", "objective"), say("progress", "before"), say("progress", "questions"), say("progress", "after"), say("progress", "questions")],
    rows: rows.map((row) => [row.text, percent(row.before), row.asked[0], percent(row.after), row.asked[1]]),
  }),
];

const BeforeAfterRow = ({ row: { text, before, after } }) => h("li", { class: "gg-row" },
  h("span", { class: "gg-name" }, text),
  h("span", { class: "gg-track gg-narrow", "aria-hidden": "true" },
    h("span", { class: `gg-way${after < before ? " gg-loss" : ""}`, style: fromTo(Math.min(before, after), Math.max(before, after)) }),
    h("span", { class: "gg-dot gg-hollow", style: at(before) }),
    h("span", { class: "gg-dot", style: at(after) })),
  h(Words, null, say("progress", "before_after", { before: percent(before), after: percent(after) })));
