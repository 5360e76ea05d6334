// The plane on which a curve is drawn: by pointer or touch, by arrow keys, and by number fields.

import { h, s } from "../shared/before/dom.js";

/** Returns { el, missing() -> x values without a guess, get() -> [[x, y]], reveal(truth), reset(), stop }. */
export function drawingPlane(view, changed) {
  const given = new Map(view.given.map((p) => [p.x, p.y]));
  const open = view.xs.filter((x) => !given.has(x));
  const guess = new Map();
  const height = 320;
  const edge = { left: 40, right: 18, top: 26, bottom: 50 };
  const [first, last] = [view.xs[0], view.xs[view.xs.length - 1]];
  const middle = view.y_max / 2;
  const digits = (String(view.step).split(".")[1] ?? "").length;
  const fit = (y) => Number((Math.round(Math.min(view.y_max, Math.max(0, y)) / view.step) * view.step).toFixed(digits));
  let width = 320;
  let truth = null;
  let fresh = false; // the data have just come: draw them with a movement, once
  let stroke = null; // the last point of the drag that is going on

  const px = (x) => edge.left + ((x - first) / (last - first)) * (width - edge.left - edge.right);
  const py = (y) => height - edge.bottom - (y / view.y_max) * (height - edge.top - edge.bottom);
  const word = (x, y, text, props = {}) => s("text", { x, y, class: "gp-word", ...props }, text);

  const back = s("g", { "aria-hidden": "true" });
  const plane = s("rect", { class: "gp-plane", "aria-hidden": "true" });
  const lines = s("g", { "aria-hidden": "true", class: "gp-lines" });
  const handles = new Map(open.map((x) => {
    const handle = s("g", {
      class: "gp-handle", role: "slider", tabindex: "0", "aria-orientation": "vertical",
      "aria-label": `${view.y_label}, ${view.x_word} ${x}`, "aria-valuemin": 0, "aria-valuemax": view.y_max,
      onkeydown: (event) => keyed(event, x),
    }, s("circle", { class: "gp-ring", r: 17 }), s("circle", { class: "gp-knob", r: 12 }), s("text", { class: "gp-ask", y: 5, "text-anchor": "middle" }, "?"));
    return [x, handle];
  }));
  const svg = s("svg", { class: "gp-svg", height, role: "group", "aria-label": `Drawing plane: ${view.y_label} by ${view.x_label.toLowerCase()}` },
    back, plane, lines, [...handles.values()]);
  const box = h("div", { class: "gp-box" }, svg);

  const fields = new Map(open.map((x) => {
    const field = h("input", { type: "number", class: "g-field gp-number", min: 0, max: view.y_max, step: view.step, inputmode: "decimal", "aria-label": `${view.y_label}, ${view.x_word} ${x}, from 0 to ${view.y_max}` });
    field.addEventListener("change", () => {
      const typed = field.value.trim() === "" ? NaN : Number(field.value);
      if (Number.isFinite(typed)) guess.set(x, fit(typed));
      else guess.delete(x);
      draw();
      changed();
    });
    return [x, field];
  }));
  const table = h("table", { class: "gp-table" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, view.x_word), h("th", { scope: "col" }, "Your guess"))),
    h("tbody", {}, view.xs.map((x) => h("tr", {}, h("th", { scope: "row" }, String(x)), h("td", {}, fields.get(x) ?? `${given.get(x)} (given)`)))));
  const typing = h("details", { class: "gp-typing" }, h("summary", {}, "Type the numbers instead"), table);

  function keyed(event, x) {
    if (truth) return;
    const now = guess.get(x) ?? middle;
    const page = Math.max(view.step, Math.round(view.y_max / 10 / view.step) * view.step);
    const moves = { ArrowUp: view.step, ArrowRight: view.step, ArrowDown: -view.step, ArrowLeft: -view.step, PageUp: page, PageDown: -page };
    let y = null;
    if (event.key in moves) y = now + moves[event.key];
    else if (event.key === "Home") y = 0;
    else if (event.key === "End") y = view.y_max;
    else if (event.key === "Enter" || event.key === " ") y = now;
    if (y === null) return;
    event.preventDefault();
    guess.set(x, fit(y));
    draw();
    changed();
  }

  /** Sets every open x between the last point of the drag and this one, on a straight line. */
  function drag(event) {
    const rect = svg.getBoundingClientRect();
    const [mx, my] = [event.clientX - rect.left, event.clientY - rect.top];
    const x = first + ((mx - edge.left) / (width - edge.left - edge.right)) * (last - first);
    const y = ((height - edge.bottom - my) / (height - edge.top - edge.bottom)) * view.y_max;
    const from = stroke ?? { x, y };
    const nearest = open.reduce((a, b) => (Math.abs(b - x) < Math.abs(a - x) ? b : a));
    for (const at of open) {
      const between = (at - from.x) * (at - x) <= 0 && from.x !== x;
      if (between) guess.set(at, fit(from.y + ((y - from.y) * (at - from.x)) / (x - from.x)));
      else if (at === nearest && px(at) - 22 < mx && mx < px(at) + 22) guess.set(at, fit(y));
    }
    stroke = { x, y };
    draw();
  }
  svg.addEventListener("pointerdown", (event) => {
    const surface = event.target === plane || event.target.closest(".gp-handle");
    if (truth || !surface || event.button > 0) return;
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    stroke = null;
    drag(event);
  });
  svg.addEventListener("pointermove", (event) => svg.hasPointerCapture(event.pointerId) && stroke && drag(event));
  const lift = () => {
    if (!stroke) return;
    stroke = null;
    changed();
  };
  svg.addEventListener("pointerup", lift);
  svg.addEventListener("pointercancel", lift);

  function drawBack() {
    back.replaceChildren();
    for (let y = 0; y <= view.y_max; y += view.y_max > 5 ? 2 : 1) {
      back.append(s("line", { class: y ? "gp-grid" : "gp-axis", x1: edge.left, x2: width - edge.right, y1: py(y), y2: py(y) }));
      back.append(word(edge.left - 10, py(y) + 5, y, { "text-anchor": "end" }));
    }
    for (const x of view.xs) {
      back.append(s("line", { class: "gp-grid", x1: px(x), x2: px(x), y1: py(0), y2: py(view.y_max) }));
      back.append(word(px(x), height - edge.bottom + 22, x, { "text-anchor": "middle" }));
    }
    back.append(word(edge.left - 28, 14, view.y_label), word(width - edge.right, height - 4, view.x_label, { "text-anchor": "end" }));
    for (const [name, value] of Object.entries({ x: edge.left - 4, y: edge.top - 6, width: width - edge.left - edge.right + 8, height: height - edge.top - edge.bottom + 12 })) plane.setAttribute(name, value);
  }

  function draw() {
    const known = view.xs.map((x) => [x, guess.get(x) ?? given.get(x)]);
    lines.replaceChildren();
    if (truth) drawTruth();
    for (let i = 1; i < known.length; i++) {
      const [[x1, y1], [x2, y2]] = [known[i - 1], known[i]];
      if (y1 !== undefined && y2 !== undefined) lines.append(s("line", { class: "gp-guess", x1: px(x1), y1: py(y1), x2: px(x2), y2: py(y2) }));
    }
    for (const [x, y] of given) {
      lines.append(s("circle", { class: "gp-given", cx: px(x), cy: py(y), r: 7 }));
      if (!truth && !guess.size) lines.append(word(px(x) + 12, py(y) + 20, "start here", { class: "gp-word gp-strong" }));
    }
    for (const [x, handle] of handles) {
      const y = guess.get(x);
      handle.setAttribute("transform", `translate(${px(x)} ${py(y ?? middle)})`);
      handle.classList.toggle("gp-unset", y === undefined);
      handle.setAttribute("aria-valuenow", y ?? middle);
      handle.setAttribute("aria-valuetext", y === undefined ? "no guess yet" : String(y));
      const field = fields.get(x);
      if (document.activeElement !== field) field.value = y ?? "";
      else if (y !== undefined) field.value = y;
    }
    if (truth) drawLabels();
  }

  function drawTruth() {
    const side = (sign) => truth.map((p) => `${px(p.x)},${py(Math.min(view.y_max, Math.max(0, p.y + sign * p.sd)))}`);
    lines.append(s("path", { class: "gp-band", d: `M${[...side(1), ...side(-1).reverse()].join("L")}Z` }));
    for (const p of truth) {
      const y = guess.get(p.x);
      if (y !== undefined) lines.append(s("line", { class: "gp-gap", x1: px(p.x), x2: px(p.x), y1: py(p.y), y2: py(y) }));
    }
    lines.append(s("path", { class: fresh ? "gp-truth gp-fresh" : "gp-truth", pathLength: 1, d: `M${side(0).join("L")}` }));
    for (const p of truth) lines.append(s("circle", { class: "gp-true", cx: px(p.x), cy: py(p.y), r: 5 }));
  }

  /** Names each line beside itself, at the point where the name is furthest from both lines. */
  function drawLabels() {
    const data = truth.map((p) => ({ x: px(p.x), y: py(p.y) }));
    const drawn = truth.map((p) => ({ x: px(p.x), y: py(guess.get(p.x) ?? p.y) }));
    const heightAt = (line, x) => {
      const i = Math.max(1, line.findIndex((p) => p.x >= x));
      const [a, b] = [line[i - 1], line[i]];
      return a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
    };
    const placed = [];
    const free = (x, y) => {
      let room = Math.min(y - edge.top, height - edge.bottom - y);
      for (let at = Math.max(data[0].x, x - 44); at <= Math.min(data[data.length - 1].x, x + 44); at += 11) {
        for (const line of [data, drawn]) room = Math.min(room, Math.abs(heightAt(line, at) - y));
      }
      const apart = (p) => Math.max(Math.abs(p.y - y), Math.abs(p.x - x) / 5);
      return Math.min(24, room, ...placed.map(apart));
    };
    for (const [line, text, name] of [[data, "The data", "truth"], [drawn, "Your guess", "guess"]]) {
      const spots = line.slice(1).flatMap((p) => [-26, 26, -14, 14, -38, 38].flatMap((up) => [0, 56, -56].map((aside) => {
        const x = Math.min(width - edge.right - 44, Math.max(edge.left + 44, p.x + aside));
        return { x, y: p.y + up, room: free(x, p.y + up) };
      })));
      const best = spots.reduce((a, b) => (b.room > a.room ? b : a));
      placed.push(best);
      lines.append(word(best.x, best.y + 5, text, { class: `gp-word gp-strong gp-${name}-word`, "text-anchor": "middle" }));
    }
  }

  const watch = new ResizeObserver(() => {
    if (!box.clientWidth) return;
    width = Math.max(260, Math.floor(box.clientWidth));
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("width", width);
    drawBack();
    draw();
  });
  watch.observe(box);

  const numbers = (found) => h("table", {},
    h("caption", {}, "Your guess and the data"),
    h("thead", {}, h("tr", {}, [view.x_word, "Your guess", "The data", "Spread"].map((t) => h("th", { scope: "col" }, t)))),
    h("tbody", {}, found.map((p) => h("tr", {}, h("th", { scope: "row" }, String(p.x)),
      [given.has(p.x) ? "given" : guess.get(p.x), p.y, p.sd ? `± ${p.sd}` : ""].map((t) => h("td", {}, String(t)))))));

  return {
    el: h("div", {}, box, typing),
    missing: () => open.filter((x) => !guess.has(x)),
    need: (left) => `Draw every point first. Still missing: ${view.x_word} ${left.join(", ")}.`,
    get: () => [...guess],
    focusMissing: () => handles.get(open.find((x) => !guess.has(x)))?.focus(),
    reveal(found) {
      truth = found;
      fresh = true;
      typing.hidden = true;
      svg.classList.add("gp-revealed");
      handles.forEach((handle) => handle.setAttribute("aria-disabled", "true"));
      handles.forEach((handle) => handle.setAttribute("tabindex", "-1"));
      draw();
      fresh = false;
      return numbers(found);
    },
    reset() {
      truth = null;
      guess.clear();
      typing.hidden = false;
      svg.classList.remove("gp-revealed");
      handles.forEach((handle) => handle.removeAttribute("aria-disabled"));
      handles.forEach((handle) => handle.setAttribute("tabindex", "0"));
      draw();
    },
    stop: () => watch.disconnect(),
  };
}
