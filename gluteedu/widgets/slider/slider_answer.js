// What a slider answers: how urgent it is, what is still to be answered, and the readings.

import { CareCard } from "../shared/care_card.js";
import { h } from "../shared/element.js";
import { SourceLine } from "../shared/source_line.js";
import { say } from "../shared/words.js";
import { MarkShape, markWord } from "./slider_marks.js";

/** @typedef {{ level: string, head: string, html: string, act: string, sources: string[] }} Care */
/** @typedef {{ id: string, mark: string | null, html: string, sources: string[] }} PanelReading */

/** What to do now. @param {{ care: Care | null }} props */
export const CareAnswer = ({ care }) =>
  care && h(CareCard, { level: care.level, head: care.head },
    h("ul", { class: "gs-care-list", html: care.html }),
    h("div", { class: "gs-act", html: care.act }),
    h(SourceLine, { sources: care.sources, class: "gs-source" }));

/** @param {{ left: number, toSafety: () => void }} props */
export const StillOpen = ({ left, toSafety }) =>
  h("div", { class: "gs-open" },
    h("p", null, say("slider", "still_open", { n: left })),
    h("button", { type: "button", class: "g-plain", "data-focus": "safety", onclick: toSafety }, say("slider", "to_safety")));

/** @param {{ title: string, reading: PanelReading }} props */
export const Panel = ({ title, reading }) =>
  h("section", { class: "gs-panel" },
    h("h4", { class: "gs-panel-title" }, title),
    h("div", null, reading.mark
      ? h("span", { class: `gs-mark gs-mark-${reading.mark}` },
        h("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, h(MarkShape, { mark: reading.mark })),
        h("span", null, markWord(reading.mark)))
      : null),
    h("div", { class: "gs-panel-body", html: reading.html }),
    h("div", null, h(SourceLine, { sources: reading.sources, class: "gs-source" })));

/** The first sentence of safe markup, as text. */
function firstSentence(html) {
  const text = new DOMParser().parseFromString(html, "text/html").body.textContent.trim().replace(/\s+/g, " ");
  return text.match(/^.*?[.?](?=\s|$)/)?.[0] ?? text;
}

/** What is read out of an answer: how urgent, then the beginning of the first reading. */
export function spokenAnswer(view, { care, panels: [first] }) {
  const urgent = care && care.level !== "self_care" ? `${care.head}. ` : "";
  const panel = view.panels.find((one) => one.id === first?.id)?.title;
  return urgent + (first ? say("slider", "panel_says", { panel, reading: firstSentence(first.html) }) : firstSentence(care?.html ?? ""));
}
