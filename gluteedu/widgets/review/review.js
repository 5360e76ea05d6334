// The review deck: one card at a time. Python deals and grades; this file asks, turns and rates.

import { needWords, wayOf } from "../quiz/quiz_controls.js";
import { feedbackWords } from "../quiz/quiz_feedback.js";
import { SavingLine, savingWords } from "../quiz/quiz_record.js";
import { zoneOffset } from "../shared/days.js";
import { h } from "../shared/element.js";
import { followRecord } from "../shared/follow_record.js";
import { newId } from "../shared/ids.js";
import { oneRequest } from "../shared/one_request.js";
import { widget } from "../shared/widget.js";
import { say } from "../shared/words.js";
import { ItemCard, Rest, Start, WordCard } from "./review_cards.js";

const NO_ANSWER = { response: null, shown: null };

export default widget(({ model, el, draw, focusOn, hasFocus, announce, Live }) => {
  let view = model.get("view");
  let begun = false; // the learner has pressed the button that starts
  let answer = NO_ANSWER; // what is chosen and not graded
  let notice = "";
  const headId = newId("review");
  const saving = savingWords();
  const record = followRecord(model);
  const request = oneRequest(model, { changed: draw, late: () => warn(say("review", "no_answer")) });
  const isResting = () => !view.card || view.saving === "off";

  function warn(sentence) {
    notice = sentence;
    draw();
    announce(sentence);
  }
  const ask = (act, more = {}) => request.send({ act, ...(view.card && act !== "begin" ? { card: view.card.id } : {}), ...more }, { act });
  const rate = (rating) => ask("rate", { rating });
  function begin() {
    begun = true;
    ask("begin");
  }
  function choose(response, shown = response) {
    answer = { response, shown };
    notice = "";
    draw();
  }
  function check() {
    if (answer.response === null) return warn(needWords(view.card.item));
    ask("answer", { response: answer.response });
  }

  // ---- keys: they act only while the focus is inside the card -----------------------------
  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !begun || !view.card) return;
    const on = event.target;
    const digit = /^[1-9]$/.test(event.key) && !on.matches("select, textarea, input[type=number]") ? Number(event.key) : null;
    const does = view.card.turned ? rating(digit) : view.card.term !== undefined ? turning(event.key, on) : answering(event.key, digit, on);
    if (!does) return;
    event.preventDefault();
    does();
  }
  const rating = (digit) => view.card.ratings.some((one) => one.rating === digit) && (() => rate(digit));
  const turning = (key, on) => (key === " " || key === "Enter") && !on.matches("button, a, summary") && (() => ask("show"));
  function answering(key, digit, on) {
    if (key === "Enter") return !on.matches("button, a, summary, select, input[type=number], [data-region]") && check;
    if (digit === null || !wayOf(view.card.item).byDigits) return false;
    const input = el.querySelectorAll(".g-choice input")[digit - 1];
    return input && (() => {
      input.focus();
      input.click();
    });
  }

  // ---- what comes back --------------------------------------------------------------------
  function changed() {
    const old = view;
    const mine = request.settle()?.act;
    const held = hasFocus();
    view = model.get("view");
    const said = saving.next(view.saving);
    if (mine) notice = "";
    if (mine === "rate" && view.saving === "on") record.changed();
    const same = old.card?.id === view.card?.id && old.card?.turned === view.card?.turned && old.done === view.done;
    if (!same && (old.card?.id !== view.card?.id || !view.card?.turned)) answer = NO_ANSWER;
    if (isResting()) begun = false;
    draw();
    if ((!same || mine === "begin") && (mine || held)) showTop();
    if (said) announce(said);
  }
  function showTop() {
    const turned = begun && view.card?.turned;
    focusOn(!begun ? "title" : !turned ? "ask" : view.card.term !== undefined ? "told" : "verdict");
    if (turned && view.card.item) announce(feedbackWords(view.card.item));
    const card = el.firstElementChild;
    if (!turned && card.getBoundingClientRect().top < 0) card.scrollIntoView({ block: "start" });
  }
  function heard(message) {
    if (message?.refused && request.settle()) warn(say("review", "refused"));
  }

  // ---- what is seen -----------------------------------------------------------------------
  function titleWords() {
    if (view.saving === "off") return say("review", "nothing_kept");
    if (!view.card) return view.cards === 0 ? say("review", "nothing_yet") : view.done ? say("review", "all_done") : say("review", "nothing_due");
    if (!begun) return say("review", "are_due", { n: view.due });
    return view.done ? say("review", "to_go_done", { n: view.due, done: view.done }) : say("review", "to_go", { n: view.due });
  }
  function screen() {
    if (isResting()) return h(Rest, { view });
    if (!begun) return h(Start, { view, begin });
    const { card } = view;
    if (card.term !== undefined) return h(WordCard, { card, notice, rate, turn: () => ask("show") });
    return h(ItemCard, { card, answer, notice, announce, choose, check, rate, drawing: model.get("drawing") });
  }
  function show() {
    const under = begun && !isResting();
    return h("section", { class: "g-card gq gr", "aria-labelledby": headId, "aria-busy": request.waiting ? "true" : null, onkeydown: keys },
      h("h3", { class: `g-title gr-title${under ? " gr-count" : ""}`, id: headId, tabindex: "-1", "data-focus": "title" }, titleWords()),
      h("div", { class: "gr-meter", "aria-hidden": "true", hidden: !under },
        h("span", { style: `inline-size: ${(100 * view.done) / Math.max(1, view.done + view.due)}%` })),
      h("div", { key: under ? `${view.card.id} ${view.done}` : "rest", class: "gr-main" }, screen()),
      h(SavingLine, { said: saving.said, paused: view.saving === "paused" }),
      h(Live));
  }

  saving.next(view.saving);
  model.send({ act: "refresh", offset: zoneOffset() });
  return {
    show, changed, heard,
    stop() {
      request.stop();
      record.stop();
    },
  };
});
