// Messages of a control that moves faster than Python answers.

/** Sends the newest value only: at most one message is on its way, later ones replace the waiting one. */
export function newestOnly(send) {
  let busy = false;
  let waiting = null;
  return {
    send(message) {
      if (busy) waiting = message;
      else {
        busy = true;
        send(message);
      }
    },
    answered() {
      busy = false;
      if (waiting !== null) {
        const next = waiting;
        waiting = null;
        this.send(next);
      }
    },
  };
}
