import assert from "node:assert/strict";
import { test } from "node:test";

import { newestOnly } from "../../gluteedu/widgets/shared/newest_only.js";

test("one message is on its way, and only the newest waits behind it", () => {
  const sent = [];
  const line = newestOnly((message) => sent.push(message));
  for (const n of [1, 2, 3]) line.send(n);
  assert.deepEqual(sent, [1]);
  line.answered();
  assert.deepEqual(sent, [1, 3]);
  line.answered();
  line.answered();
  line.send(4);
  assert.deepEqual(sent, [1, 3, 4]);
});
