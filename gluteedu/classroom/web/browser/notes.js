// Speaker notes in a window of their own: they follow the lesson, and can turn its pages.

const lesson = document.body.dataset.lesson;
const parts = [...document.querySelectorAll(".n-part")];
const $ = (id) => document.getElementById(id);
const channel = new BroadcastChannel("gluteedu-present");

let begun = 0, kept = 0, following = false; // the timer is the lesson's, once there is one

channel.onmessage = ({ data }) => {
  if (data?.lesson !== lesson || data.at === undefined) return;
  following = true;
  [kept, begun] = [data.passed ?? 0, data.begun ?? 0];
  tick();
  const here = (number) => parts.find((part) => Number(part.dataset.section) === number);
  const now = here(data.section);
  const moved = !now?.hasAttribute("data-now");
  parts.forEach((part) => part.toggleAttribute("data-now", part === now));
  $("where").textContent = now ? `${now.querySelector("h2").textContent}: step ${data.at + 1} of ${data.of} in the lesson` : "";
  const next = here(data.section + 1);
  $("next").textContent = next ? `Next part: ${next.querySelector("h2").textContent}` : "This is the last part.";
  if (moved) now?.scrollIntoView({ block: "start" });
};
const turn = (by) => channel.postMessage({ lesson, turn: by });
$("back").addEventListener("click", () => turn(-1));
$("forward").addEventListener("click", () => turn(1));
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const by = { PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 }[event.key];
  const act = { b: "blank", ".": "blank", a: "answer", t: "timer" }[event.key.toLowerCase()];
  if (!by && !act) return;
  event.preventDefault();
  if (by) turn(by);
  else if (act === "timer") timer(event.shiftKey);
  else channel.postMessage({ lesson, act });
});

const passed = () => kept + (begun ? Date.now() - begun : 0);
function timer(reset = false) {
  if (following) return channel.postMessage({ lesson, act: "timer", reset });
  if (reset) [kept, begun] = [0, begun && Date.now()];
  else [kept, begun] = [passed(), begun ? 0 : Date.now()];
  tick();
}
$("timer").addEventListener("click", () => timer());
function tick() {
  const seconds = Math.floor(passed() / 1000);
  $("timer").textContent = `${begun ? "❚❚" : "▶"} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  $("time").textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}
setInterval(tick, 500);
tick();
channel.postMessage({ lesson, hello: true }); // ask where the lesson stands
