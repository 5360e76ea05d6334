// What a quiz shows around an answer: feedback, the row of questions, the overview and the result.

import { h, s } from "../shared/before/dom.js";
import { QUIZ_MARKS, quizMark } from "./quiz_controls.js";

const QUIZ_STANDS = { correct: "right", partly: "partly", incorrect: "wrong" };

/** How an item stands. Over: right, partly, wrong, or none (never answered); else tried, saved or open. */
function quizStand(item) {
  if (item.closed) return QUIZ_STANDS[item.outcome] ?? "none";
  if (item.tries_used) return "tried";
  return item.response !== undefined ? "saved" : "open";
}

const QUIZ_WORDS = {
  right: "right", partly: "partly right", wrong: "not right", none: "not answered",
  tried: "not right yet", saved: "answered", open: "not answered",
};
const standWords = (item) => QUIZ_WORDS[quizStand(item)];

function noteList(notes) {
  return h("ul", { class: "gq-notes" }, notes.map((n) =>
    h("li", {},
      h("p", { class: "gq-note-head" }, n.mark ? quizMark(n.mark) : null, h("span", { html: n.label })),
      h("div", { class: "gq-note", html: n.html }))));
}

/** The feedback to an answer. Its heading takes the focus. */
export function feedbackPanel(item) {
  if (item.outcome === "cannot_tell") {
    return h("div", { class: "g-feedback" },
      h("p", { class: "g-verdict", tabindex: "-1", "data-focus": "verdict" }, "We could not read that answer"),
      h("p", {}, "It did not use up a try. Please answer once more."));
  }
  if (item.verdict === undefined) return null;
  const stand = QUIZ_STANDS[item.outcome] ?? "none";
  const left = item.tries_left;
  const tries = item.closed ? "" : `${left} ${left === 1 ? "try" : "tries"} left.`;
  const alone = ["single", "number"].includes(item.type) && item.notes.length === 1;
  return h("div", { class: `g-feedback gq-feedback gq-is-${stand}` },
    h("p", { class: "g-verdict", tabindex: "-1", "data-focus": "verdict" }, quizMark(stand, item.verdict)),
    item.detail || tries ? h("p", { class: "gq-detail" }, [item.detail, tries].filter(Boolean).join(" ")) : null,
    item.answer ? h("p", { class: "gq-answer" }, h("strong", {}, "Right answer: "), `${item.answer}.`) : null,
    item.answer_order
      ? [h("p", { class: "gq-answer" }, h("strong", {}, "The right order")), h("ol", { class: "gq-answer-order" },
        item.answer_order.map((n) => h("li", {}, h("strong", { html: n.label }), h("div", { class: "gq-note", html: n.html }))))]
      : null,
    alone ? h("div", { class: "gq-note", html: item.notes[0].html }) : item.notes.length ? noteList(item.notes) : null,
    item.explanation ? h("div", { class: "gq-why", html: item.explanation }) : null,
    item.others?.length
      ? h("details", { class: "gq-others" }, h("summary", {}, item.notes.length ? "More on the other answers" : "More on each answer"), noteList(item.others))
      : null,
    item.sources?.length
      ? h("p", { class: "g-small gq-sources" }, item.sources.length === 1 ? "Source: " : "Sources: ", item.sources.join(" · "))
      : null);
}

/** What a live region says after an answer: the sentences of the panel, without its heading. */
export function feedbackWords(item) {
  const text = (html) => h("div", { html }).textContent.trim();
  const tries = item.closed ? "" : `${item.tries_left} ${item.tries_left === 1 ? "try" : "tries"} left.`;
  return [item.detail, tries, item.answer ? `Right answer: ${item.answer}.` : "",
    ...(item.answer_order ?? []).map((n, i) => `${i + 1}: ${text(n.label)}.`),
    ...(item.notes ?? []).map((n) => `${text(n.label)}: ${text(n.html)}`),
    item.explanation ? text(item.explanation) : ""].filter(Boolean).join(" ");
}

export function hintBox(item) {
  return h("div", { class: "gq-hint", tabindex: "-1", "data-focus": "hint" },
    h("p", { class: "gq-hint-head" }, "Hint"), h("div", { html: item.hint }));
}

