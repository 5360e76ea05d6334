import assert from "node:assert/strict";
import { test } from "node:test";

import { Drafts } from "../../gluteedu/widgets/quiz/quiz_drafts.js";

const item = (more = {}) => ({ id: "a", type: "single", tries_used: 0, closed: false, ...more });

test("without a draft, what Python knows is shown", () => {
  const drafts = new Drafts();
  assert.deepEqual(drafts.of(item({ response: ["x"], confidence: "sure" })), { response: ["x"], shown: ["x"], confidence: "sure" });
  assert.equal(drafts.of(item()).response, null);
});

test("a new view leaves a draft alone", () => {
  const drafts = new Drafts();
  drafts.change(item(), { response: ["x"], shown: ["x"] });
  drafts.overtake([item()], [item({ hint: "Look" })], () => false);
  assert.deepEqual(drafts.of(item()).response, ["x"]);
});

test("a graded try, or an answer on another page, overtakes a draft", () => {
  for (const now of [item({ tries_used: 1 }), item({ closed: true }), item({ response: ["y"] })]) {
    const drafts = new Drafts();
    drafts.change(item(), { response: ["x"] });
    drafts.overtake([item()], [now], () => false);
    assert.equal(drafts.has(now), false);
  }
});

test("an answer of this page that comes back is no news", () => {
  const drafts = new Drafts();
  drafts.change(item(), { response: ["z"] });
  drafts.overtake([item()], [item({ response: ["x"] })], () => true);
  assert.deepEqual(drafts.of(item()).response, ["z"]);
});

test("another try is open, and empty where one option is right", () => {
  const drafts = new Drafts();
  const tried = item({ tries_used: 1, response: ["x"] });
  assert.equal(drafts.isLocked(tried), true);
  drafts.tryAgain(tried);
  assert.equal(drafts.isLocked(tried), false);
  assert.equal(drafts.of(tried).shown, null);
  const order = item({ id: "b", type: "ordering", tries_used: 1, response: ["1", "2"] });
  drafts.tryAgain(order);
  assert.deepEqual(drafts.of(order).response, ["1", "2"]);
});

test("answers on their way count as given", () => {
  const drafts = new Drafts();
  drafts.change(item(), { response: ["x"] });
  const saved = item({ id: "b", response: ["y"] });
  drafts.change(saved, { response: null });
  assert.deepEqual(drafts.given([item(), saved, item({ id: "c" })]).map((one) => one.response), [["x"], undefined, undefined]);
});
