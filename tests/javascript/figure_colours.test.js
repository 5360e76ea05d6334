import assert from "node:assert/strict";
import { test } from "node:test";

import { recolour } from "../../gluteedu/serving/browser/figure_colours.js";

const twins = new Map([["#22303a", "#e8edf0"], ["#ffffff", "#1b2126"]]);

test("each colour of a figure is swapped, as far as it has a twin", () => {
  const figure = { data: [{ marker: { color: ["#22303A", "#123456"] }, y: [1, null] }], layout: { paper_bgcolor: "rgb(255, 255, 255)" } };
  assert.deepEqual(recolour(figure, twins), {
    data: [{ marker: { color: ["#e8edf0", "#123456"] }, y: [1, null] }], layout: { paper_bgcolor: "#1b2126" },
  });
});

test("what is seen through stays so", () => {
  assert.equal(recolour("rgba(34, 48, 58, 0.25)", twins), "rgba(232, 237, 240, 0.25)");
});

test("colours in markup are swapped where they stand, other words stay", () => {
  assert.equal(recolour('<span style="color:#22303a">ink</span>', twins), '<span style="color:#e8edf0">ink</span>');
  assert.equal(recolour("22303a", twins), "22303a");
});
