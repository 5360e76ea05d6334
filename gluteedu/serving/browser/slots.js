// The places of the lesson's cells: a readable form first, and what is live in its stead.

import { say } from "../../widgets/shared/words.js";
import { takeUpFigure } from "./figures.js";

const made = (tag, className, more = {}) => Object.assign(document.createElement(tag), { className, ...more });
export const storedIn = (slot) => slot.querySelector(".g-stored");
export const isEmpty = (slot) => !storedIn(slot)?.childElementCount;
export const slotOf = (position) => document.querySelector(`.g-slot[data-cell="${position}"]`);

/** Say below a slot that its widget does not come. */
export function showFailed(slot) {
  if (slot.querySelector(".g-note")) return;
  slot.append(made("p", "g-note", { textContent: isEmpty(slot) ? say("page", "part_missing") : say("page", "part_readable") }));
}

/** Show what needs no kernel where nothing was stored. `html`: from the kernel, as notebooks hold it. */
export function showStill(slot, html) {
  storedIn(slot).insertAdjacentHTML("beforeend", html);
  storedIn(slot).querySelectorAll(".g-plot").forEach(takeUpFigure);
}

/** `change` puts something live in a slot's place; what stands above the reader must not push the
 *  text they are reading. */
export function inPlace(slot, change) {
  const before = slot.getBoundingClientRect();
  change();
  const grown = slot.getBoundingClientRect().height - before.height;
  if (before.bottom < 0 && grown !== 0) scrollBy({ top: grown, behavior: "instant" });
}

/** The box of a slot for what is live. */
export function liveBoxOf(slot) {
  const there = slot.querySelector(".g-live");
  if (there) return there;
  const box = made("div", "g-live");
  slot.append(box);
  return box;
}
