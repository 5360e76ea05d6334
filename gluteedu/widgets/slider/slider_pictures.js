// The picture beside a slider: a data curve, bars or a timeline, with its title, note and source.

import { useBoxWidth } from "../shared/box_width.js";
import { h } from "../shared/element.js";
import { SourceLine } from "../shared/source_line.js";
import { say } from "../shared/words.js";
import { BarsPicture } from "./slider_bars.js";
import { CURVE_HEIGHT, CurveDrawing } from "./slider_curve.js";
import { TimelineDrawing, timelineHeight } from "./slider_timeline.js";

const NARROWEST = 240; // pixels

/** A drawing that is as wide as its box. `Drawing` is given `width` and the rest. */
function DrawnPicture({ Drawing, height, ...rest }) {
  const [box, found] = useBoxWidth();
  return h("div", { class: "gs-box", ref: box }, found ? h(Drawing, { ...rest, height, width: Math.max(NARROWEST, found) }) : null);
}

const KINDS = {
  curve: (view, now) => h(DrawnPicture, { Drawing: CurveDrawing, height: CURVE_HEIGHT, view, now }),
  bars: (view, now) => h(BarsPicture, { view, now }),
  timeline: (view, now) => h(DrawnPicture, { Drawing: TimelineDrawing, height: timelineHeight(view.lanes.length), view, now }),
};

/** @param {object} props
 *  @param {any} props.view the part that never changes
 *  @param {any} props.now what the answers mark in it
 *  @param {boolean} props.open whether what stands about it is unfolded
 *  @param {(open: boolean) => void} props.ontoggle */
export const SliderPicture = ({ view, now, open, ontoggle }) =>
  h("figure", { class: "gs-picture" },
    h("figcaption", { class: "gs-picture-title" }, view.title),
    KINDS[view.kind](view, now),
    h("p", { class: "gs-see" }, view.see),
    h("details", { class: "gs-about", open, ontoggle: (event) => ontoggle(event.currentTarget.open) },
      h("summary", null, say("slider", "about_picture")),
      view.note ? h("p", { class: "g-quiet" }, view.note) : null,
      h(SourceLine, { sources: view.sources, class: "gs-source" })));
