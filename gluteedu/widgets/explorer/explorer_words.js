// How the explorer says an answer, a share, a fit and a push.

import { say } from "../shared/words.js";

/** @type {[number, string][]} */
const PUSHES = [[1.2, "strongly"], [0.5, "clearly"], [0.05, "a_little"]];

/** How hard a weight pushes, as an id; undefined for a push too small to tell. */
export const strengthOf = (weight) => PUSHES.find(([least]) => Math.abs(weight) >= least)?.[1];

export const percentWords = (p) => (p > 0 && p < 0.005 ? say("explorer", "under_one") : say("explorer", "in_hundred", { n: Math.round(p * 100) }));

const best = (causes) => Object.entries(causes).reduce((a, b) => (b[1] > a[1] ? b : a))[0];

/** The cause that fits best, in the order of the page. */
export const firstCause = (view, reply) => view.causes.reduce((a, b) => (reply.causes[b.id] > reply.causes[a.id] ? b : a));

export const causeName = (view, id) => view.causes.find((c) => c.id === id).name;

/** The word beside a bar. */
export function fitWords({ fits, words, alarm }, reply, cause) {
  const share = reply.causes[cause];
  if (share < 0.0005 && reply.start.shares[cause] === 0) return words.not_in_play;
  if (cause === best(reply.causes) && reply.picture !== "mixed") return reply.picture === "fits" ? fits.best : fits.strong;
  if (share >= 0.1) return fits.possible;
  return cause === alarm ? fits.open : fits.unlikely;
}

const numberWords = ({ unit, one }, value) => say("shared", "with_unit", { value, unit: value === 1 ? one : unit });

/** A number at its slider, whose end may stand for more. */
export const sliderWords = (question, value) =>
  question.more && value >= question.top ? say("shared", "or_more", { value: numberWords(question, value) }) : numberWords(question, value);

/** An answer in words; undefined is none. */
export function answerWords(view, question, value) {
  if (value === undefined) return say("explorer", "not_answered");
  if (question.kind === "number") return numberWords(question, value);
  if (question.kind === "choice") return view.choices[value];
  return say("shared", value ? "yes" : "no");
}

/** Puts the numbers of a place into a text that names them. */
export function withNumbers(text, { emergency, advice }) {
  const called = say("explorer", "your_emergency_number");
  const number = emergency ? say("explorer", "called_with_number", { called, number: emergency }) : called;
  return text.replaceAll("{emergency_number}", emergency || called).replaceAll("{advice_number}", advice ?? say("explorer", "your_nurse_line"))
    .replaceAll(called, number);
}

/** How strongly each answer pushes one cause, hardest first, and no more than that.
 *  @returns {[string, number][]} finding and weight */
export const pushesOn = (reply, cause) =>
  Object.entries(reply.reasons).map(([id, by]) => /** @type {[string, number]} */ ([id, by[cause] ?? 0]))
    .filter(([, weight]) => strengthOf(weight)).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));

/** What an answer pushes most: the hardest push for a cause and the hardest against one.
 *  @returns {[string, number][]} cause and weight */
export function pushesOf(reply, id) {
  const all = Object.entries(reply.reasons[id] ?? {}).filter(([, weight]) => strengthOf(weight)).sort((a, b) => b[1] - a[1]);
  return [all.find(([, weight]) => weight > 0), all.findLast(([, weight]) => weight < 0)].filter((one) => one !== undefined);
}

/** What differs between two sets of answers and their starts: name, was, is.
 *  @returns {[string, string, string][]} */
export function changesBetween(view, question, kept, now) {
  const ids = [...new Set([...Object.keys(kept.findings), ...Object.keys(now.findings)])].filter((id) => kept.findings[id] !== now.findings[id]);
  const told = (id, set) => answerWords(view, question(id), set.findings[id]);
  const share = (set) => percentWords(set.reply.start.shares[view.adjustable]);
  const changes = ids.map((id) => /** @type {[string, string, string]} */ ([question(id).label, told(id, kept), told(id, now)]));
  if (kept.reply.start.name !== now.reply.start.name) changes.push([say("explorer", "starting_point"), kept.reply.start.name, now.reply.start.name]);
  else if (share(kept) !== share(now)) changes.push([say("explorer", "soreness_at_start"), share(kept), share(now)]);
  return changes;
}

/** What is read out after a reply.
 *  @param {any} view
 *  @param {import("./explorer_answers.js").ExplorerReply} reply
 *  @param {import("./explorer_answers.js").Answers} answers
 *  @param {(text: string) => string} fill puts in the numbers of the place */
export function summaryWords(view, reply, answers, fill) {
  const { words } = view;
  const level = view.levels[reply.triage].name;
  if (reply.urgent) {
    const actions = reply.flags.filter((f) => f.level === reply.triage).map((f) => fill(f.action));
    return [`${level}.`, ...actions, words.stopped].join(" ");
  }
  const again = [...answers.takenBack].map((id) => answers.question(id).label).join(", ");
  const back = again && `${words.taken_back} ${again}. `;
  if (answers.unsureSafety(reply).length) return `${back}${words.doubt_title}. ${words.doubt}`;
  if (reply.clashes.length) return words.clash;
  const first = firstCause(view, reply);
  const care = reply.triage === "self_care" ? "" : ` ${level}.`;
  return `${back}${say("explorer", "cause_and_fit", { cause: first.name, fit: fitWords(view, reply, first.id) })}.${care}`;
}
