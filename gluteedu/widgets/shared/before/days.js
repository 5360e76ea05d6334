// Days, times and counts in words.

/** Minutes from local time to UTC, for Python, which does not know where the learner is. */
export const zoneOffset = () => new Date().getTimezoneOffset();

/** A day in words: "Thursday 26 November", with the year where it is another one. */
function dayWords(iso) {
  const at = new Date(iso);
  const year = at.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return at.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year });
}

/** When something comes, seen from now: "in 8 minutes", "tomorrow", "on Thursday 26 November". */
export function whenWords(iso) {
  const at = new Date(iso);
  const midnight = new Date();
  midnight.setHours(24, 0, 0, 0);
  const minutes = Math.ceil((at.getTime() - Date.now()) / 60000);
  if (at < midnight) {
    if (minutes <= 1) return "in a minute";
    return minutes < 90 ? `in ${minutes} minutes` : `today at ${at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`;
  }
  midnight.setDate(midnight.getDate() + 1);
  return at < midnight ? "tomorrow" : `on ${dayWords(iso)}`;
}

/** "1 card", "3 cards". */
export const counted = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
