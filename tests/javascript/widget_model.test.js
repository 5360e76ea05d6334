import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { inEpoch, WidgetModel } from "../../gluteedu/serving/browser/widget_model.js";

test("a new kernel's answers are newer than those of the last one", () => {
  const state = { view: { rev: 3, at: 1 }, words: {} };
  assert.deepEqual(inEpoch(state, 0), state);
  assert.ok(inEpoch(state, 1).view.rev > inEpoch({ view: { rev: 9000 } }, 0).view.rev);
  assert.deepEqual(inEpoch({ view: {} }, 2), { view: {} });
});

test("listeners are told of what has changed, and one that fails keeps it from none", () => {
  const model = new WidgetModel("a", { view: 1, words: 1 }, () => {});
  const error = mock.method(console, "error", () => {});
  const told = [];
  model.on("change:view", () => { throw new Error("no"); });
  model.on("change:view msg:custom", (...what) => told.push(what.length));
  model.on("change:words", () => told.push("words"));
  model.update({ view: 2 });
  model.tell("msg:custom", {}, []);
  assert.deepEqual(told, [2, 2]);
  assert.equal(model.get("view"), 2);
  assert.equal(error.mock.callCount(), 1);
  error.mock.restore();
});

test("listeners go: one, all of an event, all", () => {
  const model = new WidgetModel("a", {}, () => {});
  const told = [];
  const [one, two] = [() => told.push(1), () => told.push(2)];
  model.on("a b", one);
  model.on("a", two);
  model.off("a", one);
  model.tell("a");
  model.off("a");
  model.tell("a");
  model.tell("b");
  model.off();
  model.tell("b");
  assert.deepEqual(told, [2, 1]);
});

test("what a widget sends bears the name that its model has now", () => {
  const sent = [];
  const model = new WidgetModel("a", {}, (message) => sent.push(message));
  model.id = "b";
  model.send({ act: "x" });
  assert.deepEqual(sent, [{ model: "b", content: { act: "x" } }]);
});
