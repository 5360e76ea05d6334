// The plane on which a curve is drawn, in numbers: from data to pixels and back. Pure.

export const HEIGHT = 320;
export const EDGE = { left: 40, right: 18, top: 26, bottom: 50 };
const REACH = 22; // pixels to the side at which a pointer takes hold of a point

/** @typedef {{ x: number, y: number }} Point */
/** @typedef {Map<number, number>} Curve the guess: x -> y */

/** The value of the view that can be set and is nearest to `y`.
 *  @param {{ step: number, y_max: number }} view
 *  @param {number} y */
export function fit({ step, y_max }, y) {
  const digits = (String(step).split(".")[1] ?? "").length;
  return Number((Math.round(Math.min(y_max, Math.max(0, y)) / step) * step).toFixed(digits));
}

/** From data to pixels and back, for a plane of this width.
 *  @param {{ xs: number[], y_max: number }} view
 *  @param {number} width */
export function planeScale({ xs, y_max }, width) {
  const [first, last] = [xs[0], xs[xs.length - 1]];
  const [across, up] = [width - EDGE.left - EDGE.right, HEIGHT - EDGE.top - EDGE.bottom];
  return {
    width,
    px: (x) => EDGE.left + ((x - first) / (last - first)) * across,
    py: (y) => HEIGHT - EDGE.bottom - (y / y_max) * up,
    /** @returns {Point} */
    at: (left, top) => ({ x: first + ((left - EDGE.left) / across) * (last - first), y: ((HEIGHT - EDGE.bottom - top) / up) * y_max }),
  };
}

/** The curve after a drag from one point to the next: what lies between is set on a straight line.
 *  @param {any} view
 *  @param {number[]} open the x values that can be set
 *  @param {ReturnType<typeof planeScale>} scale
 *  @param {Curve} guess
 *  @param {Point} from
 *  @param {Point} to
 *  @returns {Curve} */
export function dragged(view, open, scale, guess, from, to) {
  const next = new Map(guess);
  const nearest = open.reduce((a, b) => (Math.abs(b - to.x) < Math.abs(a - to.x) ? b : a));
  for (const x of open) {
    const between = (x - from.x) * (x - to.x) <= 0 && from.x !== to.x;
    if (between) next.set(x, fit(view, from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x)));
    else if (x === nearest && Math.abs(scale.px(x) - scale.px(to.x)) < REACH) next.set(x, fit(view, to.y));
  }
  return next;
}

/** Where a key moves a value to; null for a key that moves nothing.
 *  @param {{ step: number, y_max: number }} view
 *  @param {number} now
 *  @param {string} key
 *  @returns {number | null} */
export function movedByKey(view, now, key) {
  const { step, y_max } = view;
  const page = Math.max(step, Math.round(y_max / 10 / step) * step);
  const moves = {
    ArrowUp: now + step, ArrowRight: now + step, ArrowDown: now - step, ArrowLeft: now - step,
    PageUp: now + page, PageDown: now - page, Home: 0, End: y_max, Enter: now, " ": now,
  };
  return key in moves ? fit(view, moves[key]) : null;
}

/** The height of a line at `x`. @param {Point[]} line @param {number} x */
function heightAt(line, x) {
  const i = Math.max(1, line.findIndex((p) => p.x >= x));
  const [a, b] = [line[i - 1], line[i]];
  return a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
}

/** A place for the name of each line, beside it and as far from all lines as can be: in pixels.
 *  @param {Point[][]} lines in pixels, from left to right
 *  @param {number} width
 *  @returns {Point[]} */
export function labelPlaces(lines, width) {
  const [first, last] = [lines[0][0].x, lines[0][lines[0].length - 1].x];
  /** @type {Point[]} */
  const placed = [];
  const room = (x, y) => {
    let least = Math.min(24, y - EDGE.top, HEIGHT - EDGE.bottom - y);
    for (let at = Math.max(first, x - 44); at <= Math.min(last, x + 44); at += 11) {
      for (const line of lines) least = Math.min(least, Math.abs(heightAt(line, at) - y));
    }
    return Math.min(least, ...placed.map((p) => Math.max(Math.abs(p.y - y), Math.abs(p.x - x) / 5)));
  };
  for (const line of lines) {
    const spots = line.slice(1).flatMap((p) => [-26, 26, -14, 14, -38, 38].flatMap((up) => [0, 56, -56].map((aside) => {
      const x = Math.min(width - EDGE.right - 44, Math.max(EDGE.left + 44, p.x + aside));
      return { x, y: p.y + up, room: room(x, p.y + up) };
    })));
    placed.push(spots.reduce((a, b) => (b.room > a.room ? b : a)));
  }
  return placed;
}
