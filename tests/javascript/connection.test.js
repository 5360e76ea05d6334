import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { connection, pauseBefore, PING } from "../../gluteedu/serving/browser/connection.js";

const LONG = 60_000; // milliseconds: past every pause

/** A line whose sockets the test opens, feeds and closes. */
function stage({ first = null } = {}) {
  const sockets = [];
  const told = { heard: [], lost: [] };
  const socket = (readyState = 0) => {
    const one = { readyState, sent: [], send: (text) => one.sent.push(JSON.parse(text)), close: () => (one.readyState = 3) };
    sockets.push(one);
    return one;
  };
  const line = { open: () => socket(), first: first && { socket: socket(first.readyState), heard: first.heard } };
  const to = connection(line, { hear: (message) => told.heard.push(message), lost: (attempt) => told.lost.push(attempt) });
  const newest = () => sockets.at(-1);
  const open = () => (newest().readyState = 1);
  const breakOff = () => {
    newest().readyState = 3;
    newest().onclose?.();
  };
  return { to, line, sockets, told, newest, open, breakOff };
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
});

test("each attempt to come back waits longer, up to a bound, and no two pages quite as long", () => {
  const pauses = [0, 1, 2, 3, 4, 5, 6, 99].map((attempt) => pauseBefore(attempt, 0.5));
  assert.deepEqual(pauses, [300, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
  assert.equal(pauseBefore(1, 0), 800);
  assert.equal(Math.round(pauseBefore(1, 1)), 1200);
});

test("the line that the page opened is taken over, with what it has heard", () => {
  const { to, line, sockets, told } = stage({ first: { readyState: 1, heard: ['{"version": "a"}'] } });
  to.connect();
  assert.deepEqual(told.heard, [{ version: "a" }]);
  assert.equal(sockets.length, 1);
  assert.equal(line.first, null);
});

test("a first line that was lost before anybody listened is opened again", () => {
  const { to, sockets, told } = stage({ first: { readyState: 3, heard: [] } });
  to.connect();
  assert.deepEqual(told.lost, [0]);
  mock.timers.tick(LONG);
  assert.equal(sockets.length, 2);
});

test("a lost line comes back, and counts its attempts until the page works again", () => {
  const { to, sockets, told, open, breakOff } = stage();
  to.connect();
  for (let i = 0; i < 3; i += 1) {
    open();
    breakOff();
    mock.timers.tick(LONG);
  }
  assert.deepEqual(told.lost, [0, 1, 2]);
  assert.equal(sockets.length, 4);
  open();
  to.settled();
  breakOff();
  assert.equal(told.lost.at(-1), 0);
});

test("what cannot be read is passed over", () => {
  const { to, told, open, newest } = stage();
  const error = mock.method(console, "error", () => {});
  to.connect();
  open();
  newest().onmessage({ data: "{" });
  newest().onmessage({ data: '{"pong": 1}' });
  assert.deepEqual(told.heard, [{ pong: 1 }]);
  error.mock.restore();
});

test("a line that answers no ping is given up", () => {
  const { to, sockets, told, open, newest } = stage();
  to.connect();
  open();
  for (let i = 0; i < 3; i += 1) {
    mock.timers.tick(PING);
    to.beat();
  }
  assert.deepEqual(newest().sent, [{ ping: 1 }, { ping: 1 }, { ping: 1 }]);
  mock.timers.tick(PING);
  to.beat();
  assert.deepEqual(told.lost, [0]);
  mock.timers.tick(LONG);
  assert.equal(sockets.length, 2);
});

test("after a long sleep the other end is asked before it is given up", () => {
  const { to, told, open, newest } = stage();
  to.connect();
  open();
  mock.timers.tick(LONG);
  to.resume();
  assert.deepEqual(newest().sent, [{ ping: 1 }]);
  assert.deepEqual(told.lost, []);
});

test("a line at rest stays closed until somebody wants it", () => {
  const { to, sockets, told, open, breakOff } = stage();
  to.connect();
  open();
  to.rest();
  breakOff();
  mock.timers.tick(LONG);
  to.resume();
  assert.deepEqual([told.lost, sockets.length], [[], 1]);
  to.connect();
  assert.equal(sockets.length, 2);
  assert.equal(to.resting, false);
});

test("a page that goes says so, and may be brought back", () => {
  const { to, sockets, told, open, newest } = stage();
  to.connect();
  assert.equal(to.send({ a: 1 }), false);
  open();
  assert.equal(to.send({ a: 1 }), true);
  const gone = newest();
  to.leave();
  assert.deepEqual(gone.sent, [{ a: 1 }, { bye: true }]);
  gone.onclose();
  mock.timers.tick(LONG);
  assert.deepEqual([told.lost, sockets.length], [[], 1]);
  to.comeBack();
  assert.equal(sockets.length, 2);
});
