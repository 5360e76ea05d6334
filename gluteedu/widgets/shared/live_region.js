// A line that only a screen reader reads out.

import { h } from "./element.js";

/** A polite live region: `Region` is the component to put into the widget once, and
 *  `announce(sentence)` has a sentence read out. */
export function liveRegion() {
  /** @type {HTMLElement | null} */
  let el = null;
  const here = (node) => void (el = node);
  return {
    Region: () => h("div", { class: "g-hidden", role: "status", "aria-live": "polite", ref: here }),
    announce(sentence) {
      if (!el) return;
      el.textContent = "";
      requestAnimationFrame(() => el && (el.textContent = sentence));
    },
  };
}
