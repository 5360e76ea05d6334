// The timer of a lesson, as its page and the window with its notes show it.

/** @typedef {{ passed: number, begun: number }} Time `passed`: milliseconds; `begun`: since when it runs, 0 while it stands */

/** The time after start or stop.
 *  @param {Time} time
 *  @returns {Time} */
export const toggled = ({ passed, begun }, now = Date.now()) =>
  (begun ? { passed: passed + now - begun, begun: 0 } : { passed, begun: now });

/** The time from zero on; it runs or stands as before.
 *  @param {Time} time
 *  @returns {Time} */
export const zeroed = ({ begun }, now = Date.now()) => ({ passed: 0, begun: begun && now });

/** What a timer shows: whether it runs, minutes and seconds.
 *  @param {Time} time */
export function clockText({ passed, begun }, now = Date.now()) {
  const seconds = Math.floor((passed + (begun ? now - begun : 0)) / 1000);
  return `${begun ? "❚❚" : "▶"} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
