// The shape of a cause, drawn by the style sheet.

import { h } from "./dom.js";

/** The shape of a cause; a parent carries data-cause and --g-cause. */
export const causeShape = () => h("span", { class: "g-shape", "aria-hidden": "true" });
