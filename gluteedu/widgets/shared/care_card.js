// The four care cards: what to do, at four levels of urgency.

import { CARE_SHAPES } from "./constants.js";
import { h } from "./element.js";

/** The shape of a level, so that it is never told by colour alone. */
export const CareShape = ({ level, ...more }) =>
  h("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", ...more }, h("path", { d: CARE_SHAPES[level], "fill-rule": "evenodd" }));

/** A care card: `level` is a triage id, `head` the level in words; `html` is safe markup, before the children.
 *  @param {{ level: string, head: string, html?: string, children?: any }} props */
export const CareCard = ({ level, head, html, children }) => h("section", { class: `g-care g-care-${level}` },
  h("p", { class: "g-care-head" }, h(CareShape, { level }), h("span", null, head)),
  h("div", { class: "g-care-body" }, html === undefined ? null : h("div", { html }), children));
