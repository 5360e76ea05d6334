// The projector: how to join, what is asked, how many have answered, and what came out.

import { h } from "../../../widgets/shared/before/dom.js";
import { actButtons, classLine, floorBody, phaseWords, plural, whyPanel } from "./class.js";

const screen = document.getElementById("screen"), strip = document.getElementById("strip");
const inside = window.parent !== window; // stands in a lesson's presenter view
let floor, school = null, join = null, lately = 0, connected = true, drawn = "", every = false;

const line = classLine({ view: "screen", hear, state: (on) => { connected = on; count(); } });
function hear(message) {
  if ("join" in message) {
    join = message.join;
    drawn = "";
  }
  if ("floor" in message) {
    if (!message.floor?.revealed) every = false;
    floor = message.floor;
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
  const now = JSON.stringify([floor, join, every]);
  if (now === drawn) return;
  drawn = now;
  const on = /** @type {HTMLElement | null} */ (document.activeElement);
  const act = strip.contains(on) ? on.dataset.act : null;
  if (!floor) {
    screen.className = "c-wait";
    screen.replaceChildren(h("h1", {}, "Join with your phone"), h("div", { class: "c-join" }, joinBox()),
      h("p", {}, "No app, no account. Stay on this page."), h("p", { class: "c-count", role: "status", "data-count": "" }));
  } else {
    screen.className = `c-asked c-is-${floor.phase}${floor.shown ? " c-is-shown" : ""} c-type-${floor.type}`;
    screen.replaceChildren(
      h("div", { class: "c-main" },
        h("p", { class: "c-phase", role: "status" }, phaseWords(floor)),
        floor.story.length && !floor.revealed ? h("div", { class: "c-story" }, floor.story.map((html) => h("div", { html }))) : null,
        h("div", { class: "c-stem", role: "heading", "aria-level": "1", html: floor.stem }),
        floorBody(floor, floor.counts, every)),
      h("aside", { "aria-label": floor.revealed ? "Why" : "How to join, and how many have answered" },
        floor.revealed ? whyPanel(floor) : [h("p", { class: "c-count", "data-count": "" }), h("div", { class: "c-join" }, joinBox())]));
    scrollTo(0, 0);
  }
  later(fit);
  strip.replaceChildren(...[
    floor?.revealed?.reasons.length ? h("button", { type: "button", "data-act": "reasons", "aria-pressed": String(every), class: every ? null : "g-primary", onclick: reasons }, every ? "Fewer reasons" : "Every reason") : [],
    floor ? actButtons(floor, (message) => line.say(message)) : [],
    h("span", { class: "c-gap" }),
    inside ? h("button", { type: "button", "data-act": "back", onclick: goBack }, "Back to the lesson") : h("a", { href: "../host" }, "Desk"),
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
    : floor ? `${school.answered} of ${Math.max(school.here, school.answered)} have answered`
      : plural(school.here, "phone is here", "phones are here");
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
  if (!forward || !floor) return;
  event.preventDefault();
  if (event.timeStamp - lately < 700) return;
  lately = event.timeStamp;
  if (floor.next) line.say({ do: floor.next, run: floor.run });
  else if (!every && floor.revealed.reasons.length) reasons();
  else scrollBy({ top: innerHeight * 0.7 });
});
