// The shape of a cause, drawn by the style sheet in the colour of the cause.

import { h } from "./element.js";

/** What an element carries so that a `CauseShape` in it, and its bars, have the look of the cause. */
export const ofCause = (id, more = "") => ({ "data-cause": id, style: `--g-cause: var(--g-${id})${more && `; ${more}`}` });

export const CauseShape = () => h("span", { class: "g-shape", "aria-hidden": "true" });
