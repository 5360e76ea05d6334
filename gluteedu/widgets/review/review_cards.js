// What the review deck shows: a word or a question, its other side, and how it went.

import { AnswerControl, wayOf } from "../quiz/quiz_controls.js";
import { Feedback } from "../quiz/quiz_feedback.js";
import { h } from "../shared/element.js";
import { PageLink } from "../shared/page_link.js";
import { say, sayWith } from "../shared/words.js";
import { whenWords } from "../shared/days.js";

const SECONDS = { question: 25, word: 10 }; // that one takes

const Button = ({ children, name, look = "g-primary", ...more }) => h("button", { type: "button", class: look, "data-focus": name, ...more }, children);
const key = (id) => h("kbd", null, say("review", `key_${id}`));

/** Before the first card: how many there are. */
export function Start({ view, begin }) {
  const questions = say("review", "questions", { n: view.questions });
  const words = say("review", "words", { n: view.words });
  const what = !view.words ? questions : !view.questions ? words : say("review", "both", { questions, words });
  const minutes = Math.max(1, Math.round((view.questions * SECONDS.question + view.words * SECONDS.word) / 60));
  return [
    h("p", null, say("review", "start_about", { what, minutes: say("review", "minutes", { n: minutes }) })),
    h("div", { class: "g-buttons" }, h(Button, { name: "start", onclick: begin }, say("review", "start"))),
    h("p", { class: "g-small gr-keys" }, sayWith("review", "with_keys", {
      space: key("space"), enter: key("enter"), one: key("one"), nine: key("nine"), enter_again: key("enter"), one_again: key("one"), four: key("four"),
    })),
  ];
}

/** Where nothing is due. */
export function Rest({ view }) {
  if (view.saving === "off") return h("p", null, say("review", "not_kept"));
  if (view.cards === 0) {
    return [h("p", null, say("review", "none_yet")), h("p", null, h(PageLink, { id: view.pages.home }, say("review", "go_to_lessons")))];
  }
  return [
    h("p", null, restWords(view)),
    view.pages.progress ? h("p", null, h(PageLink, { id: view.pages.progress }, say("review", "see_progress"))) : null,
  ];
}

function restWords({ done, next }) {
  if (!next) return done ? say("review", "went_through", { n: done }) : say("review", "up_to_date");
  const when = whenWords(next);
  return done ? `${say("review", "went_through", { n: done })} ${say("review", "next_comes", { when })}` : say("review", "come_back", { when });
}

const About = ({ card }) => h("p", { class: "gr-about" },
  h("span", { class: `gr-why gr-${card.reason}` }, say("review", `why_${card.reason}`)),
  card.lesson ? h("span", { class: "gr-from" }, sayWith("review", "from", { lesson: h(PageLink, { id: card.lesson.id }, card.lesson.title) })) : null);

/** A word, and its meaning once it is turned. */
export function WordCard({ card, notice, turn, rate }) {
  return [
    h(About, { card }),
    h("p", { class: "gr-word", tabindex: "-1", "data-focus": "ask" }, card.term),
    card.turned
      ? h("div", { class: "g-feedback gr-meaning", tabindex: "-1", "data-focus": "told" },
        card.also.length ? h("p", { class: "g-quiet" }, say("review", "also_called", { names: card.also.join(", ") })) : null, h("p", null, card.plain))
      : [
        h("p", null, say("review", "what_does_it_mean")), h("p", { class: "gq-notice" }, notice),
        h("div", { class: "g-buttons" }, h(Button, { name: "turn", "aria-keyshortcuts": "Space Enter", onclick: turn }, say("review", "show_meaning"))),
      ],
    card.turned ? h(Ratings, { card, notice, rate }) : null,
  ];
}

/** A question, and its feedback once it is answered. */
export function ItemCard({ card, answer, notice, drawing, announce, choose, check, rate }) {
  const { item, turned } = card;
  const submit = (event) => {
    event.preventDefault();
    if (!turned) check();
  };
  const numbered = !turned && wayOf(item).byDigits;
  return [
    h(About, { card }),
    h("form", { novalidate: true, class: numbered ? "gr-numbered" : null, onsubmit: submit },
      h("div", { class: "gr-ask", tabindex: "-1", "data-focus": "ask" },
        h(AnswerControl, { item, locked: turned, shown: turned ? item.response : answer.shown, drawing, announce, onchange: choose })),
      turned ? null : h("p", { class: "gq-notice" }, notice),
      turned ? null : h("div", { class: "g-buttons" },
        h("button", { type: "submit", class: "g-primary", "data-focus": "check" }, say("quiz", "check")))),
    turned ? h(Feedback, { item }) : null,
    turned ? h(Ratings, { card, notice, rate }) : null,
  ];
}

function Ratings({ card, notice, rate }) {
  const forced = card.ratings.length === 1;
  return h("div", { class: "gr-rate", role: "group", "aria-label": say("review", "how_did_it_go") },
    h("p", { class: "gr-rate-ask" }, forced ? say("review", "comes_back_soon") : say("review", "comes_back_in")),
    h("div", { class: "gr-rates" }, card.ratings.map(({ rating, name, back }) =>
      h(Button, { key: rating, name: `rate-${rating}`, look: `gr-rate-${rating}`, "aria-keyshortcuts": String(rating), onclick: () => rate(rating) },
        h("span", { class: "gr-key", "aria-hidden": "true" }, String(rating)),
        h("span", { class: "gr-name" }, forced ? say("review", "next_card") : name),
        h("span", { class: "gr-back" }, say("review", "in_time", { time: back }))))),
    h("p", { class: "gq-notice" }, notice));
}
