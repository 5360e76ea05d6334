// Speaker notes in a window of their own: they follow the lesson, and can turn its pages.
(() => {
  "use strict";
  const lesson = document.body.dataset.lesson;
  const parts = [...document.querySelectorAll(".n-part")];
  const $ = (id) => document.getElementById(id);
  const channel = new BroadcastChannel("gluteedu-present");

  channel.onmessage = ({ data }) => {
    if (data?.lesson !== lesson || data.at === undefined) return;
    const here = (number) => parts.find((part) => Number(part.dataset.section) === number);
    const now = here(data.section);
    parts.forEach((part) => part.toggleAttribute("data-now", part === now));
    $("where").textContent = now ? `${now.querySelector("h2").textContent}: step ${data.at + 1} of ${data.of} in the lesson` : "";
    const next = here(data.section + 1);
    $("next").textContent = next ? `Next part: ${next.querySelector("h2").textContent}` : "This is the last part.";
    now?.scrollIntoView({ block: "start" });
  };
  const turn = (by) => channel.postMessage({ lesson, turn: by });
  $("back").addEventListener("click", () => turn(-1));
  $("forward").addEventListener("click", () => turn(1));
  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const by = { PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    turn(by);
  });

  let begun = 0, kept = 0;
  const passed = () => kept + (begun ? Date.now() - begun : 0);
  $("timer").addEventListener("click", () => {
    if (begun) kept = passed();
    begun = begun ? 0 : Date.now();
    tick();
  });
  function tick() {
    const seconds = Math.floor(passed() / 1000);
    $("timer").textContent = `${begun ? "⏸" : "▶"} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    $("time").textContent = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  }
  setInterval(tick, 500);
  tick();
  channel.postMessage({ lesson, hello: true }); // ask where the lesson stands
})();
