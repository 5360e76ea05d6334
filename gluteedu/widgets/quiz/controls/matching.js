// Finding the partner of each option.

import { h } from "../../shared/element.js";
import { useNewId } from "../../shared/ids.js";
import { say } from "../../shared/words.js";
import { Mark } from "../quiz_marks.js";
import { Stem } from "../quiz_stem.js";

const LONGEST_IN_SIGHT = 28; // letters that a list of partners shows without cutting off

/** @param {import("../quiz_controls.js").ControlProps} props */
function Control({ item, shown, locked, onchange }) {
  const chosen = shown ?? {};
  const change = (id, partner) => {
    const now = Object.fromEntries(item.options.map((o) => [o.id, o.id === id ? partner : chosen[o.id] ?? ""]));
    onchange(Object.values(now).every(Boolean) ? now : null, now);
  };
  return h("fieldset", { class: "g-choices" }, h("legend", null, h(Stem, { item, ask: say("quiz", "answer_each") })),
    item.options.map((option) =>
      h(MatchRow, { key: option.id, item, option, partner: chosen[option.id] ?? "", locked, onchange: (partner) => change(option.id, partner) })));
}

export default { Control };

function MatchRow({ item, option, partner, locked, onchange }) {
  const id = useNewId("pair");
  const text = item.targets.find((target) => target.id === partner)?.text ?? "";
  const kind = locked ? item.marks?.[option.id] : null;
  const right = locked && kind !== "right" && item.answer_pairs?.[option.id];
  const written = locked && partner !== "";
  return h("div", { class: `gq-pair${kind === "right" ? " gq-was-right" : ""}` },
    h("label", { for: id, html: option.html }),
    h("div", null,
      h("select", { id, class: "g-field gq-select", disabled: locked, hidden: written, value: partner, onchange: (event) => onchange(event.currentTarget.value) },
        h("option", { value: "" }, say("quiz", "choose_partner")),
        item.targets.map((target) => h("option", { key: target.id, value: target.id }, target.text))),
      // A select cuts a long text off, so the partner is written out below it.
      h("p", { class: "gq-pair-said", hidden: !written && text.length <= LONGEST_IN_SIGHT }, text),
      h("div", { class: "gq-pair-mark" },
        kind ? h(Mark, kind === "wrong" ? { kind, word: say("quiz", "not_this_one") } : { kind }) : null,
        right ? h("span", { class: "gq-right-pair" }, say("quiz", "right_answer_is", { answer: right })) : null)));
}
