import assert from "node:assert/strict";
import { test } from "node:test";

import { calibrationWords, gainWords, number, signed, standingWords } from "../../gluteedu/widgets/progress/progress_words.js";
import { learnCourseWords } from "./course_words.js";

learnCourseWords("progress");

const level = (more) => ({ id: "sure", n: 10, right: 5, pays: [0.8, 1], prize: 3, price: -6, share: 0.5, low: 0.2, high: 0.7, ...more });
const only = (more) => calibrationWords([level(more)])[0];

test("numbers have one decimal, and a minus that is one", () => {
  assert.equal(number(-1.25), "−1.2");
  assert.equal(signed(2), "+2");
  assert.equal(signed(0), "0");
});

test("how far a lesson is", () => {
  const totals = { id: "a", items: 15, answered: 4, right: 2, score: 2 };
  assert.equal(standingWords(totals), "2 right of 4, 11 open");
  assert.equal(standingWords({ ...totals, answered: 15 }), "2 right of 15");
  assert.equal(standingWords({ ...totals, answered: 0 }), "none of 15 answered");
});

test("a word is judged only as far as chance allows", () => {
  assert.equal(only({}), "When you said “sure”, 50% was right. That is less than the word promises.");
  assert.match(only({ high: 0.85 }), /can still be chance/);
  assert.match(only({ share: 0.9, high: 0.99 }), /fits well/);
  assert.match(only({ id: "guessing", pays: [0, 0.4], share: 0.9, low: 0.6, high: 1 }), /^When you said “guessing”.*know more than you think/);
  assert.equal(only({ n: 4 }), "Each word needs 5 answers or more before it tells you much.");
});

test("the surest word comes first", () => {
  assert.match(calibrationWords([level({ id: "guessing" }), level({})])[0], /“sure”/);
});

test("before and after in one sentence", () => {
  const rows = [[0, 1], [1, 1], [1, 0]].map(([before, after]) => ({ before, after }));
  assert.match(gainWords(rows), /ask about 3 objectives\. You moved up on 1, knew 1 all along, and went down on 1\.$/);
  assert.match(gainWords(rows.slice(0, 1)), /ask about 1 objective\. You moved up on 1\.$/);
  assert.match(gainWords([rows[0], rows[2]]), /moved up on 1, and went down on 1\.$/);
});
