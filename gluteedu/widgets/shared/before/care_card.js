// The four care cards: what to do, at four levels of urgency.

import { CARE_SHAPES } from "../constants.js";
import { h, s } from "./dom.js";

/** A care card: `level` is a triage id, `head` the level in words; `html` safe markup, or `body` nodes.
 *  @param {{ level: string, head: string, html?: string, body?: any }} card */
export function careCard({ level, head, html, body = [] }) {
  return h("section", { class: `g-care g-care-${level}` },
    h("p", { class: "g-care-head" },
      s("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, s("path", { d: CARE_SHAPES[level], "fill-rule": "evenodd" })),
      h("span", {}, head)),
    h("div", { class: "g-care-body" }, html !== undefined ? h("div", { html }) : null, body));
}
