// The class in the presenter view: its questions are asked from where they stand in the lesson.

import { render } from "preact";

import { h } from "../../../widgets/shared/element.js";
import { say } from "../../../widgets/shared/words.js";

/** @typedef {{ instructor: boolean, groups: any[] }} School */

/** The class, with what can be asked if the instructor asks; null where there is none.
 *  @param {string} address of the class
 *  @returns {Promise<School | null>} */
export async function meetClass(address) {
  try {
    const here = await fetch(`${address}here`, { cache: "no-store" });
    if (!here.ok && here.status !== 403) return null; // a course without a class
    const { instructor } = here.ok ? await here.json() : { instructor: false }; // a hub first asks who one is
    return { instructor, groups: instructor ? (await (await fetch(`${address}host/questions`)).json()).groups : [] };
  } catch {
    return null; // no connection: presenting goes on without
  }
}

/** Ask the class: the status of the answer, 0 without one.
 *  @param {string} address of the class
 *  @param {string} question id */
export async function askClass(address, question) {
  const answer = await fetch(`${address}host/ask`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Gluteedu": "class" },
    body: JSON.stringify({ question }),
  }).catch(() => null);
  return answer?.status ?? 0;
}

const NUMBER = "\u0001", ANY = "\u0002";
/** The last number in `text` that stands where `sentence(n, of)` has its n; 1 without one.
 *  @param {string} text
 *  @param {(n: string, of: string) => string} sentence */
export function numberIn(text, sentence) {
  const escaped = sentence(NUMBER, ANY).replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const pattern = new RegExp(escaped.replace(NUMBER, "(\\d+)").replace(ANY, "\\d+"), "g");
  return Number([...text.matchAll(pattern)].at(-1)?.[1] ?? 1);
}

const titlesIn = (slot) => [...slot.querySelectorAll(".g-title")].map((one) => one.textContent.trim());
const clinicIn = (slot) => slot.querySelector(".gcc") ?? (titlesIn(slot).includes(say("clinic", "title")) ? slot : null);

/** The questions of a quiz, one button each. */
const QuizVotes = ({ questions, ask }) => [
  h("span", null, say("present", "vote_on_this")),
  questions.map((question, i) => h("button", {
    key: question.id, type: "button", "data-vote": question.id, title: question.title,
    "aria-label": say("present", "vote_on_question", { n: i + 1, title: question.title }), onclick: () => ask(question.id),
  }, questions.length > 1 ? say("present", "question_n", { n: i + 1 }) : say("present", "ask_the_class"))),
];

/** The cases of the clinic, each with its steps. */
const CaseVotes = ({ cases, picked, pick, ask }) => [
  h("span", null, say("present", "vote_on_cause")),
  h("select", { "aria-label": say("present", "case_and_step"), value: picked, onchange: (event) => pick(event.currentTarget.value) },
    cases.map((group, n) => h("optgroup", { key: group.id, label: `${n + 1}. ${group.title}` }, group.questions.map((question, i) =>
      h("option", { key: question.id, value: question.id }, say("present", "step_of_case", { case: n + 1, title: group.title, step: i + 1 })))))),
  h("button", { type: "button", "data-vote": "case", onclick: () => ask(picked) }, say("present", "ask_the_class")),
];

function row(slot, content) {
  const el = document.createElement("div");
  el.className = "p-votes";
  slot.prepend(el);
  const draw = () => render(content(), el);
  draw();
  return draw;
}

/** The question of the step that the clinic shows; null where it shows no case. */
function shownQuestion(clinic, cases) {
  const words = clinic.textContent;
  const open = cases.find((group, n) => words.includes(say("clinic", "case_and_title", { n: n + 1, title: group.title })));
  const step = numberIn(words, (n, of) => say("clinic", "step_of", { n, of }));
  return open?.questions[Math.min(step, open.questions.length) - 1]?.id ?? null;
}

/** Offer a vote above the widget of a slot, if the class can be asked about it.
 *  @param {{ slot: HTMLElement, lesson: string, groups: any[], ask(question: string): void }} place
 *  @returns {() => void} keeps the choice with what the widget shows */
export function offerVotes({ slot, lesson, groups, ask }) {
  const clinic = clinicIn(slot);
  if (clinic) return offerCases(slot, clinic, groups.filter((group) => group.kind === "case"), ask);
  const group = groups.find((one) => one.lesson === lesson && titlesIn(slot).includes(one.title));
  if (group) row(slot, () => h(QuizVotes, { questions: group.questions, ask }));
  return () => {};
}
function offerCases(slot, clinic, cases, ask) {
  let picked = cases[0]?.questions[0]?.id;
  let shown = null;
  const pick = (id) => {
    picked = id;
    draw();
  };
  const draw = row(slot, () => h(CaseVotes, { cases, picked, pick, ask }));
  const follow = () => {
    const now = shownQuestion(clinic, cases);
    if (now && now !== shown) pick((shown = now));
  };
  follow();
  return follow;
}

/** The button for the question that the quiz of a slot shows just now, or null.
 *  @param {HTMLElement} slot
 *  @returns {HTMLElement | null} */
export function voteButtonFor(slot) {
  const buttons = slot.querySelectorAll(".p-votes [data-vote]");
  const counted = slot.querySelector(".gq-count")?.textContent ?? "";
  return buttons[numberIn(counted, (n, of) => say("quiz", "question_of", { n, of })) - 1] ?? buttons[0] ?? null;
}
