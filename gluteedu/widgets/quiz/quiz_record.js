// What a quiz says about the record: that saving is paused or goes on again, and how long things took.

import { h } from "../shared/before/dom.js";

const SAVING_PAUSED = "Your answers are kept on this page. Saving goes on as soon as it can.";
const SAVING_AGAIN = "Your answers are saved again.";

/** A calm line that is there only while saving is paused, and once when it goes on.
 *  `show(saving)` returns the sentence that is new, or "". */
export function savingLine() {
  const el = h("p", { class: "gq-saving", hidden: true });
  let before = null;
  const guard = (event) => event.preventDefault(); // the browser asks before the page is left
  return {
    el,
    show(saving) {
      const said = saving === "paused" ? SAVING_PAUSED : before === "paused" && saving === "on" ? SAVING_AGAIN : "";
      const isNew = saving !== before && said !== "";
      el.textContent = said;
      el.hidden = said === "";
      removeEventListener("beforeunload", guard);
      if (saving === "paused") addEventListener("beforeunload", guard);
      before = saving;
      return isNew ? said : "";
    },
    stop: () => removeEventListener("beforeunload", guard),
  };
}

/** Seconds in front of each question; time while the page is out of sight does not count. */
export function stopwatch() {
  const spent = new Map();
  let on = null;
  let since = performance.now();
  function tick() {
    const at = performance.now();
    if (on !== null && document.visibilityState === "visible") spent.set(on, (spent.get(on) ?? 0) + at - since);
    since = at;
  }
  const seen = () => {
    if (document.visibilityState === "visible") since = performance.now();
    else if (on !== null) spent.set(on, (spent.get(on) ?? 0) + performance.now() - since);
  };
  document.addEventListener("visibilitychange", seen);
  return {
    turnTo(id) {
      tick();
      on = id;
    },
    seconds(id) {
      tick();
      return Math.round((spent.get(id) ?? 0) / 100) / 10;
    },
    reset: (id) => spent.delete(id),
    stop: () => document.removeEventListener("visibilitychange", seen),
  };
}
