import assert from "node:assert/strict";
import { test } from "node:test";

import { lessonProgress, nextLesson } from "../../gluteedu/widgets/course_map/course_progress.js";

const lesson = (id, number, questions = 0) => ({ id, number, questions, title: id, minutes: 5, objectives: [], causes: [] });
const LESSONS = [lesson("start", null), lesson("one", 1, 4), lesson("two", 2, 6), lesson("three", 3)];
const all = (quizzes, visited) => new Map(LESSONS.map((one) => [one.id, lessonProgress(one, quizzes, visited)]));

test("questions are counted against all that a lesson has", () => {
  const found = lessonProgress(LESSONS[2], { two: { a: { done: 2, total: 2 }, b: { done: 1, total: 3 } } }, {});
  assert.deepEqual(found, { done: 3, total: 6, visited: null, finished: false });
  assert.ok(lessonProgress(LESSONS[1], { one: { a: { done: 9, total: 4 } } }, {}).finished);
});

test("a lesson without questions is finished when it was opened", () => {
  assert.equal(lessonProgress(LESSONS[3], {}, {}).finished, false);
  assert.equal(lessonProgress(LESSONS[3], {}, { three: "2026-01-01" }).finished, true);
});

test("what is stored may be anything", () => {
  const found = lessonProgress(LESSONS[1], { one: { a: null, b: 3, c: { done: "x", total: 2 } } }, { one: 7 });
  assert.deepEqual(found, { done: 0, total: 4, visited: null, finished: false });
});

test("the learner goes on with what was opened last, then with what comes after it", () => {
  const next = (quizzes, visited, here = "start") => nextLesson(LESSONS, all(quizzes, visited), here)?.id ?? null;
  const done = (id, n) => ({ [id]: { a: { done: n, total: n } } });
  assert.equal(next({}, {}), "one");
  assert.equal(next({}, { one: "2026-01-02", two: "2026-01-01" }), "one");
  assert.equal(next(done("two", 6), { two: "2026-01-03" }), "three");
  assert.equal(next(done("two", 6), { two: "2026-01-03", three: "2026-01-02" }), "one");
  assert.equal(next({ ...done("one", 4), ...done("two", 6) }, { three: "2026-01-01" }), null);
  assert.equal(next({}, {}, "one"), "two");
});
