// What a quiz does for the record: it says that saving is paused or goes on again, measures how long
// things took, and leaves its counts for the course map.

import { useEffect } from "preact/hooks";

import { h } from "../shared/element.js";
import { say } from "../shared/words.js";

/** What is said of saving: follows `saving` from view to view. */
export function savingWords() {
  let before = null;
  let said = "";
  return {
    /** The sentence that stands, or "". */
    get said() {
      return said;
    },
    /** What is new to be said, or "". */
    next(saving) {
      const isNew = saving !== before;
      said = saving === "paused" ? say("quiz", "saving_paused") : before === "paused" && saving === "on" ? say("quiz", "saving_again") : "";
      before = saving;
      return isNew ? said : "";
    },
  };
}

/** A calm line that is there only while saving is paused, and once when it goes on. */
export function SavingLine({ said, paused }) {
  useEffect(() => {
    if (!paused) return undefined;
    const guard = (event) => event.preventDefault(); // the browser asks before the page is left
    addEventListener("beforeunload", guard);
    return () => removeEventListener("beforeunload", guard);
  }, [paused]);
  return h("p", { class: "gq-saving", hidden: said === "" }, said);
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

/** Counts only, for the course map: done and total for each quiz. Without a record, which knows
 *  better, they never go back. */
export function keepProgress(view) {
  if (view.mode === "pretest") return; // it can be skipped, so it is no part of the way
  try {
    const all = JSON.parse(localStorage.getItem("gluteedu:progress") ?? "{}") ?? {};
    const lesson = (all[view.lesson] ??= {});
    const total = view.items.length;
    const before = lesson[view.quiz];
    const kept = view.saving === "off" && before?.total === total ? before.done : 0;
    const done = Math.max(kept, view.done);
    if ((done === 0 && !before) || (before?.done === done && before?.total === total)) return;
    lesson[view.quiz] = { done, total };
    localStorage.setItem("gluteedu:progress", JSON.stringify(all));
    window.dispatchEvent(new Event("gluteedu:progress"));
  } catch {
    // No storage (a private window, a sandboxed frame): the quiz works all the same.
  }
}
