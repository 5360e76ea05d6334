// What one may do, in a shape, a colour and a word.

import { h } from "../shared/element.js";
import { say } from "../shared/words.js";

const SHAPES = {
  do: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.3 14.2-4-4 1.5-1.5 2.5 2.5 5.6-5.6 1.5 1.5z",
  ask: "M12 1.5 22.5 12 12 22.5 1.5 12zM11 6.5h2v7h-2zm0 8.5h2v2.2h-2z",
  do_not: "M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9zM6.5 10.8h11v2.4h-11z",
};

export const MarkShape = ({ mark }) => h("path", { d: SHAPES[mark], "fill-rule": "evenodd" });
export const markWord = (mark) => say("slider", `mark_${mark}`);
