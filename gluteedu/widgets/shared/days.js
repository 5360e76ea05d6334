// Days and times in words.

import { say } from "./words.js";

/** Minutes from local time to UTC, for Python, which does not know where the learner is. */
export const zoneOffset = () => new Date().getTimezoneOffset();

/** A day in words: "Thursday 26 November", with the year where it is another one. */
export function dayWords(iso) {
  const at = new Date(iso);
  const year = at.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return at.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year });
}

/** When something comes, seen from now: "in 8 minutes", "tomorrow", "on Thursday 26 November". */
export function whenWords(iso) {
  const at = new Date(iso);
  const midnight = new Date();
  midnight.setHours(24, 0, 0, 0);
  const n = Math.ceil((at.getTime() - Date.now()) / 60000);
  if (at < midnight) {
    if (n <= 1) return say("shared", "in_a_minute");
    if (n < 90) return say("shared", "in_minutes", { n });
    return say("shared", "today_at", { time: at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }) });
  }
  midnight.setDate(midnight.getDate() + 1);
  return at < midnight ? say("shared", "tomorrow") : say("shared", "on_day", { day: dayWords(iso) });
}
