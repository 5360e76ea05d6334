import assert from "node:assert/strict";
import { test } from "node:test";

import { isBalanced } from "../../gluteedu/widgets/predict/predict_bars.js";
import { dragged, fit, HEIGHT, labelPlaces, movedByKey, planeScale } from "../../gluteedu/widgets/predict/predict_geometry.js";

const view = { xs: [0, 1, 2, 3, 4], y_max: 8, step: 0.2 };
const open = [1, 2, 3, 4];
const scale = planeScale(view, 458);

test("a value is one that can be set", () => {
  assert.deepEqual([3.29, -2, 99, 0.35].map((y) => fit(view, y)), [3.2, 0, 8, 0.4]);
});

test("a place on the plane and back is the same", () => {
  assert.deepEqual(scale.at(scale.px(3), scale.py(5)), { x: 3, y: 5 });
  assert.equal(scale.px(4), 458 - 18);
});

test("a drag sets what lies between on a straight line", () => {
  const guess = dragged(view, open, scale, new Map(), { x: 0.5, y: 2 }, { x: 3.5, y: 8 });
  assert.deepEqual([...guess], [[1, 3], [2, 5], [3, 7]]);
});

test("a touch sets the point that it is near, and no other", () => {
  assert.deepEqual([...dragged(view, open, scale, new Map(), { x: 2.1, y: 4 }, { x: 2.1, y: 4 })], [[2, 4]]);
  assert.deepEqual([...dragged(view, open, scale, new Map([[4, 1]]), { x: 2.5, y: 4 }, { x: 2.5, y: 4 })], [[4, 1]]);
});

test("a drag changes a copy", () => {
  const before = new Map([[2, 1]]);
  dragged(view, open, scale, before, { x: 0, y: 0 }, { x: 4, y: 8 });
  assert.deepEqual([...before], [[2, 1]]);
});

test("keys move a value by steps, by tenths and to the ends", () => {
  const moved = ["ArrowUp", "ArrowLeft", "PageUp", "PageDown", "Home", "End", "Enter", "a"].map((key) => movedByKey(view, 4, key));
  assert.deepEqual(moved, [4.2, 3.8, 4.8, 3.2, 0, 8, 4, null]);
});

test("the names of two lines stand inside the plane and apart", () => {
  const line = (...ys) => ys.map((y, x) => ({ x: scale.px(x), y: scale.py(y) }));
  const [a, b] = labelPlaces([line(0, 4, 7, 5, 2), line(0, 2, 3, 2, 1)], 458);
  for (const { x, y } of [a, b]) assert.ok(x > 40 && x < 440 && y > 0 && y < HEIGHT);
  assert.ok(Math.abs(a.y - b.y) >= 20 || Math.abs(a.x - b.x) >= 100);
});

test("numbers are balanced within two of their total", () => {
  const guess = (...all) => ({ moved: true, values: Object.fromEntries(all.map((n, i) => [i, n])) });
  assert.ok(isBalanced({ total: 100 }, guess(60, 38)));
  assert.ok(!isBalanced({ total: 100 }, guess(60, 37)));
  assert.ok(isBalanced({ total: null }, guess(1)));
});
