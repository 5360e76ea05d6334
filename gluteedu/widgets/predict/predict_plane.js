// A curve to draw: by pointer or touch, by arrow keys, and by number fields.

import { useRef, useState } from "preact/hooks";

import { useBoxWidth } from "../shared/box_width.js";
import { h } from "../shared/element.js";
import { say } from "../shared/words.js";
import { Grid, Handle, Lines, Surface } from "./predict_drawing.js";
import { dragged, fit, HEIGHT, movedByKey, planeScale } from "./predict_geometry.js";

const NARROWEST = 260; // pixels

const givenIn = (view) => new Map(view.given.map((p) => [p.x, p.y]));
const openIn = (view) => view.xs.filter((x) => !view.given.some((p) => p.x === x));
const missing = (view, guess) => openIn(view).filter((x) => !guess.has(x));

/** Listeners for a drag across the plane. They hold what a drag needs, whatever is drawn meanwhile.
 *  @param {(from: any, to: any) => void} ondrag in pixels of the plane: { left, top } */
function useDrag(ondrag) {
  const last = useRef(null); // where the drag that is going on has come to
  const drag = (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    const to = { left: event.clientX - box.left, top: event.clientY - box.top };
    ondrag(last.current ?? to, to);
    last.current = to;
  };
  const lift = () => void (last.current = null);
  return {
    onpointerdown(event) {
      if (!event.target.closest(".gp-plane, .gp-handle") || event.button > 0) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      last.current = null;
      drag(event);
    },
    onpointermove: (event) => last.current && event.currentTarget.hasPointerCapture(event.pointerId) && drag(event),
    onpointerup: lift,
    onpointercancel: lift,
  };
}

function Plane({ view, guess, truth, width, onchange }) {
  const scale = planeScale(view, width);
  const open = openIn(view);
  const drag = useDrag((from, to) =>
    onchange(dragged(view, open, scale, guess, scale.at(from.left, from.top), scale.at(to.left, to.top))));
  const key = (event, x) => {
    const y = truth ? null : movedByKey(view, guess.get(x) ?? view.y_max / 2, event.key);
    if (y === null) return;
    event.preventDefault();
    onchange(new Map(guess).set(x, y));
  };
  return h("svg", {
    class: `gp-svg${truth ? " gp-revealed" : ""}`, height: HEIGHT, width, viewBox: `0 0 ${width} ${HEIGHT}`, role: "group",
    "aria-label": say("predict", "plane", { y: view.y_label, x: view.x_label.toLowerCase() }), ...(truth ? {} : drag),
  },
  h(Grid, { view, scale }), h(Surface, { scale }),
  h(Lines, { view, given: givenIn(view), guess, truth, scale }),
  open.map((x) => h(Handle, { key: x, view, x, y: guess.get(x), scale, locked: Boolean(truth), onkey: key })));
}

/** The number of one point; what is typed counts when the field is left. */
function NumberField({ view, x, y, onchange }) {
  const [typed, setTyped] = useState(/** @type {string | null} */ (null));
  const entered = (event) => {
    const text = event.currentTarget.value.trim();
    setTyped(null);
    onchange(text === "" || !Number.isFinite(Number(text)) ? undefined : fit(view, Number(text)));
  };
  return h("input", {
    type: "number", class: "g-field gp-number", min: 0, max: view.y_max, step: view.step, inputmode: "decimal", value: typed ?? y ?? "",
    "aria-label": say("predict", "point_field", { y: view.y_label, x_word: view.x_word, x, top: view.y_max }),
    oninput: (event) => setTyped(event.currentTarget.value), onchange: entered,
  });
}

function NumberTable({ view, guess, onchange }) {
  const given = givenIn(view);
  const set = (x, y) => {
    const next = new Map(guess);
    if (y === undefined) next.delete(x);
    else next.set(x, y);
    onchange(next);
  };
  const rows = view.xs.map((x) => h("tr", { key: x },
    h("th", { scope: "row" }, String(x)),
    h("td", null, given.has(x) ? say("predict", "number_given", { y: given.get(x) }) : h(NumberField, { view, x, y: guess.get(x), onchange: (y) => set(x, y) }))));
  return h("table", { class: "gp-table" },
    h("thead", null, h("tr", null, [view.x_word, say("predict", "your_guess")].map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", null, rows));
}

function CurveGuess({ view, guess, result, onchange }) {
  const [box, width] = useBoxWidth();
  const [typing, setTyping] = useState(false);
  return h("div", null,
    h("div", { class: "gp-box", ref: box },
      width ? h(Plane, { view, guess, truth: result?.truth ?? null, width: Math.max(NARROWEST, width), onchange }) : null),
    result ? null : h("details", { class: "gp-typing", open: typing, ontoggle: (event) => setTyping(event.currentTarget.open) },
      h("summary", null, say("predict", "type_instead")), h(NumberTable, { view, guess, onchange })));
}

function Numbers({ view, guess, result }) {
  const given = givenIn(view);
  const heads = [view.x_word, say("predict", "your_guess"), say("predict", "the_data"), say("predict", "spread")];
  const cells = (p) => [given.has(p.x) ? say("predict", "given") : guess.get(p.x), p.y, p.sd ? say("predict", "plus_minus", { sd: p.sd }) : ""];
  return h("table", null,
    h("caption", null, say("predict", "guess_and_data")),
    h("thead", null, h("tr", null, heads.map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", null, result.truth.map((p) =>
      h("tr", null, h("th", { scope: "row" }, String(p.x)), cells(p).map((text) => h("td", null, String(text)))))));
}

/** @type {import("./predict.js").Kind} */
export const curveGuess = {
  start: () => new Map(),
  need(view, guess) {
    const xs = missing(view, guess);
    return xs.length ? say("predict", "still_missing", { x_word: view.x_word, xs: xs.join(", ") }) : "";
  },
  message: (guess) => [...guess],
  next: (view, guess) => `[data-x="${missing(view, guess)[0]}"]`,
  again: () => say("predict", "draw_again"),
  Guess: CurveGuess,
  Numbers,
};
