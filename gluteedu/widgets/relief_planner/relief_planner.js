// The relief planner: what is answered goes to Python as one message, and the plan comes back.
// Answers live in this page only: in no trait, no address, no storage.

import { createRef } from "preact";

import { ChoiceGroup } from "../shared/choice_group.js";
import { h } from "../shared/element.js";
import { FootBar } from "../shared/foot_bar.js";
import { newestOnly } from "../shared/newest_only.js";
import { widget } from "../shared/widget.js";
import { say } from "../shared/words.js";
import { FirstCard, movedTo, NO_MOVES, PlanPanel, tallyWords } from "./relief_plan.js";
import { Causes, Cautions, UnknownNumber } from "./relief_questions.js";

/** Nothing answered yet. `weeks`: for each state of pregnancy that asks for them; `below`: the caution
 *  below which an urgent card stands. */
const noAnswers = () => ({ cause: null, hours: null, pregnancy: null, weeks: {}, age: null, cautions: {}, below: null });

export default widget(({ model, el, draw, focusOn, announce, Live }) => {
  const view = model.get("view");
  const w = view.words;
  const panel = createRef();
  const open = new Set([view.lists[0].id]);
  /** @type {Record<string, any>} */
  let given = noAnswers();
  /** @type {import("./relief_plan.js").Plan | null} */
  let plan = null;
  let moves = NO_MOVES;
  let count = 0;
  let oldest = 0; // replies with a lower number are of before "Start again"
  let saying = 0;
  el.classList.add("rp");
  el.setAttribute("data-widget", "relief_planner");
  const line = newestOnly((message) => model.send(message));

  // ---- what a learner does --------------------------------------------------------------------
  function ask() {
    const { cause, hours, pregnancy, weeks, age, cautions } = given;
    if (cause) line.send({ act: "plan", n: ++count, cause, hours, pregnancy, weeks: weeks[pregnancy] ?? null, age, cautions: { ...cautions } });
    draw();
  }
  function put(change) {
    given = { ...given, ...change };
    ask();
  }
  function answer(ids, value) {
    const cautions = { ...given.cautions, ...Object.fromEntries(ids.map((id) => [id, value])) };
    put({ cautions, below: value === true ? ids[0] : given.below });
  }
  function toggle(id, isOpen) {
    open[isOpen ? "add" : "delete"](id);
    draw();
  }
  function noToTheRest(list, ids) {
    const next = view.lists[view.lists.indexOf(list) + 1];
    open.delete(list.id);
    if (next) open.add(next.id);
    answer(ids, false);
    focusOn(`list-${(next ?? list).id}`);
  }
  function startAgain() {
    given = noAnswers();
    moves = NO_MOVES;
    oldest = ++count;
    show(null);
  }
  function goTo(id) {
    const list = view.lists.find((one) => one.cautions.some((caution) => caution.id === id));
    if (list) toggle(list.id, true);
    const question = el.querySelector(list ? `[data-question="${id}"]` : id === "age" ? ".rp-age" : ".rp-pregnancy");
    question.scrollIntoView({ block: "center" });
    (question.querySelector("input:checked") ?? question.querySelector("input")).focus({ preventScroll: true });
  }
  function goToPlan() {
    panel.current.firstElementChild.scrollIntoView({ block: "start" });
    panel.current.firstElementChild.focus({ preventScroll: true });
  }

  // ---- what comes back ------------------------------------------------------------------------
  function heard(message) {
    if (message?.refused === "plan") return line.answered();
    if (typeof message?.n !== "number") return;
    line.answered();
    if (message.n < oldest) return;
    moves = movedTo(moves, message);
    show(message);
  }
  function show(newest) {
    plan = newest;
    draw();
    const urgent = urgentOf(plan);
    clearTimeout(saying);
    saying = setTimeout(() => announce(planWords(urgent)), urgent ? 50 : 800);
  }
  const urgentOf = (plan) => (plan?.stopped ? plan.first[0] : undefined);
  function planWords(urgent) {
    if (urgent) return `${view.levels[urgent.level]}. ${urgent.text}`;
    if (!plan) return w.no_cause;
    return `${w.plan_title}: ${tallyWords(w, plan)}. ${plan.closed.length ? `${w.closed}.` : ""}`;
  }

  // ---- what is seen ---------------------------------------------------------------------------
  const group = (name, options) => h(ChoiceGroup, {
    legend: w[`${name}_question`], options, row: true, class: `rp-${name}`, chosen: [given[name]], onchange: ([id]) => put({ [name]: id }),
  });
  function weeksField() {
    const { pregnancy, weeks } = given;
    const field = view.numbers[view.pregnancy.find((p) => p.id === pregnancy)?.weeks];
    return field && h(UnknownNumber, {
      key: pregnancy, field, value: weeks[pregnancy] ?? null, unknown: w.weeks_unknown, oninput: (n) => put({ weeks: { ...weeks, [pregnancy]: n } }),
    });
  }
  function questions() {
    const urgent = urgentOf(plan);
    const below = urgent && given.below ? { id: given.below, card: h(FirstCard, { view, first: urgent }) } : null;
    return h("div", null,
      h("section", { class: "g-card" }, h("h3", null, w.cause_title),
        h(Causes, { view, chosen: [given.cause], onchange: ([cause]) => put({ cause }) }),
        h(UnknownNumber, { field: { ...view.numbers.hours, label: w.hours_question }, value: given.hours, unknown: w.hours_unknown, oninput: (hours) => put({ hours }) })),
      h("section", { class: "g-card" }, h("h3", null, w.pregnancy_title), group("pregnancy", view.pregnancy), weeksField(), group("age", view.ages)),
      h("section", { class: "g-card" }, h("h3", null, w.cautions_title), h("p", null, w.cautions_intro),
        view.lists.map((list) => h(Cautions, {
          key: list.id, list, answers: given.cautions, cause: given.cause, open: open.has(list.id), below, does: { answer, toggle, noToTheRest },
        }))),
      h("button", { type: "button", onclick: startAgain }, say("shared", "start_again")));
  }
  function page() {
    const urgent = urgentOf(plan);
    return [
      h("p", null, w.intro), h("p", { class: "g-quiet" }, w.private),
      h("p", { class: "rp-danger" }, h("strong", null, w.danger), " ", h("a", { href: view.safetyPage }, w.danger_link)),
      h("div", { class: "rp-two" }, questions(), h(PlanPanel, { view, plan, moves, panel, goTo })),
      h(FootBar, {
        target: panel, level: urgent?.level, onjump: goToPlan, action: urgent ? say("shared", "see_what_to_do") : say("relief_planner", "see_plan"),
      }, h("strong", null, urgent ? view.levels[urgent.level] : plan ? tallyWords(w, plan) : w.no_cause)),
      h(Live),
    ];
  }
  return { show: page, heard, stop: () => clearTimeout(saying) };
});
