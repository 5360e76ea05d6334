// The learner's progress: three numbers, bars by lesson and objective, calibration, what to mend.

import { counted } from "../shared/before/days.js";
import { h } from "../shared/before/dom.js";
import { newId } from "../shared/ids.js";
import { followRecord } from "../shared/follow_record.js";
import { pageLink } from "../shared/before/page_link.js";
import { barKey, beforeAfter, calibrationPlot, calibrationTable, calibrationWords, lessonBars, LEVEL_NAMES, tableBehind } from "./progress_charts.js";

function render({ model, el }) {
  el.classList.add("gluteedu");
  el.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab: keys here are the learner's
  const part = (title, ...content) => {
    const id = newId("progress");
    return h("section", { class: "g-card gg", "aria-labelledby": id }, h("h3", { class: "g-title", id }, title), ...content);
  };
  const p = (...words) => h("p", {}, ...words);
  const number = (n) => String(Math.round(n * 10) / 10).replace("-", "−");
  const signed = (n) => (n > 0 ? `+${number(n)}` : number(n));

  function lessons(view) {
    return part("Lesson by lesson",
      view.answered ? h("p", { class: "gg-total" },
        h("span", { class: "gg-big" }, `${view.right} of ${view.answered}`), " right at the first try") : null,
      p(`${view.answered} of ${view.items} questions answered${view.reviews ? `, and ${counted(view.reviews, "card")} reviewed` : ""}. ${view.score > view.right ? ` With part points that makes ${number(view.score)}.` : ""}`),
      lessonBars(view.lessons), barKey(),
      tableBehind("The numbers in a table", "First answers by lesson", ["Lesson", "Questions", "Answered", "Right", "Points"],
        view.lessons.map((one) => [one.title, one.items, one.answered, one.right, number(one.score)])));
  }

  function calibration(view) {
    const found = view.calibration;
    if (found.n === 0) {
      return part("How sure, how right",
        p("Say how sure you are when you answer. It takes one tap. Then you see here how often “sure” was right."));
    }
    return part("How sure, how right",
      p("When you say “sure”, are you right? The dot shows how often. The line shows how far chance alone could move it: the fewer answers, the longer the line."),
      calibrationPlot(found.levels),
      p("The pale band is where the word fits. A dot to the left of its band means: less right than it felt."),
      h("ul", { class: "gg-said" }, calibrationWords(found.levels).map((one) => h("li", {}, one))),
      found.unsaid ? h("p", { class: "g-quiet" }, `${counted(found.unsaid, "answer")} came without a word on how sure you were. ${found.unsaid === 1 ? "It is" : "They are"} not counted here.`) : null,
      calibrationTable(found.levels),
      points(found));
  }

  const WORTH = {
    sure: "Say it when you would be right more than 4 times in 5.",
    think_so: "Say it when you would be right more than 2 times in 3.",
    guessing: "Say it when you are less sure than that.",
  };
  function points(found) {
    return h("div", { class: "gg-points" },
      h("h4", {}, "Your confidence points"),
      h("p", { class: "gg-total" }, h("span", { class: "gg-big" }, signed(found.points)), ` from ${counted(found.n, "answer")}; the most is ${found.most}`),
      p("These points stand apart from your score, and change nothing about it. A right answer earns more the surer you were. A wrong one costs more, too:"),
      h("ul", { class: "gg-said" }, [...found.levels].reverse().map((one) => h("li", {},
        h("strong", {}, LEVEL_NAMES[one.id]), `: ${signed(one.prize)} if right, ${signed(one.price)} if wrong. ${WORTH[one.id]}`))),
      p("So it pays to say what you truly feel. Always saying “sure” costs you a lot. Always saying “guessing” earns you little."));
  }

  function sure(view) {
    if (view.calibration.n === 0) return null;
    if (view.sure.length === 0) {
      return part("Sure, but wrong", p("Nothing stands here. Whenever you said “sure”, you were right."));
    }
    const FIRST = 5;
    const list = (some, start) => h("ol", { class: "gg-sure", start }, some.map((one) => h("li", {},
        h("div", { class: "gg-stem", html: one.stem }),
        h("p", { class: "g-small" },
          one.mended ? h("span", { class: "gg-mended" }, "✓ Right at your last review. ") : h("span", { class: "gg-open" }, "Still open. "),
          one.lesson ? ["Read again: ", pageLink(one.lesson.id, {}, one.lesson.title)] : null))));
    const more = view.sure.length - FIRST;
    return part("Sure, but wrong",
      p("These are worth the most. A belief that feels certain does not look for a second opinion. Each comes back in your review until it sticks."),
      list(view.sure.slice(0, FIRST), 1),
      more > 0 ? h("details", { class: "gg-table" }, h("summary", {}, `Show ${more} more`), list(view.sure.slice(FIRST), FIRST + 1)) : null,
      view.pages.review ? p(pageLink(view.pages.review, {}, "Go to the review page")) : null);
  }

  function before(view) {
    const found = view.before;
    if (found.rows.length) {
      const up = found.rows.filter((row) => row.after > row.before).length;
      const down = found.rows.filter((row) => row.after < row.before).length;
      const firm = found.rows.filter((row) => row.before === 1 && row.after === 1).length;
      return part("Before and after",
        p(`The pre-test and the final test both ask about ${counted(found.rows.length, "objective")}. You moved up on ${up}${firm ? `, knew ${firm} all along` : ""}${down ? `, and went down on ${down}` : ""}.`),
        beforeAfter(found.rows),
        h("p", { class: "g-quiet" }, "One or two questions for each objective are few. A single slip moves the dot a long way."));
    }
    const words = found.pre
      ? ["You did the pre-test. Your final test is still to come. Then you see both here, side by side. ", pageLink(view.pages.final_test, {}, "Go to the final test")]
      : found.post
        ? ["You skipped the pre-test. So there is no “before” to set beside your final test. That is fine."]
        : ["Answer the short pre-test now and the final test at the end. Then you see here what you have learned. ", pageLink(view.pages.pretest ?? view.pages.home, {}, "Go to the pre-test")];
    return part("Before and after", p(...words));
  }

  function show() {
    const view = model.get("view");
    const open = new Set([...el.querySelectorAll("details")].map((one, i) => (one.open ? i : -1)));
    const parts = { lessons, calibration, sure, before };
    const whole = view.parts.length > 1;
    const screen = view.saving === "off"
      ? !whole ? [] : [part("Nothing is kept here", p("Your answers are not saved, so there is no progress to show. The lessons work all the same."))]
      : whole && view.answered === 0 && !view.before.pre
        ? [part("Nothing to show yet", p("Your first answers will appear here: by lesson, by objective, and by how sure you were."), p(pageLink(view.pages.home, {}, "Go to the lessons")))]
        : view.parts.map((name) => parts[name](view));
    el.replaceChildren(...screen.filter(Boolean));
    [...el.querySelectorAll("details")].forEach((one, i) => (one.open = open.has(i)));
  }

  show();
  model.on("change:view", show);
  const record = followRecord(model, { all: true });
  model.send({ act: "refresh" });
  return () => {
    model.off("change:view", show);
    record.stop();
  };
}

export default { render };
