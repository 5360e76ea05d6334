import assert from "node:assert/strict";
import { test } from "node:test";

import { pathLayout } from "../../gluteedu/widgets/clinic/clinic_geometry.js";

const layout = (width) => pathLayout({ width, large: 18, lanes: 4, rows: 3, steps: 3 });

test("letters are smaller where there is little room", () => {
  assert.equal(layout(400).size, 14);
  assert.equal(layout(700).size, 18);
});

test("steps are evenly apart and stay beside the names", () => {
  for (const width of [250, 390, 700]) {
    const { x, size } = layout(width);
    assert.ok(Math.abs(x(2) - x(1) - (x(1) - x(0))) < 1e-9);
    assert.ok(x(0) < x(1) && x(2) + size < width);
  }
});

test("each lane holds all its rows, the middle one in its middle", () => {
  const { y, laneTop, laneMiddle, lane, bottom } = layout(700);
  assert.equal(y(2, 1), laneMiddle(2));
  for (const row of [0, 1, 2]) assert.ok(y(1, row) > laneTop(1) && y(1, row) < laneTop(2));
  assert.equal(laneTop(3) + lane, bottom);
});
