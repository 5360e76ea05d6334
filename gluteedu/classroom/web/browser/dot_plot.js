// Numbers as stacked dots on their scale; the accepted range is drawn once it is out.

import { h } from "../../../widgets/shared/element.js";
import { say } from "../../../widgets/shared/words.js";

const WIDTH = 720, EDGE = 20, COLUMNS = 48, BASE = 150, STACK = 110;
const LARGEST_DOT = 7, LEAST_HIGH = 4; // a stack of this many dots still has the largest
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** Where everything stands: { dots: [x, y, radius][], ticks: [x, value][], range: [x, width] | null }.
 *  @param {[number, number][]} numbers each value with how many have given it
 *  @param {{ min: number, max: number }} scale
 *  @param {[number, number]} [accepted] */
export function placed(numbers, { min, max }, accepted) {
  const share = (value) => (value - min) / (max - min);
  const x = (part) => EDGE + part * (WIDTH - 2 * EDGE);
  /** @type {Map<number, number>} */
  const stacks = new Map();
  for (const [value, n] of numbers) {
    const column = Math.round(share(value) * COLUMNS);
    stacks.set(column, (stacks.get(column) ?? 0) + n);
  }
  const radius = Math.min(LARGEST_DOT, STACK / Math.max(LEAST_HIGH, ...stacks.values()));
  const dots = [...stacks].flatMap(([column, n]) =>
    Array.from({ length: n }, (_, i) => [x(column / COLUMNS), BASE - radius - 2 * radius * i, radius * 0.88]));
  const [from, to] = accepted ? [Math.max(min, accepted[0]), Math.min(max, accepted[1])].map((value) => x(share(value))) : [];
  return { dots, ticks: TICKS.map((part) => [x(part), min + part * (max - min)]), range: accepted ? [from - 4, to - from + 8] : null };
}

const anchor = (i) => (i === 0 ? "start" : i === TICKS.length - 1 ? "end" : "middle");

/** @param {{ question: import("./class_page.js").Question, count: any, name: string }} props `name`: of the vote */
export function DotPlot({ question, count, name }) {
  const { number, revealed } = question;
  const { dots, ticks, range } = placed(count.numbers, number, revealed?.range);
  const given = count.numbers.map(([value, n]) => `${value} ${number.unit}: ${n}`).join(", ") || say("class_host", "no_votes");
  const right = revealed?.range ? ` ${say("class_host", "right_is", { answer: revealed.answer })}` : "";
  return h("figure", { class: "c-dots" },
    h("figcaption", null, `${name}: ${say("class_host", "answers", { n: count.n })}`),
    h("svg", { viewBox: `0 0 ${WIDTH} 190`, role: "img", "aria-label": `${given}.${right}` },
      range ? h("rect", { x: range[0], y: 8, width: range[1], height: BASE - 8, fill: "var(--g-right-soft)", stroke: "var(--g-right)", "stroke-dasharray": "5 4" }) : null,
      h("line", { x1: EDGE, x2: WIDTH - EDGE, y1: BASE, y2: BASE, stroke: "var(--g-line-firm)" }),
      dots.map(([cx, cy, r]) => h("circle", { cx, cy, r, fill: "var(--g-brand)" })),
      ticks.map(([x, value], i) => [
        h("line", { x1: x, x2: x, y1: BASE, y2: BASE + 6, stroke: "var(--g-line-firm)" }),
        h("text", { x, y: BASE + 26, "text-anchor": anchor(i), fill: "var(--g-ink)", "font-size": 18 },
          `${Math.round(value * 10) / 10}${anchor(i) === "end" ? ` ${number.unit}` : ""}`),
      ])));
}
