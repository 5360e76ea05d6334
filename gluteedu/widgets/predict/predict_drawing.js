// What is seen on the plane: its grid, the guess, the points to move, and then the data.

import { h } from "../shared/element.js";
import { say } from "../shared/words.js";
import { EDGE, HEIGHT, labelPlaces } from "./predict_geometry.js";

const Word = ({ children, ...props }) => h("text", { class: "gp-word", ...props }, children);

export function Grid({ view, scale }) {
  const { px, py, width } = scale;
  const every = view.y_max > 5 ? 2 : 1;
  const heights = Array.from({ length: Math.floor(view.y_max / every) + 1 }, (_, i) => i * every);
  return h("g", { "aria-hidden": "true" },
    heights.map((y) => [
      h("line", { class: y ? "gp-grid" : "gp-axis", x1: EDGE.left, x2: width - EDGE.right, y1: py(y), y2: py(y) }),
      h(Word, { x: EDGE.left - 10, y: py(y) + 5, "text-anchor": "end" }, y),
    ]),
    view.xs.map((x) => [
      h("line", { class: "gp-grid", x1: px(x), x2: px(x), y1: py(0), y2: py(view.y_max) }),
      h(Word, { x: px(x), y: HEIGHT - EDGE.bottom + 22, "text-anchor": "middle" }, x),
    ]),
    h(Word, { x: EDGE.left - 28, y: 14 }, view.y_label),
    h(Word, { x: width - EDGE.right, y: HEIGHT - 4, "text-anchor": "end" }, view.x_label));
}

/** What takes the pointer: over the grid, so that a finger always meets it. */
export const Surface = ({ scale }) => h("rect", {
  class: "gp-plane", "aria-hidden": "true", x: EDGE.left - 4, y: EDGE.top - 6,
  width: scale.width - EDGE.left - EDGE.right + 8, height: HEIGHT - EDGE.top - EDGE.bottom + 12,
});

function GuessLine({ known, scale: { px, py } }) {
  return known.slice(1).map(([x2, y2], i) => {
    const [x1, y1] = known[i];
    return y1 === undefined || y2 === undefined ? null : h("line", { class: "gp-guess", x1: px(x1), y1: py(y1), x2: px(x2), y2: py(y2) });
  });
}

function Truth({ view, truth, guess, scale: { px, py } }) {
  const inside = (y) => py(Math.min(view.y_max, Math.max(0, y)));
  const side = (sign) => truth.map((p) => `${px(p.x)},${inside(p.y + sign * p.sd)}`);
  return [
    h("path", { class: "gp-band", d: `M${[...side(1), ...side(-1).reverse()].join("L")}Z` }),
    truth.filter((p) => guess.has(p.x)).map((p) => h("line", { class: "gp-gap", x1: px(p.x), x2: px(p.x), y1: py(p.y), y2: py(guess.get(p.x)) })),
    h("path", { class: "gp-truth gp-fresh", pathLength: 1, d: `M${side(0).join("L")}` }),
    truth.map((p) => h("circle", { class: "gp-true", cx: px(p.x), cy: py(p.y), r: 5 })),
  ];
}

function Labels({ truth, guess, scale: { px, py, width } }) {
  const data = truth.map((p) => ({ x: px(p.x), y: py(p.y) }));
  const drawn = truth.map((p) => ({ x: px(p.x), y: py(guess.get(p.x) ?? p.y) }));
  const names = [["truth", say("predict", "the_data")], ["guess", say("predict", "your_guess")]];
  return labelPlaces([data, drawn], width).map(({ x, y }, i) =>
    h(Word, { x, y: y + 5, class: `gp-word gp-strong gp-${names[i][0]}-word`, "text-anchor": "middle" }, names[i][1]));
}

/** All lines: the guess, what is given, and the data once they are there. */
export function Lines({ view, given, guess, truth, scale }) {
  const { px, py } = scale;
  const known = view.xs.map((x) => [x, guess.get(x) ?? given.get(x)]);
  return h("g", { "aria-hidden": "true", class: "gp-lines" },
    truth ? h(Truth, { view, truth, guess, scale }) : null,
    h(GuessLine, { known, scale }),
    [...given].map(([x, y]) => [
      h("circle", { class: "gp-given", cx: px(x), cy: py(y), r: 7 }),
      truth || guess.size ? null : h(Word, { x: px(x) + 12, y: py(y) + 20, class: "gp-word gp-strong" }, say("predict", "start_here")),
    ]),
    truth ? h(Labels, { truth, guess, scale }) : null);
}

/** One point that can be moved.
 *  @param {{ view: any, x: number, y: number | undefined, scale: any, locked: boolean, onkey: (event: KeyboardEvent, x: number) => void }} props */
export function Handle({ view, x, y, scale: { px, py }, locked, onkey }) {
  const at = y ?? view.y_max / 2;
  return h("g", {
    class: `gp-handle${y === undefined ? " gp-unset" : ""}`, role: "slider", tabindex: locked ? "-1" : "0", "data-x": x,
    "aria-orientation": "vertical", "aria-label": say("predict", "point", { y: view.y_label, x_word: view.x_word, x }),
    "aria-valuemin": 0, "aria-valuemax": view.y_max, "aria-valuenow": at, "aria-valuetext": y === undefined ? say("predict", "no_guess_yet") : String(y),
    "aria-disabled": locked ? "true" : null, transform: `translate(${px(x)} ${py(at)})`, onkeydown: (event) => onkey(event, x),
  },
  h("circle", { class: "gp-ring", r: 17 }), h("circle", { class: "gp-knob", r: 12 }),
  h("text", { class: "gp-ask", y: 5, "text-anchor": "middle" }, "?"));
}
