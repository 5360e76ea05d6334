// The review deck: one card at a time. Python deals and grades; this file asks, turns and rates.

import { choiceControl, matchControl, numberControl, orderControl } from "../quiz/quiz_controls.js";
import { spotControl } from "../quiz/quiz_hotspot.js";
import { feedbackPanel, feedbackWords } from "../quiz/quiz_panels.js";
import { savingLine } from "../quiz/quiz_record.js";
import { counted, whenWords, zoneOffset } from "../shared/days.js";
import { h } from "../shared/before/dom.js";
import { newId } from "../shared/ids.js";
import { followRecord } from "../shared/follow_record.js";
import { pageLink } from "../shared/before/page_link.js";
import { liveRegion } from "../shared/before/live_region.js";

const REVIEW_ANSWER_AFTER = 8000;
const REVIEW_WHY = { sure_but_wrong: "You were sure, and it was not right", missed: "You missed this", term: "A word" };

function render({ model, el }) {
  el.classList.add("gluteedu");
  el.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab: keys here are the learner's
  let view = model.get("view");
  let begun = false; // the learner has pressed the button that starts
  let control = null;
  let answer = null;
  let pending = null;
  let timer = 0;

  const headId = newId("review");
  const title = h("h3", { class: "g-title gr-title", id: headId, tabindex: "-1", "data-focus": "title" });
  const meter = h("div", { class: "gr-meter", "aria-hidden": "true" }, h("span", {}));
  const main = h("div", { class: "gr-main" });
  const saving = savingLine();
  const card = h("section", { class: "g-card gq gr", "aria-labelledby": headId, onkeydown: keys }, title, meter, main, saving.el);
  const say = liveRegion(card);
  const record = followRecord(model);
  el.replaceChildren(card);

  const button = (words, onclick, more = {}) => h("button", { type: "button", onclick, ...more }, words);
  const focusOn = (name) => card.querySelector(`[data-focus="${name}"]`)?.focus();
  const active = () => el.getRootNode().activeElement;

  function send(act, more = {}) {
    if (pending) return;
    pending = act;
    card.setAttribute("aria-busy", "true");
    clearTimeout(timer);
    timer = setTimeout(() => {
      settled();
      notice("The course does not answer just now. Please try again.");
    }, REVIEW_ANSWER_AFTER);
    model.send({ act, ...(view.card && act !== "begin" ? { card: view.card.id } : {}), ...more });
  }
  function settled() {
    pending = null;
    clearTimeout(timer);
    card.removeAttribute("aria-busy");
  }
  function notice(sentence) {
    const box = main.querySelector(".gq-notice");
    if (box) box.textContent = sentence;
    say(sentence);
  }
  function begin() {
    begun = true;
    send("begin");
  }
  function check() {
    const response = control?.get() ?? null;
    if (response === null) return notice(control.need);
    send("answer", { response });
  }
  const toGo = () => `${counted(view.due, "card")} to go${view.done ? `, ${view.done} done` : ""}`;
  const rate = (rating) => send("rate", { rating });

  // ---- keys: they act only while the focus is inside the card -----------------------------
  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !begun || !view.card) return;
    const on = event.target;
    const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : null;
    const typing = on.matches("select, textarea, input[type=number]");
    if (view.card.turned) {
      if (digit === null || typing || !view.card.ratings.some((one) => one.rating === digit)) return;
      event.preventDefault();
      rate(digit);
      return;
    }
    if (view.card.term !== undefined) {
      if ((event.key !== " " && event.key !== "Enter") || on.matches("button, a, summary")) return;
      event.preventDefault();
      send("show");
      return;
    }
    if (digit !== null && !typing && ["single", "multiple"].includes(view.card.item.type)) {
      const input = main.querySelectorAll(".g-choice input")[digit - 1];
      if (!input) return;
      event.preventDefault();
      input.focus();
      input.click();
    } else if (event.key === "Enter" && !on.matches("button, a, summary, select, input[type=number], [data-region]")) {
      event.preventDefault();
      check();
    }
  }

  // ---- what is shown ----------------------------------------------------------------------
  const link = (id, words) => pageLink(id, {}, words);
  const paragraph = (...parts) => h("p", {}, ...parts);

  function startScreen() {
    const minutes = Math.max(1, Math.round((view.questions * 25 + view.words * 10) / 60));
    const parts = [view.questions ? counted(view.questions, "question") : "", view.words ? counted(view.words, "word") : ""];
    return [
      paragraph(`${parts.filter(Boolean).join(" and ")}, about ${counted(minutes, "minute")}. Stop when you like: what is left stays here.`),
      h("div", { class: "g-buttons" }, button("Start", begin, { class: "g-primary", "data-focus": "start" })),
      keyHelp(),
    ];
  }
  function restScreen() {
    if (view.saving === "off") {
      return [paragraph("Your answers are not kept here, so no cards can come back. The lessons work all the same.")];
    }
    if (view.cards === 0) {
      return [
        paragraph("What you miss in a quiz comes here, and so do the words of each lesson you have begun. Answer a few questions first."),
        paragraph(link(view.pages.home, "Go to the lessons")),
      ];
    }
    return [
      paragraph(view.done
        ? `You went through ${counted(view.done, "card")}. ${view.next ? `The next one comes ${whenWords(view.next)}.` : ""}`
        : view.next ? `Come back ${/^(in|today|on) /.test(whenWords(view.next)) ? whenWords(view.next) : "tomorrow"}.` : "You are up to date."),
      view.pages.progress ? paragraph(link(view.pages.progress, "See my progress")) : null,
    ];
  }
  function keyHelp() {
    return h("p", { class: "g-small gr-keys" },
      "With keys: ", h("kbd", {}, "Space"), " or ", h("kbd", {}, "Enter"), " turns a word. In a question, ",
      h("kbd", {}, "1"), " to ", h("kbd", {}, "9"), " picks and ", h("kbd", {}, "Enter"), " checks. Then ",
      h("kbd", {}, "1"), " to ", h("kbd", {}, "4"), " says how it went.");
  }
  function about(one) {
    return h("p", { class: "gr-about" },
      h("span", { class: `gr-why gr-${one.reason}` }, REVIEW_WHY[one.reason]),
      one.lesson ? h("span", { class: "gr-from" }, "from ", pageLink(one.lesson.id, {}, one.lesson.title)) : null);
  }
  function wordCard(one) {
    const word = h("p", { class: "gr-word", tabindex: "-1", "data-focus": "ask" }, one.term);
    if (!one.turned) {
      return [about(one), word, paragraph("What does it mean? Say it in your own words first."), h("p", { class: "gq-notice" }),
        h("div", { class: "g-buttons" }, button("Show the meaning", () => send("show"), { class: "g-primary", "aria-keyshortcuts": "Space Enter" }))];
    }
    return [about(one), word,
      h("div", { class: "g-feedback gr-meaning", tabindex: "-1", "data-focus": "told" },
        one.also.length ? h("p", { class: "g-quiet" }, `Also called: ${one.also.join(", ")}.`) : null, paragraph(one.plain)),
      ratings(one)];
  }
  function itemCard(one) {
    const item = one.item;
    const build = { number: numberControl, matching: matchControl, ordering: orderControl }[item.type] ?? choiceControl;
    const keep = (response) => {
      answer = response;
      const box = main.querySelector(".gq-notice");
      if (box) box.textContent = "";
    };
    const start = one.turned ? item.response : answer;
    control = item.type === "hotspot" ? spotControl(item, start, keep, model.get("drawing")) : build(item, start, keep, say);
    const form = h("form", { novalidate: true, onsubmit: (e) => { e.preventDefault(); if (!one.turned) check(); } },
      h("div", { class: "gr-ask", tabindex: "-1", "data-focus": "ask" }, control.el));
    if (!one.turned) {
      form.append(h("p", { class: "gq-notice" }),
        h("div", { class: "g-buttons" }, h("button", { type: "submit", class: "g-primary", "data-focus": "check" }, "Check my answer")));
      form.classList.toggle("gr-numbered", ["single", "multiple"].includes(item.type));
      return [about(one), form];
    }
    control.lock();
    control.marks(item);
    return [about(one), form, feedbackPanel(item), ratings(one)];
  }
  function ratings(one) {
    const forced = one.ratings.length === 1;
    return h("div", { class: "gr-rate", role: "group", "aria-label": "How did it go?" },
      h("p", { class: "gr-rate-ask" }, forced ? "It comes back soon." : "How did it go? It comes back:"),
      h("div", { class: "gr-rates" }, one.ratings.map((r) =>
        button([h("span", { class: "gr-key", "aria-hidden": "true" }, String(r.rating)), h("span", { class: "gr-name" }, forced ? "Next card" : r.name), h("span", { class: "gr-back" }, `in ${r.back}`)],
          () => rate(r.rating), { class: `gr-rate-${r.rating}`, "data-focus": `rate-${r.rating}`, "aria-keyshortcuts": String(r.rating) }))),
      h("p", { class: "gq-notice" }));
  }

  function draw() {
    const one = view.card;
    control = null;
    const resting = !one || view.saving === "off";
    title.textContent = resting
      ? view.saving === "off" ? "Nothing is kept here" : view.cards === 0 ? "Nothing to review yet" : view.done ? "All done for now" : "Nothing is due"
      : begun ? toGo() : `${counted(view.due, "card")} ${view.due === 1 ? "is" : "are"} due`;
    title.classList.toggle("gr-count", begun && !resting);
    meter.hidden = !begun || resting;
    meter.firstElementChild.style.inlineSize = `${(100 * view.done) / Math.max(1, view.done + view.due)}%`;
    const screen = resting ? restScreen() : !begun ? startScreen() : one.term !== undefined ? wordCard(one) : itemCard(one);
    main.replaceChildren(...screen.flat(3).filter(Boolean));
    if (resting) begun = false;
  }
  function update() {
    const old = view;
    const mine = pending;
    view = model.get("view");
    const said = saving.show(view.saving);
    const same = old.card?.id === view.card?.id && old.card?.turned === view.card?.turned && old.done === view.done;
    if (mine) settled();
    if (mine === "rate" && view.saving === "on") record.changed();
    const still = ["due", "cards", "next", "saving"].every((key) => old[key] === view[key]);
    if (same && mine !== "begin" && (begun || still)) {
      if (begun) title.textContent = toGo();
    } else {
      const held = card.contains(active());
      if (old.card?.id !== view.card?.id || !view.card?.turned) answer = null;
      draw();
      if (mine || held) {
        const turned = view.card?.turned && begun;
        focusOn(!begun ? "title" : turned ? (view.card.term !== undefined ? "told" : "verdict") : "ask");
        if (turned && view.card.item) say(feedbackWords(view.card.item));
        const top = card.getBoundingClientRect().top;
        if (!turned && top < 0) card.scrollIntoView({ block: "start" });
      }
    }
    if (said) say(said);
  }
  function custom(message) {
    if (!message?.refused || !pending) return;
    settled();
    notice("That did not work. Please try again.");
  }

  draw();
  saving.show(view.saving);
  model.on("change:view", update);
  model.on("msg:custom", custom);
  model.send({ act: "refresh", offset: zoneOffset() });
  return () => {
    clearTimeout(timer);
    saving.stop();
    record.stop();
    model.off("change:view", update);
    model.off("msg:custom", custom);
  };
}

export default { render };
