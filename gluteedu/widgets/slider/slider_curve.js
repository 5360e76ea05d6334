// The data curve beside a slider: mean, spread, and where the learner stands.

import { h } from "../shared/element.js";
import { say } from "../shared/words.js";

export const CURVE_HEIGHT = 250;
const EDGE = { left: 34, right: 14, top: 34, bottom: 46 };

/** @typedef {{ x: number, y: number, sd: number }} Point */

/** From data to pixels: { first, last, top, px(x), py(y) }.
 *  @param {Point[]} points from left to right
 *  @param {number} width
 *  @param {number} height */
export function curveScale(points, width, height) {
  const [first, last] = [points[0].x, points[points.length - 1].x];
  const top = Math.ceil(Math.max(...points.map((p) => p.y + p.sd)));
  return {
    first, last, top,
    px: (x) => EDGE.left + ((x - first) / (last - first)) * (width - EDGE.left - EDGE.right),
    py: (y) => height - EDGE.bottom - (Math.max(0, y) / top) * (height - EDGE.top - EDGE.bottom),
  };
}

export const Word = ({ children, ...props }) => h("text", { class: "gs-word", ...props }, children);

function Axes({ view, scale, width, height }) {
  const { px, py, top } = scale;
  const across = (y, kind) => h("line", { class: kind, x1: EDGE.left, x2: width - EDGE.right, y1: py(y), y2: py(y) });
  const steps = Array.from({ length: Math.floor(top / 2) + 1 }, (_, i) => 2 * i);
  return [
    steps.map((y) => [across(y, y ? "gs-grid" : "gs-axis"), h(Word, { x: EDGE.left - 8, y: py(y) + 5, "text-anchor": "end" }, y)]),
    view.points.map((p) => h(Word, { x: px(p.x), y: height - EDGE.bottom + 20, "text-anchor": "middle" }, p.x)),
    h(Word, { x: width - EDGE.right, y: height - 6, "text-anchor": "end" }, view.x_label),
    h(Word, { x: EDGE.left - 22, y: 16 }, view.y_label),
  ];
}

function Here({ now, scale, width }) {
  const x = scale.px(Math.min(now.x, scale.last));
  const right = x > width * 0.62;
  return [
    h("line", { class: "gs-now", x1: x, x2: x, y1: EDGE.top - 12, y2: scale.py(0) }),
    now.beyond ? null : h("circle", { class: "gs-here", cx: x, cy: scale.py(now.y), r: 8 }),
    h(Word, { x: x + (right ? -8 : 8), y: EDGE.top - 4, "text-anchor": right ? "end" : "start", class: "gs-word gs-strong" }, whereWords(now)),
  ];
}

const whereWords = (now) => (now.beyond ? say("slider", "past_the_data") : say("slider", "you_are_here"));
/** A number to one decimal. */
export const tenths = (n) => Math.round(n * 10) / 10;

/** @param {{ view: any, now: { x: number, y: number, beyond: boolean }, width: number, height: number }} props */
export function CurveDrawing({ view, now, width, height }) {
  const { points, title, see } = view;
  const scale = curveScale(points, width, height);
  const { px, py } = scale;
  const line = (side) => points.map((p) => `${px(p.x)},${py(p.y + side * p.sd)}`);
  const tail = points[Math.min(points.length - 1, Math.ceil(points.length * 0.62))];
  const label = say("slider", "curve_seen", { title, see, where: whereWords(now), x_label: view.x_label.toLowerCase(), x: tenths(now.x) });
  return h("svg", { class: "gs-svg", height, width, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    h("path", { class: "gs-band", d: `M${[...line(1), ...line(-1).reverse()].join("L")}Z` }),
    h(Axes, { view, scale, width, height }),
    h("path", { class: "gs-line", d: `M${line(0).join("L")}` }),
    points.map((p) => h("circle", { class: "gs-dot", cx: px(p.x), cy: py(p.y), r: 3.5 })),
    h(Word, { x: px(tail.x), y: py(tail.y + tail.sd) - 8, "text-anchor": "middle", class: "gs-word gs-soft" }, say("slider", "mean_and_spread")),
    h(Here, { now, scale, width }));
}
