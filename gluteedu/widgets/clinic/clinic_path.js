// The path of a case: steps across, levels of care up and down; the shape says the cause.

import { useBoxWidth } from "../shared/box_width.js";
import { CARE_SHAPES } from "../shared/constants.js";
import { h } from "../shared/element.js";
import { say } from "../shared/words.js";
import { pathLayout } from "./clinic_geometry.js";
import { CauseMark, causeOf, levelOf } from "./clinic_marks.js";

const NARROWEST = 250; // pixels

/** Who went the path: their name, and what they said at a step. The learner only with a path of their own. */
const rowsOf = (steps) => [
  ...(steps.every((step) => step.said) ? [{ id: "you", name: say("clinic", "you"), of: (step) => step.said }] : []),
  { id: "clinician", name: say("clinic", "clinician_short"), of: (step) => step.clinician },
  { id: "model", name: say("clinic", "model_short"), of: (step) => step.model },
];

function pathWords(view, steps, rows) {
  const levels = (row) => steps.map((step) => levelOf(view, row.of(step).triage).short).reduce((a, b) => say("clinic", "a_then_b", { a, b }));
  return say("clinic", "path", { paths: rows.map((row) => say("clinic", "path_of", { who: row.name, levels: levels(row) })).join(". ") });
}

function Lane({ at, i, level, isRight, width }) {
  const { size } = at;
  return [
    h("rect", { class: isRight ? "gcc-lane gcc-lane-right" : "gcc-lane", x: 1, y: at.laneTop(i), width: width - 2, height: at.lane }),
    h("path", {
      d: CARE_SHAPES[level.id], "fill-rule": "evenodd", style: `fill: var(--g-${level.id})`,
      transform: `translate(6 ${at.laneMiddle(i) - size * 0.6}) scale(${(size * 1.2) / 24})`,
    }),
    h("text", { class: "gcc-lane-name", x: 10 + size * 1.25, y: at.laneMiddle(i), dy: "0.36em" }, `${level.short}${isRight ? " ✓" : ""}`),
  ];
}

const StepLine = ({ at, i, number }) => [
  h("line", { class: "gcc-tick", x1: at.x(i), x2: at.x(i), y1: at.top, y2: at.bottom }),
  h("text", { class: "gcc-step-name", x: at.x(i), y: at.top - at.size * 0.6, "text-anchor": "middle" }, String(number)),
];

function Line({ at, view, lanes, steps, row, r }) {
  const cls = `gcc-${row.id}`;
  const points = steps.map((step, i) => [at.x(i), at.y(lanes.findIndex((l) => l.id === row.of(step).triage), r)]);
  const [endX, endY] = points.at(-1);
  const dot = ([x, y], i) => {
    const { cause } = row.of(steps[i]);
    return h("path", { class: "gcc-dot", d: causeOf(view, cause).path, transform: `translate(${x} ${y}) scale(${at.size / 17})`, style: `fill: var(--g-${cause})` });
  };
  return [
    h("polyline", { class: `gcc-line ${cls}`, points: points.map((p) => p.join(",")).join(" ") }), points.map(dot),
    h("text", { class: `gcc-name ${cls}`, x: endX + at.size * 0.85, y: endY, dy: "0.36em" }, row.name),
  ];
}

function Plot({ view, end, rows, width, large }) {
  const { steps } = end;
  const lanes = [...view.levels].reverse();
  const at = pathLayout({ width, large, lanes: lanes.length, rows: rows.length, steps: steps.length });
  return h("svg", { width, height: at.bottom + 2, role: "img", "aria-label": pathWords(view, steps, rows), "font-size": at.size },
    lanes.map((level, i) => h(Lane, { at, i, level, isRight: end.triage.includes(level.id), width })),
    steps.map((step, i) => h(StepLine, { at, i, number: step.number })),
    h("text", { class: "gcc-step-name", x: 6, y: at.top - at.size * 0.6 }, say("clinic", "step")),
    [...rows.entries()].reverse().map(([r, row]) => h(Line, { at, view, lanes, steps, row, r })));
}

/** The figure; it is drawn anew to fit.
 *  @param {{ view: any, end: import("./clinic_marks.js").End, large?: number }} props `large`: letters, in pixels */
export function PathFigure({ view, end, large = 14 }) {
  const [box, width] = useBoxWidth();
  const rows = rowsOf(end.steps);
  const used = view.causes.filter((c) => end.steps.some((step) => rows.some((row) => row.of(step).cause === c.id)));
  return h("figure", { class: "gcc-figure" },
    h("div", { class: "gcc-plot", ref: box }, width ? h(Plot, { view, end, rows, width: Math.max(NARROWEST, width), large }) : null),
    h("figcaption", null, h("p", null, say("clinic", "path_key")),
      h("ul", { class: "gcc-key" }, used.map((c) => h("li", { key: c.id, class: "gcc-tag" }, h(CauseMark, { view, id: c.id }), c.name)))));
}
