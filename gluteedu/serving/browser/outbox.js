// Messages of widgets on their way to the kernel. They wait while there is no kernel to take them.

const MOST_WAITING = 60;

/** @typedef {{ model: string, content: { act?: string }, repeated?: boolean }} Message */

/** @param {(message: object) => boolean} transmit whether the message went
 *  @param {() => void} held something waits */
export function outbox(transmit, held) {
  /** @type {Message[]} */
  const waiting = [];
  let isReady = false; // there is a kernel that knows the page's widgets
  let everReady = false;

  /** @param {Message} message */
  function send(message) {
    if (isReady && transmit(message)) return;
    if (everReady && message.content.act === "refresh") return; // a page that comes back is told everything anyway
    waiting.push(message);
    if (waiting.length > MOST_WAITING) waiting.shift();
    held();
  }
  return {
    send,
    /** What is said now is for a kernel to come. */
    hold: () => void (isReady = false),
    /** The kernel is there: it gets what the last one left unanswered, and what has waited.
     *  @param {Message[]} unanswered
     *  @param {Map<string, string>} renamed models' ids of the last kernel to those of this one */
    release(unanswered, renamed) {
      isReady = everReady = true;
      const repeated = unanswered.map((message) => ({ ...message, repeated: true }));
      for (const message of [...repeated, ...waiting.splice(0)]) send({ ...message, model: renamed.get(message.model) ?? message.model });
    },
  };
}
