// What the presenter view listens to: keys, the window with the notes, the class's screen, the window's size.

import { actAt } from "./present_keys.js";

const FROM_NOTES = ["timer", "zero", "blank", "answer"]; // acts that the window with the notes may ask for
const SETTLED = 200, TICK = 500; // milliseconds: after a change of the window's size, of the timer

/** @typedef {import("./present_view.js").Presenter} Presenter */

/** Listen until what is returned is called.
 *  @param {Presenter} view
 *  @returns {() => void} */
export function listen(view) {
  const ends = new AbortController();
  const { signal } = ends;
  addEventListener("keydown", (event) => onKey(view, event), { signal });
  addEventListener("message", (event) => {
    if (event.origin === location.origin && event.data === "gluteedu:back-to-lesson") view.closeScreen();
  }, { signal });
  document.addEventListener("fullscreenchange", () => document.fullscreenElement || view.stopSolo(), { signal });
  onResize(view, signal);
  view.channel.onmessage = ({ data }) => onNotes(view, data);
  const changes = new MutationObserver(() => view.onChange());
  changes.observe(view.main, { childList: true, subtree: true });
  const ticking = setInterval(() => view.draw(), TICK);
  return () => {
    ends.abort();
    changes.disconnect();
    clearInterval(ticking);
  };
}

/** @param {Presenter} view
 *  @param {KeyboardEvent} event */
function onKey(view, event) {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || view.help.open) return;
  const act = view.black ? "blank" : actAt(event);
  if (!act) return;
  event.preventDefault();
  view.does[act]();
}

/** @param {Presenter} view
 *  @param {any} data a message of the window with the notes */
function onNotes(view, data) {
  if (data?.lesson !== view.lesson) return;
  if (data.hello) view.tell();
  else if (data.turn === 1 || data.turn === -1) view.black ? view.blank() : view.turn(data.turn);
  else if (FROM_NOTES.includes(data.act)) view.does[data.act]();
}

/** @param {Presenter} view
 *  @param {AbortSignal} signal */
function onResize(view, signal) {
  const sizeNow = () => `${innerWidth}x${innerHeight}`;
  let wait = 0;
  let size = sizeNow();
  addEventListener("resize", () => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      if (sizeNow() === size || signal.aborted) return;
      size = sizeNow();
      view.resized();
    }, SETTLED);
  }, { signal });
}
