import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { wayOf } from "../../gluteedu/widgets/quiz/quiz_controls.js";

test("a control that is put into the folder is found by its name", async () => {
  const root = await mkdtemp(join(tmpdir(), "seventh-"));
  try {
    for (const path of ["esbuild.config.js", "package.json", "gluteedu/widgets", "gluteedu/serving/browser", "gluteedu/classroom/web/browser"])
      await cp(path, join(root, path), { recursive: true });
    await cp("tests/seventh_type/browser/true_because.js", join(root, "gluteedu/widgets/quiz/controls/true_because.js"));
    await symlink(join(process.cwd(), "node_modules"), join(root, "node_modules"));
    execFileSync(process.execPath, ["esbuild.config.js"], { cwd: root });
    assert.match(await readFile(join(root, "gluteedu/built/widgets/quiz.js"), "utf8"), /true_because/);
  } finally {
    await rm(root, { recursive: true });
  }
});

test("a type without a control is answered from a list", () => {
  assert.equal(wayOf({ type: "no_such" }), wayOf({ type: "single" }));
});
