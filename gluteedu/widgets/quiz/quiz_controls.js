// The ways to answer. A control shows an item with the answer so far, and says each change:
// `onchange(answer, shown)` with the answer or null, and what to show of it from now on.

import { ChoiceGroup } from "../shared/choice_group.js";
import { h } from "../shared/element.js";
import { useNewId } from "../shared/ids.js";
import { RangeField } from "../shared/range_field.js";
import { say } from "../shared/words.js";
import { SpotControl } from "./quiz_hotspot.js";
import { Mark, markOf, rowClass } from "./quiz_marks.js";
import { OrderControl } from "./quiz_order.js";
import { Stem } from "./quiz_stem.js";

const LONGEST_IN_SIGHT = 28; // letters that a list of partners shows without cutting off

/** @typedef {object} ControlProps
 *  @property {any} item
 *  @property {any} shown what was chosen so far; null for nothing
 *  @property {boolean} locked answered, and its marks are shown
 *  @property {(answer: any, shown?: any) => void} onchange
 *  @property {(sentence: string) => void} announce
 *  @property {string} [drawing] of the body map */

/** @param {ControlProps} props */
function ChoiceControl({ item, shown, locked, onchange }) {
  const many = item.type === "multiple";
  const options = item.options.map((option) => {
    const kind = locked ? markOf(item, option.id) : null;
    return { ...option, class: rowClass(kind), after: kind && h(Mark, { kind }) };
  });
  return h(ChoiceGroup, {
    legend: h(Stem, { item, ask: many ? say("quiz", "ask_multiple") : null }), options, many, locked,
    chosen: shown ?? [], onchange: (ids) => onchange(ids.length ? ids : null, ids),
  });
}

/** @param {ControlProps} props */
function NumberControl({ item, shown, locked, onchange }) {
  const { min, max, step, unit } = item.number;
  return h("fieldset", { class: "g-choices gq-number" }, h("legend", null, h(Stem, { item })),
    h(RangeField, {
      label: say("quiz", "your_answer"), min, max, step, unit, locked, none: say("quiz", "no_answer_yet"),
      value: typeof shown === "number" ? shown : null, oninput: (value) => onchange(value),
    }, h("p", { class: "g-small" }, say("quiz", "from_to", { min, max }))));
}

/** @param {ControlProps} props */
function MatchControl({ item, shown, locked, onchange }) {
  const chosen = shown ?? {};
  const change = (id, partner) => {
    const now = Object.fromEntries(item.options.map((o) => [o.id, o.id === id ? partner : chosen[o.id] ?? ""]));
    onchange(Object.values(now).every(Boolean) ? now : null, now);
  };
  return h("fieldset", { class: "g-choices" }, h("legend", null, h(Stem, { item, ask: say("quiz", "answer_each") })),
    item.options.map((option) =>
      h(MatchRow, { key: option.id, item, option, partner: chosen[option.id] ?? "", locked, onchange: (partner) => change(option.id, partner) })));
}

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

const CONTROLS = { number: NumberControl, matching: MatchControl, ordering: OrderControl, hotspot: SpotControl };

/** The control for an item. @param {ControlProps} props */
export const AnswerControl = (props) => h(CONTROLS[props.item.type] ?? ChoiceControl, props);

/** What is said where there is no answer to check yet. */
export const needWords = (item) => say("quiz", `need_${item.type}`);
