// Before and beside the questions: where the emergency number comes from, and the starting point.

import { store, stored } from "../shared/browser_storage.js";
import { CauseShape, ofCause } from "../shared/cause_shape.js";
import { h } from "../shared/element.js";
import { useNewId } from "../shared/ids.js";
import { RangeField } from "../shared/range_field.js";
import { say } from "../shared/words.js";

const PLACE = "gluteedu:place";
const NUMBER = "gluteedu:number";
const OWN = "own"; // a number of one's own
const LEAST_FOR_SHAPE = 0.05; // a narrower part of the strip has no room for its shape

/** The place whose numbers are told, remembered from page to page; `chosen` is its id.
 *  @param {{ id: string, place: string, emergency: string, advice: string }[]} numbers */
export function rememberedPlace(numbers) {
  const known = stored(PLACE);
  return {
    chosen: known === OWN ? OWN : (numbers.find((n) => n.id === known) ?? numbers[0]).id,
    own: stored(NUMBER) ?? "",
    choose(id) {
      this.chosen = id;
      store(PLACE, id);
    },
    write(number) {
      this.own = number.replace(/[^\d +*#-]/g, "");
      store(NUMBER, this.own);
    },
    /** The place's numbers; a number of one's own has no advice line. */
    numbers() {
      return numbers.find((n) => n.id === this.chosen) ?? { emergency: this.own.trim(), advice: null };
    },
  };
}

/** Where the emergency number comes from: one of the places, or a number of one's own. */
export function Place({ view, place, changed }) {
  const id = useNewId("place");
  const ownId = useNewId("number");
  const choose = (event) => changed(place.choose(event.currentTarget.value));
  const write = (event) => {
    place.write(event.currentTarget.value);
    event.currentTarget.value = place.own;
    changed();
  };
  return h("div", { class: "gx-place" },
    h("label", { for: id }, view.words.place),
    h("select", { id, class: "g-field", value: place.chosen, onchange: choose },
      view.numbers.map((n) => h("option", { key: n.id, value: n.id }, say("explorer", "place_and_number", { place: n.place, number: n.emergency }))),
      h("option", { value: OWN }, view.words.own_place)),
    h("span", { class: "gx-own", hidden: place.chosen !== OWN },
      h("label", { for: ownId }, view.words.own_number),
      h("input", { id: ownId, class: "g-field", type: "tel", maxlength: 20, size: 12, autocomplete: "off", value: place.own, oninput: write })));
}

/** The starting point: which one, and the share of its adjustable cause.
 *  @param {object} props
 *  @param {any} props.view
 *  @param {import("./explorer_answers.js").ExplorerReply["start"]} props.start as Python has it
 *  @param {{ start: string | null, share: number | null }} props.own what the learner chose
 *  @param {boolean} props.hidden
 *  @param {(own: { start: string | null, share: number | null }) => void} props.onchange */
export function StartingPoint({ view, start, own, hidden, onchange }) {
  const id = useNewId("start");
  const { words: w, adjustable } = view;
  const inHundred = (cause) => Math.round(start.shares[cause] * 100);
  const shares = view.causes.filter((c) => start.shares[c.id] > 0).map((c) => say("explorer", "share_of", { cause: c.name, n: inHundred(c.id) }));
  const part = ({ id: cause }) => h("span", { key: cause, ...ofCause(cause, `flex-grow: ${start.shares[cause]}`), hidden: start.shares[cause] === 0 },
    start.shares[cause] < LEAST_FOR_SHAPE ? null : h(CauseShape));
  return h("section", { class: "g-card", "data-part": "start", hidden },
    h("h3", null, w.start_title), h("p", null, w.start_intro),
    h("p", { class: "gx-place" }, h("label", { for: id }, say("explorer", "start_from")),
      h("select", { id, class: "g-field", value: own.start ?? "", onchange: (event) => onchange({ start: event.currentTarget.value || null, share: null }) },
        h("option", { value: "" }, say("explorer", "as_answers_say")), view.starts.map((s) => h("option", { key: s.id, value: s.id }, s.name)))),
    h("p", { hidden: !start.assumed }, w.assumed),
    h("div", { class: "gx-strip", "aria-hidden": "true" }, view.causes.map(part)),
    h("p", { class: "g-quiet" }, say("explorer", "start_shares", { start: start.name, shares: shares.join(", ") })),
    h(RangeField, {
      label: w.start_slider, min: view.share.low * 100, max: view.share.high * 100, unit: say("explorer", "unit_in_hundred"),
      value: own.share === null ? inHundred(adjustable) : Math.round(own.share * 100), oninput: (value) => onchange({ ...own, share: value / 100 }),
    }),
    h("button", { type: "button", onclick: () => onchange({ start: null, share: null }) }, say("explorer", "back_to_start")));
}
