// The instructor's page: what is asked now, who is here, what can be asked.

import "./class_words.js";

import { h } from "../../../widgets/shared/element.js";
import { liveRegion } from "../../../widgets/shared/live_region.js";
import { say } from "../../../widgets/shared/words.js";
import { classLine, classRoot, post } from "./class_line.js";
import { patching, phaseWords } from "./class_page.js";
import { QuestionBank } from "./host_bank.js";
import { ClassPanel } from "./host_class.js";
import { CurrentQuestion } from "./host_question.js";

const REFUSAL_STAYS = 6000; // milliseconds
const { Region, announce } = liveRegion();

/** @type {import("./class_page.js").Question | null} */
let question = null;
let room = null, join = null;
let peek = null, phase = ""; // how the vote of this phase went, if that was asked for
let connected = true, refusal = "", refusalEnds = 0;
let groups = null, failed = false, typed = "";
let instead = null; // a question that was pressed once while another one has votes

const draw = patching(document.getElementById("app"), () => [
  h("p", { id: "trouble", role: "alert", class: "c-trouble", hidden: connected && !refusal }, connected ? refusal : say("class_host", "no_connection")),
  h("main", { class: "c-host" },
    h("section", { class: "g-card c-now", "aria-labelledby": "question-head" },
      h("h2", { id: "question-head" }, say("class_host", "asked_now")),
      h("div", { id: "question" }, h(CurrentQuestion, { question, room, peek, send: line.send }))),
    h("section", { class: "g-card c-class", "aria-labelledby": "class-head" },
      h("h2", { id: "class-head" }, say("class_host", "the_class")),
      h("div", { id: "class" }, h(ClassPanel, { room, join, send: line.send }))),
    h("section", { class: "g-card c-bank", "aria-labelledby": "bank-head" },
      h("h2", { id: "bank-head" }, say("class_host", "ask_a_question")),
      h("div", { id: "bank" }, h(QuestionBank, { groups, failed, typed, type, instead, ask })))),
  h(Region),
]);

const line = classLine({
  view: "host",
  hear,
  state(now) {
    connected = now;
    draw();
  },
});

function hear(message) {
  if ("join" in message) join = message.join;
  if ("question" in message) asked(message.question);
  room = message.class ?? message.count ?? room;
  if (message.peek && message.run === question?.run) peek = message.peek;
  if (message.refused) refused(message.refused);
  draw();
}
function asked(now) {
  question = now;
  const next = now ? `${now.run}/${now.round}/${now.phase}` : "";
  if (next === phase) return;
  phase = next;
  peek = null;
  if (now) announce(phaseWords(now));
}
function refused(why) {
  refusal = why;
  clearTimeout(refusalEnds);
  refusalEnds = setTimeout(() => {
    refusal = "";
    draw();
  }, REFUSAL_STAYS);
}

function type(words) {
  typed = words;
  draw();
}
/** A vote with answers does not go by one wrong press. */
function ask(id) {
  const again = question?.phase === "open" && room.answered && instead !== id;
  instead = again ? id : null;
  draw();
  if (again) return;
  line.send({ do: "ask", question: id });
  document.getElementById("question-head").scrollIntoView({ block: "start" });
}
async function loadBank() {
  try {
    groups = (await (await fetch(`${classRoot()}/host/questions`)).json()).groups;
  } catch {
    failed = true;
  }
  draw();
}

document.getElementById("leave").addEventListener("click", async () => {
  await post("leave", {});
  location.assign(`${classRoot()}/key`);
});
draw();
loadBank();
