// The projector: how to join, what is asked, how many have answered, and what came out.

import { h } from "../../../widgets/shared/before/dom.js";
import { actButtons, classLine, questionBody, phaseWords, plural, whyPanel } from "./class.js";

const screen = document.getElementById("screen"), strip = document.getElementById("strip");
const inside = window.parent !== window; // stands in a lesson's presenter view
let question, school = null, join = null, lately = 0, connected = true, drawn = "", every = false;

const line = classLine({ view: "screen", hear, state: (on) => { connected = on; count(); } });
function hear(message) {
  if ("join" in message) {
    join = message.join;
    drawn = "";
  }
  if ("question" in message) {
    if (!message.question?.revealed) every = false;
    question = message.question;
    school = message.class;
    draw();
  } else if (message.count) school = message.count;
  count();
}

const qr = () => h("div", { class: "c-qr", role: "img", "aria-label": "QR code of the address for phones", html: join.qr });
function joinBox() {
  if (!join?.url) return h("p", { class: "c-trouble" }, "Phones cannot reach this course yet. It listens to this machine only.");
  return [qr(), h("p", { class: "c-url" }, join.url.replace(/^https?:\/\//, ""))];
}
function draw() {
  const now = JSON.stringify([question, join, every]);
  if (now === drawn) return;
  drawn = now;
  const on = /** @type {HTMLElement | null} */ (document.activeElement);
  const act = strip.contains(on) ? on.dataset.act : null;
  if (!question) {
    screen.className = "c-wait";
    screen.replaceChildren(h("h1", {}, "Join with your phone"), h("div", { class: "c-join" }, joinBox()),
      h("p", {}, "No app, no account. Stay on this page."), h("p", { class: "c-count", role: "status", "data-count": "" }));
  } else {
    screen.className = `c-asked c-is-${question.phase}${question.shown ? " c-is-shown" : ""} c-type-${question.type}`;
    screen.replaceChildren(
      h("div", { class: "c-main" },
        h("p", { class: "c-phase", role: "status" }, phaseWords(question)),
        question.story.length && !question.revealed ? h("div", { class: "c-story" }, question.story.map((html) => h("div", { html }))) : null,
        h("div", { class: "c-stem", role: "heading", "aria-level": "1", html: question.stem }),
        questionBody(question, question.counts, every)),
      h("aside", { "aria-label": question.revealed ? "Why" : "How to join, and how many have answered" },
        question.revealed ? whyPanel(question) : [h("p", { class: "c-count", "data-count": "" }), h("div", { class: "c-join" }, joinBox())]));
    scrollTo(0, 0);
  }
  later(fit);
  strip.replaceChildren(...[
    question?.revealed?.reasons.length ? h("button", { type: "button", "data-act": "reasons", "aria-pressed": String(every), class: every ? null : "g-primary", onclick: reasons }, every ? "Fewer reasons" : "Every reason") : [],
    question ? actButtons(question, (message) => line.say(message)) : [],
    h("span", { class: "c-gap" }),
    inside ? h("button", { type: "button", "data-act": "back", onclick: goBack }, "Back to the lesson") : h("a", { href: "../host" }, "Your class"),
  ].flat());
  if (act) (strip.querySelector(`[data-act="${act}"]`) ?? strip.querySelector(".g-primary"))?.focus();
}
/** The whole question is seen at once: what is too tall is made smaller, as far as it can be read. */
function fit() {
  for (const size of innerWidth < 800 ? [1] : [1, 0.94, 0.88, 0.82, 0.77, 0.72]) {
    document.documentElement.style.setProperty("--c-fit", String(size));
    if (document.documentElement.scrollHeight <= innerHeight) return;
  }
  if (every) document.documentElement.style.setProperty("--c-fit", "0.88"); // reasons can be scrolled
}
let waiting = 0;
function later(what) {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(what);
}
addEventListener("resize", () => later(fit));
function count() {
  const box = screen.querySelector("[data-count]");
  if (!box || !school) return;
  const words = !connected ? "No connection. Trying again …"
    : question ? `${school.answered} of ${Math.max(school.connected, school.answered)} have answered`
      : plural(school.connected, "phone is here", "phones are here");
  if (box.textContent !== words) box.textContent = words;
}
function reasons() {
  every = !every;
  draw();
  count();
}
function goBack() {
  window.parent.postMessage("gluteedu:back-to-lesson", location.origin);
}

// One key for the whole way, so that a clicker will do. A second press right after the first, as
// clickers send at times, does nothing.
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape" && inside) return goBack();
  const onControl = /** @type {Element} */ (event.target).closest?.("button, a, summary");
  const forward = ["PageDown", "ArrowRight"].includes(event.key) || (event.key === " " && !onControl);
  if (!forward || !question) return;
  event.preventDefault();
  if (event.timeStamp - lately < 700) return;
  lately = event.timeStamp;
  if (question.next) line.say({ do: question.next, run: question.run });
  else if (!every && question.revealed.reasons.length) reasons();
  else scrollBy({ top: innerHeight * 0.7 });
});
