// What a widget's module sees of its model in the kernel: the part of anywidget's interface that it uses.

const REVISIONS = 1_000_000; // more than a kernel ever counts

/** A state of the `epoch`-th kernel of a page. Each counts its answers from zero; to the page they go on.
 *  @param {Record<string, any>} state
 *  @param {number} epoch */
export function inEpoch(state, epoch) {
  const rev = state.view?.rev;
  return typeof rev === "number" ? { ...state, view: { ...state.view, rev: rev + epoch * REVISIONS } } : state;
}

export class WidgetModel {
  #state;
  #send;
  #listeners = new Map();

  /** @param {string} id of the model in the kernel
   *  @param {Record<string, any>} state its traits
   *  @param {(message: { model: string, content: any }) => void} send */
  constructor(id, state, send) {
    this.id = id;
    this.#state = state;
    this.#send = send;
  }

  get(name) {
    return this.#state[name];
  }

  set(name, value) {
    this.#state[name] = value; // stays in the page: the kernel decides
  }

  save_changes() {}

  on(events, call) {
    for (const event of events.split(" ")) this.#of(event).add(call);
  }

  off(events, call) {
    for (const event of events?.split(" ") ?? [...this.#listeners.keys()]) {
      if (call) this.#of(event).delete(call);
      else this.#listeners.delete(event);
    }
  }

  send(content) {
    this.#send({ model: this.id, content });
  }

  /** The kernel has set some traits. */
  update(state) {
    Object.assign(this.#state, state);
    for (const name of Object.keys(state)) this.tell(`change:${name}`, this, this.#state[name]);
    this.tell("change", this);
  }

  /** An event: a listener that fails does not keep it from the others. */
  tell(event, ...what) {
    for (const call of [...this.#of(event)]) {
      try {
        call(...what);
      } catch (error) {
        console.error(error);
      }
    }
  }

  #of(event) {
    if (!this.#listeners.has(event)) this.#listeners.set(event, new Set());
    return this.#listeners.get(event);
  }
}
