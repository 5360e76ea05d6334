// Picking a region on the body map, or the same region from a list of names.

import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { ChoiceGroup } from "../../shared/choice_group.js";
import { drawn, readDrawing } from "../../shared/drawing.js";
import { h } from "../../shared/element.js";
import { useNewId } from "../../shared/ids.js";
import { say } from "../../shared/words.js";
import { Mark, markOf, plainText, QUIZ_MARKS, rowClass } from "../quiz_marks.js";
import { Stem } from "../quiz_stem.js";

const PIN = 26; // pixels
const PICKED = "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 5a5 5 0 1 1 0 10 5 5 0 0 1 0-10z";

/** The first node of each region that the item names: option id -> node. */
function regionsOf(svg, item) {
  const asked = new Set(item.options.map((option) => option.id));
  const found = new Map();
  for (const node of svg?.querySelectorAll("[data-region]") ?? []) {
    const id = node.dataset.region;
    if (asked.has(id) && !found.has(id)) found.set(id, node);
  }
  return found;
}

/** How many units of the drawing a pin is wide, at the size it has on the page. */
function usePinSize(frame) {
  const [size, setSize] = useState(0);
  useLayoutEffect(() => {
    const svg = frame.current?.querySelector("svg");
    if (!svg) return undefined;
    const measure = () => setSize((PIN * svg.viewBox.baseVal.width) / Math.max(1, svg.getBoundingClientRect().width));
    const watch = new ResizeObserver(measure);
    measure();
    watch.observe(svg);
    return () => watch.disconnect();
  }, []);
  return size;
}

/** @param {import("../quiz_controls.js").ControlProps} props */
function Control({ item, shown, locked, onchange, drawing }) {
  const own = useNewId("map");
  const svg = useMemo(() => (drawing ? readDrawing(drawing, own) : null), [drawing]);
  const regions = useMemo(() => regionsOf(svg, item), [svg, item.id]);
  const frame = useRef(null);
  const size = usePinSize(frame);
  const picked = shown?.[0] ?? null;
  const ids = [...regions.keys()];
  const spots = new Map([...regions].map(([id, node]) => [node, id]));
  const kindOf = (id) => (locked ? markOf(item, id) : null) ?? (picked === id ? "on" : null);

  function pick(id, focus = false) {
    if (locked) return;
    onchange([id]);
    if (focus) frame.current.querySelector(`[data-region="${id}"][role]`)?.focus({ preventScroll: true });
  }
  function keys(event, id) {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by && event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    pick(by ? ids[(ids.indexOf(id) + by + ids.length) % ids.length] : id, true);
  }
  const spot = (id) => ({
    role: "radio", "aria-label": plainText(item.options.find((option) => option.id === id).html), "data-focus": `spot-${id}`,
    "aria-checked": id === picked, "aria-disabled": locked, tabindex: id === (picked ?? ids[0]) ? 0 : -1, "data-mark": kindOf(id) ?? "",
    onclick: () => pick(id, true), onkeydown: (event) => keys(event, id),
  });
  const pins = h("g", { "aria-hidden": "true", class: "gq-pins" },
    ids.filter(kindOf).map((id) => h(Pin, { key: id, kind: kindOf(id), at: regions.get(id).dataset.at, size })));
  const options = item.options.map((option) => {
    const kind = locked ? markOf(item, option.id) : null;
    return { ...option, class: rowClass(kind), after: kind && h(Mark, { kind }) };
  });
  return h("fieldset", { class: "g-choices" },
    h("legend", null, h(Stem, { item, ask: ids.length ? say("quiz", "pick_on_drawing") : say("quiz", "ask_single") })),
    svg ? h("div", { class: "gq-body", role: "radiogroup", "aria-label": say("quiz", "body_from_behind"), ref: frame },
      drawn(svg, (node) => (spots.has(node) ? spot(spots.get(node)) : null), pins)) : null,
    h("details", { class: "gq-names", open: !ids.length }, h("summary", null, say("quiz", "or_names")),
      h(ChoiceGroup, { legend: say("quiz", "parts_of_body"), options, row: true, locked, chosen: shown ?? [], onchange: ([id]) => pick(id) })));
}

export default { Control, startsAnew: true };

/** The mark of a region is a shape, never a colour alone. It stands where the drawing says (`x y`). */
function Pin({ kind, at, size }) {
  const [x, y] = at.split(" ").map((part) => Number(part) - size / 2);
  return h("svg", { x, y, width: size, height: size, viewBox: "0 0 24 24", class: `gq-pin gq-mark-${kind}` },
    h("circle", { cx: 12, cy: 12, r: 11.5, class: "gq-pin-back" }),
    h("path", { d: kind === "on" ? PICKED : QUIZ_MARKS[kind], "fill-rule": "evenodd" }));
}
