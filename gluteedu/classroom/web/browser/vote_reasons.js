// Why, once the answer is out: who moved, how many were sure but wrong, the explanation and its sources.

import { h } from "../../../widgets/shared/element.js";
import { say, sayWith } from "../../../widgets/shared/words.js";
import { isStage } from "./class_page.js";

/** Words for right and wrong; at a stage of a case for the clinician's own thought and another. */
const words = (stage, id, values = {}) => (stage ? say("class_host", `stage_${id}`, values) : say("class_host", `moves_${id}`, values));

/** How many came from wrong to right, and how many went the other way. */
function Moved({ stage, won, lost }) {
  const filled = { people: h("strong", null, say("class_host", "people", { n: won })), lost };
  if (stage) return h("p", { class: "c-moved" }, lost ? sayWith("class_host", "stage_moved_both", filled) : sayWith("class_host", "stage_moved", filled));
  return h("p", { class: "c-moved" }, lost ? sayWith("class_host", "moved_both", filled) : sayWith("class_host", "moved", filled));
}

/** First vote against last: how many stayed and how many moved. */
function Moves({ moves, stage }) {
  const { right_right: stayed, right_wrong: lost, wrong_right: won, wrong_wrong: wrong } = moves.counts;
  const head = (id) => h("th", { scope: "col" }, words(stage, id));
  const row = (id, ...cells) => h("tr", null, h("th", { scope: "row" }, words(stage, id)), cells.map(([n, cls]) => h("td", { class: cls }, String(n))));
  const once = moves.only_before + moves.only_after;
  return h("div", { class: "c-moves" },
    h("table", null,
      h("caption", null, words(stage, "caption", moves)),
      h("thead", null, h("tr", null, h("td", null), head("then_right"), head("then_wrong"))),
      h("tbody", null,
        row("first_right", [stayed, null], [lost, "c-lost"]),
        row("first_wrong", [won, "c-won"], [wrong, null]))),
    h(Moved, { stage, won, lost }),
    once ? h("p", { class: "g-small" }, say("class_host", "voted_once", { n: once })) : null);
}

/** @param {{ question: import("./class_page.js").Question }} props */
export function WhyPanel({ question }) {
  const { revealed, sure, moves } = question;
  const stage = isStage(question);
  return h("section", { class: "c-why", "aria-label": say("class_host", "why") },
    h("div", { html: revealed.explanation }),
    moves ? h(Moves, { moves, stage }) : null,
    sure.n && !stage ? h("p", null, say("class_host", "sure_but_wrong", { n: sure.n, wrong: sure.wrong })) : null,
    revealed.sources.length ? h("p", { class: "g-small" }, revealed.sources.join(" · ")) : null);
}
