// Where the vote of this phone stands, in words.

import { say } from "./phone_words.js";

/** The words, and the class of their line.
 *  @returns {string[]} */
export function standing(question, mine) {
  if (!question) return [say("class_phone", "wait"), "good"];
  if (question.phase === "open") return openVote(question, mine);
  if (question.phase === "closed") return [closedVote(question, mine), ""];
  if (!mine) return [say("class_phone", "here_is_answer"), ""];
  var step = question.kind === "case" && !question.revealed.last;
  var outcome = mine.right ? "right" : "wrong";
  return [step ? say("class_phone", `case_${outcome}`) : say("class_phone", `answer_${outcome}`), mine.right ? "good" : ""];
}

function openVote(question, mine) {
  if (mine) return [say("class_phone", "vote_in"), "good"];
  return [question.round === 1 ? say("class_phone", "vote_alone") : say("class_phone", "vote_again"), ""];
}

function closedVote(question, mine) {
  var words = [say("class_phone", "vote_closed"), mine ? say("class_phone", "vote_kept") : say("class_phone", "no_vote")];
  if (question.round === 1) words.push(say("class_phone", "talk_it_over"));
  return words.join(" ");
}
