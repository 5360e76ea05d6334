// The join page of a phone: one line to the class, and one form. Written for old phones: no syntax
// that they do not know, and few bytes.

import "./old_phones.js";

import { Fragment, render } from "preact";

import { draftFor, lacking, responseOf } from "./phone_draft.js";
import { h, rich } from "./phone_element.js";
import { Inputs, Sureness } from "./phone_inputs.js";
import { phoneLine } from "./phone_line.js";
import { Reasons } from "./phone_reasons.js";
import { standing } from "./phone_status.js";
import { say } from "./phone_words.js";

var NO_ANSWER_AFTER = 6000; // milliseconds
var main = document.querySelector("main");
var state = { question: null, mine: null, settings: /** @type {any} */ ({}), name: null };
/** @type {import("./phone_draft.js").Draft} */
var draft = { key: "", response: null, sure: null, touched: false };
var typedName = null;
var pending = null, ackTimer = 0; // a vote on its way
var status = [say("class_phone", "joining"), "off"];
var asking = ""; // what stands on the page

var line = phoneLine(location.pathname.replace(/\/+$/, ""), {
  hear: hear,
  lost: () => tell(say("class_phone", "not_connected"), "off"),
  refused: (why) => tell(why || say("class_phone", "wait_a_moment"), "off"),
});

function tell(words, cls) {
  status = [words, cls];
  draw();
}

// ---- what comes in, and what is sent --------------------------------------------------------
function hear(message) {
  if ("question" in message) {
    state = message;
    resend();
    stands();
  } else if ("vote_taken" in message) {
    settled();
    state.mine = message.mine;
    stands();
  } else if (message.refused) {
    settled();
    tell(message.refused === "late" ? say("class_phone", "too_late") : say("class_phone", "unreadable"), "off");
  } else if (message.name_set) tell(say("class_phone", "name_is_set"), "good");
}
function stands() {
  status = standing(state.question, state.mine);
  draw();
}
function settled() {
  pending = null;
  clearTimeout(ackTimer);
}
function resend() {
  var question = state.question;
  if (!pending) return;
  var taken = state.mine && JSON.stringify(state.mine.response) === JSON.stringify(pending.response);
  if (!question || question.run !== pending.run || question.round !== pending.round || question.phase !== "open" || taken) settled();
  else send(pending);
}
function send(vote) {
  pending = vote;
  tell(say("class_phone", "sending"), "");
  clearTimeout(ackTimer);
  ackTimer = setTimeout(line.renew, NO_ANSWER_AFTER);
  line.send(vote);
}
function vote(event) {
  event.preventDefault();
  var question = state.question, response = responseOf(question, draft), lacks = lacking(question, response);
  if (lacks) return tell(say("class_phone", `need_${lacks}`, question.number), "off");
  send({ do: "vote", run: question.run, round: question.round, response: response, confidence: draft.sure });
}

// ---- what is shown --------------------------------------------------------------------------
/** Choose: `response` or `sure`. */
function change(name, value) {
  draft[name] = value;
  draft.touched = true;
  draw();
}

/** The form. Once the vote is closed it shows the vote that counts, whatever was chosen since. */
function VoteForm() {
  var question = state.question, open = question.phase === "open";
  var response = open ? draft.response : state.mine && state.mine.response;
  return h("form", { noValidate: true, onsubmit: vote },
    h("fieldset", { disabled: !open },
      rich("legend", "", question.stem, { tabIndex: -1 }),
      h(Inputs, { question: question, response: response, choose: (value) => change("response", value) })),
    open && state.settings.confidence ? h(Sureness, { sure: draft.sure, choose: (value) => change("sure", value) }) : null,
    open ? h("button", { class: "send" }, state.mine ? say("class_phone", "change_vote") : say("class_phone", "send_vote")) : null);
}

/** A name, if the class wants names. */
function NameForm() {
  function name(event) {
    event.preventDefault();
    line.send({ do: "name", name: typedName === null ? state.name || "" : typedName });
  }
  return h("form", { onsubmit: name },
    h("label", { class: "pair" }, say("class_phone", "your_name"),
      h("input", {
        type: "text", maxLength: 40, autocomplete: "nickname", value: typedName === null ? state.name || "" : typedName,
        oninput: (event) => (typedName = event.target.value),
      })),
    h("button", { class: "plain" }, say("class_phone", "set_name")));
}

function page() {
  var question = state.question;
  return [
    h("h1", { id: "head", tabIndex: -1 }, say("class_phone", "title")),
    h("p", { id: "line", class: status[1], role: "status", "aria-live": "polite" }, status[0]),
    h("div", { id: "question" }, question ? h(Fragment, { key: question.run },
      question.story.map((html) => rich("div", "story", html)),
      h(VoteForm, null),
      question.revealed ? h(Reasons, { question: question }) : null) : null),
    h("div", { id: "name" }, state.settings.names ? h(NameForm, null) : null),
  ];
}

/** Patch the page. What is asked anew is seen from its top; the focus stays where it is, and where
 *  that is gone or can be used no more, it goes to the question. */
function draw() {
  var question = state.question;
  var held = /** @type {HTMLElement} */ (document.activeElement), inside = main.contains(held);
  if (question) draft = draftFor(draft, state);
  if (!state.settings.names) typedName = null;
  render(page(), main);
  var fieldset = /** @type {HTMLFieldSetElement} */ (main.querySelector("fieldset"));
  if (inside && (!main.contains(held) || (fieldset && fieldset.disabled && fieldset.contains(held)))) {
    /** @type {HTMLElement} */ (main.querySelector("legend") || main.querySelector("h1")).focus();
  }
  var now = question ? [question.run, question.round, question.phase].join("/") : "";
  if (now !== asking && question) window.scrollTo(0, 0);
  asking = now;
}

draw();
line.connect();
