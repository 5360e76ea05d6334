// The colours of a figure for dark paper: a figure is written for light paper, and each of its
// colours is swapped for its twin.

const RGB = /^rgba?\(\s*(\d+),\s*(\d+),\s*(\d+)(?:,\s*([\d.]+))?\s*\)$/;
const HEX = /#[0-9a-fA-F]{6}/g;

/** A colour as hex, and how far it is seen through (null: not said). */
function hexOf(text) {
  const rgb = RGB.exec(text);
  if (!rgb) return [text.toLowerCase(), null];
  return ["#" + rgb.slice(1, 4).map((n) => Number(n).toString(16).padStart(2, "0")).join(""), rgb[4] ?? null];
}

function recolourText(text, twins) {
  if (text.includes("<")) return text.replace(HEX, (colour) => twins.get(colour.toLowerCase()) ?? colour); // markup
  const [hex, alpha] = hexOf(text);
  const twin = twins.get(hex);
  if (!twin) return text;
  if (alpha === null) return twin;
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(twin.slice(i, i + 2), 16));
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

/** The same figure with its colours swapped.
 *  @param {any} value plotly's JSON, or a part of it
 *  @param {Map<string, string>} twins hex to hex, in small letters
 *  @returns {any} */
export function recolour(value, twins) {
  if (Array.isArray(value)) return value.map((one) => recolour(one, twins));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, recolour(one, twins)]));
  return typeof value === "string" ? recolourText(value, twins) : value;
}
