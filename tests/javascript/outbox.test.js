import assert from "node:assert/strict";
import { test } from "node:test";

import { outbox } from "../../gluteedu/serving/browser/outbox.js";

const NONE = new Map();
const message = (n, act = "submit") => ({ model: "a", content: { act, n } });

function stage() {
  const sent = [];
  const state = { goes: true, held: 0 };
  const out = outbox((one) => state.goes && Boolean(sent.push(one)), () => (state.held += 1));
  return { out, sent, state };
}
const numbers = (sent) => sent.map((one) => one.content.n);

test("what is said before the kernel is there waits for it, in order", () => {
  const { out, sent } = stage();
  out.send(message(1));
  out.send(message(2, "refresh"));
  assert.deepEqual(sent, []);
  out.release([], NONE);
  out.send(message(3));
  assert.deepEqual(numbers(sent), [1, 2, 3]);
});

test("on a lost line answers wait, and a refresh is not needed: who comes back is told everything", () => {
  const { out, sent, state } = stage();
  out.release([], NONE);
  state.goes = false;
  out.send(message(1));
  out.send(message(2, "refresh"));
  assert.equal(state.held, 1);
  state.goes = true;
  out.release([], NONE);
  assert.deepEqual(numbers(sent), [1]);
});

test("a new kernel gets first what the last one left unanswered, under its own names", () => {
  const { out, sent } = stage();
  out.release([], NONE);
  out.hold();
  out.send(message(2));
  assert.deepEqual(sent, []);
  out.release([message(1)], new Map([["a", "b"]]));
  assert.deepEqual(sent, [{ ...message(1), model: "b", repeated: true }, { ...message(2), model: "b" }]);
});

test("only the newest wait", () => {
  const { out, sent } = stage();
  for (let n = 1; n <= 70; n += 1) out.send(message(n));
  out.release([], NONE);
  assert.deepEqual([sent.length, numbers(sent)[0]], [60, 11]);
});
