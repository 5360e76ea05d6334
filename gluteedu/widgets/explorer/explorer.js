// The explorer: safety questions, then clues; bars and reasons follow each answer.
// Answers live in this page only: in no trait, no address, no storage. The chosen place may stay.

import { createRef } from "preact";

import { CauseShape, ofCause } from "../shared/cause_shape.js";
import { h } from "../shared/element.js";
import { FootBar } from "../shared/foot_bar.js";
import { newestOnly } from "../shared/newest_only.js";
import { widget } from "../shared/widget.js";
import { say } from "../shared/words.js";
import { Answers } from "./explorer_answers.js";
import { QuestionList } from "./explorer_questions.js";
import { Result, UrgentCard } from "./explorer_result.js";
import { Place, rememberedPlace, StartingPoint } from "./explorer_start.js";
import { firstCause, fitWords, summaryWords, withNumbers } from "./explorer_words.js";

const AS_ANSWERS_SAY = { start: null, share: null };
const listNames = (view) => [...view.safety.map((_, i) => `safety-${i}`), ...view.clues.map((_, i) => `clues-${i}`)];

/** On a phone the result is far below: what it says in short, for the bar at the foot. */
function inShort(view, reply, inDoubt, left) {
  const level = reply.triage === "self_care" ? null : reply.triage;
  const action = level ? say("shared", "see_what_to_do") : say("explorer", "see_bars");
  const strong = (sentence) => h("strong", null, sentence);
  if (inDoubt) return { level: "same_day", action: say("shared", "see_what_to_do"), said: strong(view.words.doubt_title) };
  if (reply.urgent) return { level, action, said: strong(view.levels[reply.triage].name) };
  if (reply.clashes.length) return { level, action, said: strong(say("explorer", "two_clash")) };
  const { id, name } = firstCause(view, reply);
  const more = level ? view.levels[level].name : say("explorer", "questions_open", { n: left });
  return { level, action, said: [h("strong", ofCause(id), h(CauseShape), ` ${name}`), `: ${fitWords(view, reply, id)}`, h("span", null, more)] };
}

