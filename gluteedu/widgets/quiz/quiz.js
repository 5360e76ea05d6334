// The quiz: one question at a time. Python grades; this file asks, sends, and shows what came back.

import { choiceGroup } from "../shared/before/choice_group.js";
import { h } from "../shared/before/dom.js";
import { newId } from "../shared/ids.js";
import { followRecord } from "../shared/follow_record.js";
import { liveRegion } from "../shared/before/live_region.js";
import { choiceControl, matchControl, numberControl, orderControl } from "./quiz_controls.js";
import { spotControl } from "./quiz_hotspot.js";
import { feedbackPanel, feedbackWords, hintBox, overviewScreen, questionRow, resultScreen } from "./quiz_panels.js";
import { savingLine, stopwatch } from "./quiz_record.js";

const CONFIDENCE = [
  { id: "sure", text: "Sure" }, { id: "think_so", text: "Think so" }, { id: "guessing", text: "Guessing" },
];
const NO_ANSWER_AFTER = 8000;

/** Counts only, for the course map: done and total for each quiz. Without a record, which knows
 *  better, they never go back. */
function keepProgress(view) {
  if (view.mode === "pretest") return; // it can be skipped, so it is no part of the way
  try {
    const all = JSON.parse(localStorage.getItem("gluteedu:progress") ?? "{}") ?? {};
    const lesson = (all[view.lesson] ??= {});
    const total = view.items.length;
    const before = lesson[view.quiz];
    const kept = view.saving === "off" && before?.total === total ? before.done : 0;
    const done = Math.max(kept, view.done);
    if ((done === 0 && !before) || (before?.done === done && before?.total === total)) return;
    lesson[view.quiz] = { done, total };
    localStorage.setItem("gluteedu:progress", JSON.stringify(all));
    window.dispatchEvent(new Event("gluteedu:progress"));
  } catch {
    // No storage (a private window, a sandboxed frame): the quiz works all the same.
  }
}

