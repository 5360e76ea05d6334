// What stands beside the drawing: a region in words, a step of the nerve's path, and all names.

import { h } from "../shared/element.js";
import { say } from "../shared/words.js";

/** @param {{ region: import("./body_map.js").RegionView }} props */
export const Region = ({ region }) => [
  h("h4", { class: "gb-head" }, region.name),
  h("p", { class: "gb-also" }, region.also),
  h("h5", { class: "gb-sub" }, say("body_map", "what_it_does")), h("div", { html: region.text }),
  h("h5", { class: "gb-sub" }, say("body_map", "what_pain_may_mean")), h("div", { html: region.hurts }),
  h("p", { class: "g-small gb-sources" }, say("shared", "sources", { sources: region.sources.join("; ") })),
];

/** Before anything is chosen. @param {{ names: string[] }} props of what is marked */
export const Start = ({ names }) =>
  h("p", null, names.length ? say("body_map", "these_are_marked", { names: names.join(", ") }) : say("body_map", "choose_a_place"));

/** The path of the nerve up to one step.
 *  @param {{ nerve: { html: string }[], step: number, trace: (step: number, button: "back" | "forward") => void }} props */
export function NerveStep({ nerve, step, trace }) {
  const last = step === nerve.length - 1;
  return [
    h("h4", { class: "gb-head" }, say("body_map", "nerve_head")),
    h("p", { class: "gb-also" }, say("body_map", "step", { n: step + 1, of: nerve.length })),
    h("ol", { class: "gb-steps" }, nerve.slice(0, step + 1).map(({ html }, i) =>
      h("li", { key: i, value: String(i + 1), class: i === step ? "gb-step-now" : "", "aria-current": i === step ? "step" : null, html }))),
    h("div", { class: "g-buttons" },
      h("button", { type: "button", class: "g-primary", "data-focus": "forward", onclick: () => trace(step + 1, "forward") }, last ? say("body_map", "finish") : say("body_map", "next_step")),
      h("button", { type: "button", "data-focus": "back", disabled: step === 0, onclick: () => trace(step - 1, "back") }, say("body_map", "back"))),
  ];
}

/** @param {{ regions: import("./body_map.js").RegionView[], chosen: string | null, on: string[], does: any }} props */
export const Names = ({ regions, chosen, on, does }) =>
  h("ul", { class: "gb-list" }, regions.map(({ id, name }) =>
    h("li", { key: id }, h("button", {
      type: "button", class: `gb-name${on.includes(id) ? " gb-near" : ""}`, "aria-pressed": id === chosen,
      onclick: () => does.choose(id), onpointerenter: () => does.point(id), onpointerleave: () => does.point(null),
    }, name))));
