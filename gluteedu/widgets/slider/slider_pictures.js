// The pictures beside a slider: a data curve, bars or a timeline. Each takes the part of the view
// that never changes and returns { el, update(data) }; data null means that nothing is marked.

import { h, s } from "../shared/before/dom.js";

const SLIDER_MARKS = {
  do: { word: "Fine", path: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.3 14.2-4-4 1.5-1.5 2.5 2.5 5.6-5.6 1.5 1.5z" },
  ask: { word: "Ask first", path: "M12 1.5 22.5 12 12 22.5 1.5 12zM11 6.5h2v7h-2zm0 8.5h2v2.2h-2z" },
  do_not: { word: "Do not", path: "M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9zM6.5 10.8h11v2.4h-11z" },
};

/** What a mark says, in a shape, a colour and words. */
export const markChip = (mark) =>
  h("span", { class: `gs-mark gs-mark-${mark}` },
    s("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, s("path", { d: SLIDER_MARKS[mark].path, "fill-rule": "evenodd" })),
    h("span", {}, SLIDER_MARKS[mark].word));

export const sourceLine = (sources) => (sources.length ? h("p", { class: "g-small gs-source" }, `Source: ${sources.join("; ")}`) : null);

/** The frame of a picture: title, drawing, what to see, note and source. */
function pictureFrame(view, drawing) {
  return h("figure", { class: "gs-picture" },
    h("figcaption", { class: "gs-picture-title" }, view.title),
    drawing,
    h("p", { class: "gs-see" }, view.see),
    h("details", { class: "gs-about" }, h("summary", {}, "About this picture"),
      view.note ? h("p", { class: "g-quiet" }, view.note) : null, sourceLine(view.sources)));
}

/** An SVG that is drawn anew whenever its width changes. `draw(svg, width)` fills it. */
function responsiveSvg(height, draw) {
  const svg = s("svg", { class: "gs-svg", height, role: "img" });
  const box = h("div", { class: "gs-box" }, svg);
  const again = () => {
    const width = Math.max(240, Math.floor(box.clientWidth));
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("width", width);
    svg.replaceChildren();
    draw(svg, width);
  };
  const watch = new ResizeObserver(() => box.clientWidth && again());
  watch.observe(box);
  return { el: box, again: () => box.clientWidth && again(), stop: () => watch.disconnect() };
}

const words = (x, y, text, props = {}) => s("text", { x, y, class: "gs-word", ...props }, text);

function curvePicture(view) {
  let now = null;
  const points = view.points;
  const [first, last] = [points[0].x, points[points.length - 1].x];
  const top = Math.ceil(Math.max(...points.map((p) => p.y + p.sd)));
  const height = 250;
  const edge = { left: 34, right: 14, top: 34, bottom: 46 };
  const drawing = responsiveSvg(height, (svg, width) => {
    const px = (x) => edge.left + ((x - first) / (last - first)) * (width - edge.left - edge.right);
    const py = (y) => height - edge.bottom - (Math.max(0, y) / top) * (height - edge.top - edge.bottom);
    const line = (side) => points.map((p) => `${px(p.x)},${py(p.y + side * p.sd)}`);
    svg.append(s("path", { class: "gs-band", d: `M${[...line(1), ...line(-1).reverse()].join("L")}Z` }));
    svg.append(s("line", { class: "gs-axis", x1: edge.left, x2: width - edge.right, y1: py(0), y2: py(0) }));
    for (let y = 0; y <= top; y += 2) {
      if (y) svg.append(s("line", { class: "gs-grid", x1: edge.left, x2: width - edge.right, y1: py(y), y2: py(y) }));
      svg.append(words(edge.left - 8, py(y) + 5, y, { "text-anchor": "end" }));
    }
    points.forEach((p) => svg.append(words(px(p.x), height - edge.bottom + 20, p.x, { "text-anchor": "middle" })));
    svg.append(words(width - edge.right, height - 6, view.x_label, { "text-anchor": "end" }));
    svg.append(words(edge.left - 22, 16, view.y_label));
    svg.append(s("path", { class: "gs-line", d: `M${line(0).join("L")}` }));
    points.forEach((p) => svg.append(s("circle", { class: "gs-dot", cx: px(p.x), cy: py(p.y), r: 3.5 })));
    const tail = points[Math.min(points.length - 1, Math.ceil(points.length * 0.62))];
    svg.append(words(px(tail.x), py(tail.y + tail.sd) - 8, "mean and spread", { "text-anchor": "middle", class: "gs-word gs-soft" }));
    if (!now) return svg.setAttribute("aria-label", `${view.title}. ${view.see}`);
    const x = px(Math.min(now.x, last));
    const right = x > width * 0.62;
    svg.append(s("line", { class: "gs-now", x1: x, x2: x, y1: edge.top - 12, y2: py(0) }));
    if (!now.beyond) svg.append(s("circle", { class: "gs-here", cx: x, cy: py(now.y), r: 8 }));
    const said = now.beyond ? "You are past the data" : "You are here";
    svg.append(words(x + (right ? -8 : 8), edge.top - 4, said, { "text-anchor": right ? "end" : "start", class: "gs-word gs-strong" }));
    const day = Math.round(now.x * 10) / 10;
    svg.setAttribute("aria-label", `${view.title}. ${view.see} ${said}: ${view.x_label.toLowerCase()}, ${day}.`);
  });
  return { el: pictureFrame(view, drawing.el), update: (data) => ((now = data), drawing.again()), stop: drawing.stop };
}

/** A share of 0 to 1 in a word; the number stands beside it. */
const shareWord = (share) =>
  share >= 0.6 ? "most" : share >= 0.4 ? "about half" : share >= 0.2 ? "some" : share >= 0.1 ? "a few" : share > 0 ? "very few" : "none";

function barsPicture(view) {
  const share = view.unit === "%";
  const scale = share ? 1 : view.top;
  const rows = view.rows.map((row) => {
    const bar = h("span", { class: "gs-bar", style: row.cause ? `--gs-bar: var(--g-${row.cause})` : null });
    const spread = row.sd ? h("span", { class: "gs-spread" }) : null;
    const said = h("span", { class: "gs-said" });
    const here = h("span", { class: "gs-fits", hidden: true }, "closest to the signs");
    const el = h("li", { class: "gs-bar-row" },
      h("span", { class: "gs-bar-label" }, row.label), said, here,
      h("span", { class: "gs-track", "aria-hidden": "true" }, bar, spread));
    return { row, el, bar, spread, said, here };
  });
  const list = h("ul", { class: "gs-bars" }, rows.map((r) => r.el));
  return {
    el: pictureFrame(view, list),
    update(data) {
      if (!data) return;
      for (const { row, el, bar, spread, said, here } of rows) {
        const value = data.values[row.id];
        bar.style.inlineSize = `${(100 * value) / scale}%`;
        if (spread) {
          const low = Math.max(0, value - row.sd);
          spread.style.insetInlineStart = `${(100 * low) / scale}%`;
          spread.style.inlineSize = `${(100 * (value + row.sd - low)) / scale}%`;
        }
        said.textContent = share
          ? `${Math.round(100 * value)} in 100: ${shareWord(value)}`
          : `${value} ${view.unit}${row.sd ? `, give or take ${row.sd}` : ""}`;
        const fits = data.here.includes(row.id);
        here.hidden = !fits;
        el.classList.toggle("gs-is-here", fits);
      }
    },
    stop: () => {},
  };
}

function timelinePicture(view) {
  let now = null;
  const [lane, gap] = [34, 30];
  const [top, bottom] = [30, 52];
  const height = top + view.lanes.length * (lane + gap) + bottom - 12;
  const span = (part) => `${SLIDER_MARKS[part.mark].word.toLowerCase()} from ${part.low} to ${part.high}`;
  const drawing = responsiveSvg(height, (svg, width) => {
    const px = (x) => 12 + (x / view.end) * (width - 24);
    const floor = height - bottom;
    const every = width < 480 ? 2 : 1;
    for (let day = 0; day <= view.end; day += every) {
      svg.append(s("line", { class: "gs-grid", x1: px(day), x2: px(day), y1: floor, y2: floor + 6 }));
      svg.append(words(px(day), floor + 22, day, { "text-anchor": "middle" }));
    }
    svg.append(words(width - 8, height - 6, view.x_label, { "text-anchor": "end" }));
    if (!now) return;
    const x = px(now.x);
    svg.append(s("line", { class: "gs-now", x1: x, x2: x, y1: 20, y2: floor }));
    now.lanes.forEach((parts, i) => {
      const y = top + i * (lane + gap) + gap - 8;
      svg.append(words(12, y - 7, view.lanes[i], { class: "gs-word gs-strong" }));
      for (const part of parts) {
        const [from, wide] = [px(part.low), px(part.high) - px(part.low)];
        svg.append(s("rect", { class: `gs-part gs-part-${part.mark}`, x: from, y, width: Math.max(2, wide), height: lane, rx: 5 }));
        if (wide < 22) continue;
        const icon = s("svg", { x: from + 6, y: y + 8, width: 18, height: 18, viewBox: "0 0 24 24", class: `gs-icon gs-icon-${part.mark}` });
        icon.append(s("path", { d: SLIDER_MARKS[part.mark].path, "fill-rule": "evenodd" }));
        svg.append(icon);
        if (wide > 96) svg.append(words(from + 30, y + 22, SLIDER_MARKS[part.mark].word, { class: `gs-word gs-strong gs-icon-${part.mark}` }));
      }
    });
    const right = x > width / 2;
    svg.append(s("path", { class: "gs-pin", d: `M${x - 6} 18h12l-6 8z` }));
    svg.append(words(x + (right ? -9 : 9), 24, "You are here", { "text-anchor": right ? "end" : "start", class: "gs-word gs-strong" }));
    const said = now.lanes.map((parts, i) => `${view.lanes[i]}: ${parts.map(span).join(", ")}.`);
    svg.setAttribute("aria-label", `${view.title} ${view.x_label}. ${said.join(" ")} You are at ${Math.round(now.x * 10) / 10}.`);
  });
  return { el: pictureFrame(view, drawing.el), update: (data) => ((now = data), drawing.again()), stop: drawing.stop };
}

export const SLIDER_PICTURES = { curve: curvePicture, bars: barsPicture, timeline: timelinePicture };
