// The projector: how to join, what is asked, how many have answered, and what came out.

import "./class_words.js";

import { h } from "../../../widgets/shared/element.js";
import { say } from "../../../widgets/shared/words.js";
import { classLine } from "./class_line.js";
import { ActButtons, answeredWords, JoinCode, patching, phaseWords } from "./class_page.js";
import { WhyPanel } from "./vote_reasons.js";
import { QuestionBody } from "./vote_results.js";

const SIZES = [1, 0.94, 0.88, 0.82, 0.77, 0.72], WITH_REASONS = 0.88; // of the type; reasons can be scrolled
const NARROW = 800; // pixels: below, the page is read by scrolling
const ONE_PRESS = 700; // milliseconds in which clickers send a press twice
const inside = window.parent !== window; // stands in a lesson's presenter view

/** @type {import("./class_page.js").Question | null} */
let question = null;
let room = null, join = null, connected = true;
let every = false; // the reasons of wrong options, too
let seen = "", lastPress = 0, fitting = 0;

const patch = patching(document.getElementById("app"), () => [
  question ? h("main", { id: "screen", key: "asked", class: `c-asked c-is-${question.phase}${question.shown ? " c-is-shown" : ""} c-type-${question.type}` }, h(Asked))
    : h("main", { id: "screen", key: "wait", class: "c-wait" }, h(Waiting)),
  h("footer", { class: "c-strip", id: "strip" }, h(Strip)),
]);
const line = classLine({
  view: "screen",
  hear,
  state(now) {
    connected = now;
    draw();
  },
});

function hear(message) {
  if ("join" in message) join = message.join;
  if ("question" in message) {
    question = message.question;
    if (!question?.revealed) every = false;
  }
  room = message.class ?? message.count ?? room;
  draw();
}
/** Patch the page; what is new is seen from its top and made to fit. */
function draw() {
  patch();
  const now = JSON.stringify([question, join, every]);
  if (now === seen) return;
  seen = now;
  if (question) scrollTo(0, 0);
  fitLater();
}

// ---- what is shown --------------------------------------------------------------------------
function Join() {
  if (!join) return null;
  if (!join.url) return h("p", { class: "c-trouble" }, say("class_host", "cannot_be_reached"));
  return [h(JoinCode, { svg: join.qr }), h("p", { class: "c-url" }, join.url.replace(/^https?:\/\//, ""))];
}
function countWords() {
  if (!connected) return say("class_host", "no_connection_trying");
  if (!room) return "";
  return question ? answeredWords(room) : say("class_host", "phones_here", { n: room.connected });
}
const Waiting = () => [
  h("h1", null, say("class_host", "join_with_phone")),
  h("div", { class: "c-join" }, h(Join)),
  h("p", null, say("class_host", "no_app")),
  h("p", { class: "c-count", role: "status", "data-count": "" }, countWords()),
];
const Asked = () => [
  h("div", { class: "c-main" },
    h("p", { class: "c-phase", role: "status" }, phaseWords(question)),
    question.story.length && !question.revealed ? h("div", { class: "c-story" }, question.story.map((html) => h("div", { html }))) : null,
    h("div", { class: "c-stem", role: "heading", "aria-level": "1", html: question.stem }),
    h(QuestionBody, { question, every })),
  h("aside", { "aria-label": question.revealed ? say("class_host", "why") : say("class_host", "how_to_join") },
    question.revealed ? h(WhyPanel, { question })
      : [h("p", { class: "c-count", "data-count": "" }, countWords()), h("div", { class: "c-join" }, h(Join))]),
];
const Strip = () => [
  question?.revealed?.reasons.length ? h("button", {
    key: "reasons", type: "button", "data-act": "reasons", "aria-pressed": String(every), class: every ? null : "g-primary", onclick: toggleReasons,
  }, every ? say("class_host", "fewer_reasons") : say("class_host", "every_reason")) : null,
  question ? h(ActButtons, { key: "acts", question, send: line.send }) : null,
  h("span", { key: "gap", class: "c-gap" }),
  inside ? h("button", { key: "back", type: "button", "data-act": "back", onclick: goBack }, say("class_host", "back_to_lesson"))
    : h("a", { key: "back", href: "../host" }, say("class_host", "your_class")),
];

/** The whole question is seen at once: what is too tall is made smaller, as far as it can be read. */
function fit() {
  const size = (value) => document.documentElement.style.setProperty("--c-fit", String(value));
  for (const value of innerWidth < NARROW ? [1] : SIZES) {
    size(value);
    if (document.documentElement.scrollHeight <= innerHeight) return;
  }
  if (every) size(WITH_REASONS);
}
function fitLater() {
  cancelAnimationFrame(fitting);
  fitting = requestAnimationFrame(fit);
}

// ---- what can be done -----------------------------------------------------------------------
function toggleReasons() {
  every = !every;
  draw();
}
function goBack() {
  window.parent.postMessage("gluteedu:back-to-lesson", location.origin);
}
/** The next step of all: of the vote, then the reasons, then further down. */
function goOn() {
  if (question.next) line.send({ do: question.next, run: question.run });
  else if (!every && question.revealed.reasons.length) toggleReasons();
  else scrollBy({ top: innerHeight * 0.7 });
}
// One key for the whole way, so that a clicker will do. A second press right after the first, as
// clickers send at times, does nothing.
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape" && inside) return goBack();
  const onControl = /** @type {Element} */ (event.target).closest?.("button, a, summary");
  const forward = ["PageDown", "ArrowRight"].includes(event.key) || (event.key === " " && !onControl);
  if (!forward || !question) return;
  event.preventDefault();
  if (event.timeStamp - lastPress < ONE_PRESS) return;
  lastPress = event.timeStamp;
  goOn();
});
addEventListener("resize", fitLater);
draw();