export default widget(({ model, el, draw, focusOn, announce, Live }) => {
  const view = model.get("view");
  const w = view.words;
  const answers = new Answers(view);
  const place = rememberedPlace(view.numbers);
  const panel = createRef();
  const sent = new Map(); // number of a message to the answers in it
  let told = { reply: view.first, findings: {} }; // the newest reply, and the answers that it is about
  let kept = null; // another such pair, for comparing
  let own = AS_ANSWERS_SAY; // the learner's starting point
  let story = null;
  let raisedBy = null; // the answer below which the urgent card stands
  let wanted = null; // the question that is being jumped to
  let toDo = null; // whether "What to do" is open: from the start where there is room below
  let count = 0;
  let saying = 0;
  let said = "";
  const open = new Set(view.small ? ["clues-0"] : ["safety-0", "clues-0"]); // a small version stays small until asked
  el.classList.add("gx");
  el.classList.toggle("gx-small", view.small !== null);
  el.setAttribute("data-widget", "explorer");

  const line = newestOnly((message) => model.send(message));
  function weigh() {
    const findings = { ...answers.findings };
    sent.set(++count, findings);
    line.send({ act: "weigh", n: count, findings, ...own });
    draw();
  }
  const fill = (text) => withNumbers(text, place.numbers());
  const listOf = (id) => listNames(view)[[...view.safety, ...view.clues].findIndex((list) => list.questions.some((q) => q.id === id))];

  // ---- what a learner does --------------------------------------------------------------------
  const does = {
    answer(id, value, unsure = false) {
      answers.answer(id, value, unsure);
      weigh();
    },
    toggle(name, isOpen) {
      open[isOpen ? "add" : "delete"](name);
      draw();
    },
  };
  function foldToDo(isOpen) {
    toDo = isOpen;
    draw();
  }
  const doesSafety = { ...does, noToTheRest };
  function noToTheRest(name, ids) {
    const next = `safety-${Number(name.split("-")[1]) + 1}`;
    const isLast = !listNames(view).includes(next);
    answers.answer(ids, false);
    open.delete(name);
    if (!isLast) open.add(next);
    weigh();
    focusOn(isLast ? name : next);
  }
  function goTo(id) {
    open.add(listOf(id));
    wanted = id;
    draw();
    const row = el.querySelector(`[data-question="${id}"]`);
    row.scrollIntoView({ block: "center" });
    (row.querySelector("[type=radio]:checked") ?? row.querySelector("input")).focus({ preventScroll: true });
    wanted = null;
  }
  function goToResult() {
    panel.current.firstElementChild.scrollIntoView({ block: "start" });
    panel.current.firstElementChild.focus({ preventScroll: true });
  }
  function begin(chosen) {
    story = chosen;
    sent.clear(); // what is on its way is of before
    answers.load(chosen?.findings ?? {});
    own = AS_ANSWERS_SAY;
    weigh();
  }
  function startAgain() {
    kept = null;
    begin(null);
  }
  function keep() {
    kept = kept ? null : told;
    draw();
  }
  function startFrom(chosen) {
    own = chosen;
    weigh();
  }

  // ---- what comes back ------------------------------------------------------------------------
  function heard(message) {
    if (message?.refused === "weigh") return line.answered();
    if (typeof message?.n !== "number") return;
    line.answered();
    if (sent.has(message.n)) receive(message);
  }
  function receive(reply) {
    const before = told.reply;
    told = { reply, findings: sent.get(reply.n) };
    for (const n of sent.keys()) if (n <= reply.n) sent.delete(n);
    if (reply.grounds.includes(answers.touched)) raisedBy = answers.touched;
    else if (!reply.grounds.includes(raisedBy)) raisedBy = null;
    if (reply.triage !== "self_care" && !reply.urgent) toDo ??= getComputedStyle(panel.current).position !== "sticky";
    draw();
    if (reply.urgent && before.triage !== reply.triage) panel.current.scrollTop = 0;
    tell(reply);
  }
  function tell(reply) {
    const sentence = summaryWords(view, reply, answers, fill);
    if (sentence === said) return;
    said = sentence;
    clearTimeout(saying);
    saying = setTimeout(() => announce(sentence), reply.urgent ? 50 : 800);
  }

  // ---- what is seen ---------------------------------------------------------------------------
  /** While an urgent answer stands, only the clues that hold it stay; and what holds the focus, that
   *  no late answer takes it away. */
  function sight({ urgent, grounds }) {
    const at = el.querySelector(":focus");
    const question = wanted ?? at?.closest("[data-question]")?.dataset.question;
    const part = wanted ? listOf(wanted) : at?.closest("[data-part]")?.dataset.part;
    const called = [...grounds, answers.touched].filter(Boolean).map(listOf);
    return {
      isShown: (id) => id === question || answers.isAsked(id, told.reply),
      isAway: (name) => urgent && name !== part && !called.includes(name),
    };
  }
  const intro = () => (view.small
    ? [h("h3", null, view.small.title), h("p", null, view.small.toTry), h("p", { class: "g-quiet g-small" }, `${w.private} ${w.small_rest}`)]
    : [h("p", null, w.intro), h("p", { class: "g-quiet" }, w.private), h("p", { class: "gx-label" }, w.stories_title)]);
  const stories = () => h("div", { class: "gx-stories", role: "group", "aria-label": w.stories_title },
    view.stories.map((s) => h("button", { key: s.id, type: "button", "aria-pressed": String(story === s), "data-story": s.id, onclick: () => begin(s) }, s.name)),
    h("button", { type: "button", class: "g-plain", onclick: startAgain }, say("shared", "start_again")));
  function questions() {
    const { reply } = told;
    const { isShown, isAway } = sight(reply);
    const below = reply.urgent && raisedBy ? { id: raisedBy, card: h(UrgentCard, { view, reply, fill }) } : null;
    const lists = (kind, may, isHidden = null) => view[kind].map((list, i) => {
      const name = `${kind}-${i}`;
      return h(QuestionList, { key: name, name, list, view, answers, told, open: open.has(name), hidden: isHidden?.(name), isShown, below, does: may });
    });
    return h("div", { class: "gx-questions" },
      h("section", { class: "g-card" }, h(view.small ? "h4" : "h3", null, w.safety_title), h("p", null, w.safety_intro), h(Place, { view, place, changed: draw }), lists("safety", doesSafety)),
      h("section", { class: "g-card" }, view.small ? null : [h("h3", null, w.clues_title), h("p", { class: "gx-intro" }, w.clues_intro)],
        h("div", { class: "gx-away", hidden: !reply.urgent }, h("p", null, w.clues_away)), lists("clues", does, isAway)),
      view.small ? null : h(StartingPoint, { view, start: reply.start, own, hidden: isAway("start"), onchange: startFrom }));
  }
  function show() {
    const { reply } = told;
    const left = reply.open.filter((id) => answers.isAsked(id, reply));
    const inDoubt = !reply.urgent && answers.unsureSafety(reply).length > 0;
    const { level, action, said: short } = inShort(view, reply, inDoubt, left.filter((id) => answers.isSafety(id)).length);
    return [
      intro(), stories(),
      h("div", { class: "gx-tells", "aria-live": "polite" }, story ? [h("p", null, h("strong", null, story.tells)), h("p", null, story.lesson)] : null),
      h("div", { class: "gx-two" }, questions(),
        h(Result, { view, answers, told, kept, open: left, fill, toDo: { open: toDo ?? false, ontoggle: foldToDo }, panel, goTo, keep })),
      h(FootBar, { target: panel, level, action, onjump: goToResult }, short),
      h(Live),
    ];
  }
  return { show, heard, stop: () => clearTimeout(saying) };
});
