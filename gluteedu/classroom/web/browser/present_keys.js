// What the keys do while a lesson is presented, and in the window with its notes.

/** @typedef {"forward" | "back" | "first" | "last" | "blank" | "answer" | "solo" | "timer" | "zero" | "vote" | "notes"
 *    | "theme" | "keys" | "close"} Act */

/** A clicker sends these, wherever the focus is. @type {Record<string, Act>} */
const CLICKER = { PageDown: "forward", PageUp: "back" };
/** @type {Record<string, Act>} */
const KEYS = {
  ArrowRight: "forward", ArrowLeft: "back", Home: "first", End: "last",
  b: "blank", ".": "blank", a: "answer", f: "solo", t: "timer", v: "vote", n: "notes", d: "theme", "?": "keys",
};
const FIELD = "input, select, textarea, [contenteditable], [role='slider'], [role='listbox'], svg [tabindex]";
const PRESSED = "button, a, summary, label";

/** What a key means that goes to nothing in particular.
 *  @param {{ key: string, shiftKey: boolean }} event
 *  @returns {Act | null} */
export function actOf({ key, shiftKey }) {
  if (key === " ") return shiftKey ? "back" : "forward";
  const act = CLICKER[key] ?? KEYS[key.length === 1 ? key.toLowerCase() : key] ?? null;
  return act === "timer" && shiftKey ? "zero" : act;
}

/** What a key means where it goes: fields keep their own keys, a slider also those of a clicker.
 *  @param {KeyboardEvent} event
 *  @returns {Act | null} */
export function actAt(event) {
  const target = /** @type {Element} */ (event.target);
  const field = /** @type {HTMLInputElement | null} */ (target.closest?.(FIELD));
  if (event.key === "Escape") return "close";
  if (field && (!(event.key in CLICKER) || !["radio", "checkbox"].includes(field.type))) return null;
  if (event.key === " " && target.closest?.(PRESSED)) return null;
  return actOf(event);
}
