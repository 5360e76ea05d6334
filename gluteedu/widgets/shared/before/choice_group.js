// A group of radio buttons or checkboxes, one below the other or in a row.

import { h } from "./dom.js";
import { newId } from "../ids.js";

/** A real group of radio buttons or checkboxes.
 *  @param {object} asked
 *  @param {string} [asked.legend] in plain text, or `legendHtml`: safe markup
 *  @param {string} [asked.legendHtml]
 *  @param {{ id: string, html?: string, text?: string }[]} asked.options with safe markup or text
 *  @param {boolean} [asked.many] checkboxes
 *  @param {string[]} [asked.chosen] ids
 *  @param {boolean} [asked.row] side by side
 *  @param {(ids: string[]) => void} [asked.onchange]
 *  @returns {{ el: HTMLElement, get(): string[], set(ids: string[]): void, lock(locked?: boolean): void }} */
export function choiceGroup({ legend, legendHtml, options, many = false, chosen = [], row = false, onchange }) {
  const name = newId("choice");
  const inputs = options.map((o) =>
    h("input", { type: many ? "checkbox" : "radio", name, value: o.id, checked: chosen.includes(o.id) }));
  const get = () => inputs.filter((i) => i.checked).map((i) => i.value);
  const el = h("fieldset", { class: `g-choices${row ? " g-row" : ""}`, onchange: () => onchange?.(get()) },
    h("legend", legendHtml !== undefined ? { html: legendHtml } : {}, legendHtml !== undefined ? null : legend),
    options.map((o, i) =>
      h("label", { class: "g-choice", "data-option": o.id }, inputs[i],
        o.html !== undefined ? h("span", { html: o.html }) : h("span", {}, o.text))));
  return {
    el,
    get,
    set: (ids) => inputs.forEach((i) => (i.checked = ids.includes(i.value))),
    lock: (locked = true) => inputs.forEach((i) => (i.disabled = locked)),
  };
}
