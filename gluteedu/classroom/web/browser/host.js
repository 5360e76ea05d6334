// The instructor's page: what can be asked, what is asked now, who is here.

import { h } from "../../../widgets/shared/before/dom.js";
import { liveRegion } from "../../../widgets/shared/before/live_region.js";
import { actButtons, classLine, classRoot, questionBody, phaseWords, plural, whyPanel } from "./class.js";

const $ = (id) => document.getElementById(id);
const questionBox = $("question"), classBox = $("class"), bank = $("bank"), trouble = $("trouble");
const announce = liveRegion(document.body);
let question, school = null, join = null, lastPhase = "";

const line = classLine({ view: "host", hear, state });
function state(connected) {
  trouble.hidden = connected;
  if (!connected) trouble.textContent = "No connection to the course. Trying again …";
}
function hear(message) {
  if ("join" in message) join = message.join;
  if ("question" in message) {
    question = message.question;
    school = message.class;
    drawQuestion();
  } else if (message.count) school = message.count;
  if (message.peek && question && message.run === question.run) return showPeek(message.peek);
  if (message.refused) {
    trouble.hidden = false;
    trouble.textContent = message.refused;
    setTimeout(() => (trouble.hidden = true), 6000);
    return;
  }
  if (school) drawClass();
  drawCount();
}

// ---- the current question -----------------------------------------------------------------------
function drawQuestion() {
  const on = /** @type {HTMLElement | null} */ (document.activeElement);
  const name = questionBox.contains(on) ? on.dataset.act : null;
  if (!question) {
    questionBox.replaceChildren(h("p", { class: "g-quiet" }, "Nothing is asked. Choose a question below."));
    lastPhase = "";
    return;
  }
  questionBox.replaceChildren(...[
    h("p", { class: "c-phase" }, phaseWords(question)),
    h("div", { class: "c-stem", html: question.stem }),
    h("p", { class: "c-count", "data-count": "" }),
    h("div", { class: "g-buttons" }, actButtons(question, line.say)),
    question.phase === "closed" ? h("div", { class: "c-peek" }, h("button", { type: "button", class: "g-plain", "data-act": "peek", onclick: () => line.say({ do: "peek" }) }, "Peek at how it went (on this page only)")) : null,
    question.shown || question.revealed ? h("details", { open: true }, h("summary", {}, "What the projector shows"), questionBody(question), question.revealed ? whyPanel(question) : null) : null,
  ].filter(Boolean));
  drawCount();
  if (name) (questionBox.querySelector(`[data-act="${name}"]`) ?? questionBox.querySelector(".g-primary"))?.focus();
  const now = `${question.run}/${question.round}/${question.phase}`;
  if (now !== lastPhase) announce(phaseWords(question));
  lastPhase = now;
}
function drawCount() {
  const box = questionBox.querySelector("[data-count]");
  if (box && school) box.textContent = `${school.answered} of ${Math.max(school.connected, school.answered)} have answered`;
}
function showPeek(peek) {
  const share = peek.right === null ? null : Math.round(100 * peek.right);
  const advice = share === null ? "Nobody has voted."
    : share < 30 ? "Few have it. Explain once more before they talk."
      : share <= 70 ? "A good time to let them talk, and then vote again."
        : "Most have it. Show the answer and go on.";
  questionBox.querySelector(".c-peek")?.replaceChildren(
    h("p", { role: "status" }, share === null ? "" : h("strong", {}, `${share}% right (${plural(peek.n, "vote", "votes")}). `), advice),
    questionBody(question, [peek]).flat(3).filter(Boolean).length ? h("div", {}, questionBody(question, [peek])) : null,
    h("p", { class: "g-small" }, "Talking helps most when 30 to 70 of 100 have it right (Lasry, Mazur and Watkins 2008)."));
}

