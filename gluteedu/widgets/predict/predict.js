// The predict widget: first the guess, then, from Python and on request, the data.

import { h } from "../shared/before/dom.js";
import { guessedShares } from "./predict_bars.js";
import { drawingPlane } from "./predict_plane.js";

function render({ model, el }) {
  const view = model.get("view");
  el.classList.add("gluteedu");
  const curve = view.kind === "curve";
  let waiting = false;

  const guess = (curve ? drawingPlane : guessedShares)(view, () => (hint.textContent = ""));
  const how = curve
    ? h("p", { class: "g-quiet" }, `Drag from left to right across the chart. Or press Tab to reach a point, then the up and down keys.`)
    : null;
  const hint = h("p", { class: "gp-hint", role: "status" });
  const show = h("button", { type: "button", class: "g-primary", onclick: ask }, "Show the data");
  const again = h("button", { type: "button", hidden: true, onclick: restart }, curve ? "Draw again" : "Guess again");
  const result = h("div", { class: "gp-result", hidden: true });
  const card = h("section", { class: "g-card gp", "aria-label": view.title },
    h("h3", { class: "g-title" }, view.title), h("div", { class: "gp-prompt", html: view.prompt }),
    how, guess.el, hint, result, h("div", { class: "g-buttons" }, show, again));
  el.append(card);

  function ask() {
    const missing = guess.missing();
    if (missing.length) {
      hint.textContent = guess.need(missing);
      guess.focusMissing();
      return;
    }
    if (waiting) return;
    waiting = true;
    hint.textContent = "";
    model.send({ act: "reveal", guess: guess.get() });
  }

  function received(message) {
    if (message?.refused === "reveal") {
      waiting = false;
      hint.textContent = "That guess could not be read. Please try again.";
      return;
    }
    if (message?.act !== "reveal" || !waiting) return;
    waiting = false;
    const numbers = guess.reveal(message.truth, message.spread);
    const head = h("h4", { class: "gp-head", tabindex: "-1" }, "How close were you?");
    result.replaceChildren(head,
      h("p", { class: "gp-said" }, message.said),
      message.feedback.length ? h("ul", { class: "gp-feedback" }, message.feedback.map((html) => h("li", { html }))) : "",
      h("h4", { class: "gp-head" }, "What the data say"),
      h("div", { class: "gp-reading", html: message.reading }),
      numbers ? h("details", {}, h("summary", {}, "See the numbers"), h("div", { class: "g-scroll", tabindex: "0", role: "region", "aria-label": "The numbers" }, numbers)) : "",
      message.note ? h("p", { class: "g-quiet" }, message.note) : "",
      h("p", { class: "g-small" }, `Source: ${message.sources.join("; ")}`));
    result.hidden = false;
    show.hidden = true;
    if (how) how.hidden = true;
    again.hidden = false;
    head.focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    guess.el.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  }

  function restart() {
    guess.reset();
    result.hidden = true;
    result.replaceChildren();
    again.hidden = true;
    show.hidden = false;
    if (how) how.hidden = false;
    guess.focusMissing();
  }

  model.on("msg:custom", received);
  return () => {
    guess.stop();
    model.off("msg:custom", received);
  };
}

export default { render };
