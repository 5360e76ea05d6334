// Type and figures as large as the screen allows.

const BAR = 64; // pixels that the bar takes
const MARGIN = 24;
const PROSE = [1, 0.95, 0.9, 0.85], WIDGET = [1, 0.95, 0.9, 0.85, 0.8, 0.77]; // sizes of the type
const ALONE = [1.3, 1.2, 1.1]; // and more for a widget that has the screen for itself
const TOO_TALL = 0.9; // of a widget that scrolls
const SMALLER_FIGURE = 0.88;

/** The height that a step may have. */
export const roomFor = () => innerHeight - BAR - 2 * MARGIN;

/** What is a little too tall is made a little smaller, so that it is seen at once; what is far too
 *  tall keeps large type and scrolls. A figure takes the room that is left, but its words stay
 *  large enough to read from the last row.
 *  @param {HTMLElement} main
 *  @param {import("./present_steps.js").Step} step what is shown */
export function fit(main, step) {
  const root = document.documentElement;
  const drawings = /** @type {NodeListOf<SVGSVGElement>} */ (main.querySelectorAll(".g-plot-drawn svg"));
  const figure = [...drawings].find((svg) => svg.getClientRects().length);
  const natural = figure?.viewBox.baseVal.height ?? 0;
  const set = (name, value) => root.style.setProperty(name, value);
  set("--p-natural", `${natural}px`);
  const fits = (size, height = natural) => {
    set("--p-fit", String(size));
    set("--p-figure", `${height}px`);
    const fitted = root.scrollHeight <= innerHeight + 4;
    if (fitted && figure) set("--p-figure", `${height + spare(step)}px`);
    return fitted;
  };
  const widget = step.units.some((unit) => unit.slot);
  const sizes = widget ? [...(root.dataset.solo ? ALONE : []), ...WIDGET] : PROSE;
  if (sizes.some((size) => fits(size))) return;
  if (figure && sizes.some((size) => fits(size, natural * SMALLER_FIGURE))) return;
  fits(widget ? TOO_TALL : 1);
}

/** Pixels between the end of a step and the bar. */
function spare(step) {
  const shown = step.units.at(-1).node.getBoundingClientRect().bottom;
  return Math.max(0, innerHeight - BAR - MARGIN - shown);
}

/** Type and figures as they were before.
 *  @param {HTMLElement} root */
export function unfit(root) {
  for (const name of ["--p-fit", "--p-figure", "--p-natural", "--p-answer-hidden"]) root.style.removeProperty(name);
}