// ---- the class --------------------------------------------------------------------------
const SETTINGS = [
  ["confidence", "Ask how sure they are", "They can always skip it."],
  ["names", "Ask for names", "Nobody has to give one. Off again: they are forgotten."],
  ["joining_closed", "Close joining", "Phones that are in stay in. No new ones."],
];
let frame = null;
function drawClass() {
  if (!frame) buildClass();
  frame.here.textContent = plural(school.connected, "phone is here", "phones are here");
  for (const [name] of SETTINGS) frame.settings[name].checked = school[name];
  frame.saving.textContent = {
    on: school.waiting ? "Votes are being saved." : "Votes are saved in the record.",
    paused: `Votes cannot be saved just now. ${plural(school.waiting, "step waits", "steps wait")}. The class can go on.`,
    off: "Votes are not kept after the class: the course runs without a record.",
  }[school.saving];
  frame.saving.className = school.saving === "paused" ? "c-trouble" : "g-small";
  frame.people.hidden = !school.names;
  frame.people.replaceChildren(h("summary", {}, plural(school.people?.length ?? 0, "phone", "phones")),
    h("ul", { class: "c-people" }, (school.people ?? []).map((one) =>
      h("li", {}, one.name ?? h("span", { class: "g-quiet" }, `Phone ${one.number}`), one.answered ? h("span", { title: "has answered" }, " ✓") : null))));
  drawJoin();
}
function buildClass() {
  const join = h("div", { class: "c-join" });
  const here = h("p", { class: "c-here", role: "status" });
  const saving = h("p", { class: "g-small" });
  const people = h("details", {});
  const settings = {};
  const rows = SETTINGS.map(([name, words, note]) => {
    settings[name] = h("input", { type: "checkbox", onchange: (e) => line.say({ do: "set", name, on: e.target.checked }) });
    return h("label", { class: "g-choice" }, settings[name], h("span", {}, words, h("small", {}, note)));
  });
  frame = { join, here, saving, people, settings, url: undefined };
  classBox.replaceChildren(join, here, h("div", { class: "c-settings" }, rows), people, saving);
}
function drawJoin() {
  if (!join || frame.url === join.url) return;
  frame.url = join.url;
  if (!join.url) {
    frame.join.replaceChildren(h("p", { class: "c-trouble" }, "Phones cannot reach this course yet. It listens to this machine only. Start it again with --host 0.0.0.0, or join a network."));
    return;
  }
  frame.join.replaceChildren(
    h("div", { class: "c-qr", role: "img", "aria-label": "QR code of the address for phones", html: join.qr }),
    h("div", {}, h("p", {}, "Phones go to"), h("p", { class: "c-url" }, join.url),
      join.others ? h("button", { type: "button", class: "g-plain", onclick: () => line.say({ do: "address" }) }, "That does not work: try another address") : null));
}

// ---- what can be asked ------------------------------------------------------------------
const within = (selector) => bank.querySelectorAll(selector);
async function loadBank() {
  const { groups } = await (await fetch(`${classRoot()}/host/questions`)).json();
  const search = h("input", { type: "search", class: "g-field", id: "search", oninput: filter });
  const list = h("div", { class: "c-groups" });
  const none = h("p", { class: "g-quiet", hidden: true }, "No question has these words.");
  bank.replaceChildren(h("label", { for: "search" }, "Find by words"), search, none, list);
  let lesson = null, inner = null;
  for (const group of groups) {
    const title = group.kind === "case" ? "Case clinic" : group.lesson_title;
    if (title !== lesson) {
      lesson = title;
      inner = h("div", {});
      list.append(h("details", { class: "g-fold" }, h("summary", {}, h("span", { class: "g-fold-title" }, title)), inner));
    }
    inner.append(h("section", { class: "c-group" },
      h("h3", {}, group.title, group.test ? h("span", { class: "g-small" }, " (final test: its key comes out in class)") : null),
      h("ul", {}, group.questions.map((question, i) => h("li", { "data-words": `${group.title} ${question.title}`.toLowerCase() },
        h("button", { type: "button", class: "c-ask", "data-ask": question.id, onclick: (event) => ask(question.id, event.currentTarget) },
          group.kind === "case" ? h("strong", {}, `Step ${i + 1}. `) : null, question.title))))));
  }
  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const row of list.querySelectorAll("li")) {
      row.hidden = !words.every((word) => row.dataset.words.includes(word));
      if (!row.hidden) found += 1;
    }
    for (const box of list.querySelectorAll(".c-group, details")) box.hidden = !box.querySelector("li:not([hidden])");
    for (const fold of list.querySelectorAll("details")) fold.open = words.length > 0;
    none.hidden = found > 0;
  }
}
let meant = null; // a question that was pressed once while another one has votes
function ask(id, button) {
  if (question?.phase === "open" && school.answered && meant !== id) {
    meant = id;
    within("strong.c-instead").forEach((one) => one.remove());
    button.append(h("strong", { class: "c-instead", role: "status" }, "A vote is open. Press once more to close it and ask this."));
    return;
  }
  meant = null;
  within("strong.c-instead").forEach((one) => one.remove());
  line.say({ do: "ask", question: id });
  $("question-head").scrollIntoView({ block: "start" });
}
$("leave").addEventListener("click", async () => {
  await fetch(`${classRoot()}/leave`, { method: "POST", headers: { "X-Gluteedu": "class" }, body: "{}" });
  location.assign(`${classRoot()}/key`);
});
loadBank().catch(() => bank.replaceChildren(h("p", {}, "The questions did not come. Please load this page again.")));
