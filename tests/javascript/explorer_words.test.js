import assert from "node:assert/strict";
import { test } from "node:test";

import { pushesOf, pushesOn, strengthOf, withNumbers } from "../../gluteedu/widgets/explorer/explorer_words.js";
import { learnWords } from "../../gluteedu/widgets/shared/words.js";

learnWords({ explorer: { your_emergency_number: "your emergency number", your_nurse_line: "your nurse line", called_with_number: "{called} ({number})" } });
const REPLY = { reasons: { fever: { soreness: -1.3, nerve: 0.6, injury: 0.01 }, onset: { soreness: 0.2, nerve: -0.9, injury: -0.6 } } };

test("a push is told by its strength, and one too small is not told", () => {
  assert.deepEqual([2, -1.2, 0.5, -0.06, 0.01].map(strengthOf), ["strongly", "strongly", "clearly", "a_little", undefined]);
});

test("below an answer stand its hardest push for a cause and its hardest against one", () => {
  assert.deepEqual(pushesOf(REPLY, "fever"), [["nerve", 0.6], ["soreness", -1.3]]);
  assert.deepEqual(pushesOf(REPLY, "onset"), [["soreness", 0.2], ["nerve", -0.9]]);
  assert.deepEqual(pushesOf(REPLY, "age"), []);
});

test("a bar gives its reasons, the hardest first", () => {
  assert.deepEqual(pushesOn(REPLY, "nerve"), [["onset", -0.9], ["fever", 0.6]]);
  assert.deepEqual(pushesOn(REPLY, "injury"), [["onset", -0.6]]);
});

test("a text names the numbers of the place, or says whose they are", () => {
  const text = "Call {emergency_number} or {advice_number}. Know your emergency number.";
  assert.equal(withNumbers(text, { emergency: "112", advice: "111" }), "Call 112 or 111. Know your emergency number (112).");
  assert.equal(withNumbers(text, { emergency: "", advice: null }), "Call your emergency number or your nurse line. Know your emergency number.");
});
