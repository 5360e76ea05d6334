// What is asked now, on the instructor's page.

import { h } from "../../../widgets/shared/element.js";
import { say } from "../../../widgets/shared/words.js";
import { ActButtons, answeredWords, phaseWords } from "./class_page.js";
import { WhyPanel } from "./vote_reasons.js";
import { QuestionBody } from "./vote_results.js";

const FEW = 30, MOST = 70; // percent right, between which talking helps most

function advice(share) {
  if (share === null) return say("class_host", "peek_nobody");
  if (share < FEW) return say("class_host", "peek_few");
  return share <= MOST ? say("class_host", "peek_some") : say("class_host", "peek_most");
}

/** How a closed vote went, for the instructor alone; a button until that is asked for. */
function Peek({ question, peek, send }) {
  if (!peek) {
    return h("div", { class: "c-peek" }, h("button", { type: "button", class: "g-plain", "data-act": "peek", onclick: () => send({ do: "peek" }) },
      say("class_host", "peek")));
  }
  const share = peek.right === null ? null : Math.round(100 * peek.right);
  const head = share === null ? null : h("strong", null, `${say("class_host", "share_right", { share, n: peek.n })} `);
  return h("div", { class: "c-peek" },
    h("p", { role: "status", tabIndex: -1, "data-act": "peek" }, head, advice(share)),
    h("div", null, h(QuestionBody, { question, counts: [peek] })),
    h("p", { class: "g-small" }, say("class_host", "peek_source")));
}

/** @param {{ question: import("./class_page.js").Question | null, room: any, peek: any, send(message: object): void }} props */
export function CurrentQuestion({ question, room, peek, send }) {
  if (!question) return h("p", { class: "g-quiet" }, say("class_host", "nothing_asked"));
  return [
    h("p", { class: "c-phase" }, phaseWords(question)),
    h("div", { class: "c-stem", html: question.stem }),
    h("p", { class: "c-count", "data-count": "" }, room ? answeredWords(room) : null),
    h("div", { class: "g-buttons" }, h(ActButtons, { question, send })),
    question.phase === "closed" ? h(Peek, { question, peek, send }) : null,
    question.shown || question.revealed ? h("details", { key: "shown", open: true }, h("summary", null, say("class_host", "projector_shows")),
      h(QuestionBody, { question }), question.revealed ? h(WhyPanel, { question }) : null) : null,
  ];
}
