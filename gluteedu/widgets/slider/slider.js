// The slider widget: what is moved here goes to Python as one message, and what comes back is shown.
// Answers live in this page only: in no trait, no address, no storage.

import { careCard } from "../shared/before/care_card.js";
import { choiceGroup } from "../shared/before/choice_group.js";
import { h } from "../shared/before/dom.js";
import { newId } from "../shared/ids.js";
import { liveRegion } from "../shared/before/live_region.js";
import { newestOnly } from "../shared/newest_only.js";
import { rangeField } from "../shared/before/range_field.js";
import { markChip, SLIDER_PICTURES, sourceLine } from "./slider_pictures.js";

/** One input in the page: { el, get() -> value or null, reset() }. */
function sliderInput(spec, changed) {
  const help = spec.help ? h("span", { class: "gs-help g-small", id: newId("help") }, spec.help) : null;
  if (spec.kind === "range") {
    const said = (v) => {
      const word = spec.words.find(([upto]) => v <= upto)?.[1];
      const number = `${v} ${v === 1 ? spec.unit.replace(/s$/, "") : spec.unit}`.trim();
      return word ? `${number}: ${word}` : number;
    };
    const field = rangeField({ ...spec, words: spec.words.length ? said : null, oninput: changed });
    if (help) {
      const slider = field.el.querySelector("input[type=range]");
      const ids = [slider.getAttribute("aria-describedby"), help.id].filter(Boolean).join(" ");
      slider.setAttribute("aria-describedby", ids);
      field.el.querySelector("label").after(help);
    }
    return { el: field.el, get: field.get, reset: () => field.set(spec.value) };
  }
  const start = spec.value === null ? [] : [spec.value];
  const group = choiceGroup({ legend: spec.label, options: spec.options, chosen: start, row: spec.row, onchange: changed });
  if (help) group.el.querySelector("legend").append(help);
  group.el.classList.add(spec.row ? "gs-question" : "gs-choice");
  return { el: group.el, get: () => group.get()[0] ?? null, set: group.set, reset: () => group.set(start) };
}

const firstSentence = (html) => {
  const text = h("div", { html }).textContent.trim().replace(/\s+/g, " ");
  return text.match(/^.*?[.?](?=\s|$)/)?.[0] ?? text;
};

