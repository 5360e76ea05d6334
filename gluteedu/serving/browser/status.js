// The line that says how the page stands, and has a button where something can be done.

import { say } from "../../widgets/shared/words.js";

/** @typedef {object} Status
 *  @property {"waiting" | "ready" | "trouble"} state
 *  @property {string} text
 *  @property {number} [share] of 0 to 1: fills a bar
 *  @property {Act} [act] what its button does
 *  @typedef {"try_now" | "reload" | "new_version" | "again" | "here" | "wake"} Act */

/** @type {Element | null} */
let focusedBefore = null; // what had the focus before the button
document.addEventListener("focusin", ({ target, relatedTarget }) => {
  if (/** @type {Element} */ (target).matches(".g-status-act")) focusedBefore = /** @type {Element | null} */ (relatedTarget);
});

/** The button goes: its focus goes back to where it came from, or else to the lesson. */
function giveFocusBack(button) {
  if (document.activeElement !== button) return;
  for (const el of [focusedBefore, document.getElementById("lesson")]) {
    if (el?.isConnected) /** @type {HTMLElement} */ (el).focus({ preventScroll: true });
    if (document.activeElement !== button) return;
  }
}

/** Show how the page stands. The same sentence is never said twice.
 *  @param {Status} status
 *  @param {Partial<Record<Act, () => void>>} [does] what its buttons do */
export function showStatus({ state, text, share, act }, does = {}) {
  const status = document.querySelector("div.g-status");
  if (!status) return;
  status.dataset.state = state;
  const words = status.querySelector(".g-status-words");
  if (words.textContent !== text) words.textContent = text;
  const bar = status.querySelector(".g-status-bar");
  bar.hidden = share === undefined;
  if (share !== undefined) bar.querySelector("span").style.transform = `scaleX(${Math.min(1, Math.max(0.04, share))})`;
  const button = status.querySelector(".g-status-act");
  if (!act) giveFocusBack(button);
  button.hidden = !act;
  button.textContent = act ? say("page", `act_${act}`) : "";
  button.onclick = act ? does[act] : null;
}
