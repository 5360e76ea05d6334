// A slider with its label, its number field and its value in words.

import { useState } from "preact/hooks";

import { h } from "./element.js";
import { useNewId } from "./ids.js";
import { say } from "./words.js";

/** The value that can be set and is nearest to what was typed; null for what is no number.
 *  @param {string} typed
 *  @param {{ min: number, max: number, step: number }} range */
export function nearestValue(typed, { min, max, step }) {
  const value = typed.trim() === "" ? NaN : Number(typed);
  if (!Number.isFinite(value)) return null;
  return Math.min(max, Math.max(min, Math.round((value - min) / step) * step + min));
}

/** @param {object} props
 *  @param {string} props.label
 *  @param {number} props.min
 *  @param {number} props.max
 *  @param {number} [props.step]
 *  @param {number | null} props.value null: none yet, and the slider stands at `min`
 *  @param {string} [props.unit]
 *  @param {((value: number) => string) | null} [props.words] the value in plain words, shown below
 *  @param {string} [props.help] a hint below the label
 *  @param {string} [props.none] what is read out while there is no value
 *  @param {boolean} [props.locked]
 *  @param {any} [props.children] stand below
 *  @param {(value: number) => void} props.oninput follows every move */
export function RangeField({ label, min, max, step = 1, value, unit = "", words = null, help = "", none = "", locked = false, children, oninput }) {
  const [typed, setTyped] = useState(/** @type {string | null} */ (null)); // a number on its way
  const id = useNewId("range");
  const at = value ?? min;
  const said = value === null ? none : words ? words(at) : `${at} ${unit}`.trim();
  const moved = (event) => {
    setTyped(null);
    oninput(Number(event.currentTarget.value));
  };
  const entered = (event) => {
    const nearest = nearestValue(event.currentTarget.value, { min, max, step });
    setTyped(null);
    if (nearest !== null) oninput(nearest);
  };
  const describedBy = [words && `${id}-words`, help && `${id}-help`].filter(Boolean).join(" ") || null;
  return h("div", { class: "g-range" },
    h("label", { for: id }, label),
    help ? h("span", { class: "g-range-help g-small", id: `${id}-help` }, help) : null,
    h("div", { class: "g-range-row" },
      h("input", {
        type: "range", id, min, max, step, value: String(at), disabled: locked,
        "aria-valuetext": said, "aria-describedby": describedBy, oninput: moved,
      }),
      h("input", {
        type: "number", min, max, step, value: typed ?? (value === null ? "" : String(value)), inputmode: "decimal", disabled: locked,
        "aria-label": unit ? say("shared", "in_unit", { label, unit }) : label, oninput: (event) => setTyped(event.currentTarget.value), onchange: entered,
      }),
      unit ? h("span", { class: "g-quiet" }, unit) : null),
    words ? h("div", { class: "g-range-words", id: `${id}-words` }, said) : null,
    children);
}
