// The bars of the explorer with their reasons, and two sets of answers side by side.

import { useState } from "preact/hooks";

import { CauseShape, ofCause } from "../shared/cause_shape.js";
import { h } from "../shared/element.js";
import { say, sayWith } from "../shared/words.js";
import { Push } from "./explorer_questions.js";
import { answerWords, changesBetween, fitWords, percentWords, pushesOn } from "./explorer_words.js";

const MOST_IN_SIGHT = 5; // changes that are listed without a press

const Track = ({ tag = "span" }) => h(tag, { class: "gx-track", "aria-hidden": "true" }, h("span", { class: "gx-fill" }));

/** Why a cause stands where it does: the answers that push it. */
function Reasons({ view, answers, told, cause }) {
  const pushes = pushesOn(told.reply, cause.id);
  const count = pushes.filter(([, weight]) => weight > 0).length;
  const reason = (id) => {
    const question = answers.question(id);
    return say("explorer", "question_and_answer", { question: question.label, answer: answerWords(view, question, told.findings[id]) });
  };
  return h("details", { class: "gx-why", hidden: !pushes.length },
    h("summary", null, say("explorer", "why", { n: count, against: pushes.length - count }), h("span", { class: "g-hidden" }, `: ${cause.name}`)),
    h("ul", { class: "gx-reasons" }, pushes.map(([id, weight]) => h("li", { key: id },
      h("span", { class: "gx-reason" }, reason(id)), h(Push, { weight }),
      h("span", { class: "gx-figure" }, ` ${weight > 0 ? "+" : "−"}${Math.abs(weight).toFixed(1)}`)))));
}

/** One bar for each cause.
 *  @param {object} props
 *  @param {any} props.view
 *  @param {string} props.label
 *  @param {Record<string, number> | null} props.shares
 *  @param {boolean} [props.hidden]
 *  @param {any} [props.told] with it, each bar says how it fits and why
 *  @param {any} [props.answers] */
export function Bars({ view, label, shares, hidden = false, told = null, answers = null }) {
  const bar = (cause) => h("li", { key: cause.id, class: "gx-bar", ...ofCause(cause.id, `--gx-share: ${shares?.[cause.id] ?? 0}`) },
    h("div", { class: "gx-bar-head" }, h(CauseShape), h("span", { class: "gx-bar-name" }, cause.name),
      h("span", { class: "gx-said" },
        h("span", { class: "gx-word" }, told?.reply.causes ? fitWords(view, told.reply, cause.id) : ""),
        h("span", { class: "gx-figure" }, shares ? percentWords(shares[cause.id]) : ""))),
    h(Track, { tag: "div" }),
    told ? h(Reasons, { view, answers, told, cause }) : null);
  return h("ul", { class: "gx-bars", "aria-label": label, hidden }, view.causes.map(bar));
}

/** What a set without bars shows in their place: an urgent one its level. */
function noBars(view, { reply }) {
  const said = reply.urgent ? [view.levels[reply.triage].name, say("explorer", "no_bars_urgent")] : [say("explorer", "no_bars_clash")];
  return h("td", { rowspan: view.causes.length, class: `gx-none g-care-${reply.triage}` }, said.map((sentence) => h("p", { key: sentence }, sentence)));
}

function Row({ view, cause, isFirst, sets }) {
  const cell = (set) => {
    if (!set.reply.causes) return isFirst ? noBars(view, set) : null;
    const share = set.reply.causes[cause.id];
    return h("td", { style: `--gx-share: ${share}` }, h(Track),
      h("span", null, fitWords(view, set.reply, cause.id)), h("span", { class: "gx-figure" }, percentWords(share)));
  };
  return h("tr", ofCause(cause.id), h("th", { scope: "row" }, h(CauseShape), " ", cause.name), sets.map(cell));
}

function Changes({ changes }) {
  const [open] = useState(changes.length <= MOST_IN_SIGHT);
  return h("details", { class: "gx-changes", open },
    h("summary", null, say("explorer", "what_differs", { n: changes.length })),
    h("ul", null, changes.map(([name, was, is]) => h("li", { key: name }, sayWith("explorer", "change", { name: h("strong", null, name), was, is })))));
}

/** Two sets of answers, cause by cause, and what differs. */
export function Comparison({ view, answers, kept, now }) {
  const changes = changesBetween(view, (id) => answers.question(id), kept, now);
  const head = (id) => h("th", { scope: "col" }, say("explorer", `column_${id}`));
  return [
    h("table", { class: "gx-compare" }, h("caption", null, say("explorer", "side_by_side")),
      h("thead", null, h("tr", null, head("cause"), head("kept"), head("now"))),
      h("tbody", null, view.causes.map((cause, i) => h(Row, { key: cause.id, view, cause, isFirst: i === 0, sets: [kept, now] })))),
    changes.length ? h(Changes, { changes }) : h("p", { class: "g-quiet" }, say("explorer", "same_so_far")),
  ];
}
