// A line that only a screen reader reads out.

import { h } from "./dom.js";

/** A polite live region. Call the result with a sentence to have it read out. */
export function liveRegion(parent) {
  const el = h("div", { class: "g-hidden", role: "status", "aria-live": "polite" });
  parent.append(el);
  return (sentence) => {
    el.textContent = "";
    requestAnimationFrame(() => (el.textContent = sentence));
  };
}
