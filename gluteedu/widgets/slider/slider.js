// The slider widget: what is moved here goes to Python as one message, and what comes back is shown.
// Answers live in this page only: in no trait, no address, no storage.

import { h } from "../shared/element.js";
import { newestOnly } from "../shared/newest_only.js";
import { widget } from "../shared/widget.js";
import { say } from "../shared/words.js";
import { SafetyQuestions, SliderInput } from "./slider_inputs.js";
import { CareAnswer, Panel, StillOpen, spokenAnswer } from "./slider_answer.js";
import { SliderPicture } from "./slider_pictures.js";

const SPEAK_AFTER = 800; // milliseconds: what is passed by on the way is not read out

/** @typedef {object} Outcome what Python answers, and what the view starts with
 *  @property {string[]} asked ids of the inputs that apply
 *  @property {string[]} unanswered ids of the safety questions that are open
 *  @property {boolean} stopped an answer calls for help: nothing else is shown
 *  @property {import("./slider_answer.js").Care | null} care
 *  @property {import("./slider_answer.js").PanelReading[]} panels
 *  @property {any} picture what it marks; null: there is no picture now */

export default widget(({ model, el, draw, focusOn, announce, Live }) => {
  const view = model.get("view");
  const safety = view.inputs.filter((spec) => spec.safety);
  const others = view.inputs.filter((spec) => !spec.safety);
  /** @type {Outcome} */
  let outcome = view.start;
  let answers = startAnswers(); // input id -> number, option id or null
  let safetyOpen = true;
  let pictureOpen = false; // "About this picture"
  let touched = null; // the id of what was answered last, "safety" for all of them
  let careBelow = null; // the id of what called for an urgent card, which stands right below it
  let count = 0;
  let oldest = 0; // replies with a lower number are of before "Start again"
  let speaking = 0;
  const line = newestOnly((message) => model.send(message));

  function startAnswers() {
    return Object.fromEntries(view.inputs.map((spec) => [spec.id, spec.value]));
  }
  const asked = (specs) => specs.filter((spec) => outcome.asked.includes(spec.id));
  function speak(sentence) {
    clearTimeout(speaking);
    speaking = setTimeout(() => announce(sentence), SPEAK_AFTER);
  }
  function answer(changes, where) {
    answers = { ...answers, ...changes };
    touched = where;
    draw();
    line.send({ act: "read", n: ++count, answers });
  }
  function noToRest() {
    const open = asked(safety).filter((spec) => answers[spec.id] === null);
    safetyOpen = false;
    answer(Object.fromEntries(open.map((spec) => [spec.id, "no"])), "safety");
    focusOn("safety");
  }
  function toSafety() {
    safetyOpen = true;
    draw();
    const first = asked(safety).findIndex((spec) => answers[spec.id] === null);
    el.querySelectorAll(".gs-safety fieldset")[first]?.querySelector("input").focus();
  }
  function startAgain() {
    answers = startAnswers();
    oldest = ++count;
    safetyOpen = true;
    touched = null;
    take(view.start);
    speak(say("slider", "at_the_start_again"));
  }
  function take(next) {
    outcome = next;
    careBelow = outcome.stopped ? careBelow ?? touched : null;
    draw();
  }
  function heard(message) {
    if (message?.act !== "read" && message?.refused !== "read") return;
    line.answered();
    if (message.refused || message.n < oldest) return;
    take(message);
    speak(spokenAnswer(view, message));
  }

  // ---- what is seen -----------------------------------------------------------------------
  /** Where the card stands: an urgent one is never folded away, nor gone with its question. */
  function careHome() {
    if (!outcome.stopped) return "side";
    const folded = !safetyOpen && safety.some((spec) => spec.id === careBelow);
    return outcome.asked.includes(careBelow) && !folded ? careBelow : "safety";
  }
  const care = (home) => (home === careHome() ? h(CareAnswer, { key: "care", care: outcome.care }) : null);
  const input = (spec) => [
    h(SliderInput, { key: spec.id, spec, value: answers[spec.id], onchange: (value) => answer({ [spec.id]: value }, spec.id) }),
    care(spec.id),
  ];
  const folded = (open) => {
    safetyOpen = open;
    draw();
  };
  const safetyPart = () => h(SafetyQuestions, {
    open: safetyOpen, of: asked(safety).length, left: outcome.unanswered.length, noToRest, ontoggle: folded,
  }, asked(safety).flatMap(input));
  function side() {
    const [first] = outcome.panels.filter((panel) => panel.id === view.panels[0].id);
    return h("div", { class: "gs-side" },
      outcome.unanswered.length ? h(StillOpen, { left: outcome.unanswered.length, toSafety }) : null,
      h("div", { class: "gs-care" }, care("side")),
      view.picture && outcome.picture
        ? h(SliderPicture, { view: view.picture, now: outcome.picture, open: pictureOpen, ontoggle: (open) => void (pictureOpen = open) })
        : null,
      first ? h(Panel, { title: view.panels[0].title, reading: first }) : null);
  }
  const rest = () => view.panels.slice(1).map(({ id, title }) => {
    const reading = outcome.panels.find((panel) => panel.id === id);
    return reading ? h(Panel, { key: id, title, reading }) : null;
  });

  return {
    heard,
    show: () =>
      h("section", { class: "g-card gs", "aria-label": view.title },
        h("h3", { class: "g-title", tabindex: "-1", "data-focus": outcome.stopped ? null : "head" }, view.title),
        h("div", { class: "gs-intro", html: view.intro }),
        safety.length ? safetyPart() : null,
        care("safety"),
        h("div", { class: "gs-main" },
          h("div", { class: "gs-inputs" }, asked(others).flatMap(input)),
          outcome.stopped ? null : side()),
        // It takes the place of the answers, and the focus that was in them.
        outcome.stopped ? h("p", { class: "gs-stopped", tabindex: "-1", "data-focus": "head" }, say("slider", "stopped")) : h("div", { class: "gs-panels" }, rest()),
        h("div", { class: "g-buttons" },
          h("button", { type: "button", onclick: startAgain }, say("slider", "start_again")),
          h("span", { class: "g-small" }, say("slider", "not_kept"))),
        h(Live)),
    stop: () => clearTimeout(speaking),
  };
});
