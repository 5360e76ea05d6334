// The marks of the case clinic: causes and levels of care as a shape and a word, and who said what.

import { CareShape } from "../shared/care_card.js";
import { h } from "../shared/element.js";
import { say } from "../shared/words.js";

/** @typedef {{ id: string, name: string, note: string, path: string }} Cause its shape is an SVG path */
/** @typedef {{ id: string, name: string, short: string }} Level */
/** @typedef {{ cause: string, triage: string, confidence?: string }} Said what one person said at a step */
/** @typedef {object} Model what the model said at a step
 *  @property {string} cause
 *  @property {string} picture
 *  @property {string} triage
 *  @property {string[]} flags
 *  @property {number} open safety questions without an answer
 *  @property {string | null} alone the first cause without the safety gate, where that is another */
/** @typedef {{ number: number, said: Said | null, clinician: Said & { html: string }, model: Model }} Step */
/** @typedef {{ steps: Step[], causes: string[], triage: string[], lesson: string, teaching: string, sources: string[] } & Record<string, any>} End */

export const causeOf = (view, id) => view.causes.find((one) => one.id === id);
export const levelOf = (view, id) => view.levels.find((one) => one.id === id);

export const CauseMark = ({ view, id }) =>
  h("svg", { class: "gcc-mark", viewBox: "-11 -11 22 22", "aria-hidden": "true", style: `--gcc: var(--g-${id})` }, h("path", { d: causeOf(view, id).path }));

export const LevelMark = ({ id }) => h(CareShape, { level: id, class: "gcc-mark", style: `--gcc: var(--g-${id})` });

/** @param {{ view: any, id: string, children?: any }} props */
export const CauseTag = ({ view, id, children }) =>
  h("span", { class: "gcc-tag" }, h(CauseMark, { view, id }), h("span", null, h("strong", null, causeOf(view, id).name), children));

export const LevelTag = ({ view, id }) =>
  h("span", { class: "gcc-tag" }, h(LevelMark, { id }), h("span", null, h("strong", null, levelOf(view, id).short)));

/** What one person said at one step: cause, level, and how sure.
 *  @param {{ view: any, said: Said }} props */
export const SaidTags = ({ view, said }) => h("p", { class: "gcc-said" },
  h(CauseTag, { view, id: said.cause }), h(LevelTag, { view, id: said.triage }),
  said.confidence ? h("span", { class: "gcc-tag gcc-sure" }, say("shared", `confidence_${said.confidence}`)) : null);

function calmWords({ open }) {
  return open ? say("clinic", "calm_but_open", { n: open }) : say("clinic", "calm");
}

/** What the model said at one step. Calm words never stand alone while safety questions are open.
 *  @param {{ view: any, model: Model }} props */
export const ModelNotes = ({ view, model }) => [
  h("p", { class: "gcc-said" },
    h(CauseTag, { view, id: model.cause }, `, ${say("clinic", `lead_${model.picture.replace(" ", "_")}`)}`), h(LevelTag, { view, id: model.triage })),
  model.flags.length ? h("p", null, say("clinic", "gate", { flags: model.flags.join("; ") })) : null,
  model.triage === "self_care" ? h("p", null, calmWords(model)) : null,
  model.alone ? h("p", null, say("clinic", "without_gate", { cause: causeOf(view, model.alone).name })) : null,
];
