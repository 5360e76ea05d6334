import assert from "node:assert/strict";
import { test } from "node:test";

import { Answers } from "../../gluteedu/widgets/explorer/explorer_answers.js";

const question = (id, kind = "flag", more = {}) => ({ id, kind, label: id, question: `${id}?`, ...more });
const VIEW = /** @type {any} */ ({
  safety: [{ title: "Signs", questions: [question("fever"), question("pregnant"), question("weeks", "number", { start: 20, top: 42 })] }],
  clues: [{ title: "Clues", questions: [question("onset", "choice"), question("late_period")] }],
  onlyAfter: { weeks: "pregnant" }, notAfter: { late_period: "pregnant" },
});
const REPLY = /** @type {any} */ ({ settled: [] });

test("not sure takes an answer back, and a safety question taken back is remembered", () => {
  const answers = new Answers(VIEW);
  answers.answer("fever", true);
  answers.answer("onset", "sudden");
  answers.answer("fever", undefined, true);
  answers.answer("onset", undefined, true);
  assert.deepEqual(answers.findings, {});
  assert.deepEqual([...answers.takenBack], ["fever"]);
  assert.deepEqual(answers.unsureSafety(REPLY), ["fever"]);
  answers.answer("fever", false);
  assert.equal(answers.takenBack.size, 0);
  assert.deepEqual(answers.unsureSafety(REPLY), []);
});

test("what is asked only after a yes goes with it, and keeps its place on the slider", () => {
  const answers = new Answers(VIEW);
  assert.equal(answers.isAsked("weeks", REPLY), false);
  answers.answer("pregnant", true);
  assert.equal(answers.isAsked("late_period", REPLY), false);
  answers.answer("weeks", 30);
  answers.answer("pregnant", false);
  assert.deepEqual(answers.findings, { pregnant: false });
  assert.equal(answers.sliderOf("weeks"), 30);
});

test("a question that is settled is asked no more, unless it has an answer", () => {
  const answers = new Answers(VIEW);
  const settled = /** @type {any} */ ({ settled: ["fever"] });
  assert.equal(answers.isAsked("fever", settled), false);
  answers.answer("fever", false);
  assert.equal(answers.isAsked("fever", settled), true);
  assert.equal(answers.isAsked("not here", REPLY), false);
});

test("a story takes the place of all answers", () => {
  const answers = new Answers(VIEW);
  answers.answer("fever", undefined, true);
  answers.load({ onset: "gradual", weeks: 60 });
  assert.deepEqual(answers.findings, { onset: "gradual", weeks: 60 });
  assert.equal(answers.isDone("fever"), false);
  assert.equal(answers.sliderOf("weeks"), 42, "the slider ends at its top");
  assert.equal(answers.touched, null);
});
