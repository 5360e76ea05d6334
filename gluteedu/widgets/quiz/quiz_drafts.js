// What is chosen in a quiz and not graded yet. Drafts live here, beside the view and never in the
// page, so that no new view can take them away.

import { wayOf } from "./quiz_controls.js";

/** @typedef {{ response: any, shown: any, confidence: string | null }} Draft `response` is the answer
 *  or null while it is not whole; `shown` is what the control shows of it */

export class Drafts {
  /** @type {Map<string, Draft>} */
  #byItem = new Map();
  /** Items that are open for another try. */
  #again = new Set();

  /** What was chosen for an item, or what Python knows. @returns {Draft} */
  of(item) {
    const known = item.response ?? null;
    return this.#byItem.get(item.id) ?? { response: known, shown: known, confidence: item.confidence ?? null };
  }
  /** Whether the learner has chosen anything that is not graded. */
  has(item) {
    return this.#byItem.has(item.id);
  }
  change(item, change) {
    this.#byItem.set(item.id, { ...this.of(item), ...change });
  }
  /** Whether an item is answered and shows how it went. */
  isLocked(item) {
    return item.closed || (item.tries_used > 0 && !this.#again.has(item.id));
  }
  /** Another try: from an empty answer where one option is right, else from the last one. */
  tryAgain(item) {
    const from = wayOf(item).startsAnew ? null : item.response;
    this.#again.add(item.id);
    this.#byItem.set(item.id, { response: from, shown: from, confidence: null });
  }
  /** What was graded, or was answered on another page, is no draft any more.
   *  @param {any[]} before the items as they were
   *  @param {any[]} now the same items
   *  @param {(item: any) => boolean} isOwn whether news of an item's answer comes of this page */
  overtake(before, now, isOwn) {
    now.forEach((item, i) => {
      const was = before[i];
      const elsewhere = !isOwn(item) && JSON.stringify(was.response) !== JSON.stringify(item.response);
      if (!elsewhere && was.tries_used === item.tries_used && was.closed === item.closed) return;
      this.#byItem.delete(item.id);
      this.#again.delete(item.id);
    });
  }
  /** The items as this learner sees them: answers that are still on their way count as given. */
  given(items) {
    return items.map((item) => ({ ...item, response: this.of(item).response ?? undefined }));
  }
}
