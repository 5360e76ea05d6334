// The row of questions, what a test shows before it is handed in, and how a quiz went.

import { h } from "../shared/element.js";
import { say } from "../shared/words.js";
import { standOf } from "./quiz_feedback.js";
import { Mark, MarkShape, QUIZ_MARKS } from "./quiz_marks.js";

const FEW = 8; // dots that stand in one row

const standWords = (item) => say("quiz", `stand_${standOf(item)}`);
const Head = ({ children }) => h("h4", { class: "gq-count", tabindex: "-1", "data-focus": "head" }, children);
const number = (n) => String(Math.round(n * 10) / 10);

/** One round button for each question. */
export const QuestionRow = ({ view, at, go }) => h("nav", { "aria-label": say("quiz", "questions_of_quiz") },
  h("ol", { class: `gq-dots${view.items.length <= FEW ? "" : " gq-dots-many"}` }, view.items.map((item, i) => {
    const stand = standOf(item);
    return h("li", { key: item.id }, h("button", {
      type: "button", class: `gq-dot gq-dot-${stand}`, "data-focus": `dot-${i}`,
      "aria-label": say("quiz", "question_stands", { n: i + 1, stand: standWords(item) }),
      "aria-current": i === at ? "step" : null, onclick: () => go(i),
    }, stand in QUIZ_MARKS ? h(MarkShape, { kind: stand }) : String(i + 1)));
  })));

const QuestionList = ({ view, go }) => h("ol", { class: "gq-list" }, view.items.map((item, i) =>
  h("li", { key: item.id }, h("button", { type: "button", class: "gq-list-button", "data-focus": `list-${i}`, onclick: () => go(i) },
    h("span", { class: "gq-list-number" }, `${i + 1}`), h("span", { class: "gq-list-stem", html: item.stem }),
    item.closed ? h(Mark, { kind: standOf(item) }) : h("span", { class: "gq-state" }, standWords(item))))));

/** A test before it is handed in: what has an answer and what has none. */
export function Overview({ view, go, handIn }) {
  const open = view.items.filter((item) => item.response === undefined).length;
  return [
    h(Head, null, say("quiz", "before_hand_in")),
    h("p", null, open ? say("quiz", "unanswered", { n: open }) : say("quiz", "all_answered")),
    h(QuestionList, { view, go }),
    h("div", { class: "g-buttons" },
      h("button", { type: "button", class: "g-primary", "data-focus": "hand-in", onclick: handIn },
        open ? say("quiz", "hand_in_unanswered", { n: open }) : say("quiz", "hand_in"))),
  ];
}

/** The end of a quiz, or a test handed in: how it went, by objective where that is known. */
export function Result({ view, go }) {
  if (view.mode === "pretest") return h(PretestResult, { view });
  const first = view.items.filter((item) => item.first_score === 1).length;
  const open = view.items.filter((item) => !item.closed).length;
  return [
    h(Head, null, open ? say("quiz", "so_far") : say("quiz", "your_result")),
    h(Score, { n: first, of: view.items.length }, view.mode === "summative" ? say("quiz", "fully_right") : say("quiz", "right_at_first_try")),
    open ? h("p", null, say("quiz", "still_open", { n: open })) : null,
    view.results?.length ? h(ObjectiveBars, { results: view.results }) : null,
    view.results?.length ? h("p", { class: "gq-list-head" }, say("quiz", "look_again")) : null,
    h(QuestionList, { view, go }),
  ];
}

const Score = ({ n, of, children }) =>
  h("p", { class: "gq-score" }, h("span", { class: "gq-score-number" }, say("quiz", "n_of", { n, of })), " ", children);

/** After a pre-test: a kind word and how it went by objective. The answers are what the course is for. */
function PretestResult({ view }) {
  const known = view.results.filter((one) => one.correct === one.items);
  const waiting = view.results.filter((one) => one.correct < one.items);
  const list = (title, results) => results.length
    ? [h("p", { class: "gq-list-head" }, title), h("ul", { class: "gq-aims" }, results.map((one) => h("li", null, one.text)))] : null;
  return [
    h(Head, null, say("quiz", "thank_you")),
    h(Score, { n: known.length, of: view.results.length }, say("quiz", "known_already")),
    h("p", null, waiting.length ? say("quiz", "good_that_you_tried") : say("quiz", "you_know_a_lot")),
    h("p", null, h("strong", null, say("quiz", "do_not_act")), " ", say("quiz", "answers_come")),
    list(say("quiz", "you_know_this"), known),
    list(say("quiz", "this_waits"), waiting),
  ];
}

function ObjectiveBars({ results }) {
  const points = results.reduce((sum, one) => sum + one.score, 0);
  const all = results.reduce((sum, one) => sum + one.items, 0);
  return [
    h("p", null, say("quiz", "with_part_points", { n: number(points), of: all })),
    h("ul", { class: "gq-bars" }, results.map((one) =>
      h("li", null,
        h("span", { class: "gq-bar-name" }, one.text),
        h("span", { class: "gq-bar", "aria-hidden": "true" }, h("span", { style: `inline-size: ${Math.round((100 * one.score) / one.items)}%` })),
        h("span", { class: "gq-bar-words" }, say("quiz", "n_of", { n: number(one.score), of: one.items }))))),
  ];
}
