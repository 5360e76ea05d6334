// What the explorer found: the care card, what is still open, the bars, two sets side by side.

import { useState } from "preact/hooks";

import { CareCard } from "../shared/care_card.js";
import { h } from "../shared/element.js";
import { say } from "../shared/words.js";
import { Bars, Comparison } from "./explorer_bars.js";
import { answerWords } from "./explorer_words.js";

const Fold = ({ head, children }) => h("details", null, h("summary", null, head), children);

const Flags = ({ flags, fill }) => flags.map((f) => h("div", { key: f.condition, class: "gx-flag" },
  h("p", { class: "gx-condition" }, f.condition), h("p", null, fill(f.action))));

/** The card for a level that asks for more than self-care.
 *  @param {object} props
 *  @param {any} props.view
 *  @param {import("./explorer_answers.js").ExplorerReply} props.reply
 *  @param {(text: string) => string} props.fill puts in the numbers of the place
 *  @param {boolean} [props.full] with what holds for the level */
export function UrgentCard({ view, reply, fill, full = false }) {
  const level = view.levels[reply.triage];
  const isTop = (f) => f.level === reply.triage;
  const lower = reply.flags.filter((f) => !isTop(f));
  return h(CareCard, { level: reply.triage, head: level.name }, h(Flags, { flags: reply.flags.filter(isTop), fill }),
    full ? [
      h("p", { class: "gx-act" }, fill(level.act)), h("p", null, view.words.stopped),
      lower.length ? h(Fold, { head: say("explorer", "more_reasons", { n: lower.length }) }, h(Flags, { flags: lower, fill })) : null,
    ] : null);
}

/** What is not urgent folds away behind "What to do", so that the bars stay in sight. */
function CalmCard({ view, reply, fill, open, ontoggle }) {
  const flags = reply.flags.filter((f) => f.level === reply.triage);
  return h(CareCard, { level: reply.triage, head: view.levels[reply.triage].name },
    h("details", { open, ontoggle: (event) => ontoggle(event.currentTarget.open) }, h("summary", null, say("shared", "what_to_do")),
      flags.length ? h(Flags, { flags, fill }) : h("p", null, view.words.see_someone)));
}

function Alarm({ reply, ...more }) {
  if (reply.triage === "self_care") return null;
  return reply.urgent ? h(UrgentCard, { reply, full: true, ...more }) : h(CalmCard, { reply, ...more });
}

const Jump = ({ id, answers, goTo }) => h("button", { type: "button", class: "gx-jump", onclick: () => goTo(id) }, answers.question(id).label);

const Jumps = ({ ids, ...more }) => h("div", { class: "gx-jumps" }, ids.map((id) => h(Jump, { key: id, id, ...more })));

/** What could still ring an alarm: safety questions first, then clues. */
function StillOpen({ view: { words }, reply, open, ...jumps }) {
  const safety = open.filter((id) => jumps.answers.isSafety(id));
  if (safety.length) return h(Fold, { key: "safety", head: say("explorer", "safety_open", { n: safety.length }) }, h("p", null, words.still_open), h(Jumps, { ids: safety, ...jumps }));
  return [
    reply.triage === "self_care" ? h("p", { key: "calm" }, words.no_alarm) : null,
    open.length ? h(Fold, { key: "clues", head: say("explorer", "clues_open", { n: open.length }) }, h("p", null, words.clues_open), h(Jumps, { ids: open, ...jumps })) : null,
  ];
}

/** Two answers that do not go together. */
const Clash = ({ view, told, pair, ...jumps }) => h("div", { class: "g-feedback g-is-wrong" },
  h("p", { class: "g-verdict" }, view.words.clash),
  h("ul", null, pair.map((id) => h("li", { key: id },
    h(Jump, { id, ...jumps }), ` ${answerWords(view, jumps.answers.question(id), told.findings[id])}`))));

/** The panel with all of it.
 *  @param {object} props
 *  @param {any} props.view
 *  @param {import("./explorer_answers.js").Answers} props.answers
 *  @param {{ reply: import("./explorer_answers.js").ExplorerReply, findings: Record<string, any> }} props.told
 *    the newest reply, and the answers that it is about
 *  @param {{ reply: any, findings: any } | null} props.kept another set, for comparing
 *  @param {string[]} props.open questions that could still ring an alarm
 *  @param {(text: string) => string} props.fill puts in the numbers of the place
 *  @param {{ open: boolean, ontoggle(open: boolean): void }} props.toDo whether "What to do" is open
 *  @param {any} props.panel ref of the panel
 *  @param {(id: string) => void} props.goTo
 *  @param {() => void} props.keep begin or end to compare */
export function Result({ view, answers, told, kept, open, fill, toDo, panel, goTo, keep }) {
  const [figures, setFigures] = useState(false);
  const w = view.words;
  const { reply, findings } = told;
  const answered = Object.keys(findings).length > 0;
  const jumps = { answers, goTo };
  const doubts = reply.urgent ? [] : answers.unsureSafety(reply);
  const back = reply.urgent ? [] : [...answers.takenBack].filter((id) => answers.isAsked(id, reply));
  return h("section", { class: "gx-result g-card", "aria-label": w.result_title, "data-figures": figures ? "" : null, ref: panel },
    h(view.small ? "h4" : "h3", { tabindex: "-1", "data-focus": "head" }, w.result_title),
    h("div", { "data-level": reply.triage }, h(Alarm, { view, reply, fill, ...toDo })),
    h("div", null, doubts.length ? h(CareCard, { level: "same_day", head: w.doubt_title }, h("p", null, w.doubt), h(Jumps, { ids: doubts, ...jumps })) : null),
    h("div", null, reply.clashes.map((pair) => h(Clash, { key: pair.join(), view, told, pair, ...jumps }))),
    h("div", { class: "gx-back" }, back.length ? [h("p", null, w.taken_back), h(Jumps, { ids: back, ...jumps })] : null),
    h("div", { hidden: reply.urgent || !answered }, h(StillOpen, { view, reply, open, ...jumps })),
    h("p", { class: "gx-picture", hidden: !reply.causes }, answered ? view.pictures[reply.picture] : w.nothing_yet),
    h(Bars, { view, label: say("explorer", "bars"), shares: reply.causes, hidden: !reply.causes || kept !== null, told, answers }),
    h("div", { class: "gx-alone", hidden: !reply.alone }, h("p", null, w.alone), h(Bars, { view, label: say("explorer", "bars_alone"), shares: reply.alone })),
    h("div", null, kept ? h(Comparison, { view, answers, kept, now: told }) : null),
    h("div", { class: "g-buttons" },
      h("button", { type: "button", hidden: !reply.causes && !reply.alone && !kept?.reply.causes, onclick: () => setFigures(!figures) }, figures ? say("explorer", "hide_figures") : say("explorer", "show_figures")),
      h("button", { type: "button", hidden: !kept && !answered, onclick: keep }, kept ? say("explorer", "end_comparison") : say("explorer", "keep_and_compare"))),
    h("p", { class: "g-small gx-estimate" }, w.estimate));
}
