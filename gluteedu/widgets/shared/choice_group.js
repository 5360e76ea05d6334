// A group of radio buttons or checkboxes, one below the other or in a row.

import { h } from "./element.js";
import { useNewId } from "./ids.js";

/** @typedef {object} Choice
 *  @property {string} id
 *  @property {string} [html] safe markup, or `text`, or elements as `body`
 *  @property {any} [text]
 *  @property {string} [class] of its row
 *  @property {any} [before] stands between the mark and the text
 *  @property {any} [after] stands behind the text */

/** @param {object} props
 *  @param {any} props.legend text or elements
 *  @param {Choice[]} props.options
 *  @param {string[]} props.chosen ids
 *  @param {boolean} [props.many] checkboxes
 *  @param {boolean} [props.row] side by side
 *  @param {boolean} [props.locked]
 *  @param {string} [props.class]
 *  @param {(ids: string[]) => void} props.onchange in the order of the options */
export function ChoiceGroup({ legend, options, chosen, many = false, row = false, locked = false, class: own = "", onchange }) {
  const name = useNewId("choice");
  const toggled = (id, on) => options.map((o) => o.id).filter((one) => (one === id ? on : chosen.includes(one)));
  const choose = (id, on) => onchange(many ? toggled(id, on) : [id]);
  return h("fieldset", { class: `g-choices${row ? " g-row" : ""}${own && ` ${own}`}` },
    h("legend", null, legend),
    options.map((o) =>
      h("label", { key: o.id, class: `g-choice${o.class ? ` ${o.class}` : ""}`, "data-option": o.id },
        h("input", {
          type: many ? "checkbox" : "radio", name, value: o.id, checked: chosen.includes(o.id), disabled: locked,
          onchange: (event) => choose(o.id, event.currentTarget.checked),
        }),
        o.before, h("span", { html: o.html }, o.text), o.after)));
}
