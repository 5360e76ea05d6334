// What a reload of a page brings back, in this window alone.

/** @param {string} name */
export const kept = (name) => ({
  get() {
    try {
      return JSON.parse(sessionStorage.getItem(name));
    } catch {
      return null;
    }
  },
  set(value) {
    try {
      sessionStorage.setItem(name, JSON.stringify(value));
    } catch { /* not remembered */ }
  },
});
