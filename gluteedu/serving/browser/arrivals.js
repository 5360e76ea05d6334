// Where Voila runs the cells: each widget, as its cell arrives, takes the place of its readable form.

import { inPlace, note, say, watchFigures } from "./course.js";

const slots = { waiting: 0, live: 0, cells: 0, of: 1, ended: false };
const seen = new WeakSet();

function arrive(cell) {
  if ("last" in cell.dataset) {
    slots.ended = true;
    return sayState();
  }
  slots.cells += 1;
  slots.of = Number(cell.dataset.of) || 1;
  const slot = document.querySelector(`.g-slot[data-cell="${cell.dataset.cell}"]`);
  if (slot) {
    const stored = slot.querySelector(".g-stored");
    const widgets = cell.querySelectorAll(".g-arrived-widget");
    if (cell.querySelector(".g-arrived-error")) slot.append(note(stored.childElementCount > 0));
    else if (widgets.length) {
      const live = document.createElement("div");
      live.className = "g-live";
      live.dataset.waiting = "";
      live.append(...widgets);
      slot.append(live);
      slots.waiting += 1;
      waitForLife(slot, stored, live);
    } else if (!stored.childElementCount) {
      for (const still of cell.querySelectorAll(".g-arrived-still")) stored.append(...still.childNodes);
      watchFigures(stored);
    }
  }
  sayState();
}

function waitForLife(slot, stored, live) {
  const alive = () => {
    const widget = live.querySelector(".gluteedu, .jupyter-widgets");
    if (!widget || widget.childElementCount === 0) return false;
    inPlace(slot, () => {
      live.removeAttribute("data-waiting");
      stored.remove();
    });
    slots.live += 1;
    sayState();
    return true;
  };
  if (alive()) return;
  const watch = new MutationObserver(() => alive() && watch.disconnect());
  watch.observe(live, { childList: true, subtree: true });
}

function sayState() {
  if (slots.ended && slots.live >= slots.waiting) {
    say("ready", "Everything on this page is ready.");
    document.documentElement.dataset.ready = "";
    return;
  }
  const share = (slots.cells / slots.of) * 0.7 + (slots.waiting ? (slots.live / slots.waiting) * 0.3 : 0);
  say("waiting", slots.ended ? "You can start reading. The quizzes and sliders are nearly ready." : "You can start reading. The quizzes and sliders are getting ready.", { share });
}

/** The page is streamed: a cell has come whole when the next one has begun. */
function takeUp() {
  const cells = [...document.querySelectorAll("#g-arrivals > .g-arrival")];
  cells.forEach((cell, i) => {
    const whole = i < cells.length - 1 || document.readyState !== "loading" || "last" in cell.dataset;
    if (!whole || seen.has(cell)) return;
    seen.add(cell);
    arrive(cell);
  });
}
const stream = new MutationObserver(takeUp);
stream.observe(document, { childList: true, subtree: true });
document.addEventListener("DOMContentLoaded", () => {
  stream.disconnect();
  takeUp();
});

// If nothing comes alive the reader is told, and keeps the readable page.
setTimeout(() => {
  if ("ready" in document.documentElement.dataset) return;
  say("trouble", "The quizzes and sliders are slow to start. You can read everything meanwhile. If they stay still, reload the page.");
}, 45000);

// What voila.js looks for on a page.
window.voila_heartbeat = () => {};
window.voila_process = () => {};
window.display_cells = () => {};
