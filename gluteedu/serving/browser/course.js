// The page around a lesson: theme, place, figures, and widgets that come alive where their
// readable form stands. Loaded in the head, so that the theme is right from the first paint.

const root = document.documentElement;

// Storage may be forbidden (a private window, a strict browser): the page works without it.
const memory = {
  get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* not remembered */ } },
};

// ---- theme ------------------------------------------------------------------------------
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (memory.get("gluteedu:theme") ?? (prefersDark.matches ? "dark" : "light")) === "dark";
function showTheme() {
  const dark = isDark();
  for (const el of [root, document.body]) {
    el?.setAttribute("data-jp-theme-light", String(!dark));
    el?.setAttribute("data-jp-theme-name", dark ? "JupyterLab Dark" : "JupyterLab Light");
  }
  root.style.colorScheme = dark ? "dark" : "light";
  const button = document.querySelector(".g-theme");
  if (button) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(dark));
  }
  repaintFigures();
}
showTheme();
prefersDark.addEventListener("change", showTheme);

// ---- figures ----------------------------------------------------------------------------
let plotly = null;
const loadPlotly = () =>
  (plotly ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = document.body.dataset.plotly || `${baseUrl()}voila/static/plotly.min.js`;
    script.onload = () => done(window.Plotly);
    script.onerror = failed;
    document.head.append(script);
  }));
const baseUrl = () => document.body.dataset.baseUrl.replace(/voila\/$/, "");

/** The figure's colours are written for light paper; on dark paper each is swapped for its twin. */
function darkTwin() {
  const style = getComputedStyle(root);
  const value = (token) => style.getPropertyValue(token).trim();
  const causes = value("--g-causes").split(" ").filter(Boolean);
  const twins = new Map(causes.map((cause) => [value(`--g-light-${cause}`), value(`--g-${cause}`)]));
  for (const [light, token] of FIGURE_COLOURS) twins.set(light, value(token));
  return twins;
}
const FIGURE_COLOURS = [
  ["#22303a", "--g-ink"], ["#52616b", "--g-quiet"], ["#ffffff", "--g-paper"], ["#fbf8f3", "--g-page"],
  ["#f3eee5", "--g-sunken"], ["#ddd5c7", "--g-line-soft"], ["#7a858c", "--g-line-firm"],
  ["#14606b", "--g-brand"], ["#e0f0f0", "--g-brand-soft"], ["#0f5a8a", "--g-link"],
  ["#1d6b3a", "--g-right"], ["#a3341f", "--g-wrong"], ["#a3121f", "--g-emergency"],
  ["#8a4b00", "--g-same_day"],
];
const hexOf = (text) => {
  const rgb = /^rgba?\(\s*(\d+),\s*(\d+),\s*(\d+)(?:,\s*([\d.]+))?\s*\)$/.exec(text);
  if (!rgb) return [text.toLowerCase(), null];
  return ["#" + rgb.slice(1, 4).map((n) => Number(n).toString(16).padStart(2, "0")).join(""), rgb[4] ?? null];
};
function recolour(value, twins) {
  if (Array.isArray(value)) return value.map((v) => recolour(v, twins));
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, recolour(v, twins)]));
  if (typeof value !== "string") return value;
  if (value.includes("<")) return value.replace(/#[0-9a-fA-F]{6}/g, (c) => twins.get(c.toLowerCase()) ?? c);
  const [hex, alpha] = hexOf(value);
  const twin = twins.get(hex);
  if (!twin) return value;
  if (alpha === null) return twin;
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(twin.slice(i, i + 2), 16));
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}
const numbers = new Map(); // a figure's box -> its plotly form, once read
async function readFigure(box) {
  if (!numbers.has(box)) {
    const apart = box.querySelector("[data-figure]")?.dataset.figure;
    const inside = box.querySelector('script[type="application/json"]');
    numbers.set(box, apart ? await (await fetch(apart)).json() : JSON.parse(inside.textContent));
  }
  return numbers.get(box);
}
async function drawFigure(box) {
  const figure = await readFigure(box);
  let live = box.querySelector(".g-plot-live");
  if (!live) {
    live = document.createElement("div");
    live.className = "g-plot-live";
    live.setAttribute("aria-hidden", "true"); // its words and numbers stand below it
    box.append(live);
  }
  const Plotly = await loadPlotly();
  const shown = isDark() ? recolour(figure, darkTwin()) : figure;
  const height = figure.layout?.height ?? 420;
  await Plotly.react(live, shown.data, { ...shown.layout, autosize: true, width: undefined, height },
    { responsive: true, displayModeBar: false, scrollZoom: false, ...figure.config });
  box.dataset.live = "";
}
function repaintFigures() {
  document.querySelectorAll(".g-plot[data-live]").forEach((box) => drawFigure(box).catch(() => {}));
}
const wake = (box) => drawFigure(box).catch(() => {}); // the drawn form stays
const inView = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    inView.unobserve(entry.target);
    wake(entry.target);
  }
}, { rootMargin: "600px" });
const NARROW = 560; // pixels
/** A figure stands drawn in the page. Its script, larger than all else together, is loaded when
 *  somebody reaches for a figure, where there is no drawing, and where the page is so narrow that
 *  the words in the drawing would be too small. */
