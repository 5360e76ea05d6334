// The drawing of the body: its regions as buttons, a name at the one pointed at, and the nerve.

import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { useBoxWidth } from "../shared/box_width.js";
import { drawn } from "../shared/drawing.js";
import { h } from "../shared/element.js";
import { say } from "../shared/words.js";
import { labelPlace, WIDTH } from "./body_map_label.js";

/** The first node of each region that the map names: region id -> node of the drawing.
 *  @param {any} drawing
 *  @param {Map<string, any>} regions
 *  @returns {Map<string, any>} */
export function regionsIn(drawing, regions) {
  const nodes = [...(drawing?.querySelectorAll("[data-region]") ?? [])].reverse();
  return new Map(nodes.filter((node) => regions.has(node.dataset.region)).map((node) => [node.dataset.region, node]));
}

/** Where the name of a region stands now, and the ref of the element that shows it.
 *  @param {any} spot node of the region, or null
 *  @param {number} width of the drawing in pixels */
function useLabelPlace(spot, width) {
  const label = useRef(null);
  const [place, setPlace] = useState(/** @type {any} */ (null));
  useLayoutEffect(() => {
    if (!spot || !width) return setPlace(null);
    const [x, y] = spot.dataset.at.split(" ").map(Number);
    setPlace(labelPlace(x, y, width / WIDTH, label.current.offsetWidth));
  }, [spot, width]);
  return { label, place: spot ? place : null };
}

function Leader({ place: { x, y, endX, endY, scale } }) {
  return h("g", { "aria-hidden": "true", class: "gb-leader" },
    h("path", { class: "gb-line", d: `M${x} ${y}L${endX} ${endY}`, "stroke-width": 2 / scale }),
    h("circle", { class: "gb-dot", cx: x, cy: y, r: 4 / scale }));
}

/** The stretches of the nerve over the map; the last one moves. */
function Trace({ drawing, parts }) {
  const strokes = (part) => (drawing.querySelector(`[data-trace="${part}"]`)?.getAttribute("d") ?? "").split(/(?=M)/).filter(Boolean);
  const stretch = (kind) => parts.map((part, i) => strokes(part).map((d, n) =>
    h("path", { key: `${kind}-${part}-${n}`, d, pathLength: 1, class: `gb-trace-${kind} gb-${part}${i === parts.length - 1 ? " gb-now" : ""}` })));
  return h("g", { "aria-hidden": "true", class: "gb-trace" }, stretch("back"), stretch("front"));
}

/** @param {object} props
 *  @param {any} props.drawing its root, or null
 *  @param {Map<string, import("./body_map.js").RegionView>} props.regions
 *  @param {Map<string, any>} props.spots region id -> node
 *  @param {string | null} props.chosen
 *  @param {string} props.stop the region where the Tab key stops
 *  @param {string[]} props.on what stands out
 *  @param {string | null} props.named the region whose name is shown
 *  @param {string[]} props.traced parts of the nerve
 *  @param {{ point: (id: string | null) => void, choose: (id: string) => void, keys: (event: KeyboardEvent, id: string) => void }} props.does */
export function BodyDrawing({ drawing, regions, spots, chosen, stop, on, named, traced, does }) {
  const [frame, width] = useBoxWidth();
  const spot = (named && spots.get(named)) || null;
  const { label, place } = useLabelPlace(spot, width);
  const classes = (node, isOn, name = "gb-on") => `${node.getAttribute("class") ?? ""}${isOn ? ` ${name}` : ""}`.trim() || null;

  const asButton = (node, id) => ({
    role: "button", "aria-label": say("body_map", "region_also", { name: regions.get(id).name, also: regions.get(id).also }),
    "aria-pressed": id === chosen, tabindex: id === stop ? 0 : -1, class: classes(node, on.includes(id)),
    onclick: () => does.choose(id), onkeydown: (event) => does.keys(event, id),
    onpointerenter: (event) => event.pointerType !== "touch" && does.point(id), onpointerleave: () => does.point(null),
    onfocus: (event) => event.currentTarget.matches(":focus-visible") && does.point(id), onblur: () => does.point(null),
  });
  function more(node) {
    const { region, part } = node.dataset;
    if (node === drawing) {
      const dim = traced.length > 0 || on.length > 0;
      return { role: "group", "aria-label": say("body_map", "seen_from_behind"), class: classes(node, dim, "gb-has-on") };
    }
    if (spots.get(region) === node) return asButton(node, region);
    return part ? { class: classes(node, on.includes(part)) } : null;
  }
  return h("div", { class: "gb-frame", ref: frame },
    drawing ? drawn(drawing, more, [place && h(Leader, { place }), h(Trace, { drawing, parts: traced })]) : null,
    h("div", { class: "gb-label", "aria-hidden": "true", ref: label, hidden: !spot, style: place && `left: ${place.left}px; top: ${place.top}px; transform: translate(-50%, ${place.up ? "-100%" : "0"})` },
      spot ? regions.get(named).name : ""));
}
