// A question with its counts, its marks and its reasons, as far as they may be seen.

import { h } from "../../../widgets/shared/element.js";
import { say } from "../../../widgets/shared/words.js";
import { DotPlot } from "./dot_plot.js";

/** @typedef {import("./class_page.js").Question} Question */

const MANY = 6; // more options than this stand in two columns, or with their bars on one line each

export const letterOf = (i) => String.fromCharCode(65 + i);
const voteName = (count, counts) => (counts.length > 1 ? say("class_host", "vote_n", { n: count.round }) : say("class_host", "votes"));

/** How many chose an option, one bar for each vote. `most`: what a full bar means. */
function Bars({ counts, most, id }) {
  return h("div", { class: "c-bars" }, counts.map((count, i) => {
    const n = count.options[id];
    return h("div", { key: count.round, class: `c-bar${counts.length > 1 && i === 0 ? " c-first" : ""}` },
      counts.length > 1 ? h("span", { class: "c-bar-name" }, voteName(count, counts)) : null,
      h("span", { class: "c-bar-track" }, h("span", { class: "c-bar-fill", style: { inlineSize: `${(100 * n) / most}%` } })),
      h("span", { class: "c-bar-count" }, `${n}`, h("span", { class: "g-quiet" }, ` ${count.n ? Math.round((100 * n) / count.n) : 0}%`)));
  }));
}

/** @param {{ question: Question, counts: any[] | null, every: boolean }} props */
function Options({ question, counts, every }) {
  const key = question.revealed;
  const most = Math.max(1, ...(counts ?? []).map((count) => count.n));
  const kind = question.options.length <= MANY ? "" : counts && !(key && every) ? " c-lines" : " c-many";
  return h("ol", { class: `c-options${kind}` }, question.options.map((option, i) => {
    const right = key?.key.includes(option.id);
    const reason = every || right ? key?.reasons.find((one) => one.id === option.id) : null;
    return h("li", { key: option.id, class: right ? "c-right" : null, "data-option": option.id },
      h("span", { class: "c-letter" }, letterOf(i)),
      h("div", { class: "c-option" },
        h("p", null, h("span", { html: option.html }),
          right ? h("strong", { class: "c-tick" }, " ✓ ", h("span", { class: question.kind === "case" ? "g-hidden" : null }, say("class_host", "right"))) : null),
        counts?.[0]?.options ? h(Bars, { counts, most, id: option.id }) : null,
        reason ? h("div", { class: "c-reason", html: reason.html }) : null));
  }));
}

/** The places of an order, as the columns of its table. */
const places = (options) => options.map((_, i) => ({
  id: String(i + 1), text: i < 3 ? say("class_host", `place_${i + 1}`) : say("class_host", "place_n", { n: i + 1 }),
}));

/** @param {Question} question
 *  @param {string} id of an option */
function rightColumn({ revealed }, id) {
  return revealed?.order ? String(revealed.order.indexOf(id) + 1) : revealed?.pairs?.[id];
}

/** How often each option stood at each place, or with each partner.
 *  @param {{ question: Question, counts: any[] }} props */
function Grid({ question, counts }) {
  const columns = question.targets ?? places(question.options);
  const last = counts.at(-1);
  const cell = (option, column) => {
    const ns = counts.map((count) => count.grid?.[option.id][column.id] ?? 0);
    const right = rightColumn(question, option.id) === column.id;
    const share = last.n ? Math.round((70 * ns.at(-1)) / last.n) : 0;
    return h("td", { class: right ? "c-right" : null, style: { "--share": `${share}%` } }, ns.join(" → "), right ? h("strong", null, " ✓") : null);
  };
  const votes = counts.length > 1 ? counts.map((count) => say("class_host", "in_vote_n", { n: count.round })).join(" → ") : say("class_host", "in_votes");
  return h("div", { class: "g-scroll", tabIndex: 0, role: "group", "aria-label": say("class_host", "counts") }, h("table", { class: "c-grid" },
    h("caption", null, say("class_host", "how_many_of", { numbers: counts.map((count) => count.n).join(" → "), votes })),
    h("thead", null, h("tr", null,
      h("th", { scope: "col" }, h("span", { class: "g-hidden" }, say("class_host", "option"))),
      columns.map((column) => h("th", { scope: "col" }, column.text)))),
    h("tbody", null, question.options.map((option, i) => h("tr", { key: option.id },
      h("th", { scope: "row" }, h("strong", null, `${letterOf(i)} `), h("span", { html: option.html })),
      columns.map((column) => cell(option, column)))))));
}

/** @param {{ question: Question, counts: any[] | null, every: boolean }} props */
function NumberResult({ question, counts, every }) {
  const { number, revealed } = question;
  return [
    counts ? counts.map((count) => h(DotPlot, { key: count.round, question, count, name: voteName(count, counts) }))
      : h("p", { class: "c-range" }, say("class_host", "number_from_to", number)),
    revealed ? h("p", { class: "c-answer" }, h("strong", null, `✓ ${revealed.answer}`)) : null,
    revealed ? h("ul", { class: "c-reasons" }, revealed.reasons.filter((one) => every || one.right).map((one) =>
      h("li", { key: one.when, class: one.right ? "c-right" : null },
        h("strong", null, one.right ? "✓ " : null, say("class_host", `number_${one.when}`)), h("div", { html: one.html })))) : null,
  ];
}

/** Everything that is known of a question, as far as it may be seen; `every`: the reasons of wrong options, too.
 *  @param {{ question: Question, counts?: any[], every?: boolean }} props */
export function QuestionBody({ question, counts = question.counts, every = true }) {
  if (question.number) return h(NumberResult, { question, counts, every });
  const note = (words) => h("p", { class: "c-range" }, words);
  const grid = counts?.[0]?.grid;
  return [
    question.type === "hotspot" && !counts ? note(say("class_host", "places_by_name")) : null,
    grid ? h(Grid, { question, counts }) : null,
    question.targets && !counts ? note(say("class_host", "partners", { partners: question.targets.map((one) => one.text).join("; ") })) : null,
    !grid || (question.revealed && every) ? h(Options, { question, counts: grid ? null : counts, every }) : null,
  ];
}
