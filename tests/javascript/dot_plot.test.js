import assert from "node:assert/strict";
import { test } from "node:test";

import { placed } from "../../gluteedu/classroom/web/browser/dot_plot.js";

const SCALE = { min: 0, max: 48 };

test("answers of one value stand on one another, and close values in one column", () => {
  const { dots } = placed([[24, 2], [24.2, 1]], SCALE);
  assert.deepEqual(dots.map(([x, y]) => [x, y]), [[360, 143], [360, 129], [360, 115]]);
});

test("many answers make smaller dots, and stay in the drawing", () => {
  const { dots } = placed([[0, 40]], SCALE);
  assert.equal(dots.length, 40);
  assert.ok(dots.every(([x, y, radius]) => x === 20 && y - radius > -80 && y <= 150));
  assert.ok(dots[0][2] < 3);
});

test("the scale begins and ends at the edges; the accepted range stays inside it", () => {
  const { ticks, range } = placed([], SCALE, [40, 99]);
  assert.deepEqual([ticks[0], ticks.at(-1)], [[20, 0], [700, 48]]);
  assert.ok(range[0] + range[1] <= 704 + 0.001);
});
