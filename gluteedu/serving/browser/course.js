// The page around a lesson: theme, place, figures. Loaded in the head, so that it takes up what
// stands in the page as it arrives.

import { siteRoot } from "../../widgets/shared/links.js";
import { chooseTheme, isDark, showTheme } from "../../widgets/shared/theme.js";
import { say } from "../../widgets/shared/words.js";
import { repaintFigures, takeUpFigure } from "./figures.js";
import { rememberVisit, watchOutline } from "./outline.js";
import { showStatus } from "./status.js";

function paint() {
  showTheme();
  const button = document.querySelector(".g-theme");
  if (button) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(isDark()));
  }
  repaintFigures();
}

/** What scrolls sideways in itself, a wide table on a phone, can be reached and scrolled by keys. */
const letScroll = new ResizeObserver((entries) => {
  for (const entry of entries) {
    const target = /** @type {HTMLElement} */ (entry.target);
    if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

const TAKEN_UP = [
  [".g-theme", () => {
    paint();
    rememberVisit();
  }],
  [".g-slot .g-plot", takeUpFigure],
  [".g-slot .g-html, .g-slot .g-scroll, .g-prose table", (box) => letScroll.observe(box)],
];
const seen = new WeakSet();
/** The page is streamed: whatever stands in it so far is taken up, once. */
function takeUp() {
  for (const [which, begin] of TAKEN_UP) {
    for (const el of document.querySelectorAll(/** @type {string} */ (which))) {
      if (seen.has(el)) continue;
      seen.add(el);
      /** @type {(el: Element) => void} */ (begin)(el);
    }
  }
}

/** Call `takeUp` whenever something has come, until all has. */
export function asItArrives(takeUp) {
  if (document.readyState !== "loading") return takeUp();
  const stream = new MutationObserver(takeUp);
  stream.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    stream.disconnect();
    takeUp();
  });
}

/** An instructor presents the same page, one part at a time. */
function present() {
  const beside = `${siteRoot()}voila/static/present`;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${beside}.css` }));
  import(`${beside}.js`).catch(() => showStatus({ state: "trouble", text: say("page", "no_presenter") }));
}

paint();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
document.addEventListener("click", ({ target }) => {
  if (!(/** @type {Element} */ (target).closest(".g-theme"))) return;
  chooseTheme(!isDark());
  paint();
});
watchOutline();
asItArrives(takeUp);
if (new URLSearchParams(location.search).has("present")) present();
