// Makes gluteedu/built/ out of the JavaScript: one file for each page and for each widget, the same
// bytes at every run. `node esbuild.config.js` writes them; with --check it says what is not fresh.

import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const ROOT = dirname(fileURLToPath(import.meta.url));
const BUILT = join(ROOT, "gluteedu", "built");
const WIDGETS = join(ROOT, "gluteedu", "widgets");
const CONTROLS = join(WIDGETS, "quiz", "controls.js");
const SERVING = "gluteedu/serving/browser";
const CLASS = "gluteedu/classroom/web/browser";

/** The names of all widgets: the folders that hold a module of their own name. */
async function widgetNames() {
  const folders = await readdir(WIDGETS, { withFileTypes: true, recursive: true });
  return folders.filter((one) => one.isFile() && one.name === `${one.parentPath.split("/").at(-1)}.js`)
    .map((one) => one.name.slice(0, -3)).sort();
}

/** The quiz's ways to answer: each file of its folder under its own name. */
async function controls() {
  const names = (await readdir(join(WIDGETS, "quiz", "controls"))).filter((name) => name.endsWith(".js")).sort();
  const lines = names.map((name) => `export { default as ${name.slice(0, -3)} } from "./controls/${name}";\n`);
  return ["// Written by esbuild.config.js: a line for each file of controls/.\n\n", ...lines].join("");
}

/** A served lesson: the page, all widgets, and the line that makes them live. */
function lessonEntry(names) {
  return [
    `import { begin } from "./live.js";`,
    ...names.map((name) => `import ${name} from "../../widgets/${name}/${name}.js";`),
    `begin({ ${names.join(", ")} }, gluteeduShared);`, // a constant of bundle.py, at the head of the file
  ].join("\n");
}

const SHARED = {
  bundle: true, write: false, minify: true, charset: "utf8", legalComments: "inline", metafile: true,
  absWorkingDir: ROOT, target: "es2022", logLevel: "error", outdir: BUILT,
  preserveSymlinks: true, // what stands in the files does not hang on where node_modules lies
};

/** The notices of the libraries that stand in the files, each library once. */
async function notices(metafile) {
  const found = Object.keys(metafile.inputs).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  const names = [...new Set(found.filter(Boolean))].sort();
  return Promise.all(names.map(async (name) => {
    const folder = join(ROOT, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    return { name, head: `${name} ${version} (${license})`, text: await readFile(join(folder, "LICENSE"), "utf8") };
  }));
}

/** All files: path below gluteedu/built/ -> text. */
async function make() {
  const names = await widgetNames();
  const entry = (folder, ...pages) => Object.fromEntries(pages.map((page) => [page, `${folder}/${page}.js`]));
  const results = await Promise.all([
    build({ ...SHARED, format: "esm", outdir: undefined, outfile: join(BUILT, "lesson.js"),
      stdin: { contents: lessonEntry(names), resolveDir: join(ROOT, SERVING), sourcefile: `${SERVING}/lesson.js` } }),
    build({ ...SHARED, format: "esm",
      entryPoints: Object.fromEntries(names.map((name) => [`widgets/${name}`, `gluteedu/widgets/${name}/${name}.js`])) }),
    build({ ...SHARED, format: "esm", entryPoints: entry(CLASS, "present") }),
    build({ ...SHARED, format: "iife", entryPoints: {
      ...entry(SERVING, "first", "whole"), ...entry(CLASS, "theme", "host", "screen", "key", "notes") } }),
    build({ ...SHARED, format: "iife", target: "es5", entryPoints: entry(CLASS, "phone") }), // old phones take part
  ]);
  const files = new Map();
  const all = new Map();
  for (const { outputFiles, metafile } of results) {
    for (const notice of await notices(metafile)) all.set(notice.name, notice);
    for (const { path, text } of outputFiles) {
      const own = await notices({ inputs: metafile.outputs[relative(ROOT, path)].inputs });
      const said = own.map(({ head }) => `/*! With ${head}: see LICENSES.txt beside the source of this file. */\n`).join("");
      files.set(relative(BUILT, path), said + text);
    }
  }
  files.set("LICENSES.txt", ["What stands in the files of this folder beside the course's own scripts.", ...[...all.values()].map(({ head, text }) => `${head}\n\n${text.trim()}`)].join("\n\n---\n\n") + "\n");
  return files;
}

async function read(path) {
  try {
    return await readFile(join(BUILT, path), "utf8");
  } catch {
    return null;
  }
}

async function check(files) {
  const there = (await readdir(BUILT, { withFileTypes: true, recursive: true }).catch(() => []))
    .filter((one) => one.isFile()).map((one) => relative(BUILT, join(one.parentPath, one.name)));
  const stale = there.filter((path) => !files.has(path));
  for (const [path, text] of files) if ((await read(path)) !== text) stale.push(path);
  if (!stale.length) return;
  console.error(`gluteedu/built is not what the scripts give (${stale.sort().join(", ")}). Run: make scripts`);
  process.exitCode = 1;
}

async function write(files) {
  await rm(BUILT, { recursive: true, force: true });
  for (const [path, text] of files) {
    await mkdir(dirname(join(BUILT, path)), { recursive: true });
    await writeFile(join(BUILT, path), text);
  }
}

const checking = process.argv.includes("--check");
if (!checking) await writeFile(CONTROLS, await controls());
const files = await make();
files.set(relative(BUILT, CONTROLS), await controls());
await (checking ? check(files) : write(files));
