// The learner's own record: its numbers, a copy to take away, a copy to load, and two ways to be
// rid of it, each with a question first.

import { h } from "../shared/before/dom.js";
import { newId } from "../shared/ids.js";
import { followRecord } from "../shared/follow_record.js";
import { liveRegion } from "../shared/before/live_region.js";

const LARGEST_RECORD = 8_000_000;
const counted = (n, one, many) => `${n} ${n === 1 ? one : many}`;

/** "12 answers in 3 quizzes and 2 reviewed cards", or "" for an empty record. */
function recordWords({ answers, quizzes, reviews, events }) {
  const parts = [];
  if (answers) parts.push(`${counted(answers, "answer", "answers")} in ${counted(quizzes, "quiz", "quizzes")}`);
  if (reviews) parts.push(counted(reviews, "reviewed card", "reviewed cards"));
  if (!parts.length && events) parts.push(`${counted(events, "step", "steps")} in ${counted(quizzes, "quiz", "quizzes")}`);
  return parts.join(" and ");
}

/** A question over the page with one button that does it and one that does not.
 *  Returns { el, ask({ title, lines, yes, no }, action) }; the focus goes back by itself. */
function sureDialog() {
  const id = newId("sure");
  const el = h("dialog", { class: "gm-dialog", "aria-labelledby": id });
  return {
    el,
    ask({ title, lines, yes, no }, action) {
      el.replaceChildren(
        h("p", { class: "g-title", id }, title), ...lines.filter(Boolean).map((line) => h("p", {}, line)),
        h("div", { class: "g-buttons" },
          h("button", { type: "button", onclick: () => el.close() }, no),
          h("button", { type: "button", class: "gm-yes", onclick: () => { el.close(); action(); } }, yes)));
      el.showModal();
    },
  };
}

/** What this browser alone remembers of the learner: how far they were, and which pages they saw. */
function forgetHere() {
  try {
    for (const name of ["gluteedu:progress", "gluteedu:visited"]) localStorage.removeItem(name);
    window.dispatchEvent(new Event("gluteedu:progress"));
  } catch {
    // No storage: nothing is remembered.
  }
}

