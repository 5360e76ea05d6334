// The quiz: one question at a time. Python grades; this file asks, sends, and shows what came back.

import { h } from "../shared/element.js";
import { followRecord } from "../shared/follow_record.js";
import { newId } from "../shared/ids.js";
import { oneRequest } from "../shared/one_request.js";
import { widget } from "../shared/widget.js";
import { say } from "../shared/words.js";
import { needWords } from "./quiz_controls.js";
import { Drafts } from "./quiz_drafts.js";
import { feedbackWords } from "./quiz_feedback.js";
import { Question } from "./quiz_question.js";
import { keepProgress, SavingLine, savingWords, stopwatch } from "./quiz_record.js";
import { Overview, QuestionRow, Result } from "./quiz_result.js";

export default widget(({ model, el, draw, focusOn, announce, Live }) => {
  let view = model.get("view");
  const pretest = view.mode === "pretest";
  const test = pretest || view.mode === "summative";
  const many = view.items.length > 1;
  let at = pretest && view.handed_in ? view.items.length : Math.max(0, view.items.findIndex((item) => !item.closed));
  let notice = "";
  const drafts = new Drafts();
  const unsent = new Set(); // item ids of a test whose newest answer is still to be saved
  const titleId = newId("quiz");
  const saving = savingWords();
  const watch = stopwatch();
  const record = followRecord(model);
  const request = oneRequest(model, { changed: redraw, late: () => warn(say("quiz", "no_answer")) });
  const isOver = () => pretest && view.handed_in;

  function turnWatch() {
    const item = view.items[at];
    watch.turnTo(item && !drafts.isLocked(item) ? item.id : null);
  }
  function redraw() {
    turnWatch();
    draw();
  }
  function warn(sentence) {
    notice = sentence;
    redraw();
    announce(sentence);
  }
  function ask(act, item, more = {}) {
    if (request.waiting) return;
    request.send({ act, ...(item ? { item: item.id, seconds: watch.seconds(item.id) } : {}), ...more }, { act, item: item?.id });
  }

  // A test saves each answer as it is given: one message on its way, the newest answer next.
  function saveNext() {
    const [id] = unsent;
    if (request.waiting || id === undefined) return;
    unsent.delete(id);
    const item = view.items.find((one) => one.id === id);
    const { response, confidence } = drafts.of(item);
    if (response === null) ask("clear", item);
    else ask("submit", item, { response, confidence, tries: 0 });
  }
  function choose(item, change) {
    drafts.change(item, change);
    notice = "";
    const save = test && (drafts.of(item).response !== null || "response" in change);
    if (save) unsent.add(item.id);
    redraw();
    if (save) saveNext();
  }
  function check(item) {
    const { response } = drafts.of(item);
    if (response === null) return warn(needWords(item));
    ask("submit", item, { response, confidence: confidenceOf(item), tries: item.tries_used });
  }
  /** How sure, as chosen for this try; a test shows what it has saved. */
  const confidenceOf = (item) => (test || drafts.has(item) ? drafts.of(item).confidence : null);

  function go(to, focus = "head") {
    at = Math.min(view.items.length, Math.max(0, to));
    notice = "";
    redraw();
    focusOn(focus);
    const card = el.firstElementChild;
    if (card.getBoundingClientRect().top < 0) card.scrollIntoView({ block: "start" });
  }
  function tryAgain(item) {
    drafts.tryAgain(item);
    redraw();
    el.querySelector(".gq-main form > fieldset").querySelector("input:not([disabled]), select, button:not([disabled]), [tabindex='0']")?.focus();
    announce(say("quiz", "try_n", { n: item.tries_used + 1 }));
  }
  const does = { ask, check, choose, tryAgain };

  function changed() {
    const old = view;
    const mine = request.settle();
    view = model.get("view");
    drafts.overtake(old.items, view.items, (item) => mine !== null || unsent.has(item.id));
    keepProgress(view);
    if (mine) notice = "";
    if (mine && !test) watch.reset(mine.item);
    if (mine && view.saving === "on") record.changed();
    const saved = saving.next(view.saving);
    const item = view.items[at];
    const graded = mine !== null && !test && item?.id === mine.item;
    if (view.handed_in && !old.handed_in) handedIn(mine);
    else redraw();
    if (graded) focusOn(mine.act === "hint" ? "hint" : "verdict");
    if (graded && mine.act !== "hint") announce([feedbackWords(item), saved].filter(Boolean).join(" "));
    else if (saved) announce(saved);
    saveNext();
  }
  function handedIn(mine) {
    unsent.clear();
    if (mine) return go(view.items.length);
    if (pretest) at = view.items.length;
    redraw();
  }
  function heard(message) {
    if (!message?.refused) return;
    request.settle();
    if (view.items[at]?.outcome !== "cannot_tell") warn(say("quiz", "refused"));
    else redraw();
    saveNext();
  }

  // ---- what is seen -----------------------------------------------------------------------
  function screen(item) {
    if (item) {
      return [
        many ? h("h4", { class: "gq-count", tabindex: "-1", "data-focus": "head" }, say("quiz", "question_of", { n: at + 1, of: view.items.length })) : null,
        h(Question, {
          item, draft: drafts.of(item), confidence: confidenceOf(item), locked: drafts.isLocked(item), test, notice, announce, does,
          drawing: model.get("drawing"),
        }),
      ];
    }
    if (test && !view.handed_in) return h(Overview, { view: given(), go, handIn: () => ask("hand_in") });
    return h(Result, { view, go });
  }
  const given = () => (test && !view.handed_in ? { ...view, items: drafts.given(view.items) } : view);

  function steps(item) {
    if (!many || isOver()) return null;
    const last = at === view.items.length - 1;
    const next = !last ? say("quiz", "next") : test && !view.handed_in ? say("quiz", "look_over") : say("quiz", "see_result");
    const done = item?.closed || (test && item && drafts.of(item).response !== null);
    return h("div", { class: "gq-steps" },
      at > 0 ? h("button", { key: "back", type: "button", "data-focus": "back", onclick: () => go(at - 1) }, say("quiz", "back")) : h("span", { key: "none" }),
      pretest && item && !last ? h("button", { key: "stop", type: "button", class: "g-plain gq-stop", "data-focus": "stop", onclick: () => go(view.items.length) }, say("quiz", "stop_here")) : null,
      item ? h("button", { key: "next", type: "button", class: done ? "g-primary" : null, "data-focus": "next", onclick: () => go(at + 1) }, next) : null);
  }
  function show() {
    const item = view.items[at];
    return h("section", { class: "g-card gq", "aria-labelledby": titleId, "aria-busy": request.waiting ? "true" : null },
      h("p", { class: "gq-kicker" }, pretest ? say("quiz", "kicker_pretest") : test ? say("quiz", "kicker_test") : say("quiz", "kicker_quiz")),
      h("h3", { id: titleId, class: "g-title" }, view.title),
      h("div", { class: "gq-head" }, many && !isOver() ? h(QuestionRow, { view: given(), at, go }) : null),
      h("div", { key: item?.id ?? "end", class: "gq-main" }, screen(item), steps(item)),
      h(SavingLine, { said: saving.said, paused: view.saving === "paused" }),
      h(Live));
  }

  keepProgress(view);
  saving.next(view.saving);
  turnWatch();
  return {
    show, changed, heard,
    stop() {
      for (const one of [request, watch, record]) one.stop();
    },
  };
});
