import assert from "node:assert/strict";
import { test } from "node:test";

import { heldWords, outcomeWords, summaryWords } from "../../gluteedu/widgets/my_record/record_words.js";
import { learnCourseWords } from "./course_words.js";

learnCourseWords("my_record");

const about = (counts) => ({ name: null, saving: "on", events: 0, answers: 0, quizzes: 0, reviews: 0, since: null, ...counts });

test("what a record holds is counted", () => {
  assert.equal(heldWords(about({ answers: 1, quizzes: 1 })), "1 answer in 1 quiz");
  assert.equal(heldWords(about({ answers: 12, quizzes: 3, reviews: 2 })), "12 answers in 3 quizzes and 2 reviewed cards");
  assert.equal(heldWords(about({ events: 2, quizzes: 1 })), "2 steps in 1 quiz");
  assert.equal(heldWords(about({ reviews: 1, events: 1 })), "1 reviewed card");
  assert.equal(heldWords(about({})), "");
});

test("the line above says since when, and whether saving goes on", () => {
  assert.equal(summaryWords(null), "Looking it up…");
  assert.equal(summaryWords(about({})), "It is empty so far.");
  assert.equal(summaryWords(about({ reviews: 2, since: "2026-03-01" })), "It holds 2 reviewed cards since 1 March 2026.");
  assert.match(summaryWords(about({ reviews: 2, saving: "paused" })), /^It holds 2 reviewed cards\. Saving is paused just now\./);
});

test("what came of an act is said, and nothing where it was only looked up", () => {
  assert.equal(outcomeWords({ refused: "refresh" }, 80), "");
  assert.equal(outcomeWords({ about: about({}) }, 80), "");
  assert.equal(outcomeWords({ refused: "name" }, 80), "That did not work. Nothing was changed. A name has at most 80 letters.");
  assert.equal(outcomeWords({ refused: "erase" }, 80), "That did not work. Nothing was changed.");
  assert.equal(outcomeWords({ file: { name: "a.json" } }, 80), "Your record was saved as a.json.");
  assert.equal(outcomeWords({ fault: "the file is no JSON" }, 80), "Nothing was loaded: the file is no JSON.");
  assert.equal(outcomeWords({ loaded: { new: 1, known: 2 } }, 80), "1 step was added to your record. 2 were there already.");
  assert.equal(outcomeWords({ did: "name", about: { ...about({}), name: "Ada" } }, 80), "Your name is kept: Ada.");
  assert.equal(outcomeWords({ did: "name", about: about({}) }, 80), "No name is kept.");
  assert.match(outcomeWords({ did: "erase" }, 80), /is clear/);
  assert.match(outcomeWords({ did: "begin_anew" }, 80), /somebody new/);
});
