// What is due today, in one small card: a number, a sentence, the way to the review page.

import { counted, whenWords, zoneOffset } from "../shared/before/days.js";
import { h } from "../shared/before/dom.js";
import { newId } from "../shared/ids.js";
import { followRecord } from "../shared/follow_record.js";
import { pageLink } from "../shared/before/page_link.js";

function render({ model, el }) {
  el.classList.add("gluteedu");
  el.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab: keys here are the learner's
  const headId = newId("due");
  const body = h("div", { class: "gd-body" });
  el.replaceChildren(h("section", { class: "g-card gd", "aria-labelledby": headId },
    h("h3", { class: "g-hidden", id: headId }, "Review"), body));
  const pages = model.get("view").pages;
  const review = pageLink(pages.review, { class: "g-button gd-go" }, "Review now");
  const look = pageLink(pages.review, {}, "Go to the review page");
  const progress = pages.progress ? pageLink(pages.progress, {}, "See my progress") : null;

  function words(view) {
    if (view.saving === "off") return ["Nothing is kept here", "Your answers are not saved, so no cards come back."];
    if (view.cards === 0) return ["Nothing to review yet", "What you miss in a quiz will wait for you here."];
    if (view.due > 0) {
      const minutes = Math.max(1, Math.round((view.questions * 25 + view.words * 10) / 60));
      return [`${counted(view.due, "card")} ${view.due === 1 ? "is" : "are"} due today`, `About ${counted(minutes, "minute")}.`];
    }
    return ["Nothing is due", view.next ? `The next card comes ${whenWords(view.next)}.` : "You are up to date."];
  }
  function show() {
    const view = model.get("view");
    const [head, more] = words(view);
    const due = view.saving === "off" ? 0 : view.due;
    const held = body.contains(el.getRootNode().activeElement);
    body.replaceChildren(
      h("span", { class: `gd-number${due ? " gd-some" : ""}`, "aria-hidden": "true" }, due ? String(due) : "✓"),
      h("div", { class: "gd-words" }, h("p", { class: "gd-head" }, head), h("p", { class: "g-quiet" }, more)),
      h("p", { class: "gd-links" }, due ? review : look, progress));
    if (held) (due ? review : look).focus();
  }

  show();
  model.on("change:view", show);
  const record = followRecord(model, { all: true });
  model.send({ act: "refresh", offset: zoneOffset() });
  return () => {
    model.off("change:view", show);
    record.stop();
  };
}

export default { render };
