// Picking options from a list: one of them, or several.

import { ChoiceGroup } from "../shared/choice_group.js";
import { h } from "../shared/element.js";
import { Mark, markOf, rowClass } from "./quiz_marks.js";
import { Stem } from "./quiz_stem.js";

/** @param {import("./quiz_controls.js").ControlProps & { many?: boolean, ask?: string | null }} props */
export function ChoiceControl({ item, shown, locked, onchange, many = false, ask = null }) {
  const options = item.options.map((option) => {
    const kind = locked ? markOf(item, option.id) : null;
    return { ...option, class: rowClass(kind), after: kind && h(Mark, { kind }) };
  });
  return h(ChoiceGroup, {
    legend: h(Stem, { item, ask }), options, many, locked,
    chosen: shown ?? [], onchange: (ids) => onchange(ids.length ? ids : null, ids),
  });
}
