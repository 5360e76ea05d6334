import assert from "node:assert/strict";
import { test } from "node:test";

import { labelPlace } from "../../gluteedu/widgets/body_map/body_map_label.js";

test("a name stands above what is in the middle of the body, below what is at its ends", () => {
  assert.equal(labelPlace(200, 200, 1, 80).up, true);
  assert.deepEqual([60, 250, 520].map((y) => labelPlace(200, y, 1, 80).up), [false, false, false]);
});

test("a name stays inside the drawing, and its line ends at it", () => {
  const left = labelPlace(10, 400, 0.8, 100);
  assert.equal(left.left, 52);
  assert.equal(left.endX, 65);
  assert.equal(left.top, (400 + 44 / 0.8) * 0.8);
  assert.equal(labelPlace(395, 400, 0.8, 100).left, 320 - 52);
});
