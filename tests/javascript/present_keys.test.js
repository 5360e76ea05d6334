import assert from "node:assert/strict";
import { test } from "node:test";

import { actAt, actOf } from "../../gluteedu/classroom/web/browser/present_keys.js";
import { clockText, toggled, zeroed } from "../../gluteedu/classroom/web/browser/present_timer.js";

/** An event whose target is in what `inside` names. */
const event = (key, inside = "", type = "") => ({
  key, shiftKey: false, target: { closest: (selectors) => (inside && selectors.split(", ").includes(inside) ? { type } : null) },
});

test("keys act where nothing else wants them", () => {
  assert.equal(actAt(event("ArrowRight")), "forward");
  assert.equal(actAt(event("B")), "blank");
  assert.equal(actAt(event("x")), null);
  assert.equal(actAt(event("a", "input", "text")), null);
  assert.equal(actAt(event(" ", "button")), null);
  assert.equal(actAt(event("Escape", "input", "text")), "close");
});

test("a clicker turns pages over choices, and leaves a slider its own keys", () => {
  assert.equal(actAt(event("PageDown", "input", "radio")), "forward");
  assert.equal(actAt(event("PageDown", "input", "range")), null);
  assert.equal(actAt(event("ArrowRight", "input", "radio")), null);
});

test("shift goes back, or to zero", () => {
  assert.equal(actOf({ key: " ", shiftKey: true }), "back");
  assert.equal(actOf({ key: "T", shiftKey: true }), "zero");
  assert.equal(actOf({ key: "t", shiftKey: false }), "timer");
});

test("the timer goes on from where it stood", () => {
  const stood = toggled(toggled({ passed: 0, begun: 0 }, 1_000), 66_000);
  assert.equal(clockText(stood, 99_000), "▶ 1:05");
  const runs = toggled(stood, 100_000);
  assert.equal(clockText(runs, 160_000), "❚❚ 2:05");
  assert.equal(clockText(zeroed(runs, 160_000), 161_000), "❚❚ 0:01");
  assert.equal(clockText(zeroed(stood, 160_000), 161_000), "▶ 0:00");
});
