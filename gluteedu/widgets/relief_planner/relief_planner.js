// The relief planner: what is answered goes to Python as one message, and the plan comes back.
// Answers live in this page only: in no trait, no address, no storage.

import { answerStrip, yesOrNo } from "../shared/before/answer_strip.js";
import { careCard } from "../shared/before/care_card.js";
import { causeShape } from "../shared/before/cause_shape.js";
import { choiceGroup } from "../shared/before/choice_group.js";
import { h, s } from "../shared/before/dom.js";
import { footBar } from "../shared/before/foot_bar.js";
import { liveRegion } from "../shared/before/live_region.js";
import { newestOnly } from "../shared/newest_only.js";
import { rangeField } from "../shared/before/range_field.js";

const PLAN_MARKS = {
  do: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.3 14.2-4-4 1.5-1.5 2.5 2.5 5.6-5.6 1.5 1.5z",
  ask_first: "M12 1.5 22.5 12 12 22.5 1.5 12zM11 6.5h2v7h-2zm0 8.5h2v2.2h-2z",
  do_not: "M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9zM6.5 10.8h11v2.4h-11z",
  closed: "M7 10V7a5 5 0 0 1 10 0v3h1.5v11h-13V10zm2.2 0h5.6V7a2.8 2.8 0 0 0-5.6 0z",
};
const PLAN_VERDICTS = ["do", "ask_first", "do_not"];
const planMark = (verdict) => s("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, s("path", { d: PLAN_MARKS[verdict], "fill-rule": "evenodd" }));

/** A number that does not count until it is moved: { el, get() -> value or null, reset() }. */
function planNumber(field, unknown, changed) {
  let known = false;
  const said = (v) => {
    if (!known) return unknown;
    const days = field.unit === "hours" && v >= 24 ? `, ${v % 24 ? "about " : ""}${Math.round(v / 24)} ${Math.round(v / 24) === 1 ? "day" : "days"}` : "";
    return `${v} ${v === 1 ? field.one : field.unit}${field.more && v >= field.top ? " or more" : days}`;
  };
  const set = (value, counts) => ((known = counts), range.set(value));
  const range = rangeField({
    label: field.label, min: field.low, max: field.top, value: field.start, unit: field.unit, words: said,
    oninput: (v) => (set(v, true), changed()),
  });
  return { el: range.el, get: () => (known ? range.get() : null), reset: () => set(field.start, false) };
}

/** The causes as a group of radio buttons, each with its shape and colour. */
function planCauses(view, changed) {
  const group = choiceGroup({
    legend: view.words.cause_question, options: view.causes.map((c) => ({ id: c.id, text: "" })), onchange: changed,
  });
  group.el.querySelectorAll(".g-choice").forEach((label, i) => {
    const { id, name, note } = view.causes[i];
    label.dataset.cause = id;
    label.style.setProperty("--g-cause", `var(--g-${id})`);
    label.lastElementChild.replaceChildren(causeShape(), h("strong", {}, ` ${name}`), h("span", { class: "rp-note" }, note));
  });
  return group;
}

/** A list of cautions that folds away, with a tally and a way to say no to the rest and go on. */
function planCautions(list, answers, changed, open, next) {
  const strips = list.cautions.map((caution) => {
    const strip = answerStrip({ question: caution.question, options: yesOrNo, onanswer: (value, notSure) => changed(caution.id, notSure ? "not_sure" : value) });
    strip.el.classList.add("rp-row");
    return { ...caution, ...strip };
  });
  const tally = h("span", { class: "g-tally" });
  const asked = () => strips.filter((x) => !x.el.hidden);
  const rest = h("button", { type: "button", onclick: () => {
    const left = asked().filter((x) => answers[x.id] === undefined);
    left.forEach((x) => x.set(false));
    el.open = false;
    const on = next()?.el ?? el;
    on.open = on !== el;
    on.querySelector("summary").focus();
    changed(left.map((x) => x.id), false);
  } }, "No to the rest of this list");
  const el = h("details", { class: "g-fold", open }, h("summary", {}, h("span", { class: "g-fold-title" }, list.title), tally),
    strips.map((x) => x.el), h("div", { class: "g-buttons" }, rest));
  return {
    el, strips,
    show(cause) {
      for (const x of strips) x.el.hidden = x.notFor.includes(cause);
      const done = asked().filter((x) => answers[x.id] !== undefined);
      const unsure = done.filter((x) => answers[x.id] === "not_sure").length;
      tally.textContent = `${done.length} of ${asked().length} answered${unsure ? `, ${unsure} not sure` : ""}`;
      tally.toggleAttribute("data-complete", done.length === asked().length && !unsure);
      rest.hidden = done.length === asked().length;
    },
  };
}

/** The plan: what comes first, then each measure under its heading. `goTo(id)` leads to a question. */
function planResult(view, goTo) {
  const w = view.words;
  const fill = (text, what) => text.replace("{what}", what).replace("{n}", what);
  const names = (ids) => ids.map((id) => view.labels[id].toLowerCase()).join(", ");
  let before = {}; // measure to the heading it stood under
  let moved = {};
  const head = h("h3", { tabindex: "-1" }, w.plan_title);
  const body = h("div");
  const el = h("section", { class: "rp-plan g-card", "aria-label": w.plan_title }, head, body);

  const source = (ids) => (ids.length ? h("p", { class: "rp-source" }, `Source: ${ids.join("; ")}`) : null);
  const firstCard = (first) => careCard({ level: first.level, head: view.levels[first.level], body: [h("p", {}, first.text), source(first.sources)] });
  function card(verdict, m) {
    return h("li", { class: "rp-measure", "data-measure": m.id },
      h("h5", {}, planMark(verdict), h("span", {}, m.name)),
      m.noUse ? h("p", { class: "rp-tag" }, w.no_use) : null,
      m.minutes ? h("p", { class: "rp-tag" }, fill(w.minutes, m.minutes)) : null,
      moved[m.id] ? h("p", { class: "rp-tag rp-moved" }, fill(w.moved, moved[m.id] === "closed" ? w.closed_short : w[moved[m.id]])) : null,
      m.reasons.map((reason) => h("p", {}, reason)),
      m.unsure.length ? h("p", {}, fill(w.unsure, names(m.unsure))) : null,
      m.open.length && verdict !== "closed" ? h("p", {}, fill(w.open, names(m.open))) : null,
      source(m.sources));
  }
  function section(verdict, measures) {
    return h("section", { class: `rp-section rp-${verdict}` },
      h("h4", {}, planMark(verdict), h("span", {}, w[verdict]), h("span", { class: "rp-count" }, String(measures.length))),
      h("p", { class: "rp-about" }, measures.length ? w[`${verdict}_intro`] : w.empty),
      measures.length ? h("ul", {}, measures.map((m) => card(verdict, m))) : null);
  }
  function closed(measures) {
    if (!measures.length) return null;
    const ids = [...new Set(measures.flatMap((m) => m.open))];
    return h("section", { class: "rp-section rp-closed" },
      h("h4", {}, planMark("closed"), h("span", {}, w.closed), h("span", { class: "rp-count" }, String(measures.length))),
      h("p", {}, h("strong", {}, measures.map((m) => m.name).join(", "))),
      h("p", {}, w.closed_intro),
      h("div", { class: "rp-jumps" }, ids.map((id) => h("button", { type: "button", onclick: () => goTo(id) }, view.labels[id]))));
  }
  function noteMoves(plan) {
    const now = {};
    for (const verdict of [...PLAN_VERDICTS, "closed"]) for (const m of plan[verdict]) now[m.id] = verdict;
    const changes = Object.keys(now).filter((id) => before[id] !== undefined && before[id] !== now[id]);
    if (changes.length) moved = Object.fromEntries(changes.map((id) => [id, before[id]]));
    if (!plan.stopped) before = now;
  }
  return {
    el, firstCard,
    goTo: () => {
      head.scrollIntoView({ block: "start" });
      head.focus({ preventScroll: true });
    },
    show(plan) {
      if (!plan) {
        before = moved = {};
        return body.replaceChildren(h("p", {}, w.no_cause));
      }
      noteMoves(plan);
      const parts = [plan.first.map(firstCard), plan.stopped
        ? h("p", { class: "rp-stopped" }, w.stopped)
        : [section("do", plan.do), closed(plan.closed), section("ask_first", plan.ask_first)],
      section("do_not", plan.do_not)];
      body.replaceChildren(...parts.flat().filter(Boolean));
    },
  };
}

function render({ model, el }) {
  const view = model.get("view");
  const w = view.words;
  const answers = {}; // caution to true, false or "not_sure"
  let count = 0;
  let oldest = 0; // replies with a lower number are of before "Start again"
  let saying = 0;
  let below = null; // the strip below which an urgent card stands
  el.classList.add("gluteedu", "rp");
  el.setAttribute("data-widget", "relief_planner");

  const line = newestOnly((message) => model.send(message));
  const cause = planCauses(view, () => ask());
  const hours = planNumber({ ...view.numbers.hours, label: w.hours_question }, w.hours_unknown, () => ask());
  const pregnancy = choiceGroup({ legend: w.pregnancy_question, options: view.pregnancy, row: true, onchange: () => ask() });
  const weeks = Object.fromEntries(view.pregnancy.filter((p) => p.weeks).map((p) => [p.id, planNumber(view.numbers[p.weeks], w.weeks_unknown, () => ask())]));
  const age = choiceGroup({ legend: w.age_question, options: view.ages, row: true, onchange: () => ask() });
  const lists = view.lists.map((one, i) => planCautions(one, answers, changed, i === 0, () => lists[i + 1]));

  function ask() {
    showAsked();
    const [chosen] = cause.get();
    if (!chosen) return;
    const state = pregnancy.get()[0] ?? null;
    line.send({
      act: "plan", n: ++count, cause: chosen, hours: hours.get(), pregnancy: state, weeks: weeks[state]?.get() ?? null,
      age: age.get()[0] ?? null, cautions: { ...answers },
    });
  }
  function changed(ids, value) {
    for (const id of [ids].flat()) {
      answers[id] = value;
      if (value === true) below = id;
    }
    ask();
  }
  function showAsked() {
    const state = pregnancy.get()[0];
    for (const [id, field] of Object.entries(weeks)) field.el.hidden = id !== state;
    lists.forEach((one) => one.show(cause.get()[0]));
  }
  const stripOf = (id) => lists.flatMap((one) => one.strips.map((x) => ({ ...x, list: one }))).find((x) => x.id === id);
  function goTo(id) {
    const strip = stripOf(id);
    if (strip) strip.list.el.open = true;
    const target = strip ? strip.first() : (id === "age" ? age : pregnancy).el.querySelector("input");
    target.closest("fieldset").scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  }

  const result = planResult(view, goTo);
  const foot = footBar({ target: result.el, onjump: result.goTo });
  const again = h("button", { type: "button", onclick: () => {
    for (const id of Object.keys(answers)) delete answers[id];
    [cause, pregnancy, age].forEach((group) => group.set([]));
    [hours, ...Object.values(weeks)].forEach((field) => field.reset());
    lists.forEach((one) => one.strips.forEach((strip) => strip.set(undefined)));
    oldest = ++count;
    showAsked();
    show(null);
  } }, "Start again");
  el.append(h("p", {}, w.intro), h("p", { class: "g-quiet" }, w.private),
    h("p", { class: "rp-danger" }, h("strong", {}, w.danger), " ", h("a", { href: view.safetyPage }, w.danger_link)),
    h("div", { class: "rp-two" },
      h("div", {},
        h("section", { class: "g-card" }, h("h3", {}, w.cause_title), cause.el, hours.el),
        h("section", { class: "g-card" }, h("h3", {}, w.pregnancy_title), pregnancy.el, Object.values(weeks).map((x) => x.el), age.el),
        h("section", { class: "g-card" }, h("h3", {}, w.cautions_title), h("p", {}, w.cautions_intro), lists.map((x) => x.el)),
        again),
      result.el),
    foot.el);
  const announce = liveRegion(el);

  /** An urgent card stands right below the answer that called for it, too. Focus stays. */
  function showBelow(plan) {
    el.querySelectorAll(".rp-below").forEach((old) => old.remove());
    if (plan?.stopped && below) stripOf(below).el.after(h("div", { class: "rp-below" }, plan.first.slice(0, 1).map(result.firstCard)));
  }
  function show(plan) {
    result.show(plan);
    showBelow(plan);
    const urgent = plan?.first.find(() => plan.stopped);
    const tally = plan && PLAN_VERDICTS.map((v) => `${plan[v].length} ${w[v].toLowerCase()}`).join(", ");
    foot.show({ level: urgent?.level, action: urgent ? "See what to do" : "See the plan", said: h("strong", {}, urgent ? view.levels[urgent.level] : tally ?? w.no_cause) });
    clearTimeout(saying);
    const sentence = urgent ? `${view.levels[urgent.level]}. ${urgent.text}` : plan ? `${w.plan_title}: ${tally}. ${plan.closed.length ? `${w.closed}.` : ""}` : w.no_cause;
    saying = setTimeout(() => announce(sentence), urgent ? 50 : 800);
  }
  function received(message) {
    if (message?.refused === "plan") return line.answered();
    if (typeof message?.n !== "number") return;
    line.answered();
    if (message.n >= oldest) show(message);
  }
  model.on("msg:custom", received);
  showAsked();
  show(null);
  return () => {
    clearTimeout(saying);
    foot.stop();
    model.off("msg:custom", received);
  };
}

export default { render };
