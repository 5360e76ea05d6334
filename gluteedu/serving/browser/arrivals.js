// Where Voila runs the cells: each widget, as its cell arrives, takes the place of its readable form.

import { learnWords, say } from "../../widgets/shared/words.js";
import { asItArrives } from "./course.js";
import { inPlace, isEmpty, liveBoxOf, showFailed, showStill, slotOf, storedIn } from "./slots.js";
import { showStatus } from "./status.js";

const SLOW = 45_000; // milliseconds until the reader is told that nothing has come alive
const slots = { waiting: 0, live: 0, cells: 0, of: 1, ended: false };
const seen = new WeakSet();

function arrive(cell) {
  if ("last" in cell.dataset) slots.ended = true;
  else {
    slots.cells += 1;
    slots.of = Number(cell.dataset.of) || 1;
    const slot = slotOf(cell.dataset.cell);
    if (slot) fill(slot, cell);
  }
  showState();
}

function fill(slot, cell) {
  const widgets = cell.querySelectorAll(".g-arrived-widget");
  if (cell.querySelector(".g-arrived-error")) showFailed(slot);
  else if (widgets.length) {
    const live = liveBoxOf(slot);
    live.dataset.waiting = "";
    live.append(...widgets);
    slots.waiting += 1;
    waitForLife(slot, live);
  } else if (isEmpty(slot)) {
    for (const still of cell.querySelectorAll(".g-arrived-still")) showStill(slot, still.innerHTML);
  }
}

function waitForLife(slot, live) {
  const alive = () => {
    const widget = live.querySelector(".gluteedu, .jupyter-widgets");
    if (!widget || widget.childElementCount === 0) return false;
    inPlace(slot, () => {
      live.removeAttribute("data-waiting");
      storedIn(slot).remove();
    });
    slots.live += 1;
    showState();
    return true;
  };
  if (alive()) return;
  const watch = new MutationObserver(() => alive() && watch.disconnect());
  watch.observe(live, { childList: true, subtree: true });
}

function showState() {
  if (slots.ended && slots.live >= slots.waiting) {
    showStatus({ state: "ready", text: say("page", "ready") });
    document.documentElement.dataset.ready = "";
    return;
  }
  const share = (slots.cells / slots.of) * 0.7 + (slots.waiting ? (slots.live / slots.waiting) * 0.3 : 0);
  showStatus({ state: "waiting", text: slots.ended ? say("page", "nearly_ready") : say("page", "waiting"), share });
}

/** A cell has come whole when the next one has begun. */
function takeUp() {
  const cells = [...document.querySelectorAll("#g-arrivals > .g-arrival")];
  cells.forEach((cell, i) => {
    const whole = i < cells.length - 1 || document.readyState !== "loading" || "last" in cell.dataset;
    if (!whole || seen.has(cell)) return;
    seen.add(cell);
    arrive(cell);
  });
}

learnWords({ page: JSON.parse(document.getElementById("g-words").textContent) });
asItArrives(takeUp);
setTimeout(() => {
  if (!("ready" in document.documentElement.dataset)) showStatus({ state: "trouble", text: say("page", "slow_whole") });
}, SLOW);

// What voila.js looks for on a page.
window.voila_heartbeat = () => {};
window.voila_process = () => {};
window.display_cells = () => {};
