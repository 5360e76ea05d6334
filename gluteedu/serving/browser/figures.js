// Figures: drawn in the page, and made interactive when somebody reaches for one.

import { FIGURE_COLOURS } from "../../widgets/shared/constants.js";
import { siteRoot } from "../../widgets/shared/links.js";
import { isDark } from "../../widgets/shared/theme.js";
import { recolour } from "./figure_colours.js";

const NARROW = 560; // pixels: the words of a drawing would be too small
const NEAR = "600px"; // so far before it is in view a figure without a drawing is drawn
const HEIGHT = 420; // pixels, of a figure that says none

/** @type {Promise<any> | null} */
let plotly = null;
const loadPlotly = () =>
  (plotly ??= new Promise((done, failed) => {
    const src = document.body.dataset.plotly || `${siteRoot()}voila/static/plotly.min.js`;
    const script = Object.assign(document.createElement("script"), { src, onload: () => done(window.Plotly), onerror: failed });
    document.head.append(script);
  }));

/** Each colour of a figure and its twin, as the style sheet has it. */
function darkTwins() {
  const style = getComputedStyle(document.documentElement);
  const value = (token) => style.getPropertyValue(token).trim();
  const causes = value("--g-causes").split(" ").filter(Boolean);
  const twins = new Map(causes.map((cause) => [value(`--g-light-${cause}`), value(`--g-${cause}`)]));
  for (const [token, light] of Object.entries(FIGURE_COLOURS)) twins.set(light, value(`--g-${token}`));
  return twins;
}

const read = new Map(); // a figure's box -> its plotly form
async function readFigure(box) {
  if (!read.has(box)) {
    const apart = box.querySelector("[data-figure]")?.dataset.figure;
    const inside = box.querySelector('script[type="application/json"]');
    read.set(box, apart ? await (await fetch(apart)).json() : JSON.parse(inside.textContent));
  }
  return read.get(box);
}

function paperOf(box) {
  const there = box.querySelector(".g-plot-live");
  if (there) return there;
  const paper = Object.assign(document.createElement("div"), { className: "g-plot-live", ariaHidden: "true" }); // its words and numbers stand below it
  box.append(paper);
  return paper;
}

async function draw(box) {
  const figure = await readFigure(box);
  const Plotly = await loadPlotly();
  const shown = isDark() ? recolour(figure, darkTwins()) : figure;
  const height = figure.layout?.height ?? HEIGHT;
  await Plotly.react(paperOf(box), shown.data, { ...shown.layout, autosize: true, width: undefined, height },
    { responsive: true, displayModeBar: false, scrollZoom: false, ...figure.config });
  box.dataset.live = "";
}
const wake = (box) => draw(box).catch(() => {}); // the drawn form stays

const inView = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    inView.unobserve(target);
    wake(target);
  }
}, { rootMargin: NEAR });

/** A figure stands drawn in the page. Its script, larger than all else together, is loaded when
 *  somebody reaches for a figure, where there is no drawing, and where the page is narrow. */
export function takeUpFigure(box) {
  if (!box.querySelector(".g-plot-drawn svg") || box.clientWidth < NARROW) return inView.observe(box);
  for (const reach of ["pointerenter", "touchstart", "click"]) box.addEventListener(reach, () => wake(box), { once: true, passive: true });
}

/** Draw those that are interactive in the colours of the theme. */
export const repaintFigures = () => document.querySelectorAll(".g-plot[data-live]").forEach(wake);
