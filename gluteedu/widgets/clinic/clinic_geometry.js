// Where the paths of the case clinic run: steps across, levels of care up and down.

const NARROW = 420; // pixels, below which the letters are small
const SMALL = 14;

/** Lengths in pixels.
 *  @param {{ width: number, large: number, lanes: number, rows: number, steps: number }} given
 *    `lanes` for the levels of care, `rows` for who said it */
export function pathLayout({ width, large, lanes, rows, steps }) {
  const size = width < NARROW ? SMALL : large; // of the letters
  const gap = size + 5;
  const lane = rows * gap + 12;
  const left = size * 8 + 26; // beside the names of the levels
  const right = width - size * 5.2 - 14; // beside the names of the rows
  const top = size * 2; // below the numbers of the steps
  return {
    size, lane, top,
    bottom: top + lane * lanes,
    /** @param {number} i of a lane, from above */
    laneTop: (i) => top + lane * i,
    laneMiddle: (i) => top + lane * (i + 0.5),
    /** @param {number} i of a step, from the left */
    x: (i) => left + ((right - left) * i) / (steps - 1),
    /** @param {number} i of a lane
     *  @param {number} row */
    y: (i, row) => top + lane * (i + 0.5) + gap * (row - (rows - 1) / 2),
  };
}
