// What a record holds, in words.

import { say } from "../shared/words.js";

/** @typedef {object} About a record, as Python tells of it
 *  @property {string | null} name
 *  @property {"on" | "paused" | "off"} saving
 *  @property {number} events
 *  @property {number} answers
 *  @property {number} quizzes
 *  @property {number} reviews
 *  @property {string | null} since ISO date of its first event */

/** "12 answers in 3 quizzes and 2 reviewed cards", or "" for an empty record.
 *  @param {Pick<About, "answers" | "quizzes" | "reviews" | "events">} about */
export function heldWords({ answers, quizzes, reviews, events }) {
  const inQuizzes = (what) => say("my_record", "in_quizzes", { what, quizzes: say("my_record", "quizzes", { n: quizzes }) });
  const answered = answers ? inQuizzes(say("my_record", "answers", { n: answers })) : "";
  const reviewed = reviews ? say("my_record", "reviews", { n: reviews }) : "";
  if (answered && reviewed) return say("my_record", "both", { answered, reviewed });
  return answered || reviewed || (events ? inQuizzes(say("my_record", "steps", { n: events })) : "");
}

const dayOf = (iso) =>
  new Date(`${iso}T12:00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** The line that stands above all: what it holds since when, and whether saving goes on.
 *  @param {About | null} about null: not known yet */
export function summaryWords(about) {
  if (!about) return say("my_record", "looking_up");
  const what = heldWords(about);
  const holds = !what ? say("my_record", "is_empty")
    : about.since ? say("my_record", "holds_since", { what, day: dayOf(about.since) }) : say("my_record", "holds", { what });
  return about.saving === "paused" ? `${holds} ${say("my_record", "saving_paused")}` : holds;
}

/** What came of an act, in words; "" where nothing need be said.
 *  @param {{ refused?: string, about?: About, file?: { name: string }, fault?: string, away?: string, loaded?: { new: number, known: number }, did?: string }} message
 *  @param {number} longestName letters */
export function outcomeWords(message, longestName) {
  if (message.refused === "refresh") return "";
  if (message.refused === "name") return `${say("my_record", "refused")} ${say("my_record", "longest_name", { n: longestName })}`;
  if (message.refused) return say("my_record", "refused");
  if (message.file) return say("my_record", "saved_as", { name: message.file.name });
  if (message.fault) return say("my_record", "not_loaded", { why: message.fault });
  if (message.away) return say("my_record", "away");
  if (message.loaded) return `${say("my_record", "added", { n: message.loaded.new })} ${say("my_record", "known", { n: message.loaded.known })}`;
  return message.did ? didWords(message.did, message.about?.name) : "";
}

function didWords(act, name) {
  if (act === "name") return name ? say("my_record", "name_kept", { name }) : say("my_record", "no_name");
  return act === "erase" ? say("my_record", "cleared") : say("my_record", "begun_anew");
}