/** The row of questions: one round button for each, then one for the overview or result. */
export function questionRow(view, at, go) {
  const few = view.items.length <= 8;
  return h("nav", { "aria-label": "Questions of this quiz" },
    h("ol", { class: `gq-dots${few ? "" : " gq-dots-many"}` },
      view.items.map((item, i) => {
        const stand = quizStand(item);
        const path = QUIZ_MARKS[stand]?.path;
        return h("li", {}, h("button", {
          type: "button", class: `gq-dot gq-dot-${stand}`, "data-focus": `dot-${i}`,
          "aria-label": `Question ${i + 1}, ${standWords(item)}`,
          "aria-current": i === at ? "step" : null, onclick: () => go(i),
        }, path ? s("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, s("path", { d: path, "fill-rule": "evenodd" })) : String(i + 1)));
      })));
}

function questionList(view, go) {
  return h("ol", { class: "gq-list" }, view.items.map((item, i) => {
    const stand = quizStand(item);
    const state = item.closed ? quizMark(stand) : h("span", { class: "gq-state" }, standWords(item));
    return h("li", {}, h("button", { type: "button", class: "gq-list-button", "data-focus": `list-${i}`, onclick: () => go(i) },
      h("span", { class: "gq-list-number" }, `${i + 1}`), h("span", { class: "gq-list-stem", html: item.stem }), state));
  }));
}

const plural = (n, one, many) => `${n} ${n === 1 ? one : many}`;

/** A test before it is handed in: what has an answer and what has none. */
export function overviewScreen(view, answered, go, handIn) {
  const open = view.items.length - answered;
  return [
    h("h4", { class: "gq-count", tabindex: "-1", "data-focus": "head" }, "Before you hand in"),
    h("p", {}, open === 0
      ? "Every question has an answer. You can still change any of them."
      : `${plural(open, "question has", "questions have")} no answer yet. You can go back, or hand in as it is.`),
    questionList(view, go),
    h("div", { class: "g-buttons" },
      h("button", { type: "button", class: "g-primary", "data-focus": "hand-in", onclick: handIn },
        open === 0 ? "Hand in my answers" : `Hand in with ${open} unanswered`)),
  ];
}

/** The end of a quiz, or a test handed in: how it went, by objective where that is known. */
export function resultScreen(view, go) {
  if (view.mode === "pretest") return pretestResult(view);
  const first = view.items.filter((item) => item.first_score === 1).length;
  const open = view.items.filter((item) => !item.closed).length;
  const all = view.items.length;
  return [
    h("h4", { class: "gq-count", tabindex: "-1", "data-focus": "head" }, open ? "So far" : "Your result"),
    h("p", { class: "gq-score" }, h("span", { class: "gq-score-number" }, `${first} of ${all}`), " ",
      view.mode === "summative" ? "fully right" : "right at the first try"),
    open ? h("p", {}, `${plural(open, "question is", "questions are")} still open.`) : null,
    view.results?.length ? objectiveBars(view.results) : null,
    view.results?.length ? h("p", { class: "gq-list-head" }, "Look at each question again:") : null,
    questionList(view, go),
  ];
}

/** After a pre-test: a kind word and how it went by objective. The answers are what the course is for. */
function pretestResult(view) {
  const right = view.results.filter((one) => one.correct === one.items).length;
  const list = (title, results) => results.length
    ? [h("p", { class: "gq-list-head" }, title), h("ul", { class: "gq-aims" }, results.map((one) => h("li", {}, one.text)))] : null;
  return [
    h("h4", { class: "gq-count", tabindex: "-1", "data-focus": "head" }, "Thank you"),
    h("p", { class: "gq-score" }, h("span", { class: "gq-score-number" }, `${right} of ${view.results.length}`), " known already"),
    h("p", {}, right === view.results.length ? "You know a lot. The lessons will show you why it is so."
      : "Good that you tried. A guess now makes the answer easier to keep later. You will meet all of this in the lessons, and the final test asks about it again."),
    h("p", {}, h("strong", {}, "Do not act on a guess."), " The answers come in the lessons. If you are worried, use the safety cards on this page."),
    list("You know this already", view.results.filter((one) => one.correct === one.items)),
    list("This waits for you", view.results.filter((one) => one.correct < one.items)),
  ];
}

function objectiveBars(results) {
  const points = results.reduce((sum, r) => sum + r.score, 0);
  const all = results.reduce((sum, r) => sum + r.items, 0);
  const number = (n) => String(Math.round(n * 10) / 10);
  return [
    h("p", {}, `With part points that makes ${number(points)} of ${all}. This is how it went, aim by aim:`),
    h("ul", { class: "gq-bars" }, results.map((r) =>
      h("li", {},
        h("span", { class: "gq-bar-name" }, r.text),
        h("span", { class: "gq-bar", "aria-hidden": "true" }, h("span", { style: `inline-size: ${Math.round((100 * r.score) / r.items)}%` })),
        h("span", { class: "gq-bar-words" }, `${number(r.score)} of ${r.items}`)))),
  ];
}
