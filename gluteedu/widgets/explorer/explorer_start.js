// Before and beside the questions: where the emergency number comes from, and the starting point.

import { causeShape } from "../shared/before/cause_shape.js";
import { h } from "../shared/before/dom.js";
import { newId } from "../shared/ids.js";
import { rangeField } from "../shared/before/range_field.js";

const EXPLORER_PLACE = "gluteedu:place";
const EXPLORER_NUMBER = "gluteedu:number";
const EXPLORER_OWN = "own";

const explorerStored = {
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is off: the first place it is
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Not remembered, and still used on this page.
    }
  },
};

/** Where the emergency number comes from: one of the places, or a number of one's own. { el, at() }. */
export function explorerPlace(view, changed) {
  const id = newId("place");
  const ownId = newId("number");
  const own = h("input", { id: ownId, class: "g-field", type: "tel", maxlength: 20, size: 12, autocomplete: "off",
    value: explorerStored.get(EXPLORER_NUMBER) ?? "", oninput: () => {
      own.value = own.value.replace(/[^\d +*#-]/g, "");
      explorerStored.set(EXPLORER_NUMBER, own.value);
      changed();
    } });
  const ownField = h("span", { class: "gx-own" }, h("label", { for: ownId }, view.words.own_number), own);
  const select = h("select", { id, class: "g-field", onchange: () => {
    explorerStored.set(EXPLORER_PLACE, select.value);
    show();
    changed();
  } }, view.numbers.map((n) => h("option", { value: n.id }, `${n.place}: ${n.emergency}`)),
  h("option", { value: EXPLORER_OWN }, view.words.own_place));
  const show = () => (ownField.hidden = select.value !== EXPLORER_OWN);
  const remembered = explorerStored.get(EXPLORER_PLACE);
  select.value = remembered === EXPLORER_OWN ? remembered : (view.numbers.find((n) => n.id === remembered) ?? view.numbers[0]).id;
  show();
  return {
    el: h("div", { class: "gx-place" }, h("label", { for: id }, view.words.place), select, ownField),
    /** The place's numbers; a number of one's own has no advice line. */
    at: () => view.numbers.find((n) => n.id === select.value) ?? { emergency: own.value.trim(), advice: null },
  };
}

/** The starting point: which one, and the share of its adjustable cause. { el, own(), show(start), reset() }. */
export function explorerStart(view, changed) {
  const w = view.words;
  let own = null;
  const id = newId("start");
  const select = h("select", { id, class: "g-field", onchange: () => ((own = null), changed()) },
    h("option", { value: "" }, "As the answers say"), view.starts.map((s) => h("option", { value: s.id }, s.name)));
  const slider = rangeField({
    label: w.start_slider, min: view.share.low * 100, max: view.share.high * 100,
    value: Math.round(view.first.start.shares[view.adjustable] * 100), unit: "in 100",
    oninput: (v) => ((own = v / 100), changed()),
  });
  const strip = h("div", { class: "gx-strip", "aria-hidden": "true" }, view.causes.map((c) => {
    const part = h("span", { "data-cause": c.id }, causeShape());
    part.style.setProperty("--g-cause", `var(--g-${c.id})`);
    return part;
  }));
  const told = h("p", { class: "g-quiet" });
  const assumed = h("p", {}, w.assumed);
  const reset = () => ((own = null), (select.value = ""));
  const back = h("button", { type: "button", onclick: () => (reset(), changed()) }, "Back to the course's start");
  return {
    el: h("section", { class: "g-card" }, h("h3", {}, w.start_title), h("p", {}, w.start_intro),
      h("p", { class: "gx-place" }, h("label", { for: id }, "Start from"), select),
      assumed, strip, told, slider.el, back),
    own: () => ({ start: select.value || null, share: own }),
    reset,
    show(start) {
      assumed.hidden = !start.assumed;
      const some = view.causes.filter((c) => start.shares[c.id] > 0);
      told.textContent = `${start.name}: ${some.map((c) => `${c.name} ${Math.round(start.shares[c.id] * 100)}`).join(", ")} in 100.`;
      for (const part of strip.children) {
        const share = start.shares[part.dataset.cause];
        part.style.setProperty("flex-grow", String(share));
        part.hidden = share === 0;
        part.firstChild.hidden = share < 0.05;
      }
      if (own === null) slider.set(Math.round(start.shares[view.adjustable] * 100));
    },
  };
}
