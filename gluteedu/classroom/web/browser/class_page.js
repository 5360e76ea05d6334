// What the instructor's page and the projector share: patching the page, what is going on, the acts.

import { render } from "preact";

import { h } from "../../../widgets/shared/element.js";
import { say } from "../../../widgets/shared/words.js";

/** @typedef {object} Question the current one, as gluteedu/classroom/live/views.py gives it to the instructor
 *  @property {string} run
 *  @property {"open" | "closed" | "revealed"} phase
 *  @property {number} round
 *  @property {string} kind "item" or "case"
 *  @property {string} type
 *  @property {string} stem safe markup
 *  @property {string[]} story safe markup
 *  @property {{ id: string, html: string }[]} options
 *  @property {{ id: string, text: string }[]} [targets]
 *  @property {{ min: number, max: number, unit: string }} [number]
 *  @property {boolean} shown
 *  @property {any[]} [counts]
 *  @property {any} [revealed]
 *  @property {any} [moves]
 *  @property {{ n: number, wrong: number }} [sure]
 *  @property {string[]} acts
 *  @property {string | null} next */

/** Patches what is in `el` to what `show` says. The focus stays where it is; where that is gone, it goes
 *  to the same act, or else to the natural next one.
 *  @param {HTMLElement} el
 *  @param {() => any} show */
export const patching = (el, show) => () => {
  const held = el.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
  render(show(), el);
  if (!held || document.activeElement === held) return;
  (el.querySelector(`[data-act="${held.dataset.act}"]`) ?? el.querySelector(".g-primary"))?.focus({ preventScroll: true });
};

/** A stage of a case but the last: what the clinician thought takes the place of what is right.
 *  @param {Question} question */
export const isStage = (question) => question.kind === "case" && !question.revealed?.last;

/** What the class is doing now, in words.
 *  @param {Question} question */
export function phaseWords(question) {
  const first = question.round === 1;
  if (question.phase === "open") return first ? say("class_host", "first_vote") : say("class_host", "later_vote", { n: question.round });
  if (question.phase === "closed") return first ? say("class_host", "closed_talk") : say("class_host", "closed");
  return isStage(question) ? say("class_host", "clinician_thought") : say("class_host", "the_answer");
}

/** How many have answered; more than are connected if some have left. */
export const answeredWords = ({ answered, connected }) => say("class_host", "answered", { n: answered, of: Math.max(connected, answered) });

/** The QR code that leads phones here. */
export const JoinCode = ({ svg }) => h("div", { class: "c-qr", role: "img", "aria-label": say("class_host", "qr_code"), html: svg });

/** The instructor's acts as buttons; the natural next one is first and stands out.
 *  @param {{ question: Question, send(message: object): void }} props */
export function ActButtons({ question, send }) {
  const acts = [question.next, ...question.acts.filter((act) => act !== question.next)].filter(Boolean);
  const button = (act, main, message) => h("button", {
    key: act, type: "button", "data-act": act, class: main ? "g-primary" : null, onclick: () => send(message),
  }, say("class_host", `act_${act}`));
  return [
    ...acts.map((act) => button(act, act === question.next, { do: act, run: question.run })),
    button("end_question", question.next === null, { do: "end_question" }),
  ];
}
