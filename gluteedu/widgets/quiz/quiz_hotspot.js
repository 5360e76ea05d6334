// The sixth way to answer: pick a region on the body map, or the same region from a list of names.

import { choiceGroup } from "../shared/before/choice_group.js";
import { h, s } from "../shared/before/dom.js";
import { newId } from "../shared/ids.js";
import { QUIZ_MARKS, quizLegend, quizMark } from "./quiz_controls.js";

/** The drawing as an element with ids of its own, and without names that a pointer would show. */
/** @returns {SVGSVGElement | null} */
function quizDrawing(text) {
  const own = newId("map");
  const unique = text
    .replace(/\bid="([^"]+)"/g, `id="${own}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${own}-$1)`)
    .replace(/href="#([^"]+)"/g, `href="#${own}-$1"`);
  const svg = /** @type {any} */ (new DOMParser().parseFromString(unique, "image/svg+xml").documentElement);
  if (svg.nodeName !== "svg") return null;
  svg.querySelectorAll("script, title, desc, text, foreignObject, a").forEach((one) => one.remove());
  for (const name of ["aria-labelledby", "aria-describedby", "role", "tabindex"]) {
    svg.removeAttribute(name);
    svg.querySelectorAll(`[${name}]`).forEach((one) => one.removeAttribute(name));
  }
  return document.importNode(svg, true);
}

export function spotControl(item, answer, onchange, drawing) {
  let picked = answer?.[0] ?? null;
  let locked = false;
  let shown = {};
  const names = new Map(item.options.map((o) => [o.id, h("span", { html: o.html }).textContent]));
  const list = choiceGroup({ legend: "Parts of the body", options: item.options, chosen: answer ?? [], row: true, onchange: ([id]) => pick(id) });
  const svg = drawing ? quizDrawing(drawing) : null;
  const spots = new Map();
  const pins = s("g", { "aria-hidden": "true", class: "gq-pins" });
  for (const spot of svg?.querySelectorAll("[data-region]") ?? []) {
    const id = spot.dataset.region;
    if (!names.has(id) || spots.has(id)) continue;
    spot.setAttribute("role", "radio");
    spot.setAttribute("aria-label", names.get(id));
    spot.setAttribute("data-focus", `spot-${id}`);
    spot.addEventListener("click", () => pick(id, spot));
    spot.addEventListener("keydown", (e) => keys(e, id));
    spots.set(id, spot);
  }

  function pick(id, focus = null) {
    if (locked) return;
    picked = id;
    list.set([id]);
    show();
    focus?.focus({ preventScroll: true });
    onchange([id]);
  }
  function keys(event, id) {
    const ids = [...spots.keys()];
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by && event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    const next = by ? ids[(ids.indexOf(id) + by + ids.length) % ids.length] : id;
    pick(next, spots.get(next));
  }
  function kindOf(id) {
    return shown.marks?.[id] ?? (shown.key?.includes(id) ? "missed" : picked === id ? "on" : null);
  }
  function show() {
    const current = picked ?? spots.keys().next().value;
    for (const [id, spot] of spots) {
      spot.setAttribute("aria-checked", id === picked);
      spot.setAttribute("aria-disabled", locked);
      spot.setAttribute("tabindex", id === current ? 0 : -1);
      spot.setAttribute("data-mark", kindOf(id) ?? "");
    }
    requestAnimationFrame(pin);
  }
  // A pin for each region that is picked or marked: the mark is a shape, never a colour alone.
  function pin() {
    pins.replaceChildren();
    if (!svg?.isConnected) return;
    const size = svg.viewBox.baseVal.width / Math.max(1, svg.getBoundingClientRect().width) * 26;
    for (const [id, spot] of spots) {
      const kind = kindOf(id);
      if (!kind) continue;
      const [x, y] = middle(spot).map((at) => at - size / 2);
      const path = kind === "on" ? "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 5a5 5 0 1 1 0 10 5 5 0 0 1 0-10z" : QUIZ_MARKS[kind].path;
      pins.append(s("svg", { x, y, width: size, height: size, viewBox: "0 0 24 24", class: `gq-pin gq-mark-${kind}` },
        s("circle", { cx: 12, cy: 12, r: 11.5, class: "gq-pin-back" }), s("path", { d: path, "fill-rule": "evenodd" })));
    }
  }

  // The drawing may say where a region is best pointed at (`data-at="x y"`); else its middle.
  function middle(spot) {
    const at = (spot.dataset.at ?? "").split(" ").map(Number);
    if (at.length === 2 && at.every(Number.isFinite)) return at;
    const box = spot.getBBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  const body = svg ? h("div", { class: "gq-body", role: "radiogroup", "aria-label": "Body seen from behind" }, svg) : null;
  svg?.append(pins);
  const names_ = h("details", { class: "gq-names", open: !svg || !spots.size }, h("summary", {}, "Or choose from a list of names"), list.el);
  show();
  return {
    el: h("fieldset", { class: "g-choices" }, quizLegend(item, spots.size ? "Pick the place on the drawing." : "Choose one."), body, names_),
    get: () => (picked ? [picked] : null),
    need: "Pick a place first.",
    lock(on = true) {
      locked = on;
      list.lock(on);
      show();
    },
    marks(view) {
      shown = view;
      for (const row of list.el.querySelectorAll("[data-option]")) {
        const kind = kindOf(row.dataset.option);
        row.querySelector(".gq-mark")?.remove();
        row.classList.toggle("gq-was-right", kind === "right" || kind === "missed");
        row.classList.toggle("gq-was-wrong", kind === "wrong");
        if (kind && kind !== "on") row.append(quizMark(kind));
      }
      show();
    },
  };
}
