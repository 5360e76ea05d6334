import assert from "node:assert/strict";
import { test } from "node:test";

import { moved } from "../../gluteedu/widgets/quiz/controls/ordering.js";

test("a row moves by so many places, as far as there are places", () => {
  const order = ["a", "b", "c", "d"];
  assert.deepEqual(moved(order, "a", 1), ["b", "a", "c", "d"]);
  assert.deepEqual(moved(order, "d", -2), ["a", "d", "b", "c"]);
  assert.deepEqual(moved(order, "b", 9), ["a", "c", "d", "b"]);
  assert.deepEqual(moved(order, "b", -9), ["b", "a", "c", "d"]);
  assert.deepEqual(order, ["a", "b", "c", "d"]);
});
