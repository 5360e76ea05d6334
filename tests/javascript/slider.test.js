import assert from "node:assert/strict";
import { test } from "node:test";

import { learnWords } from "../../gluteedu/widgets/shared/words.js";
import { shareId, spreadPlace } from "../../gluteedu/widgets/slider/slider_bars.js";
import { curveScale } from "../../gluteedu/widgets/slider/slider_curve.js";
import { valueWords } from "../../gluteedu/widgets/slider/slider_inputs.js";

learnWords({ slider: { value_with_word: "{value}: {word}" } });

test("a value of a range has its unit, one or many, and its word", () => {
  const spec = /** @type {any} */ ({ unit: "hours", words: [[24, "today"], [48, "tomorrow"]] });
  assert.equal(valueWords(spec, 1), "1 hour: today");
  assert.equal(valueWords(spec, 24), "24 hours: today");
  assert.equal(valueWords(spec, 30), "30 hours: tomorrow");
  assert.equal(valueWords(spec, 90), "90 hours");
  assert.equal(valueWords({ ...spec, unit: "", words: [] }, 3), "3");
});

test("a share has a word, from its lower end on", () => {
  assert.deepEqual([0.6, 0.59, 0.4, 0.2, 0.1, 0.09, 0].map(shareId), ["most", "half", "half", "some", "few", "very_few", "none"]);
});

test("a spread is cut off at nothing", () => {
  assert.deepEqual(spreadPlace(4, 2, 10), { start: 20, length: 40 });
  assert.deepEqual(spreadPlace(1, 2, 10), { start: 0, length: 30 });
});

test("the curve fills its room, with the spread inside", () => {
  const { top, px, py } = curveScale([{ x: 0, y: 1, sd: 0.5 }, { x: 10, y: 5, sd: 1.2 }], 448, 250);
  assert.equal(top, 7);
  assert.deepEqual([px(0), px(5), px(10)], [34, 234, 434]);
  assert.deepEqual([py(-3), py(0), py(7)], [204, 204, 34]);
});
