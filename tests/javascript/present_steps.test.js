import assert from "node:assert/strict";
import { test } from "node:test";

import { pack } from "../../gluteedu/classroom/web/browser/present_steps.js";

const prose = (text, section = 0, tagName = "P") => ({ node: { tagName, textContent: text }, section, title: `part ${section}`, slot: false });
const head = (section = 0) => prose("Heading", section, "H2");
const slot = (section = 0) => ({ ...prose("", section, "DIV"), slot: true });
/** The steps as lists of the places of their units. */
const packed = (units, heights, room = 100) => pack(units, heights, room).map((step) => step.units.map((unit) => units.indexOf(unit)));

test("a section that fits is one step, also prose that nearly does", () => {
  assert.deepEqual(packed([head(0), prose("a"), head(1), prose("b", 1)], [20, 80, 20, 95]), [[0, 1], [2, 3]]);
});

test("a longer section ends its steps after each widget and where the screen is full", () => {
  assert.deepEqual(packed([head(), prose("a"), slot(), prose("b"), prose("c"), prose("d")], [20, 60, 90, 50, 40, 60]), [[0, 1], [2], [3, 4], [5]]);
});

test("a heading and a line that ends in a colon go on with what they lead to", () => {
  assert.deepEqual(packed([head(), prose("a"), prose("See this:"), slot()], [20, 60, 10, 80]), [[0, 1], [2, 3]]);
  assert.deepEqual(packed([head(), slot()], [20, 300]), [[0, 1]]);
});

test("every unit comes once, in order", () => {
  const units = Array.from({ length: 40 }, (_, i) => (i % 7 === 0 ? head(i) : i % 3 ? prose("text", i - (i % 7)) : slot(i - (i % 7))));
  const heights = units.map((_, i) => 10 + ((i * 37) % 90));
  assert.deepEqual(packed(units, heights).flat(), units.map((_, i) => i));
});
