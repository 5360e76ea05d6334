// The explorer: safety questions, then clues; bars and reasons follow each answer.
// Answers live in this page only: in no trait, no address, no storage. The chosen place may stay.

import { causeShape } from "../shared/before/cause_shape.js";
import { h } from "../shared/before/dom.js";
import { footBar } from "../shared/before/foot_bar.js";
import { liveRegion } from "../shared/before/live_region.js";
import { newestOnly } from "../shared/newest_only.js";
import { explorerQuestions } from "./explorer_questions.js";
import { explorerCard, explorerFit, explorerResult } from "./explorer_result.js";
import { explorerPlace, explorerStart } from "./explorer_start.js";

/** On a phone the result is far below: what it says in short, for the bar at the foot. */
function explorerInShort(view, r, left) {
  const level = r.triage === "self_care" ? null : r.triage;
  const action = level ? "See what to do" : "See the bars";
  if (r.urgent) return { level, action, said: h("strong", {}, view.levels[r.triage].name) };
  if (r.clashes.length) return { level, action, said: h("strong", {}, "Two answers do not go together") };
  const best = view.causes.reduce((a, b) => (r.causes[b.id] > r.causes[a.id] ? b : a));
  const name = h("strong", { "data-cause": best.id }, causeShape(), ` ${best.name}`);
  name.style.setProperty("--g-cause", `var(--g-${best.id})`);
  const more = level ? view.levels[level].name : `${left} safety ${left === 1 ? "question" : "questions"} open`;
  return { level, action, said: [name, `: ${explorerFit(view, r, best.id)}`, h("span", {}, more)] };
}

