// The widgets in a page and their models, from one kernel to the next.

import { inPlace, isEmpty, liveBoxOf, showFailed, showStill, slotOf, storedIn } from "./slots.js";
import { inEpoch, WidgetModel } from "./widget_model.js";

/** @typedef {object} Cell what a cell shows: widgets (ids of models), or HTML, or that it failed
 *  @property {string[]} [widgets]
 *  @property {string} [html]
 *  @property {boolean} [error] */

export class LiveWidgets {
  #modules;
  #shared;
  #send;
  #placed = []; // { slot, order, model }
  #models = new Map(); // by the id in the kernel
  #epoch = 0;
  #renamed = new Map();

  /** @param {Record<string, { render(page: { model: WidgetModel, el: HTMLElement }): void }>} modules by name
   *  @param {Record<string, any>} shared long traits that a kernel need not send, by name
   *  @param {(message: { model: string, content: any }) => void} send */
  constructor(modules, shared, send) {
    this.#modules = modules;
    this.#shared = shared;
    this.#send = send;
  }

  /** The kernel has set some traits of a model. */
  update(id, state) {
    this.#models.get(id)?.update(inEpoch(state, this.#epoch));
  }

  /** The kernel says something to a model. */
  tell(id, content) {
    this.#models.get(id)?.tell("msg:custom", content, []);
  }

  /** Show a page as its kernel has made it; what is there already gets its new state. Returns what
   *  the models of the last kernel are called in this one.
   *  @param {{ cells: Record<string, Cell>, models: Record<string, any> }} page
   *  @returns {Map<string, string>} */
  show({ cells, models }) {
    if (this.#placed.some(({ model }) => !(model.id in models))) this.#epoch += 1;
    this.#models.clear();
    this.#renamed = new Map();
    for (const [position, cell] of Object.entries(cells)) {
      const slot = slotOf(position);
      if (slot) this.#showCell(slot, cell, models);
    }
    return this.#renamed;
  }

  /** @param {HTMLElement} slot
   *  @param {Cell} cell
   *  @param {Record<string, any>} models states by id */
  #showCell(slot, { error, widgets, html }, models) {
    if (error) showFailed(slot);
    else if (widgets) widgets.forEach((id, order) => this.#place(slot, order, id, models[id], order === widgets.length - 1));
    else if (html && isEmpty(slot)) showStill(slot, html);
  }

  #place(slot, order, id, { asset, ...sent }, isLast) {
    const whole = Object.entries(sent).map(([name, value]) => [name, value?.shared ? this.#shared[value.shared] : value]);
    const state = inEpoch(Object.fromEntries(whole), this.#epoch);
    const before = this.#placed.find((one) => one.slot === slot && one.order === order);
    if (!before) return this.#create(slot, order, new WidgetModel(id, state, this.#send), asset, isLast);
    this.#renamed.set(before.model.id, id);
    before.model.id = id;
    this.#models.set(id, before.model);
    before.model.update(state);
  }

  #create(slot, order, model, asset, isLast) {
    this.#models.set(model.id, model);
    const el = Object.assign(document.createElement("div"), { className: "gluteedu" });
    try {
      this.#modules[asset].render({ model, el });
    } catch (error) {
      console.error(error);
      return showFailed(slot);
    }
    inPlace(slot, () => {
      liveBoxOf(slot).append(el);
      if (isLast) storedIn(slot)?.remove();
    });
    this.#placed.push({ slot, order, model });
  }
}
