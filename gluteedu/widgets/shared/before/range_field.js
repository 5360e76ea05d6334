// A slider with its label, its number field and its value in words.

import { h } from "./dom.js";
import { newId } from "../ids.js";

/** A named slider with its number field. `words(value)` says the value in plain words.
 *  Returns { el, get(), set(value) }; `oninput(value)` follows every move. */
export function rangeField({ label, min, max, step = 1, value, unit = "", words = null, oninput }) {
  const id = newId("range");
  const said = h("div", { class: "g-range-words", id: `${id}-words` });
  const say = (v) => (words ? words(v) : `${v} ${unit}`.trim());
  const slider = h("input", {
    type: "range", id, min, max, step, value: String(value),
    "aria-describedby": words ? said.id : null,
  });
  const number = h("input", {
    type: "number", min, max, step, value: String(value), inputmode: "decimal",
    "aria-label": unit ? `${label}, in ${unit}` : label,
  });
  const show = (v) => {
    slider.setAttribute("aria-valuetext", say(v));
    said.textContent = words ? say(v) : "";
  };
  const clamp = (v) => Math.min(max, Math.max(min, Math.round((v - min) / step) * step + min));
  slider.addEventListener("input", () => {
    number.value = slider.value;
    show(Number(slider.value));
    oninput?.(Number(slider.value));
  });
  number.addEventListener("change", () => {
    const typed = number.value.trim() === "" ? NaN : Number(number.value);
    const v = Number.isFinite(typed) ? clamp(typed) : Number(slider.value);
    number.value = slider.value = String(v);
    show(v);
    oninput?.(v);
  });
  show(Number(value));
  return {
    el: h("div", { class: "g-range" },
      h("label", { for: id }, label),
      h("div", { class: "g-range-row" }, slider, number, unit ? h("span", { class: "g-quiet" }, unit) : null),
      words ? said : null),
    get: () => Number(slider.value),
    set: (v) => {
      number.value = slider.value = String(v);
      show(Number(v));
    },
  };
}
