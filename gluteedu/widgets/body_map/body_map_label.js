// Where the name of a region stands over the drawing. Pure.

export const WIDTH = 400; // of the drawing, in its own units
const REACH = 44; // pixels from the region to its name
const UPWARDS = { from: 90, to: 250 }; // regions at this height have their name above

/** The place of a name and the line to it: `left`, `top` in pixels; `endX`, `endY` in units of the drawing.
 *  @param {number} x of the region, in units of the drawing
 *  @param {number} y
 *  @param {number} scale pixels per unit
 *  @param {number} labelWidth pixels */
export function labelPlace(x, y, scale, labelWidth) {
  const up = y > UPWARDS.from && y < UPWARDS.to;
  const half = labelWidth / 2 + 2;
  const left = Math.min(Math.max(x * scale, half), WIDTH * scale - half);
  const endY = y + (up ? -REACH : REACH) / scale;
  return { x, y, up, scale, left, top: endY * scale, endX: left / scale, endY };
}
