// The body map: regions to point at, to reach by keys or by name; and the nerve, step by step.

import { h, s } from "../shared/before/dom.js";
import { newId } from "../shared/ids.js";
import { liveRegion } from "../shared/before/live_region.js";

const BODY_VIEW = { width: 400, height: 640 };

/** The drawing as an element whose ids cannot clash with those of another drawing on the page. */
function bodyDrawing(text) {
  const own = newId("body");
  const unique = text
    .replace(/\bid="([^"]+)"/g, `id="${own}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${own}-$1)`);
  const parsed = new DOMParser().parseFromString(unique, "image/svg+xml").documentElement;
  if (parsed.nodeName !== "svg") return null;
  parsed.querySelectorAll("script, foreignObject").forEach((one) => one.remove());
  return document.importNode(parsed, true);
}

/** Name and line over the drawing, beside the region that is pointed at or chosen. */
function leaderLabel(svg, frame) {
  const line = s("path", { class: "gb-line" });
  const dot = s("circle", { class: "gb-dot", r: 4 });
  const group = s("g", { "aria-hidden": "true", class: "gb-leader" }, line, dot);
  const label = h("div", { class: "gb-label", "aria-hidden": "true", hidden: true });
  svg.append(group);
  frame.append(label);
  return (spot, name) => {
    label.hidden = group.style.display = "";
    if (!spot) {
      label.hidden = true;
      group.style.display = "none";
      return;
    }
    label.hidden = false;
    label.textContent = name;
    const [x, y] = spot.dataset.at.split(" ").map(Number);
    const scale = svg.getBoundingClientRect().width / BODY_VIEW.width || 1;
    const up = y > 90 && y < 250;
    const reach = 44 / scale;
    const half = label.offsetWidth / 2 + 2;
    const middle = Math.min(Math.max(x * scale, half), BODY_VIEW.width * scale - half);
    label.style.left = `${middle}px`;
    label.style.top = `${(up ? y - reach : y + reach) * scale}px`;
    label.style.transform = `translate(-50%, ${up ? "-100%" : "0"})`;
    line.setAttribute("d", `M${x} ${y}L${middle / scale} ${up ? y - reach : y + reach}`);
    line.setAttribute("stroke-width", 2 / scale);
    dot.setAttribute("cx", x);
    dot.setAttribute("cy", y);
    dot.setAttribute("r", 4 / scale);
  };
}

/** The stretches of the nerve drawn over the map, up to and with `upTo`; the last one moves. */
function nerveTrace(svg) {
  const group = s("g", { "aria-hidden": "true", class: "gb-trace" });
  svg.append(group);
  return (parts) => {
    group.replaceChildren();
    for (const kind of ["back", "front"]) {
      parts.forEach((part, i) => {
        const d = svg.querySelector(`[data-trace="${part}"]`)?.getAttribute("d") ?? "";
        const now = i === parts.length - 1 ? " gb-now" : "";
        for (const one of d.split(/(?=M)/).filter(Boolean)) {
          group.append(s("path", { d: one, pathLength: 1, class: `gb-trace-${kind} gb-${part}${now}` }));
        }
      });
    }
  };
}

function render({ model, el }) {
  el.classList.add("gluteedu");
  el.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab: keys here are the learner's
  const view = model.get("view");
  const regions = new Map(view.regions.map((r) => [r.id, r]));
  const svg = bodyDrawing(model.get("drawing"));
  const spots = new Map();
  const frame = h("div", { class: "gb-frame" }, svg);
  const panel = h("div", { class: "gb-panel" });
  const buttons = new Map();
  let chosen = null;
  let pointed = null;
  let step = -1;

  const list = h("ul", { class: "gb-list" }, view.regions.map((region) => {
    const button = h("button", {
      type: "button", class: "gb-name", "aria-pressed": "false", onclick: () => choose(region.id),
    }, region.name);
    button.addEventListener("pointerenter", () => point(region.id));
    button.addEventListener("pointerleave", () => point(null));
    buttons.set(region.id, button);
    return h("li", {}, button);
  }));
  const traceButton = h("button", { type: "button", onclick: () => trace(0) }, "Trace the nerve");
  const headId = newId("body-map");

  el.replaceChildren(h("section", { class: "g-card gb", "aria-labelledby": headId },
    h("h3", { class: "g-title", id: headId }, "Explore the body map"),
    h("div", { class: "gb-grid" },
      h("figure", { class: "gb-figure" },
        h("div", { class: "gb-halves", "aria-hidden": "true" }, h("span", {}, "Left: surface"), h("span", {}, "Right: deep")),
        frame,
        h("figcaption", { class: "g-small", html: view.caption })),
      h("div", { class: "gb-side" }, panel, h("div", { class: "g-buttons" }, traceButton)),
      h("div", { class: "gb-names" },
        h("p", { class: "gb-lead" }, "Or choose a name:"), list,
        h("p", { class: "gb-caution", html: view.caution })))));
  const say = liveRegion(el);

  const label = svg ? leaderLabel(svg, frame) : () => {};
  const drawTrace = svg ? nerveTrace(svg) : () => {};
  if (svg) {
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", "Body map, seen from behind");
    for (const spot of svg.querySelectorAll("[data-region]")) {
      const id = spot.dataset.region;
      if (!regions.has(id)) continue;
      spots.set(id, spot);
      spot.setAttribute("role", "button");
      spot.setAttribute("aria-label", `${regions.get(id).name}, ${regions.get(id).also}`);
      spot.addEventListener("click", () => choose(id));
      spot.addEventListener("pointerenter", (e) => e.pointerType !== "touch" && point(id));
      spot.addEventListener("pointerleave", () => point(null));
      spot.addEventListener("focus", () => spot.matches(":focus-visible") && point(id));
      spot.addEventListener("blur", () => point(null));
      spot.addEventListener("keydown", (e) => keys(e, id));
    }
  }

  function keys(event, id) {
    const ids = view.regions.map((r) => r.id).filter((one) => spots.has(one));
    const now = ids.indexOf(id);
    const moves = { ArrowRight: now + 1, ArrowDown: now + 1, ArrowLeft: now - 1, ArrowUp: now - 1, Home: 0, End: ids.length - 1 };
    if (event.key in moves) {
      const next = ids[(moves[event.key] + ids.length) % ids.length];
      rove(next);
      spots.get(next).focus({ preventScroll: true });
    } else if (event.key === "Enter" || event.key === " ") choose(id);
    else return;
    event.preventDefault();
  }
  function rove(id) {
    for (const [one, spot] of spots) spot.setAttribute("tabindex", one === id ? 0 : -1);
  }
  function point(id) {
    if (step >= 0) return;
    pointed = id;
    paint();
  }
  function choose(id) {
    stop();
    chosen = id;
    rove(id);
    paint();
    showRegion(regions.get(id));
    say(regions.get(id).said);
  }
  /** Which regions stand out: the one pointed at, else the chosen one, else those marked. */
  function paint() {
    const one = pointed ?? chosen;
    const on = step >= 0 ? [] : one ? [one] : view.marked;
    svg?.classList.toggle("gb-has-on", step >= 0 || on.length > 0);
    for (const [id, spot] of spots) {
      spot.classList.toggle("gb-on", on.includes(id));
      spot.setAttribute("aria-pressed", id === chosen);
    }
    svg?.querySelectorAll("[data-part]").forEach((part) => part.classList.toggle("gb-on", on.includes(part.dataset.part)));
    for (const [id, button] of buttons) {
      button.setAttribute("aria-pressed", id === chosen);
      button.classList.toggle("gb-near", on.includes(id));
    }
    label(one && step < 0 ? spots.get(one) : null, one ? regions.get(one).name : "");
  }
  function showRegion(region) {
    panel.replaceChildren(
      h("h4", { class: "gb-head" }, region.name),
      h("p", { class: "gb-also" }, region.also),
      h("h5", { class: "gb-sub" }, "What it does"), h("div", { html: region.text }),
      h("h5", { class: "gb-sub" }, "What pain here may mean"), h("div", { html: region.hurts }),
      h("p", { class: "g-small gb-sources" }, `Sources: ${region.sources.join("; ")}`));
  }
  function showStart() {
    const names = view.marked.map((id) => regions.get(id).name);
    panel.replaceChildren(h("p", {}, names.length
      ? `Marked on the drawing: ${names.join(", ")}. Choose one to read about it.`
      : "Choose a place on the drawing. Its name, its work and what pain there may mean appear here."));
  }
  function trace(next) {
    if (next >= view.nerve.length || next < 0) {
      stop();
      chosen = svg?.querySelector("[data-region] [data-trace]")?.closest("[data-region]").dataset.region ?? null;
      paint();
      if (chosen) showRegion(regions.get(chosen));
      else showStart();
      traceButton.focus();
      return;
    }
    const first = step < 0;
    step = next;
    pointed = chosen = null;
    paint();
    drawTrace(view.nerve.slice(0, step + 1).map((one) => one.part));
    const last = step === view.nerve.length - 1;
    const forward = h("button", { type: "button", class: "g-primary", onclick: () => trace(step + 1) }, last ? "Finish" : "Next step");
    const back = h("button", { type: "button", disabled: step === 0, onclick: () => trace(step - 1) }, "Back");
    const goingBack = document.activeElement?.textContent === "Back" && step > 0;
    panel.replaceChildren(
      h("h4", { class: "gb-head" }, "The path of the sciatic nerve"),
      h("p", { class: "gb-also" }, `Step ${step + 1} of ${view.nerve.length}`),
      h("ol", { class: "gb-steps" }, view.nerve.slice(0, step + 1).map((one, i) =>
        h("li", { value: String(i + 1), class: i === step ? "gb-step-now" : "", "aria-current": i === step ? "step" : null, html: one.html }))),
      h("div", { class: "g-buttons" }, forward, back));
    traceButton.hidden = true;
    (goingBack ? back : forward).focus({ preventScroll: !first });
    say(`Step ${step + 1} of ${view.nerve.length}. ${view.nerve[step].said}`);
  }
  function stop() {
    step = -1;
    drawTrace([]);
    traceButton.hidden = false;
  }

  rove(view.marked[0] ?? view.regions[0].id);
  showStart();
  paint();
  const resized = new ResizeObserver(() => paint());
  resized.observe(frame);
  return () => resized.disconnect();
}

export default { render };
