// The case clinic: choose a case, commit step by step, see the path. Python keeps what is to come.

import { h } from "../shared/element.js";
import { oneRequest } from "../shared/one_request.js";
import { widget } from "../shared/widget.js";
import { say } from "../shared/words.js";
import { CaseList, OpenCase, Slide } from "./clinic_screens.js";

const KEYS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
const PARTS = ["cause", "triage", "confidence"];

const missingWords = (missing) => say("clinic", "choose_first", {
  parts: missing.map((part) => say("clinic", `part_${part}`)).reduce((a, b) => say("clinic", "a_and_b", { a, b })),
});

/** The words of safe markup. */
const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;

export default widget(({ model, el, draw, announce, Live }) => {
  let view = model.get("view");
  let notice = "";
  const drafts = {}; // case and stage to what is chosen there and not committed
  const request = oneRequest(model, { changed: draw, late: () => warn(say("clinic", "no_answer")) });
  const card = () => el.firstElementChild;
  const find = (name) => el.querySelector(`[data-focus="${name}"]:not([disabled])`);

  // ---- what a person does ---------------------------------------------------------------------
  function warn(sentence) {
    notice = sentence;
    draw();
    announce(sentence);
  }
  /** `focus` says where the focus goes once Python has answered. */
  const send = (act, more = {}, focus = "head") => request.send({ act, ...more }, { focus });
  const stageAt = () => view.case.stages.length - 1;
  const draftId = () => `${view.case.id} ${stageAt()}`;
  const draft = () => drafts[draftId()] ?? {};
  function choose(change) {
    drafts[draftId()] = { ...draft(), ...change };
    draw();
  }
  function commit() {
    const missing = PARTS.filter((part) => !draft()[part]);
    if (!missing.length) {
      const stage = stageAt();
      const last = stage + 1 === view.case.total;
      send("commit", { case: view.case.id, stage, ...draft() }, last ? "end" : `stage-${stage + 1}`);
      return;
    }
    warn(missingWords(missing));
    el.querySelectorAll(".gcc-form fieldset")[PARTS.indexOf(missing[0])].querySelector("input").focus();
  }
  const keep = (name) => (el.querySelector(":focus")?.dataset.focus === name ? name : "head");
  const does = {
    open: (id) => send("open", { case: id }),
    list: (id) => send("cases", {}, `case-${id}`),
    again: (id) => send("again", { case: id }, "stage-0"),
    present: (id) => send("present", { case: id }),
    bringOut: () => send("bring_out", {}, "answers"),
    fullScreen: () => (document.fullscreenElement === card() ? document.exitFullscreen() : card().requestFullscreen()),
    leave() {
      if (document.fullscreenElement === card()) document.exitFullscreen();
      send("leave", {}, "present");
    },
    flip(by) {
      const to = view.show.at + by;
      if (to >= 0 && to <= view.show.total) send("turn", { by }, keep(by > 0 ? "forward" : "back"));
    },
  };
  function keys(event) {
    if (!view.show || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in KEYS) does.flip(KEYS[event.key]);
    else if (event.key === "Escape") does.leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // ---- what comes back ------------------------------------------------------------------------
  function changed() {
    const mine = request.settle();
    view = model.get("view");
    view.case?.stages.forEach((stage, i) => stage.said && delete drafts[`${view.case.id} ${i}`]);
    if (mine) notice = "";
    draw();
    if (mine) lead(mine.focus);
  }
  function lead(focus) {
    const to = find(focus) ?? find("head");
    to.focus({ preventScroll: true });
    if (document.fullscreenElement === card()) card().scrollTo(0, 0);
    else if (view.show || focus === "head") card().scrollIntoView({ block: "start" });
    else to.scrollIntoView({ block: focus.startsWith("case-") ? "center" : "start" });
    announce(spoken(focus));
  }
  function spoken(focus) {
    const shown = (part) => el.querySelector(part).textContent;
    if (view.show) {
      const { slide, end, at } = view.show;
      if (focus === "answers") return shown(".gcc-answers");
      return end ? plain(end.lesson) : `${say("clinic", "step_n", { n: at + 1 })}. ${plain(slide.html)}`;
    }
    if (!view.case) return say("clinic", "all_cases");
    return focus === "end" ? shown(".gcc-verdict") : plain(view.case.stages.at(-1).html);
  }
  function heard(message) {
    if (message?.refused === undefined) return;
    request.settle();
    warn(say("clinic", "refused"));
  }

  // ---- what is seen ---------------------------------------------------------------------------
  function screen() {
    if (view.show) return h(Slide, { view, notice, does });
    if (!view.case) return h(CaseList, { view, notice, does });
    return h(OpenCase, { view, notice, does, form: { draft: draft(), onchange: choose, oncommit: commit } });
  }
  const show = () =>
    h("section", { class: `g-card gcc${view.show ? " gcc-show" : ""}`, "aria-label": say("clinic", "title"), "aria-busy": request.waiting ? "true" : null, onkeydown: keys },
      h("div", { key: view.show ? "show" : view.case?.id ?? "list" }, screen()),
      h(Live));
  return { show, changed, heard, stop: request.stop };
});