function render({ model, el }) {
  const view = model.get("view");
  const w = view.words;
  let findings = {};
  let kept = null; // another set of answers, for comparing
  let latest = view.first;
  let touched = null; // the question answered last
  let raisedBy = null; // the answer below which the urgent card stands
  let count = 0;
  let oldest = 0; // replies with a lower number are of before a story or "Start again"
  let saying = 0;
  let said = "";
  const takenBack = new Set(); // safety questions that had an answer and have none now
  const heading = view.small ? "h4" : "h3";
  el.classList.add("gluteedu", "gx");
  el.classList.toggle("gx-small", view.small !== null);
  el.setAttribute("data-widget", "explorer");

  const line = newestOnly((message) => model.send(message));
  const weigh = () => line.send({ act: "weigh", n: ++count, findings: { ...findings }, ...start.own() });

  function put(id, value) {
    if (value === undefined) delete findings[id];
    else findings[id] = value;
  }
  function changed(ids, value) {
    for (const id of [ids].flat()) {
      if (value === undefined && findings[id] !== undefined && ask.isSafety(id)) takenBack.add(id);
      if (value !== undefined) takenBack.delete(id);
      put(id, value);
      touched = id;
    }
    for (const [id, other] of Object.entries(view.onlyAfter)) {
      if (findings[other] === true || findings[id] === undefined) continue;
      put(id, undefined);
      ask.put(id, undefined);
    }
    weigh();
  }
  const ask = explorerQuestions(view, changed);
  const place = explorerPlace(view, () => show());
  const withNumbers = (text) => {
    const { emergency, advice } = place.at();
    const called = "your emergency number";
    return text.replaceAll("{emergency_number}", emergency || called).replaceAll("{advice_number}", advice ?? "your nurse line")
      .replaceAll(called, emergency ? `${called} (${emergency})` : called);
  };
  const start = explorerStart(view, weigh);
  const result = explorerResult(view, ask, withNumbers, () => {
    kept = kept ? null : { reply: latest, findings: { ...findings } };
    result.keeping(kept !== null);
    show();
  });
  const foot = footBar({ target: result.el, onjump: result.goTo });

  // ---- stories --------------------------------------------------------------------------------
  const tells = h("div", { class: "gx-tells", "aria-live": "polite" });
  function begin(story) {
    findings = { ...(story?.findings ?? {}) };
    touched = null;
    takenBack.clear();
    ask.reset();
    start.reset();
    for (const [id, value] of Object.entries(findings)) ask.put(id, value);
    tells.replaceChildren(...(story ? [h("p", {}, h("strong", {}, story.tells)), h("p", {}, story.lesson)] : []));
    for (const button of stories.querySelectorAll("[aria-pressed]")) button.setAttribute("aria-pressed", String(button.dataset.story === story?.id));
    weigh();
    oldest = count;
  }
  const again = h("button", { type: "button", class: "g-plain", onclick: () => {
    kept = null;
    result.keeping(false);
    begin(null);
  } }, "Start again");
  const stories = h("div", { class: "gx-stories", role: "group", "aria-label": w.stories_title },
    view.stories.map((s) => h("button", { type: "button", "aria-pressed": "false", "data-story": s.id, onclick: () => begin(s) }, s.name)), again);

  // ---- the page -------------------------------------------------------------------------------
  const away = h("div", { class: "gx-away" }, h("p", {}, w.clues_away));
  const intro = view.small
    ? [h("h3", {}, view.small.title), h("p", {}, view.small.toTry), h("p", { class: "g-quiet g-small" }, `${w.private} ${w.small_rest}`)]
    : [h("p", {}, w.intro), h("p", { class: "g-quiet" }, w.private), h("p", { class: "gx-label" }, w.stories_title)];
  el.append(...intro, stories, tells,
    h("div", { class: "gx-two" },
      h("div", { class: "gx-questions" },
        h("section", { class: "g-card" }, h(heading, {}, w.safety_title), h("p", {}, w.safety_intro), place.el, ask.safety.map((x) => x.el)),
        h("section", { class: "g-card" }, view.small ? null : [h("h3", {}, w.clues_title), h("p", { class: "gx-intro" }, w.clues_intro)], away, ask.clues.map((x) => x.el)),
        view.small ? null : start.el),
      result.el),
    foot.el);
  const announce = liveRegion(el);

  /** An urgent card stands right below the answer that called for it. Focus stays where it is. */
  function showBelow(r) {
    el.querySelectorAll(".gx-below").forEach((old) => old.remove());
    if (r.grounds.includes(touched)) raisedBy = touched;
    else if (!r.grounds.includes(raisedBy)) raisedBy = null;
    if (r.urgent && raisedBy) ask.row(raisedBy).after(h("div", { class: "gx-below" }, explorerCard(view, r, withNumbers, false)));
  }
  function show() {
    const r = latest;
    ask.show(r, findings);
    ask.putAway(r.urgent ? [...r.grounds, touched] : null);
    away.hidden = !r.urgent;
    start.el.hidden = r.urgent;
    start.show(r.start);
    showBelow(r);
    const left = result.show(r, findings, kept, [...takenBack]);
    const doubt = { level: "same_day", action: "See what to do", said: h("strong", {}, w.doubt_title) };
    foot.show(inDoubt(r) ? doubt : explorerInShort(view, r, left));
    const sentence = summary(r);
    if (sentence === said) return;
    said = sentence;
    clearTimeout(saying);
    saying = setTimeout(() => announce(sentence), r.urgent ? 50 : 800);
  }
  const inDoubt = (r) => !r.urgent && ask.unsureSafety().length > 0;
  function summary(r) {
    const level = view.levels[r.triage];
    if (r.urgent) return `${level.name}. ${r.flags.filter((f) => f.level === r.triage).map((f) => withNumbers(f.action)).join(" ")} ${w.stopped}`;
    const back = takenBack.size ? `${w.taken_back} ${[...takenBack].map(ask.label).join(", ")}. ` : "";
    if (inDoubt(r)) return `${back}${w.doubt_title}. ${w.doubt}`;
    if (r.clashes.length) return w.clash;
    const best = view.causes.reduce((a, b) => (r.causes[b.id] > r.causes[a.id] ? b : a));
    return `${back}${best.name}: ${explorerFit(view, r, best.id)}.${r.triage === "self_care" ? "" : ` ${level.name}.`}`;
  }
  function received(message) {
    if (message?.refused === "weigh") return line.answered();
    if (typeof message?.n !== "number") return;
    line.answered();
    if (message.n < oldest) return;
    latest = message;
    show();
  }
  model.on("msg:custom", received);
  show();
  return () => {
    clearTimeout(saying);
    foot.stop();
    model.off("msg:custom", received);
  };
}

export default { render };
