// Giving a number.

import { h } from "../../shared/element.js";
import { RangeField } from "../../shared/range_field.js";
import { say } from "../../shared/words.js";
import { Stem } from "../quiz_stem.js";

/** @param {import("../quiz_controls.js").ControlProps} props */
function Control({ item, shown, locked, onchange }) {
  const { min, max, step, unit } = item.number;
  return h("fieldset", { class: "g-choices gq-number" }, h("legend", null, h(Stem, { item })),
    h(RangeField, {
      label: say("quiz", "your_answer"), min, max, step, unit, locked, none: say("quiz", "no_answer_yet"),
      value: typeof shown === "number" ? shown : null, oninput: (value) => onchange(value),
    }, h("p", { class: "g-small" }, say("quiz", "from_to", { min, max }))));
}

export default { Control, bareNote: true };