function render({ model, el }) {
  el.classList.add("gluteedu");
  el.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab: keys here are the learner's
  const view = model.get("view");
  const headId = newId("record");
  const card = h("section", { class: "g-card gm", "aria-labelledby": headId }, h("h3", { class: "g-title", id: headId }, "Your record"));
  el.replaceChildren(card);
  if (!view.kept) {
    card.append(h("p", {}, "Nothing is kept here. What you answer is gone when you leave the page."));
    return () => {};
  }

  let about = null;
  const say = liveRegion(card);
  const sum = h("p", { class: "gm-sum" }, "Looking it up…");
  const result = h("p", { class: "gm-result", hidden: true });
  const name = h("input", { type: "text", class: "g-field", id: newId("name"), maxlength: 80, autocomplete: "off" });
  const file = h("input", { type: "file", class: "g-hidden", accept: ".json,application/json", tabindex: "-1", "aria-hidden": "true", onchange: load });
  const sure = sureDialog();
  const button = (words, onclick, more = {}) => h("button", { type: "button", onclick, ...more }, words);
  const clear = button("Clear my record", askClear);
  const notMe = view.known_by === "hub" ? null : button("This is not me", askNotMe);
  card.append(
    sum,
    h("form", { class: "gm-name", onsubmit: (e) => { e.preventDefault(); model.send({ act: "name", name: name.value }); } },
      h("label", { for: name.id }, "A name to show (you can leave it empty)"),
      h("div", { class: "gm-row" }, name, h("button", { type: "submit" }, "Keep this name"))),
    h("div", { class: "g-buttons" },
      button("Download my record", () => model.send({ act: "download", form: "json" })),
      button("Download as a table (CSV)", () => model.send({ act: "download", form: "csv" }), { class: "g-plain" }),
      button("Load a record", () => file.click()), file),
    h("div", { class: "g-buttons" }, notMe, clear),
    result, sure.el);

  function tell(sentence) {
    result.textContent = sentence;
    result.hidden = sentence === "";
    if (sentence) say(sentence);
  }
  function askClear() {
    const what = recordWords(about ?? {});
    sure.ask({
      title: "Clear your record?",
      lines: [what ? `This removes ${what}. It cannot be undone.` : "Your record is empty. Only your name and what this browser remembers will go.",
        what ? "You can download your record first." : ""],
      yes: what ? `Clear ${what}` : "Clear it", no: "Keep my record",
    }, () => model.send({ act: "erase" }));
  }
  function askNotMe() {
    const what = recordWords(about ?? {});
    const here = view.known_by === "server" ? "this browser" : "this computer";
    sure.ask({
      title: "Are you somebody else?",
      lines: ["You will start with an empty record.",
        what ? `What is here now, ${what}, stays stored. But ${here} will not show it any more.` : "",
        what ? "Whose record it is can come back to it only with a download of it." : ""].filter(Boolean),
      yes: "Start as somebody else", no: "Stay as I am",
    }, view.known_by === "server" ? newLearner : () => model.send({ act: "begin_anew" }));
  }
  // In a served page the server says who the learner is, by a cookie that no script can read.
  async function newLearner() {
    const base = (document.body.dataset.baseUrl ?? "/").replace(/voila\/$/, "");
    try {
      const answer = await fetch(`${base}learner/new`, { method: "POST", headers: { "X-Gluteedu": "1" }, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      forgetHere();
      location.reload();
    } catch {
      tell("That did not work just now. Nothing was changed. Please try again.");
    }
  }
  async function load() {
    const [chosen] = file.files;
    if (!chosen) return;
    if (chosen.size > LARGEST_RECORD) tell("This file is too large to be a record. Nothing was loaded.");
    else model.send({ act: "load", text: await chosen.text() });
    file.value = "";
  }
  function save({ name: as, type, text }) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = h("a", { href: url, download: as });
    card.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    tell(`Your record was saved as ${as}.`);
  }
  function show() {
    const what = recordWords(about);
    const since = about.since ? ` since ${new Date(`${about.since}T12:00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}` : "";
    const paused = about.saving === "paused" ? " Saving is paused just now. It goes on as soon as it can." : "";
    sum.textContent = (what ? `It holds ${what}${since}.` : "It is empty so far.") + paused;
    if (el.getRootNode().activeElement !== name) name.value = about.name ?? "";
  }
  const DID = {
    name: () => (about.name ? `Your name is kept: ${about.name}.` : "No name is kept."),
    erase: () => "Your record is clear. You start anew.",
    begin_anew: () => "You start as somebody new, with an empty record.",
  };
  function answered(message) {
    if (message.refused) return message.refused === "refresh" ? null : tell(`That did not work. Nothing was changed.${message.refused === "name" ? " A name has at most 80 letters." : ""}`);
    if (message.about) {
      about = message.about;
      show();
    }
    if (message.file) save(message.file);
    else if (message.fault) tell(`Nothing was loaded: ${message.fault}.`);
    else if (message.away) tell("Your record cannot be reached just now. Nothing was changed. Please try again later.");
    else if (message.loaded) tell(`${counted(message.loaded.new, "step was", "steps were")} added to your record. ${message.loaded.known} ${message.loaded.known === 1 ? "was" : "were"} there already.`);
    else if (message.did) tell(DID[message.did]());
    if (message.did === "erase" || message.did === "begin_anew") forgetHere();
    if (message.did || message.loaded) record.changed(true);
  }
  model.on("msg:custom", answered);
  const record = followRecord(model, { all: true });
  model.send({ act: "refresh" });
  return () => {
    record.stop();
    model.off("msg:custom", answered);
  };
}

export default { render };
