// The predict widget: first the guess, then, from Python and on request, the data.

import { h } from "../shared/element.js";
import { oneRequest } from "../shared/one_request.js";
import { SourceLine } from "../shared/source_line.js";
import { widget } from "../shared/widget.js";
import { say } from "../shared/words.js";
import { numbersGuess } from "./predict_bars.js";
import { curveGuess } from "./predict_plane.js";

/** @typedef {object} Kind how something is guessed; a guess is never changed, but replaced
 *  @property {(view: any) => any} start the guess before anything is set
 *  @property {(view: any, guess: any) => string} need what is still to be done; "" when it can be sent
 *  @property {(guess: any) => any} message the guess as Python reads it
 *  @property {(view: any, guess: any) => string} next the selector of what to set next
 *  @property {() => string} again what the button says that begins anew
 *  @property {(props: { view: any, guess: any, result: Result | null, onchange: (guess: any) => void }) => any} Guess
 *  @property {((props: { view: any, guess: any, result: Result }) => any) | null} Numbers a table to unfold */

/** @typedef {object} Result what Python answers
 *  @property {any[]} truth
 *  @property {string} spread what the thin line of a bar is
 *  @property {string} said
 *  @property {string[]} feedback safe markup
 *  @property {string} reading safe markup
 *  @property {string} note
 *  @property {string[]} sources */

/** @type {Record<string, Kind>} */
const KINDS = { curve: curveGuess, shares: numbersGuess };

export default widget(({ model, el, draw, announce, Live }) => {
  const view = model.get("view");
  const kind = KINDS[view.kind];
  let guess = kind.start(view);
  /** @type {Result | null} */
  let result = null;
  let hint = "";
  const request = oneRequest(model, { changed: draw, late: () => tell(say("predict", "no_answer")) });

  function tell(sentence) {
    hint = sentence;
    draw();
  }
  function change(next) {
    guess = next;
    tell("");
  }
  const focusOnNext = () => el.querySelector(kind.next(view, guess))?.focus();
  function ask() {
    const need = kind.need(view, guess);
    tell(need);
    if (need) focusOnNext();
    else request.send({ act: "reveal", guess: kind.message(guess) }, guess);
  }
  function startAgain() {
    guess = kind.start(view);
    result = null;
    draw();
    focusOnNext();
  }

  /** The learner has not left the button that asked for the data. */
  function isStillHere() {
    const button = el.querySelector(".gp-ask-data");
    const { top, bottom } = button.getBoundingClientRect();
    const onIt = button.matches(":focus") || document.activeElement === document.body; // Safari focuses no button
    return onIt && bottom > 0 && top < innerHeight;
  }
  function show(found, sent) {
    const here = isStillHere();
    guess = sent;
    result = found;
    draw();
    if (!here) return announce(found.said);
    el.querySelector(".gp-head").focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    el.querySelector(".gp-guess-part").scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  }
  function heard(message) {
    if (message?.act !== "reveal" && message?.refused !== "reveal") return;
    const sent = request.settle();
    if (!sent) return;
    if (message.refused) tell(say("predict", "refused"));
    else show(message, sent);
  }

  return {
    heard,
    show: () =>
      h("section", { class: "g-card gp", "aria-label": view.title, "aria-busy": request.waiting ? "true" : null },
        h("h3", { class: "g-title", tabindex: "-1", "data-focus": "head" }, view.title),
        h("div", { class: "gp-prompt", html: view.prompt }),
        kind === curveGuess && !result ? h("p", { class: "g-quiet" }, say("predict", "how_to_draw")) : null,
        h("div", { class: "gp-guess-part" }, h(kind.Guess, { view, guess, result, onchange: change })),
        h("p", { class: "gp-hint", role: "status" }, hint),
        result ? h(ResultPart, { view, kind, guess, result }) : null,
        h("div", { class: "g-buttons" }, result
          ? h("button", { key: "again", type: "button", onclick: startAgain }, kind.again())
          : h("button", { key: "show", type: "button", class: "g-primary gp-ask-data", "data-focus": "verdict", onclick: ask }, say("predict", "show_the_data"))),
        h(Live)),
    stop: () => request.stop(),
  };
});

/** How close it was, and what the data say. It takes the focus over from the button that asked for it. */
function ResultPart({ view, kind, guess, result }) {
  return h("div", { class: "gp-result" },
    h("h4", { class: "gp-head", tabindex: "-1", "data-focus": "verdict" }, say("predict", "how_close")),
    h("p", { class: "gp-said" }, result.said),
    result.feedback.length ? h("ul", { class: "gp-feedback" }, result.feedback.map((html) => h("li", { html }))) : null,
    h("h4", { class: "gp-head" }, say("predict", "what_data_say")),
    h("div", { class: "gp-reading", html: result.reading }),
    kind.Numbers
      ? h("details", null, h("summary", null, say("predict", "see_numbers")),
        h("div", { class: "g-scroll", tabindex: "0", role: "region", "aria-label": say("predict", "numbers") }, h(kind.Numbers, { view, guess, result })))
      : null,
    result.note ? h("p", { class: "g-quiet" }, result.note) : null,
    h(SourceLine, { sources: result.sources }));
}