function render({ model, el }) {
  el.classList.add("gluteedu");
  el.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab: keys here are the learner's
  let view = model.get("view");
  const pretest = view.mode === "pretest";
  const test = pretest || view.mode === "summative";
  const drafts = new Map(); // item id -> { response, shown, confidence }, as chosen but not graded
  const again = new Set(); // item ids open for another try
  const unsent = new Set(); // item ids of a test whose newest answer is still to be saved
  let at = pretest && view.handed_in ? view.items.length : Math.max(0, view.items.findIndex((item) => !item.closed));
  let pending = null;
  let timer = 0;
  let control = null;

  const titleId = newId("quiz");
  const card = h("section", { class: "g-card gq", "aria-labelledby": titleId });
  const head = h("div", { class: "gq-head" });
  const main = h("div", { class: "gq-main" });
  const saving = savingLine();
  const watch = stopwatch();
  const record = followRecord(model);
  card.append(h("p", { class: "gq-kicker" }, pretest ? "Before you begin" : test ? "Test" : "Quiz"), h("h3", { id: titleId, class: "g-title" }, view.title), head, main, saving.el);
  const say = liveRegion(card);
  el.replaceChildren(card);

  const many = () => view.items.length > 1;
  const active = () => el.getRootNode().activeElement;
  const focusOn = (name) => main.querySelector(`[data-focus="${name}"]`)?.focus();
  const answerOf = (item, part = "response") => (drafts.has(item.id) ? drafts.get(item.id)[part] : item.response ?? null);

  function send(act, item, more = {}) {
    if (pending) return;
    pending = { act, item: item?.id };
    card.setAttribute("aria-busy", "true");
    clearTimeout(timer);
    timer = setTimeout(() => {
      settled();
      notice("The course does not answer just now. What you chose is still here. Please try again.");
    }, NO_ANSWER_AFTER);
    model.send({ act, ...(item ? { item: item.id, seconds: watch.seconds(item.id) } : {}), ...more });
  }
  function notice(sentence) {
    const box = main.querySelector(".gq-notice");
    if (box) box.textContent = sentence;
    say(sentence);
  }

  // A test saves each answer as it is given: one message on its way, the newest answer next.
  function saveNext() {
    const [id] = unsent;
    if (pending || id === undefined) return;
    unsent.delete(id);
    const { response, confidence } = drafts.get(id);
    const item = view.items.find((one) => one.id === id);
    if (response === null) send("clear", item);
    else send("submit", item, { response, confidence, tries: 0 });
  }
  function chosen(item, change) {
    const saved = item.response ?? null;
    const before = drafts.get(item.id) ?? { response: saved, shown: saved, confidence: item.confidence ?? null };
    drafts.set(item.id, { ...before, ...change });
    const box = main.querySelector(".gq-notice");
    if (box) box.textContent = "";
    if (!test || (drafts.get(item.id).response === null && !("response" in change))) return;
    unsent.add(item.id);
    drawHead();
    saveNext();
  }
  function check(item) {
    const response = control.get();
    if (response === null) return notice(control.need);
    const { confidence = null } = drafts.get(item.id) ?? {};
    send("submit", item, { response, confidence, tries: item.tries_used });
  }
  function go(to, focus = "head") {
    at = Math.min(view.items.length, Math.max(0, to));
    draw();
    focusOn(focus);
    const top = card.getBoundingClientRect().top;
    if (top < 0) card.scrollIntoView({ block: "start" });
  }

  const isLocked = (item) => item.closed || (item.tries_used > 0 && !again.has(item.id));
  function question(item) {
    const locked = isLocked(item);
    const keep = (response, shown = response) => chosen(item, { response, shown });
    const start = locked ? item.response : answerOf(item, "shown");
    const build = { number: numberControl, matching: matchControl, ordering: orderControl }[item.type] ?? choiceControl;
    control = item.type === "hotspot" ? spotControl(item, start, keep, model.get("drawing")) : build(item, start, keep, say);
    if (locked) {
      control.lock();
      control.marks(item);
    }
    const sure = item.confidence ?? null;
    const form = h("form", { novalidate: true, onsubmit: (e) => { e.preventDefault(); if (!locked && !test) check(item); } },
      control.el,
      locked
        ? item.closed && sure ? h("p", { class: "g-small gq-said-sure" }, `You said: ${CONFIDENCE.find((c) => c.id === sure).text.toLowerCase()}.`) : null
        : sureness(item, drafts.get(item.id)?.confidence ?? (test ? sure : null)),
      h("p", { class: "gq-notice" }),
      locked || item.outcome === "cannot_tell" ? feedbackPanel(item) : null,
      item.hint && !item.closed ? hintBox(item) : null,
      actions(item, locked));
    return [
      many() ? h("h4", { class: "gq-count", tabindex: "-1", "data-focus": "head" }, `Question ${at + 1} of ${view.items.length}`) : null,
      form,
    ];
  }
  function sureness(item, confidence) {
    const group = choiceGroup({
      legend: "How sure are you? (You can skip this.)", options: CONFIDENCE, row: true,
      chosen: confidence ? [confidence] : [], onchange: ([id]) => chosen(item, { confidence: id }),
    });
    group.el.classList.add("gq-sure");
    return group.el;
  }
  function actions(item, locked) {
    if (test || item.closed) return null;
    const button = (words, onclick, more = {}) => h("button", { type: "button", onclick, ...more }, words);
    if (locked) {
      return h("div", { class: "g-buttons" },
        button("Try again", () => tryAgain(item), { class: "g-primary", "data-focus": "again" }),
        button("Show the answer", () => send("reveal", item), { class: "g-plain", "data-focus": "reveal" }));
    }
    return h("div", { class: "g-buttons" },
      button("Check my answer", null, { type: "submit", class: "g-primary", "data-focus": "check" }),
      item.has_hint && !item.hint ? button("Give me a hint", () => send("hint", item), { class: "g-plain", "data-focus": "hint-button" }) : null,
      item.tries_used ? button("Show the answer", () => send("reveal", item), { class: "g-plain", "data-focus": "reveal" }) : null);
  }
  function tryAgain(item) {
    again.add(item.id);
    const from = item.type === "single" || item.type === "hotspot" ? null : item.response;
    drafts.set(item.id, { response: from, shown: from, confidence: null });
    draw();
    const first = control.el.querySelector("input:not([disabled]), select, button:not([disabled]), [tabindex='0']");
    first?.focus();
    say(`Try ${item.tries_used + 1}.`);
  }
  function steps(item) {
    if (!many() || (pretest && view.handed_in)) return null;
    const last = at === view.items.length - 1;
    const next = last ? (test && !view.handed_in ? "Look over my answers" : "See my result") : "Next question";
    const closed = item?.closed || (test && item && answerOf(item) !== null);
    return h("div", { class: "gq-steps" },
      at > 0 ? h("button", { type: "button", "data-focus": "back", onclick: () => go(at - 1) }, "Back") : h("span"),
      pretest && item && !last ? h("button", { type: "button", class: "g-plain gq-stop", "data-focus": "stop", onclick: () => go(view.items.length) }, "Stop here") : null,
      item ? h("button", { type: "button", class: closed ? "g-primary" : null, "data-focus": "next", onclick: () => go(at + 1) }, next) : null);
  }
  function drawHead() {
    if (!many() || (pretest && view.handed_in)) return head.replaceChildren();
    const name = head.contains(active()) ? active().dataset.focus : null;
    head.replaceChildren(questionRow(shown(), at, (i) => go(i)));
    if (name) head.querySelector(`[data-focus="${name}"]`)?.focus();
  }
  // The view as this learner sees it: answers of a test that are still on their way count as given.
  function shown() {
    if (!test || view.handed_in) return view;
    return { ...view, items: view.items.map((item) => {
      const answer = answerOf(item);
      return answer === null ? { ...item, response: undefined } : { ...item, response: answer };
    }) };
  }
  function draw() {
    const name = active()?.dataset?.focus;
    const inside = main.contains(active());
    drawHead();
    const item = view.items[at];
    watch.turnTo(item && !isLocked(item) ? item.id : null);
    control = null;
    const answered = shown().items.filter((one) => one.response !== undefined).length;
    const screen = item ? question(item)
      : test && !view.handed_in ? overviewScreen(shown(), answered, (i) => go(i), () => send("hand_in"))
        : resultScreen(view, (i) => go(i));
    main.replaceChildren(...[screen, steps(item)].flat(3).filter(Boolean));
    if (inside) (main.querySelector(`[data-focus="${name}"]`) ?? main.querySelector('[data-focus="head"]'))?.focus();
  }

  const looks = (item) => JSON.stringify({ ...item, response: item?.tries_used ? item.response : null, confidence: null });
  function update() {
    const old = view;
    const mine = pending;
    view = model.get("view");
    settled();
    view.items.forEach((item, i) => {
      const was = old.items[i];
      const elsewhere = !mine && !unsent.has(item.id) && JSON.stringify(was.response) !== JSON.stringify(item.response);
      if (!elsewhere && was.tries_used === item.tries_used && was.closed === item.closed) return;
      drafts.delete(item.id);
      again.delete(item.id);
      if (elsewhere && i === at) draw();
    });
    keepProgress(view);
    if (mine && !test) watch.reset(mine.item);
    if (mine && view.saving === "on") record.changed();
    const saved = saving.show(view.saving);
    const item = view.items[at];
    if (view.handed_in && !old.handed_in) {
      unsent.clear();
      if (pretest) at = view.items.length;
      if (mine) go(view.items.length);
      else draw();
    } else if (mine && item?.id === mine.item && !test) {
      draw();
      focusOn(mine.act === "hint" ? "hint" : "verdict");
      if (mine.act !== "hint") say([feedbackWords(item), saved].filter(Boolean).join(" "));
    } else if (item && looks(old.items[at]) === looks(item)) drawHead();
    else draw();
    if (saved && (test || !mine)) say(saved);
    saveNext();
  }
  function settled() {
    pending = null;
    clearTimeout(timer);
    card.removeAttribute("aria-busy");
  }
  function custom(message) {
    if (!message?.refused) return;
    settled();
    if (view.items[at]?.outcome !== "cannot_tell") notice("That did not work. Your answer did not count. Please try again.");
    saveNext();
  }

  draw();
  keepProgress(view);
  saving.show(view.saving);
  model.on("change:view", update);
  model.on("msg:custom", custom);
  return () => {
    clearTimeout(timer);
    for (const one of [saving, watch, record]) one.stop();
    model.off("change:view", update);
    model.off("msg:custom", custom);
  };
}

export default { render };
