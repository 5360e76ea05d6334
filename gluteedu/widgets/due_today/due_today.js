// What is due today, in one small card: a number, a sentence, the way to the review page.

import { whenWords, zoneOffset } from "../shared/days.js";
import { h } from "../shared/element.js";
import { followRecord } from "../shared/follow_record.js";
import { newId } from "../shared/ids.js";
import { PageLink } from "../shared/page_link.js";
import { widget } from "../shared/widget.js";
import { say } from "../shared/words.js";

/** @typedef {object} View
 *  @property {string} saving "off": nothing is kept
 *  @property {number} cards all of the learner's
 *  @property {number} due today: `questions` and `words`
 *  @property {number} questions
 *  @property {number} words
 *  @property {string | null} next when the next card comes, ISO
 *  @property {{ review: string, progress: string | null }} pages */

const SECONDS = { question: 25, word: 10 };

/** Head and sentence. @param {View} view */
function dueWords({ saving, cards, due, questions, words, next }) {
  if (saving === "off") return [say("due_today", "nothing_kept"), say("due_today", "no_cards_come")];
  if (cards === 0) return [say("due_today", "no_cards_yet"), say("due_today", "cards_will_wait")];
  if (due > 0) {
    const minutes = Math.max(1, Math.round((questions * SECONDS.question + words * SECONDS.word) / 60));
    return [say("due_today", "due", { n: due }), say("due_today", "takes", { n: minutes })];
  }
  return [say("due_today", "nothing_due"), next ? say("due_today", "next_comes", { when: whenWords(next) }) : say("due_today", "up_to_date")];
}

export default widget(({ model, draw }) => {
  const headId = newId("due");
  const record = followRecord(model, { all: true });
  model.send({ act: "refresh", offset: zoneOffset() });

  function show() {
    /** @type {View} */
    const view = model.get("view");
    const [head, more] = dueWords(view);
    const due = view.saving === "off" ? 0 : view.due;
    const { review, progress } = view.pages;
    return h("section", { class: "g-card gd", "aria-labelledby": headId },
      h("h3", { class: "g-hidden", id: headId, tabindex: "-1", "data-focus": "head" }, say("due_today", "title")),
      h("div", { class: "gd-body" },
        h("span", { class: `gd-number${due ? " gd-some" : ""}`, "aria-hidden": "true" }, due ? String(due) : "✓"),
        h("div", { class: "gd-words" }, h("p", { class: "gd-head" }, head), h("p", { class: "g-quiet" }, more)),
        h("p", { class: "gd-links" },
          h(PageLink, { id: review, class: due ? "g-button gd-go" : null }, due ? say("due_today", "review_now") : say("due_today", "to_review")),
          progress ? h(PageLink, { id: progress }, say("due_today", "to_progress")) : null)));
  }
  return { show, changed: draw, stop: () => record.stop() };
});
