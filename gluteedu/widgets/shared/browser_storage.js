// What this browser remembers of a learner. Storage may be forbidden (a private window, a strict
// browser, a sandboxed frame): then nothing is remembered, and all else works.

/** The text kept under a name; null where there is none. */
export function stored(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** The object kept under a name; an empty one where there is none. */
export function storedObject(name) {
  try {
    const found = JSON.parse(stored(name) ?? "{}");
    return found && typeof found === "object" ? found : {};
  } catch {
    return {};
  }
}

/** Keep a text, if that is allowed. */
export function store(name, text) {
  try {
    localStorage.setItem(name, text);
  } catch {
    // It is not remembered.
  }
}

/** Forget how far the learner was and which pages they saw; the theme is not theirs alone. */
export function forgetStored() {
  try {
    for (const name of ["gluteedu:progress", "gluteedu:visited"]) localStorage.removeItem(name);
  } catch {
    // Nothing was remembered.
  }
  window.dispatchEvent(new Event("gluteedu:progress"));
}
