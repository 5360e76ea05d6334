import assert from "node:assert/strict";
import { test } from "node:test";

import { movedTo, NO_MOVES } from "../../gluteedu/widgets/relief_planner/relief_plan.js";
import { numberWords } from "../../gluteedu/widgets/relief_planner/relief_questions.js";
import { learnWords } from "../../gluteedu/widgets/shared/words.js";

learnWords({
  shared: { with_unit: "{value} {unit}", or_more: "{value} or more" },
  relief_planner: { in_days: { one: "{value}, {n} day", other: "{value}, {n} days" }, about_days: { one: "{value}, about {n} day", other: "{value}, about {n} days" } },
});
const plan = (headings, stopped = false) => {
  const under = (verdict) => Object.keys(headings).filter((id) => headings[id] === verdict).map((id) => ({ id }));
  return /** @type {any} */ ({ stopped, do: under("do"), ask_first: under("ask_first"), do_not: under("do_not"), closed: under("closed") });
};

test("a measure says where it came from until another one moves", () => {
  const first = movedTo(NO_MOVES, plan({ ice: "do", heat: "do_not" }));
  assert.deepEqual(first.from, {}, "nothing has moved at first");
  const second = movedTo(first, plan({ ice: "ask_first", heat: "do_not" }));
  assert.deepEqual(second.from, { ice: "do" });
  const same = movedTo(second, plan({ ice: "ask_first", heat: "do_not" }));
  assert.deepEqual(same.from, { ice: "do" });
  assert.deepEqual(movedTo(same, plan({ ice: "ask_first", heat: "do" })).from, { heat: "do_not" });
});

test("a plan that is stopped leaves all where it stood", () => {
  const first = movedTo(NO_MOVES, plan({ ice: "do" }));
  const stopped = movedTo(first, plan({ ice: "do_not" }, true));
  assert.deepEqual(stopped.from, { ice: "do" });
  assert.deepEqual(stopped.headings, { ice: "do" });
});

test("many hours are told in days, too", () => {
  const field = { label: "", low: 0, top: 120, start: 24, more: true, unit: "hours", one: "hour" };
  assert.deepEqual([1, 23, 24, 60, 120].map((n) => numberWords(field, n)),
    ["1 hour", "23 hours", "24 hours, 1 day", "60 hours, about 3 days", "120 hours or more"]);
});