function render({ model, el }) {
  const view = model.get("view");
  el.classList.add("gluteedu");
  const safetySpecs = view.inputs.filter((i) => i.safety);
  const inputs = {};
  let count = 0;
  let oldest = 0; // replies with a lower number are of before "Start again"
  let touched = null;
  let speaking = 0;

  const line = newestOnly((message) => model.send(message));
  const ask = () => line.send({ act: "read", n: ++count, answers: Object.fromEntries(view.inputs.map((i) => [i.id, inputs[i.id].get()])) });
  for (const spec of view.inputs) {
    inputs[spec.id] = sliderInput(spec, () => {
      touched = inputs[spec.id].el;
      ask();
    });
  }

  const tally = h("span", { class: "gs-tally" });
  const summary = h("summary", {}, h("span", {}, "Safety questions first"), tally);
  const noToRest = h("button", {
    type: "button",
    onclick() {
      for (const spec of safetySpecs) {
        const input = inputs[spec.id];
        if (!input.el.hidden && input.get() === null) input.set(["no"]);
      }
      safety.open = false;
      summary.focus();
      touched = safety;
      ask();
    },
  }, "No to all that are left");
  const safety = h("details", { class: "gs-safety", open: true }, summary,
    safetySpecs.map((i) => inputs[i.id].el), h("div", { class: "g-buttons" }, noToRest));

  safety.addEventListener("toggle", () => {
    const inside = safety.querySelector(".g-care"); // an urgent card is never folded away
    if (!safety.open && inside) safety.after(inside);
  });

  const openWords = h("p");
  const open = h("div", { class: "gs-open", hidden: true }, openWords, h("button", {
    type: "button", class: "g-plain",
    onclick() {
      safety.open = true;
      const first = safetySpecs.find((i) => !inputs[i.id].el.hidden && inputs[i.id].get() === null);
      if (first) inputs[first.id].el.querySelector("input").focus();
    },
  }, "Go to the safety questions"));
  const care = h("div", { class: "gs-care" });
  const picture = view.picture ? SLIDER_PICTURES[view.picture.kind](view.picture) : null;
  const panels = view.panels.map((p) => {
    const mark = h("div");
    const body = h("div", { class: "gs-panel-body" });
    const source = h("div");
    return { id: p.id, title: p.title, mark, body, source, el: h("section", { class: "gs-panel" }, h("h4", { class: "gs-panel-title" }, p.title), mark, body, source) };
  });
  const results = h("div", { class: "gs-panels" }, panels.slice(1).map((p) => p.el));
  const stopped = h("p", { class: "gs-stopped", hidden: true }, "The slider stops here until that answer changes. Safety comes before anything it could tell you.");
  const again = h("button", {
    type: "button",
    onclick() {
      view.inputs.forEach((i) => inputs[i.id].reset());
      oldest = ++count;
      safety.open = true;
      touched = null;
      show(view.start);
      say("Everything is back at the start.");
    },
  }, "Start again");
  const side = h("div", { class: "gs-side" }, open, care, picture?.el, panels[0].el);
  const controls = h("div", { class: "gs-inputs" }, view.inputs.filter((i) => !i.safety).map((i) => inputs[i.id].el));
  const card = h("section", { class: "g-card gs", "aria-label": view.title },
    h("h3", { class: "g-title" }, view.title), h("div", { class: "gs-intro", html: view.intro }),
    safetySpecs.length ? safety : null,
    h("div", { class: "gs-main" }, controls, side), stopped, results,
    h("div", { class: "g-buttons" }, again, h("span", { class: "g-small" }, "What you set here stays in this page. It is not kept.")));
  const announce = liveRegion(card);
  el.append(card);

  function say(sentence) {
    clearTimeout(speaking);
    speaking = setTimeout(() => announce(sentence), 800);
  }

  function showCare(found, urgent) {
    const old = card.querySelector(".g-care");
    if (!found) return old?.remove();
    const fresh = careCard({
      level: found.level, head: found.head,
      body: [h("ul", { class: "gs-care-list", html: found.html }), h("div", { class: "gs-act", html: found.act }), sourceLine(found.sources)],
    });
    // An urgent card stands right below the answer that called for it, so that it is seen at once.
    const home = urgent && touched ? touched : null;
    const inPlace = old && (home ? !care.contains(old) : care.contains(old));
    if (inPlace) old.replaceWith(fresh);
    else {
      old?.remove();
      if (home) home.after(fresh);
      else care.append(fresh);
    }
  }

  function show(outcome) {
    for (const spec of view.inputs) inputs[spec.id].el.hidden = !outcome.asked.includes(spec.id);
    const asked = safetySpecs.filter((i) => outcome.asked.includes(i.id));
    const left = outcome.unanswered.length;
    tally.textContent = `${asked.length - left} of ${asked.length} answered`;
    safety.classList.toggle("gs-complete", left === 0);
    noToRest.hidden = left === 0;
    open.hidden = left === 0 || outcome.stopped;
    openWords.textContent = `${left} safety ${left === 1 ? "question is" : "questions are"} still open. Until you answer, this is an example to learn from, not an answer for you.`;
    showCare(outcome.care, outcome.stopped);
    stopped.hidden = !outcome.stopped;
    side.hidden = results.hidden = outcome.stopped;
    if (picture) {
      picture.el.hidden = !outcome.picture;
      picture.update(outcome.picture);
    }
    for (const panel of panels) {
      const found = outcome.panels.find((p) => p.id === panel.id);
      panel.el.hidden = !found;
      if (!found) continue;
      panel.mark.replaceChildren(...(found.mark ? [markChip(found.mark)] : []));
      panel.body.innerHTML = found.html;
      panel.source.replaceChildren(...[sourceLine(found.sources)].filter(Boolean));
    }
  }

  function received(message) {
    if (message?.refused === "read") return line.answered();
    if (message?.act !== "read") return;
    line.answered();
    if (message.n < oldest) return;
    show(message);
    const first = message.panels[0];
    const title = panels.find((p) => p.id === first?.id)?.title;
    const urgent = message.care && message.care.level !== "self_care" ? `${message.care.head}. ` : "";
    say(urgent + (first ? `${title}: ${firstSentence(first.html)}` : firstSentence(message.care?.html ?? "")));
  }

  model.on("msg:custom", received);
  show(view.start);
  return () => {
    clearTimeout(speaking);
    picture?.stop();
    model.off("msg:custom", received);
  };
}

export default { render };
