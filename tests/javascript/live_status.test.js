import assert from "node:assert/strict";
import { test } from "node:test";

import { lost, queued, ready, resting, trouble } from "../../gluteedu/serving/browser/live_status.js";
import { learnCourseWords } from "./course_words.js";

learnCourseWords("page");

test("a lost line is tried again, and in the end the page", () => {
  assert.match(lost(0, false).text, /connection to the course was lost/);
  assert.match(lost(0, true).text, /You are offline/);
  assert.deepEqual([0, 3, 4, 9].map((attempt) => lost(attempt, false).act), ["try_now", "try_now", "reload", "reload"]);
});

test("a full room says who is before you", () => {
  assert.match(queued(1).text, /You are next/);
  assert.match(queued(2).text, /There is 1 before you/);
  assert.match(queued(3).text, /There are 2 before you/);
  assert.ok(queued(9).share < queued(1).share);
});

test("a still page is warned before it rests", () => {
  assert.equal(resting(60).act, "here");
  assert.equal(resting(0).act, "wake");
});

test("a kernel that starts again needs nobody; one that hangs or is gone does", () => {
  assert.deepEqual(["restarted", "hung", "dead", "start"].map((kind) => trouble(kind).act), [undefined, "again", "again", "again"]);
  assert.equal(trouble("restarted").state, "waiting");
  assert.notEqual(trouble("hung").text, trouble("dead").text);
});

test("a page of an old version is never loaded anew by itself", () => {
  assert.deepEqual(ready(false), { state: "ready", text: "Everything on this page is ready." });
  assert.equal(ready(true).act, "new_version");
});
