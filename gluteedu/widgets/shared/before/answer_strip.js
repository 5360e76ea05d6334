// A question with its few answers side by side, the last of them "Not sure".

import { h } from "./dom.js";
import { newId } from "../ids.js";

/** A question with its few answers in one strip. `options`: [{ id, text, value }]; a last "Not sure"
 *  is added, whose value is undefined. `onanswer(value, notSure)` follows each answer. Returns
 *  { el, note, set(value, notSure), first() }; `note` is an empty line below the question. */
export function answerStrip({ question, options, onanswer }) {
  const name = newId("answer");
  const all = [...options, { id: "not_sure", text: "Not sure" }];
  const inputs = all.map((o) => h("input", {
    type: "radio", name, value: o.id, onchange: () => onanswer(o.value, o.id === "not_sure"),
  }));
  const note = h("p", { class: "g-strip-note" });
  return {
    el: h("fieldset", { class: "g-strip" }, h("legend", {}, question),
      h("div", { class: "g-chips" }, all.map((o, i) => h("label", { class: "g-chip" }, inputs[i], h("span", {}, o.text)))), note),
    note,
    set: (value, notSure = false) =>
      all.forEach((o, i) => (inputs[i].checked = o.id === "not_sure" ? notSure : value !== undefined && o.value === value)),
    first: () => inputs.find((i) => i.checked) ?? inputs[0],
  };
}

export const yesOrNo = [{ id: "yes", text: "Yes", value: true }, { id: "no", text: "No", value: false }];
