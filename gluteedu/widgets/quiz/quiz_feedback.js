// What a quiz shows of an answer: how it went and why, the hint, and the same in words to be read out.

import { h } from "../shared/element.js";
import { say, sayWith } from "../shared/words.js";
import { wayOf } from "./quiz_controls.js";
import { Mark, plainText } from "./quiz_marks.js";

const STANDS = { correct: "right", partly: "partly", incorrect: "wrong" };

/** How an item stands. Over: right, partly, wrong, or none (never answered); else tried, saved or open. */
export function standOf(item) {
  if (item.closed) return STANDS[item.outcome] ?? "none";
  if (item.tries_used) return "tried";
  return item.response !== undefined ? "saved" : "open";
}

const triesLeft = (item) => (item.closed ? "" : say("quiz", "tries_left", { n: item.tries_left }));

const Notes = ({ notes }) => h("ul", { class: "gq-notes" }, notes.map((note) =>
  h("li", null,
    h("p", { class: "gq-note-head" }, note.mark ? h(Mark, { kind: note.mark }) : null, h("span", { html: note.label })),
    h("div", { class: "gq-note", html: note.html }))));

const RightOrder = ({ order }) => [
  h("p", { class: "gq-answer" }, h("strong", null, say("quiz", "right_order"))),
  h("ol", { class: "gq-answer-order" }, order.map((note) =>
    h("li", null, h("strong", { html: note.label }), h("div", { class: "gq-note", html: note.html })))),
];

const Verdict = ({ children }) => h("p", { class: "g-verdict", tabindex: "-1", "data-focus": "verdict" }, children);

/** The feedback to an answer, or nothing. Its heading takes the focus. */
export function Feedback({ item }) {
  if (item.outcome === "cannot_tell")
    return h("div", { class: "g-feedback" }, h(Verdict, null, say("quiz", "unreadable")), h("p", null, say("quiz", "unreadable_again")));
  if (item.verdict === undefined) return null;
  const kind = STANDS[item.outcome] ?? "none";
  const detail = [item.detail, triesLeft(item)].filter(Boolean).join(" ");
  const { notes, others = [], sources = [] } = item;
  const alone = wayOf(item).bareNote && notes.length === 1;
  return h("div", { class: `g-feedback gq-feedback gq-is-${kind}` },
    h(Verdict, null, h(Mark, { kind, word: item.verdict })),
    detail ? h("p", { class: "gq-detail" }, detail) : null,
    item.answer ? h("p", { class: "gq-answer" }, sayWith("quiz", "right_answer", { label: h("strong", null, say("quiz", "right_answer_label")), answer: item.answer })) : null,
    item.answer_order ? h(RightOrder, { order: item.answer_order }) : null,
    alone ? h("div", { class: "gq-note", html: notes[0].html }) : notes.length ? h(Notes, { notes }) : null,
    item.explanation ? h("div", { class: "gq-why", html: item.explanation }) : null,
    others.length ? h("details", { class: "gq-others" },
      h("summary", null, notes.length ? say("quiz", "more_on_others") : say("quiz", "more_on_each")), h(Notes, { notes: others })) : null,
    sources.length ? h("p", { class: "g-small gq-sources" }, say("quiz", "sources", { n: sources.length, sources: sources.join(" · ") })) : null);
}

/** What a live region says after an answer: the sentences of the panel, without its heading. */
export function feedbackWords(item) {
  return [
    item.detail, triesLeft(item),
    item.answer ? say("quiz", "right_answer", { label: say("quiz", "right_answer_label"), answer: item.answer }) : "",
    ...(item.answer_order ?? []).map((note, i) => `${i + 1}: ${plainText(note.label)}.`),
    ...(item.notes ?? []).map((note) => `${plainText(note.label)}: ${plainText(note.html)}`),
    item.explanation ? plainText(item.explanation) : "",
  ].filter(Boolean).join(" ");
}

export const Hint = ({ item }) => h("div", { class: "gq-hint", tabindex: "-1", "data-focus": "hint" },
  h("p", { class: "gq-hint-head" }, say("quiz", "hint")), h("div", { html: item.hint }));
