// The course's own words for a test, read as far as they are plain: one text a line, in quotes.

import { readFileSync } from "node:fs";

import { learnWords } from "../../gluteedu/widgets/shared/words.js";

const LINE = /^"?([a-z0-9_]+)"?: (".*"|\{.*\})$/;
const read = (value) => JSON.parse(value.replace(/([{,] ?)(one|other):/g, '$1"$2":'));

function wordsOf(group) {
  const path = new URL(`../../data/words/${group}.yaml`, import.meta.url);
  const lines = readFileSync(path, "utf8").split("\n").map((line) => LINE.exec(line)).filter(Boolean);
  return Object.fromEntries(lines.map(([, id, value]) => [id, read(value)]));
}

/** Say what data/words says: of these files, and of shared.yaml. */
export function learnCourseWords(...groups) {
  for (const group of ["shared", ...groups]) learnWords({ [group]: wordsOf(group) });
}
