import assert from "node:assert/strict";
import { test } from "node:test";

import { learnWords, say, sayWith } from "../../gluteedu/widgets/shared/words.js";

learnWords({ quiz: { next: "Next question", tries: { one: "{n} try left.", other: "{n} tries left." }, keys: "Press {key} or {other}." } });

test("a text has its places filled", () => {
  assert.equal(say("quiz", "next"), "Next question");
  assert.equal(say("quiz", "keys", { key: "Space", other: 1 }), "Press Space or 1.");
});

test("a number chooses the form", () => {
  assert.equal(say("quiz", "tries", { n: 1 }), "1 try left.");
  assert.equal(say("quiz", "tries", { n: 0 }), "0 tries left.");
});

test("places can be filled with elements", () => {
  const element = { tag: "kbd" };
  assert.deepEqual(sayWith("quiz", "keys", { key: element, other: "Enter" }), ["Press ", element, " or ", "Enter", "."]);
});

test("a text that is not there, or has a place that nobody fills, is an error that names it", () => {
  assert.throws(() => say("quiz", "gone"), /words\/quiz\.yaml has no text gone/);
  assert.throws(() => say("quiz", "keys", { key: "a" }), /keys: nothing was given for \{other\}/);
});
