// A verdict from one list, a reason from another.

import { ChoiceGroup } from "../../shared/choice_group.js";
import { h } from "../../shared/element.js";
import { Stem } from "../quiz_stem.js";

/** @param {import("../quiz_controls.js").ControlProps} props */
function Control({ item, shown, locked, onchange }) {
  const [verdict, reason] = shown ?? [null, null];
  const change = (now) => onchange(now.every(Boolean) ? { [now[0]]: now[1] } : null, now);
  return h("fieldset", { class: "g-choices" }, h("legend", null, h(Stem, { item })),
    h(ChoiceGroup, { options: item.options, locked, chosen: verdict ? [verdict] : [], onchange: ([id]) => change([id, reason]) }),
    h(ChoiceGroup, { options: item.targets, locked, chosen: reason ? [reason] : [], onchange: ([id]) => change([verdict, id]) }));
}

export default { Control, startsAnew: true };
