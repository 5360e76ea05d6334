// The plan: what comes first, then each measure under its heading, and which measures have moved.

import { CareCard } from "../shared/care_card.js";
import { h } from "../shared/element.js";
import { say } from "../shared/words.js";

const MARKS = {
  do: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.3 14.2-4-4 1.5-1.5 2.5 2.5 5.6-5.6 1.5 1.5z",
  ask_first: "M12 1.5 22.5 12 12 22.5 1.5 12zM11 6.5h2v7h-2zm0 8.5h2v2.2h-2z",
  do_not: "M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9zM6.5 10.8h11v2.4h-11z",
  closed: "M7 10V7a5 5 0 0 1 10 0v3h1.5v11h-13V10zm2.2 0h5.6V7a2.8 2.8 0 0 0-5.6 0z",
};
const VERDICTS = ["do", "ask_first", "do_not"];

/** @typedef {object} Measure
 *  @property {string} id
 *  @property {string} name
 *  @property {boolean} noUse useless rather than unsafe
 *  @property {number | null} minutes the longest time for one go
 *  @property {string[]} reasons
 *  @property {string[]} unsure questions answered "not sure"
 *  @property {string[]} open questions without an answer
 *  @property {string[]} sources */

/** @typedef {object} Plan
 *  @property {number} n of the message that it answers
 *  @property {boolean} stopped nothing may be done before what is `first`
 *  @property {{ level: string, text: string, sources: string[] }[]} first
 *  @property {Measure[]} do
 *  @property {Measure[]} ask_first
 *  @property {Measure[]} do_not
 *  @property {Measure[]} closed */

/** @typedef {{ headings: Record<string, string>, from: Record<string, string> }} Moves measure to the
 *  heading it stands under, and to the one that it has last come from */

/** @type {Moves} */
export const NO_MOVES = { headings: {}, from: {} };

/** What moves with a new plan. A plan that is stopped leaves all where it stood.
 *  @param {Moves} moves
 *  @param {Plan} plan
 *  @returns {Moves} */
export function movedTo({ headings, from }, plan) {
  const now = Object.fromEntries([...VERDICTS, "closed"].flatMap((verdict) => plan[verdict].map(({ id }) => [id, verdict])));
  const moved = Object.keys(now).filter((id) => headings[id] !== undefined && headings[id] !== now[id]);
  return {
    headings: plan.stopped ? headings : now,
    from: moved.length ? Object.fromEntries(moved.map((id) => [id, headings[id]])) : from,
  };
}

/** How many measures stand under each heading, in words. */
export const tallyWords = (words, plan) => VERDICTS.map((verdict) => `${plan[verdict].length} ${words[verdict].toLowerCase()}`).join(", ");

const fill = (text, what) => text.replace("{what}", what).replace("{n}", what);
const Mark = ({ verdict }) => h("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, h("path", { d: MARKS[verdict], "fill-rule": "evenodd" }));
const Source = ({ ids }) => (ids.length ? h("p", { class: "rp-source" }, say("shared", "source", { sources: ids.join("; ") })) : null);

/** What must come before any relief. */
export const FirstCard = ({ view, first }) =>
  h(CareCard, { level: first.level, head: view.levels[first.level] }, h("p", null, first.text), h(Source, { ids: first.sources }));

const Head = ({ view, verdict, measures }) => h("h4", null,
  h(Mark, { verdict }), h("span", null, view.words[verdict]), h("span", { class: "rp-count" }, String(measures.length)));

/** @param {{ view: any, verdict: string, measure: Measure, from: string | undefined }} props */
function MeasureCard({ view, verdict, measure: m, from }) {
  const w = view.words;
  const names = (ids) => ids.map((id) => view.labels[id].toLowerCase()).join(", ");
  return h("li", { class: "rp-measure", "data-measure": m.id },
    h("h5", null, h(Mark, { verdict }), h("span", null, m.name)),
    m.noUse ? h("p", { class: "rp-tag" }, w.no_use) : null,
    m.minutes ? h("p", { class: "rp-tag" }, fill(w.minutes, m.minutes)) : null,
    from ? h("p", { class: "rp-tag rp-moved" }, fill(w.moved, from === "closed" ? w.closed_short : w[from])) : null,
    m.reasons.map((reason) => h("p", { key: reason }, reason)),
    m.unsure.length ? h("p", null, fill(w.unsure, names(m.unsure))) : null,
    m.open.length ? h("p", null, fill(w.open, names(m.open))) : null,
    h(Source, { ids: m.sources }));
}

const Section = ({ view, verdict, measures, moves }) => h("section", { class: `rp-section rp-${verdict}` },
  h(Head, { view, verdict, measures }),
  h("p", { class: "rp-about" }, measures.length ? view.words[`${verdict}_intro`] : view.words.empty),
  measures.length ? h("ul", null, measures.map((measure) => h(MeasureCard, { key: measure.id, view, verdict, measure, from: moves.from[measure.id] }))) : null);

/** Medicines that stay shut until their questions are answered. */
function Closed({ view, measures, goTo }) {
  if (!measures.length) return null;
  const ids = [...new Set(measures.flatMap((m) => m.open))];
  return h("section", { class: "rp-section rp-closed" },
    h(Head, { view, verdict: "closed", measures }),
    h("p", null, h("strong", null, measures.map((m) => m.name).join(", "))),
    h("p", null, view.words.closed_intro),
    h("div", { class: "rp-jumps" }, ids.map((id) => h("button", { key: id, type: "button", onclick: () => goTo(id) }, view.labels[id]))));
}

/** @param {{ view: any, plan: Plan, moves: Moves, goTo: (id: string) => void }} props */
function Headings({ view, plan, moves, goTo }) {
  const section = (verdict) => h(Section, { key: verdict, view, verdict, measures: plan[verdict], moves });
  return [
    plan.first.map((first) => h(FirstCard, { key: first.text, view, first })),
    plan.stopped
      ? h("p", { key: "stopped", class: "rp-stopped" }, view.words.stopped)
      : [section("do"), h(Closed, { key: "closed", view, measures: plan.closed, goTo }), section("ask_first")],
    section("do_not"),
  ];
}

/** @param {{ view: any, plan: Plan | null, moves: Moves, panel: any, goTo: (id: string) => void }} props */
export const PlanPanel = ({ view, plan, moves, panel, goTo }) =>
  h("section", { class: "rp-plan g-card", "aria-label": view.words.plan_title, ref: panel },
    h("h3", { tabindex: "-1", "data-focus": "head" }, view.words.plan_title),
    h("div", null, plan ? h(Headings, { view, plan, moves, goTo }) : h("p", null, view.words.no_cause)));
