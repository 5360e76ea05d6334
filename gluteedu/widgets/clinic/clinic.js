// The case clinic: choose a case, commit step by step, see the path. Python keeps what is to come.

import { choiceGroup } from "../shared/before/choice_group.js";
import { h } from "../shared/before/dom.js";
import { liveRegion } from "../shared/before/live_region.js";
import { causeMark, causeTag, CLINIC_SURE, lessonPart, levelMark, levelTag, modelNotes, pathFigure, saidTags, stepTable, verdictLines } from "./clinic_path.js";

const CLINIC_NO_ANSWER_AFTER = 8000;
const CLINIC_KEYS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

function render({ model, el }) {
  el.classList.add("gluteedu");
  el.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab: keys here are the learner's
  const card = h("section", { class: "g-card gcc", "aria-label": "Case clinic", onkeydown: onKey });
  const main = h("div", {});
  card.append(main);
  const say = liveRegion(card);
  el.replaceChildren(card);
  let view = model.get("view");
  let waiting = null; // where the focus goes once Python has answered
  let timer = 0;
  let stops = [];

  function send(act, more = {}, focus = "head") {
    if (waiting) return;
    waiting = focus;
    card.setAttribute("aria-busy", "true");
    timer = setTimeout(() => {
      settled();
      notice("The course does not answer just now. Please try again.");
    }, CLINIC_NO_ANSWER_AFTER);
    model.send({ act, ...more });
  }
  function settled() {
    clearTimeout(timer);
    waiting = null;
    card.removeAttribute("aria-busy");
  }
  function notice(sentence) {
    const box = main.querySelector(".gcc-notice");
    if (box) box.textContent = sentence;
    say(sentence);
  }
  function button(words, focus, onclick, cls = "") {
    return h("button", { type: "button", class: cls, "data-focus": focus, onclick }, words);
  }
  const numberOf = (id) => view.cases.find((c) => c.id === id).number;

  // ---- the list ---------------------------------------------------------------------------
  function chooser() {
    const done = view.cases.filter((c) => c.done).length;
    return [
      h("h3", { class: "g-title", tabindex: "-1", "data-focus": "head" }, "Case clinic"),
      h("p", {}, view.intro),
      h("p", { class: "g-quiet" }, `${done} of ${view.cases.length} cases done since you opened this page.`),
      h("ol", { class: "gcc-cases" }, view.cases.map((c) => {
        const stand = c.done ? "Done" : c.committed ? `Step ${c.committed + 1} of ${c.total}` : `${c.total} steps`;
        return h("li", {}, h("button", { type: "button", class: `gcc-case${c.done ? " gcc-done" : ""}`, "data-focus": `case-${c.id}`,
          onclick: () => send("open", { case: c.id }) },
          h("span", { class: "gcc-number" }, h("span", { class: "g-hidden" }, "Case "), String(c.number)),
          h("span", { class: "gcc-case-title" }, c.title),
          h("span", { class: "gcc-stand" }, c.done ? h("span", { "aria-hidden": "true" }, "✓ ") : null, stand)));
      })),
      h("p", { class: "gcc-notice" }),
    ];
  }

  // ---- one case ---------------------------------------------------------------------------
  function openCase(c) {
    return [
      h("div", { class: "gcc-bar" },
        button("← All cases", "all", () => send("cases", {}, `case-${c.id}`), "g-plain"),
        button("Present", "present", () => send("present", { case: c.id }))),
      h("h3", { class: "g-title", tabindex: "-1", "data-focus": "head" }, `Case ${numberOf(c.id)}: ${c.title}`),
      c.stages.map((stage, i) => h("section", { class: `gcc-stage${stage.said ? " gcc-past" : ""}`, "aria-label": `Step ${i + 1}` },
        h("h4", { tabindex: "-1", "data-focus": `stage-${i}` }, `Step ${i + 1} of ${c.total}`),
        h("div", { class: "gcc-story", html: stage.html }),
        stage.said
          ? h("div", { class: "gcc-yours" }, h("p", { class: "gcc-label" }, "You said"), saidTags(view, stage.said))
          : commitForm(c, i))),
      c.end ? ending(c, c.end) : null,
    ];
  }
  function commitForm(c, i) {
    const again = i > 0 ? "now" : "so far";
    const cause = choiceGroup({
      legend: `What fits best ${again}?`,
      options: view.causes.map((one) => ({ id: one.id, text: one.name })),
    });
    cause.el.querySelectorAll(".g-choice").forEach((label, n) => {
      label.querySelector("input").after(causeMark(view, view.causes[n].id));
      label.querySelector("span").append(h("small", { class: "gcc-note" }, view.causes[n].note));
    });
    const level = choiceGroup({
      legend: `Which level of care ${again}?`,
      options: view.levels.map((one) => ({ id: one.id, text: one.name })),
    });
    level.el.querySelectorAll(".g-choice").forEach((label, n) =>
      label.querySelector("input").after(levelMark(view.levels[n].id)));
    const sure = choiceGroup({ legend: "How sure are you?", row: true, options: CLINIC_SURE });
    cause.el.classList.add("gcc-grid");
    level.el.classList.add("gcc-grid");
    /** @type {[ReturnType<typeof choiceGroup>, string][]} */
    const parts = [[cause, "a cause"], [level, "a level of care"], [sure, "how sure you are"]];
    return h("form", { class: "gcc-form", novalidate: true, onsubmit: (event) => {
      event.preventDefault();
      const open = parts.filter(([group]) => !group.get().length);
      if (open.length) {
        notice(`Choose ${open.map(([, name]) => name).join(" and ")} first.`);
        open[0][0].el.querySelector("input").focus();
        return;
      }
      const last = i + 1 === c.total;
      send("commit", { case: c.id, stage: i, cause: cause.get()[0], triage: level.get()[0], confidence: sure.get()[0] },
        last ? "end" : `stage-${i + 1}`);
    } }, parts.map(([group]) => group.el), h("p", { class: "gcc-notice" }),
    h("div", { class: "g-buttons" }, h("button", { type: "submit", class: "g-primary" }, "Commit")));
  }

  // ---- the end ----------------------------------------------------------------------------
  function drawn(end, size) {
    const figure = pathFigure(view, end, size);
    stops.push(figure.stop);
    return figure.el;
  }
  function ending(c, end) {
    const at = view.cases.findIndex((one) => one.id === c.id);
    const next = [...view.cases.slice(at + 1), ...view.cases.slice(0, at)].find((one) => !one.done);
    return h("section", { class: "gcc-end", "aria-label": "How it went" },
      h("h4", { tabindex: "-1", "data-focus": "end" }, "How it went"),
      verdictLines(view, c, end),
      h("h4", {}, "Your path beside the others"),
      drawn(end),
      h("h4", {}, "What each one thought"),
      stepTable(view, end),
      lessonPart(view, end, end.triage[0]),
      h("p", { class: "gcc-notice" }),
      h("div", { class: "g-buttons" },
        next ? button(`Next: case ${next.number}`, "next", () => send("open", { case: next.id }), "g-primary") : null,
        button("Do this case again", "again", () => send("again", { case: c.id }, "stage-0")),
        button("All cases", "all-end", () => send("cases", {}, `case-${c.id}`))));
  }

  // ---- on a projector ---------------------------------------------------------------------
  function onKey(event) {
    if (!view.show || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in CLINIC_KEYS) flip(CLINIC_KEYS[event.key]);
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  const keep = (name) => (/** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.focus === name ? name : "head");
  function flip(by) {
    const to = view.show.at + by;
    if (to < 0 || to > view.show.total) return;
    send("turn", { by }, keep(by > 0 ? "forward" : "back"));
  }
  function leave() {
    if (document.fullscreenElement === card) document.exitFullscreen();
    send("leave", {}, "present");
  }
  function slides(show) {
    const { slide, end } = show;
    return [
      h("div", { class: "gcc-bar" },
        h("p", { class: "gcc-label" }, `Case ${numberOf(show.id)}: ${show.title}`),
        h("div", { class: "gcc-bar-end" },
          document.fullscreenEnabled ? button("Full screen", "full", () =>
            document.fullscreenElement === card ? document.exitFullscreen() : card.requestFullscreen(), "g-plain") : null,
          button("Leave", "leave", leave, "g-plain"))),
      h("h3", { class: "g-title", tabindex: "-1", "data-focus": "head" }, end ? "What this case teaches" : `Step ${show.at + 1} of ${show.total}`),
      end ? showEnd(end) : [
        h("div", { class: "gcc-story", html: slide.html }),
        slide.answer ? answers(slide.answer) : asked()],
      h("p", { class: "gcc-notice" }),
      h("div", { class: "gcc-bar gcc-foot" },
        h("button", { type: "button", "data-focus": "back", disabled: show.at === 0, onclick: () => flip(-1) }, "← Back"),
        h("p", { class: "g-small" }, "Keys: arrows or Page Up and Page Down. Esc leaves."),
        h("button", { type: "button", class: "g-primary", "data-focus": "forward", disabled: Boolean(end), onclick: () => flip(1) },
          show.at + 1 === show.total ? "To the end →" : "Forward →")),
    ];
  }
  function asked() {
    return h("div", { class: "gcc-asked" },
      h("p", {}, h("strong", {}, "What fits best? How urgent is it? How sure are you?")),
      h("div", { class: "gcc-options" },
        h("ul", { "aria-label": "Causes" }, view.causes.map((c) => h("li", { class: "gcc-tag" }, causeMark(view, c.id), c.name))),
        h("ul", { "aria-label": "Levels of care" }, view.levels.map((l) => h("li", { class: "gcc-tag" }, levelMark(l.id), l.short)))),
      h("div", { class: "g-buttons" }, button("Show what they thought", "out", () => send("bring_out", {}, "answers"))));
  }
  function answers(step) {
    return h("div", { class: "gcc-answers" },
      h("section", {}, h("h4", { tabindex: "-1", "data-focus": "answers" }, "The clinician"), saidTags(view, step.clinician), h("p", { html: step.clinician.html })),
      h("section", {}, h("h4", {}, "The model"), modelNotes(view, step.model)));
  }
  function showEnd(end) {
    return [h("p", { class: "gcc-lesson", html: end.lesson }),
      h("div", { class: "gcc-takeaway" },
        h("div", {},
          h("p", { class: "gcc-said" }, end.causes.map((id) => causeTag(view, id)), end.triage.map((id) => levelTag(view, id))),
          h("div", { html: end.teaching })),
        drawn(end, 18)),
      h("p", { class: "g-small" }, end.sources.join(" · "))];
  }

  // ---- showing ----------------------------------------------------------------------------
  function spoken(focus) {
    if (view.show) {
      const { slide, end, at } = view.show;
      if (focus === "answers") return main.querySelector(".gcc-answers").textContent;
      return end ? main.querySelector(".gcc-lesson").textContent : `Step ${at + 1}. ${h("div", { html: slide.html }).textContent}`;
    }
    if (!view.case) return "All cases";
    if (focus === "end") return main.querySelector(".gcc-verdict").textContent;
    return h("div", { html: view.case.stages.at(-1).html }).textContent;
  }
  function draw() {
    stops.forEach((stop) => stop());
    stops = [];
    card.classList.toggle("gcc-show", Boolean(view.show));
    main.replaceChildren(...(view.show ? slides(view.show) : view.case ? openCase(view.case) : chooser()).flat(3).filter(Boolean));
  }
  function onView() {
    const focus = waiting;
    settled();
    view = model.get("view");
    draw();
    if (!focus) return; // another page's doing: leave the reader's focus alone
    const to = main.querySelector(`[data-focus="${focus}"]:not([disabled])`) ?? main.querySelector('[data-focus="head"]');
    to.focus({ preventScroll: true });
    if (document.fullscreenElement === card) card.scrollTo(0, 0);
    else if (view.show || focus === "head") card.scrollIntoView({ block: "start" });
    else to.scrollIntoView({ block: focus.startsWith("case-") ? "center" : "start" });
    say(spoken(focus));
  }
  function onReply(reply) {
    if (reply.refused === undefined) return;
    settled();
    notice("That could not be taken. Please try again.");
  }

  draw();
  model.on("change:view", onView);
  model.on("msg:custom", onReply);
  return () => {
    stops.forEach((stop) => stop());
    clearTimeout(timer);
    model.off("change:view", onView);
    model.off("msg:custom", onReply);
  };
}

export default { render };
