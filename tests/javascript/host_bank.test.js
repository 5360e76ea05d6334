import assert from "node:assert/strict";
import { test } from "node:test";

import { folded, holds } from "../../gluteedu/classroom/web/browser/host_bank.js";

test("every word must be there, in any order", () => {
  assert.ok(holds("A coach blames Lactic acid", ["acid", "coach"]));
  assert.ok(!holds("A coach blames lactic acid", ["acid", "hip"]));
});

test("groups that follow each other in one lesson stand in one fold, cases in the clinic's", () => {
  const groups = [{ lesson_title: "One" }, { lesson_title: "One" }, { kind: "case", lesson_title: "Two" }, { kind: "case" }];
  assert.deepEqual(folded(groups, "Clinic").map((fold) => [fold.title, fold.groups.length]), [["One", 2], ["Clinic", 2]]);
});
