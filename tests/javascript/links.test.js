import assert from "node:assert/strict";
import { test } from "node:test";

import { lessonAddress } from "../../gluteedu/widgets/shared/links.js";

test("beside a served page a lesson is a file in the same folder", () => {
  assert.deepEqual(lessonAddress("03-muscle", "/voila/render/index.ipynb"), { href: "03-muscle.ipynb", path: null });
});

test("JupyterLab opens it by its path, from the folder that is open", () => {
  assert.deepEqual(lessonAddress("03-muscle", "/lab/tree/lessons/index.ipynb"), { href: "/lab/tree/lessons/03-muscle.ipynb", path: "lessons/03-muscle.ipynb" });
  assert.deepEqual(lessonAddress("03-muscle", "/user/a/lab/workspaces/b/tree/my%20lessons"), { href: "/user/a/lab/tree/my%20lessons/03-muscle.ipynb", path: "my lessons/03-muscle.ipynb" });
  assert.deepEqual(lessonAddress("03-muscle", "/doc/"), { href: "/doc/tree/03-muscle.ipynb", path: "03-muscle.ipynb" });
});
