import assert from "node:assert/strict";
import { test } from "node:test";

import { nearestValue } from "../../gluteedu/widgets/shared/range_field.js";

test("what is typed becomes the nearest value that can be set", () => {
  const range = { min: 1, max: 10, step: 0.5 };
  assert.equal(nearestValue("3.3", range), 3.5);
  assert.equal(nearestValue("400", range), 10);
  assert.equal(nearestValue("-1", range), 1);
});

test("what is no number is no value", () => {
  for (const typed of ["", "  ", "abc"]) assert.equal(nearestValue(typed, { min: 0, max: 9, step: 1 }), null);
});