function takeUpFigure(box) {
  if (!box.querySelector(".g-plot-drawn svg") || box.clientWidth < NARROW) return inView.observe(box);
  for (const reach of ["pointerenter", "touchstart", "click"])
    box.addEventListener(reach, () => wake(box), { once: true, passive: true });
}

// ---- the state of the page, in words -----------------------------------------------------
/** Says how the page stands. `state`: "waiting" | "ready" | "trouble"; `share` of 0 to 1 fills the
 *  bar; `act` is a button, { text, go }. The same sentence is never said twice. */
export function say(state, text, { share = null, act = null } = {}) {
  const status = document.querySelector("div.g-status");
  if (!status) return;
  status.dataset.state = state;
  const words = status.querySelector(".g-status-words");
  if (words.textContent !== text) words.textContent = text;
  status.querySelector(".g-status-bar").hidden = share === null;
  if (share !== null) status.querySelector(".g-status-bar span").style.transform = `scaleX(${Math.min(1, Math.max(0.04, share))})`;
  const button = status.querySelector(".g-status-act");
  button.hidden = !act;
  button.textContent = act?.text ?? "";
  button.onclick = act?.go ?? null;
}

export function note(readable) {
  const p = document.createElement("p");
  p.className = "g-note";
  p.textContent = readable
    ? "This part cannot answer just now. What you see is its readable form; the rest of the lesson works. Reload the page to try again."
    : "This part cannot be shown just now. The rest of the lesson works. Reload the page to try again.";
  return p;
}

/** `change` puts something live in a slot's place; what stands above the reader must not push the
 *  text they are reading. */
export function inPlace(slot, change) {
  const before = slot.getBoundingClientRect();
  change();
  const grown = slot.getBoundingClientRect().height - before.height;
  if (before.bottom < 0 && grown !== 0) scrollBy({ top: grown, behavior: "instant" });
}

// ---- the page ---------------------------------------------------------------------------
export function watchFigures(within) {
  within.querySelectorAll(".g-plot").forEach(takeUpFigure);
}
/** What scrolls sideways in itself, a wide table on a phone, can be reached and scrolled by keys. */
const letScroll = new ResizeObserver((entries) => {
  for (const entry of entries) {
    const target = /** @type {HTMLElement} */ (entry.target);
    if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
const seen = new WeakSet();
/** The page is streamed: whatever stands in it so far is taken up, once. */
function takeUp() {
  const button = document.querySelector(".g-theme");
  if (button && !seen.has(button)) {
    seen.add(button);
    showTheme();
    rememberVisit();
  }
  document.querySelectorAll(".g-slot .g-plot").forEach((box) => {
    if (seen.has(box)) return;
    seen.add(box);
    takeUpFigure(box);
  });
  document.querySelectorAll(".g-slot .g-html, .g-slot .g-scroll, .g-prose table").forEach((box) => {
    if (seen.has(box)) return;
    seen.add(box);
    letScroll.observe(box);
  });
}
if (document.readyState === "loading") {
  const stream = new MutationObserver(takeUp);
  stream.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    stream.disconnect();
    takeUp();
  });
} else takeUp();

// The page goes on arriving until the last cell has run, so the controls above the lesson work
// from the moment they stand there, not from the end of the page.
/** @returns {HTMLDetailsElement | null} */
const lessonsMenu = () => document.querySelector(".g-lessons details");
document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (target.closest(".g-theme")) {
    memory.set("gluteedu:theme", isDark() ? "light" : "dark");
    showTheme();
  }
  const menu = lessonsMenu();
  if (menu && !menu.contains(target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  const menu = lessonsMenu();
  if (event.key !== "Escape" || !menu?.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

function rememberVisit() {
  let visited = {};
  try { visited = JSON.parse(memory.get("gluteedu:visited") ?? "{}") ?? {}; } catch { visited = {}; }
  visited[document.body.dataset.lesson] = new Date().toISOString().slice(0, 10);
  memory.set("gluteedu:visited", JSON.stringify(visited));
  document.querySelectorAll("[data-lesson-link]").forEach((link) => {
    if (link.dataset.lessonLink in visited && !link.hasAttribute("aria-current")) link.dataset.visited = "";
  });
}

addEventListener("scroll", () => {
  const bar = document.querySelector(".g-read span");
  const most = root.scrollHeight - innerHeight;
  if (bar) bar.style.transform = `scaleX(${most > 0 ? Math.min(1, scrollY / most) : 1})`;
}, { passive: true });

// An instructor presents the same page, one part at a time.
if (new URLSearchParams(location.search).has("present")) {
  const beside = `${baseUrl()}voila/static/present`;
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${beside}.css` });
  document.head.append(style);
  import(`${beside}.js`).catch(() => say("trouble", "The presenter view could not be loaded. Reload the page to try again."));
}

window.gluteeduPage = true; // for first.js: the script has come
