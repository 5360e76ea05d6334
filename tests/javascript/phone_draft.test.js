import assert from "node:assert/strict";
import { test } from "node:test";

import { draftFor, lacking, paired, responseOf, tapped, toggled } from "../../gluteedu/classroom/web/browser/phone_draft.js";

const question = { run: "r", round: 1, type: "single", options: [{ id: "a" }, { id: "b" }, { id: "c" }] };
const none = { key: "", response: null, sure: null, touched: false };

test("a new question and a new round begin with nothing chosen, or with the vote that counts", () => {
  assert.deepEqual(draftFor(none, { question, mine: null }), { ...none, key: "r/1" });
  const mine = { response: ["a"], confidence: "sure" };
  const begun = draftFor(none, { question, mine });
  assert.deepEqual(begun, { key: "r/1", response: ["a"], sure: "sure", touched: false });
  assert.deepEqual(draftFor({ ...begun, touched: true }, { question: { ...question, round: 2 }, mine: null }), { ...none, key: "r/2" });
});

test("what was chosen stays through every news of the same round, also when it was taken away", () => {
  const cleared = { key: "r/1", response: null, sure: null, touched: true };
  assert.equal(draftFor(cleared, { question, mine: { response: ["a"], confidence: null } }), cleared);
});

test("a response says what it lacks", () => {
  assert.equal(lacking(question, null), "choice");
  assert.equal(lacking(question, ["a"]), "");
  assert.equal(lacking({ ...question, type: "ordering" }, ["a", "b"]), "ordering");
  assert.equal(lacking({ ...question, type: "matching" }, { a: "x", b: "y", c: "z" }), "");
  const number = { ...question, number: { min: 1, max: 9 } };
  const typed = (response) => lacking(number, responseOf(number, { ...none, response }));
  assert.deepEqual(["", "x", "0", "9.5", "2.5"].map(typed), ["number", "number", "number_within", "number_within", ""]);
  assert.equal(typed(null), "number");
});

test("choices keep the order of the options; an order that of the taps", () => {
  assert.deepEqual(toggled(question, ["c"], "a"), ["a", "c"]);
  assert.deepEqual(toggled(question, ["a", "c"], "a"), ["c"]);
  assert.deepEqual(tapped(["c"], "a"), ["c", "a"]);
  assert.deepEqual(tapped(["c", "a", "b"], "a"), ["c", "b"]);
});

test("a partner can be taken back", () => {
  assert.deepEqual(paired({ a: "x" }, "b", "y"), { a: "x", b: "y" });
  assert.deepEqual(paired({ a: "x", b: "y" }, "a", ""), { b: "y" });
});
