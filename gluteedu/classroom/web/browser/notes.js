// Speaker notes in a window of their own: they follow the lesson, and can turn its pages.

import "./class_words.js";

import { say } from "../../../widgets/shared/words.js";
import { actOf } from "./present_keys.js";
import { clockText, toggled, zeroed } from "./present_timer.js";

const lesson = document.body.dataset.lesson;
const parts = [...document.querySelectorAll(".n-part")];
const $ = (id) => document.getElementById(id);
const channel = new BroadcastChannel("gluteedu-present");

let time = { passed: 0, begun: 0 }, following = false; // the timer is the lesson's, once there is one

const partOf = (section) => parts.find((part) => Number(part.dataset.section) === section);
const titleOf = (part) => part.querySelector("h2").textContent;

channel.onmessage = ({ data }) => {
  if (data?.lesson !== lesson || data.at === undefined) return;
  following = true;
  time = { passed: data.passed ?? 0, begun: data.begun ?? 0 };
  tick();
  const now = partOf(data.section), next = partOf(data.section + 1);
  const moved = !now?.hasAttribute("data-now");
  parts.forEach((part) => part.toggleAttribute("data-now", part === now));
  $("where").textContent = now ? say("class_host", "notes_where", { title: titleOf(now), at: data.at + 1, of: data.of }) : "";
  $("next").textContent = next ? say("class_host", "notes_next", { title: titleOf(next) }) : say("class_host", "notes_last");
  if (moved) now?.scrollIntoView({ block: "start" });
};

const does = {
  forward: () => channel.postMessage({ lesson, turn: 1 }),
  back: () => channel.postMessage({ lesson, turn: -1 }),
  blank: () => channel.postMessage({ lesson, act: "blank" }),
  answer: () => channel.postMessage({ lesson, act: "answer" }),
  timer: () => setTime("timer", toggled),
  zero: () => setTime("zero", zeroed),
};
function setTime(act, change) {
  if (following) return channel.postMessage({ lesson, act });
  time = change(time);
  tick();
}
function tick() {
  $("timer").textContent = clockText(time);
  $("time").textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

$("back").addEventListener("click", does.back);
$("forward").addEventListener("click", does.forward);
$("timer").addEventListener("click", does.timer);
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.key === " ") return;
  const act = actOf(event);
  if (!(act in does)) return;
  event.preventDefault();
  does[act]();
});
setInterval(tick, 500);
tick();
channel.postMessage({ lesson, hello: true }); // ask where the lesson stands
