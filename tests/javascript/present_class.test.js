import assert from "node:assert/strict";
import { test } from "node:test";

import { numberIn } from "../../gluteedu/classroom/web/browser/present_class.js";

const step = (n, of) => `Step ${n} of ${of}`;

test("the last number counts, where the sentence has it", () => {
  assert.equal(numberIn("Step 1 of 4. She waits 3 days. Step 2 of 4", step), 2);
  assert.equal(numberIn("Step by step", step), 1);
});

test("a sentence may put its numbers the other way round, and hold marks", () => {
  assert.equal(numberIn("(4 steps) step 3.", (n, of) => `(${of} steps) step ${n}.`), 3);
});
