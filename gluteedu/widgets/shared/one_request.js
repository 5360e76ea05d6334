// One act of the learner at a time: the next one waits until Python has answered, or has not.

const NO_ANSWER_AFTER = 8000; // milliseconds

/** @template What
 *  @param {any} model
 *  @param {{ changed(): void, late(): void }} told `changed`: it begins or ends to wait; `late`: no
 *    answer came, and the next act may go */
export function oneRequest(model, { changed, late }) {
  /** @type {What | null} */
  let waiting = null;
  let timer = 0;
  const settle = () => {
    const was = waiting;
    waiting = null;
    clearTimeout(timer);
    if (was) changed();
    return was;
  };
  return {
    /** What it waits for, or null. */
    get waiting() {
      return waiting;
    },
    /** Send, unless an answer is waited for. `what` is given back by `settle`.
     *  @param {object} message
     *  @param {What} what */
    send(message, what) {
      if (waiting) return;
      waiting = what;
      timer = setTimeout(() => {
        settle();
        late();
      }, NO_ANSWER_AFTER);
      model.send(message);
      changed();
    },
    /** The answer has come: what was waited for, or null. */
    settle,
    stop: () => clearTimeout(timer),
  };
}
