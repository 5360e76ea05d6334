// Where something that is said comes from, in one small line.

import { h } from "./element.js";
import { say } from "./words.js";

/** Nothing where there is no source.
 *  @param {{ sources: string[], class?: string }} props short citations */
export const SourceLine = ({ sources, class: own = "" }) =>
  sources.length ? h("p", { class: `g-small ${own}`.trim() }, say("shared", "source", { sources: sources.join("; ") })) : null;
