// A drawing that Python gives as SVG text, as elements that a widget can make its own.

import { h } from "./element.js";

/** The drawing's root; null where the text is no drawing. Its ids begin with `own`, so that two
 *  drawings on a page do not clash, and what would be read out or could run is left out.
 *  @param {string} text
 *  @param {string} own
 *  @returns {any} */
export function readDrawing(text, own) {
  const unique = text
    .replace(/\bid="([^"]+)"/g, `id="${own}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${own}-$1)`)
    .replace(/href="#([^"]+)"/g, `href="#${own}-$1"`);
  const svg = new DOMParser().parseFromString(unique, "image/svg+xml").documentElement;
  if (svg.nodeName !== "svg") return null;
  svg.querySelectorAll("script, title, desc, text, foreignObject, a").forEach((one) => one.remove());
  for (const name of ["aria-labelledby", "aria-describedby", "role", "tabindex"]) {
    for (const one of [svg, ...svg.querySelectorAll(`[${name}]`)]) one.removeAttribute(name);
  }
  return svg;
}

/** The drawing as elements. `more(node)` adds attributes to a node, or null; `on` stands on top of all.
 *  @param {any} node
 *  @param {(node: Element) => Record<string, any> | null} more
 *  @param {any} [on]
 *  @returns {any} */
export function drawn(node, more, on = null) {
  const own = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
  const children = [...node.childNodes].map((child) =>
    child.nodeType === Node.ELEMENT_NODE ? drawn(child, more) : child.nodeType === Node.TEXT_NODE ? child.data : null);
  return h(node.nodeName, { ...own, ...more(node) }, children, on);
}
