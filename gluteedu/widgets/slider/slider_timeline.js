// The timeline beside a slider: for each lane, from when to when one may do something.

import { h } from "../shared/element.js";
import { say } from "../shared/words.js";
import { tenths, Word } from "./slider_curve.js";
import { MarkShape, markWord } from "./slider_marks.js";

const [LANE, GAP, TOP, BOTTOM] = [34, 30, 30, 52]; // pixels
const [ROOM_FOR_ICON, ROOM_FOR_WORD] = [22, 96];

/** @typedef {{ low: number, high: number, mark: string }} Span */

export const timelineHeight = (lanes) => TOP + lanes * (LANE + GAP) + BOTTOM - 12;

/** @param {{ span: Span, y: number, px: (x: number) => number }} props */
function Part({ span, y, px }) {
  const [from, wide] = [px(span.low), px(span.high) - px(span.low)];
  const look = `gs-icon gs-icon-${span.mark}`;
  return [
    h("rect", { class: `gs-part gs-part-${span.mark}`, x: from, y, width: Math.max(2, wide), height: LANE, rx: 5 }),
    wide < ROOM_FOR_ICON ? null : h("svg", { x: from + 6, y: y + 8, width: 18, height: 18, viewBox: "0 0 24 24", class: look }, h(MarkShape, { mark: span.mark })),
    wide > ROOM_FOR_WORD ? h(Word, { x: from + 30, y: y + 22, class: `gs-word gs-strong gs-icon-${span.mark}` }, markWord(span.mark)) : null,
  ];
}

function Days({ view, px, width, height }) {
  const every = width < 480 ? 2 : 1;
  const floor = height - BOTTOM;
  const days = Array.from({ length: Math.floor(view.end / every) + 1 }, (_, i) => i * every);
  return [
    days.map((day) => [
      h("line", { class: "gs-grid", x1: px(day), x2: px(day), y1: floor, y2: floor + 6 }),
      h(Word, { x: px(day), y: floor + 22, "text-anchor": "middle" }, day),
    ]),
    h(Word, { x: width - 8, y: height - 6, "text-anchor": "end" }, view.x_label),
  ];
}

function spokenTimeline(view, now) {
  const spoken = ({ mark, low, high }) => say("slider", "span", { mark: markWord(mark).toLowerCase(), low, high });
  const lanes = now.lanes.map((spans, i) => say("slider", "lane_seen", { lane: view.lanes[i], spans: spans.map(spoken).join(", ") }));
  return say("slider", "timeline_seen", { title: view.title, x_label: view.x_label, lanes: lanes.join(" "), x: tenths(now.x) });
}

/** @param {{ view: any, now: { x: number, lanes: Span[][] }, width: number, height: number }} props */
export function TimelineDrawing({ view, now, width, height }) {
  const px = (x) => 12 + (x / view.end) * (width - 24);
  const x = px(now.x);
  const right = x > width / 2;
  return h("svg", { class: "gs-svg", height, width, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": spokenTimeline(view, now) },
    h(Days, { view, px, width, height }),
    h("line", { class: "gs-now", x1: x, x2: x, y1: 20, y2: height - BOTTOM }),
    now.lanes.map((spans, i) => {
      const y = TOP + i * (LANE + GAP) + GAP - 8;
      return h("g", { key: view.lanes[i] },
        h(Word, { x: 12, y: y - 7, class: "gs-word gs-strong" }, view.lanes[i]),
        spans.map((span) => h(Part, { span, y, px })));
    }),
    h("path", { class: "gs-pin", d: `M${x - 6} 18h12l-6 8z` }),
    h(Word, { x: x + (right ? -9 : 9), y: 24, "text-anchor": right ? "end" : "start", class: "gs-word gs-strong" }, say("slider", "you_are_here")));
}
