// The marks of a quiz: what was right, in a shape, a colour and words, so that none is needed alone.

import { h } from "../shared/element.js";
import { say } from "../shared/words.js";

export const QUIZ_MARKS = {
  right: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.3 14.2-4-4 1.5-1.5 2.5 2.5 5.6-5.6 1.5 1.5z",
  wrong: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm4.7 13.3-1.4 1.4L12 13.4l-3.3 3.3-1.4-1.4 3.3-3.3-3.3-3.3 1.4-1.4 3.3 3.3 3.3-3.3 1.4 1.4-3.3 3.3z",
  partly: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2v16a8 8 0 0 0 0-16z",
  none: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-5 9h10v2H7z",
  missed: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16zm-1.3 12.2-4-4 1.5-1.5 2.5 2.5 5.6-5.6 1.5 1.5z",
};

/** The shape of a mark. */
export const MarkShape = ({ kind }) =>
  h("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, h("path", { d: QUIZ_MARKS[kind], "fill-rule": "evenodd" }));

/** A mark with its word, or another. @param {{ kind: string, word?: string }} props */
export const Mark = ({ kind, word = say("quiz", `mark_${kind}`) }) =>
  h("span", { class: `gq-mark gq-mark-${kind}` }, h(MarkShape, { kind }), h("span", null, word));

/** How the answer to one option was: `missed` is a right one that was not picked; null before it is told. */
export const markOf = (item, id) => item.marks?.[id] ?? (item.key?.includes(id) ? "missed" : null);

/** The class of a row with this mark. */
export const rowClass = (kind) => (kind === "right" || kind === "missed" ? "gq-was-right" : kind === "wrong" ? "gq-was-wrong" : "");

/** The text of what is safe markup. */
export function plainText(html) {
  const box = document.createElement("div");
  box.innerHTML = html;
  return box.textContent.trim();
}
