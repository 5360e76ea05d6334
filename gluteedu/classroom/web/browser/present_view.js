// The presenter view at work: which step is shown, alone or black, and what each act does.

import { render } from "preact";

import { h } from "../../../widgets/shared/element.js";
import { say } from "../../../widgets/shared/words.js";
import { View } from "./present_bar.js";
import { askClass, meetClass, offerVotes, voteButtonFor } from "./present_class.js";
import { fit, roomFor, unfit } from "./present_fit.js";
import { listen } from "./present_listen.js";
import { kept } from "./present_memory.js";
import { pack, showAll, showOnly, unitsOf } from "./present_steps.js";
import { toggled, zeroed } from "./present_timer.js";

const root = document.documentElement;
const still = matchMedia("(prefers-reduced-motion: reduce)");
const TURN = 0.75, LEFT = 40; // of a screen at once; pixels that are not worth a turn

export class Presenter {
  lesson = document.body.dataset.lesson ?? "";
  classroom = document.body.dataset.class ?? "/class/"; // the address of the class, if there is one
  place = kept(`gluteedu:present:${this.lesson}`);
  clock = kept("gluteedu:present-timer");
  channel = new BroadcastChannel("gluteedu-present");
  left = false; // the view has been left
  at = 0;
  steps = [];
  black = false;
  screen = null; // the address of the class's screen while it is shown
  note = ""; // said in place of where the lesson stands
  school = null; // null: no class
  follows = new Map(); // slot -> what keeps its votes with what it shows
  asked = ""; // which question or stage is shown
  time = this.clock.get() ?? { passed: 0, begun: 0 };
  el = document.body.appendChild(document.createElement("div"));

  /** What each act does, by its name. */
  does = {
    forward: () => this.turn(1),
    back: () => this.turn(-1),
    first: () => this.go(0),
    last: () => this.go(this.steps.length - 1),
    blank: () => this.blank(),
    answer: () => this.answer(),
    solo: () => this.solo(),
    timer: () => this.setTime(toggled(this.time)),
    zero: () => this.setTime(zeroed(this.time)),
    vote: () => this.slots.map(voteButtonFor).find(Boolean)?.click(), // on what the quiz shows just now
    notes: () => this.school && window.open(`${this.classroom}notes/${this.lesson}`, "gluteedu-notes", "popup,width=900,height=760"),
    theme: () => document.querySelector(".g-theme")?.click(),
    class: () => this.openScreen(),
    keys: () => this.help.showModal(),
    closeKeys: () => this.help.close(),
    close: () => this.closeScreen() || this.stopSolo() || this.leave(),
    leave: () => this.leave(),
  };

  /** @param {HTMLElement} main the lesson */
  constructor(main) {
    this.main = main;
    this.units = unitsOf(main);
    root.dataset.answers = "hidden";
    this.draw();
    this.lay(this.place.get() ?? 0);
    this.deaf = listen(this);
    this.meet();
  }

  get step() {
    return this.steps[this.at];
  }
  get isAlone() {
    return root.dataset.solo !== undefined;
  }
  get slots() {
    return this.step?.units.filter((unit) => unit.slot).map((unit) => unit.node) ?? [];
  }

  draw() {
    const props = {
      at: this.at, of: this.steps.length, title: this.step?.title || document.title, note: this.note, time: this.time,
      answers: root.dataset.answers === "shown", alone: this.isAlone, school: this.school, does: this.does,
      black: this.black, screen: this.screen, keep: (node) => (this.help = node), keepBlack: (node) => (this.cover = node),
    };
    render(h(View, props), this.el);
  }

  // ---- steps ----------------------------------------------------------------------------------
  /** Cut the lesson into steps for this window; stay where `first` (the index of a unit) is. */
  lay(first) {
    root.style.setProperty("--p-fit", "1");
    root.style.removeProperty("--p-figure");
    showAll(this.main);
    const tops = this.units.map((unit) => unit.node.getBoundingClientRect().top);
    tops.push(this.main.getBoundingClientRect().bottom);
    this.steps = pack(this.units, this.units.map((_, i) => tops[i + 1] - tops[i]), roomFor());
    const unit = this.units[first] ?? this.units[0];
    this.at = Math.max(0, this.steps.findIndex((step) => step.units.includes(unit)));
    this.show();
  }
  show() {
    showOnly(this.main, this.units, this.step);
    this.note = "";
    this.draw();
    const held = document.activeElement;
    if (!(this.main.contains(held) || this.el.contains(held)) || held.matches(":disabled")) this.focusLesson();
    scrollTo({ top: 0, behavior: "instant" });
    this.place.set(this.units.indexOf(this.step?.units[0]));
    this.tell();
    this.offer();
    this.asked = this.askedNow();
    this.fit();
  }
  resized() {
    if (this.isAlone) this.fit();
    else this.lay(this.place.get() ?? 0);
  }
  fit() {
    if (this.step) fit(this.main, this.step);
  }
  focusLesson() {
    this.main.focus({ preventScroll: true });
  }
  turn(by) {
    const left = by > 0 ? root.scrollHeight - innerHeight - scrollY : scrollY;
    if (left > LEFT) scrollBy({ top: by * innerHeight * TURN, behavior: still.matches ? "instant" : "smooth" });
    else if (!this.stopSolo()) this.go(this.at + by);
  }
  go(wanted) {
    const to = Math.min(this.steps.length - 1, Math.max(0, wanted));
    if (to === this.at) return;
    this.stopSolo();
    this.at = to;
    this.show();
  }
  /** Which question of a quiz and which step of a case is on: another one is fitted anew. */
  askedNow() {
    return this.slots.flatMap((node) => [...node.querySelectorAll(".gq-count, .gcc-show h3")].map((one) => one.textContent)).join("|");
  }
  onChange() {
    this.slots.forEach((slot) => this.follows.get(slot)?.());
    const now = this.askedNow();
    if (now === this.asked) return;
    this.asked = now;
    this.fit();
  }

  // ---- one thing alone, black, answers, timer ---------------------------------------------------
  solo() {
    if (this.stopSolo()) return;
    const largest = this.slots.sort((a, b) => b.offsetHeight - a.offsetHeight)[0];
    (largest ?? this.main).classList.add("p-solo");
    root.dataset.solo = largest ? "slot" : "page";
    this.draw();
    this.fit();
    root.requestFullscreen?.().catch(() => {}); // large in the window where a browser does not allow it
    scrollTo({ top: 0, behavior: "instant" });
  }
  stopSolo() {
    const node = document.querySelector(".p-solo");
    if (!node) return false;
    node.classList.remove("p-solo");
    delete root.dataset.solo;
    this.draw();
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    this.fit();
    return true;
  }
  blank() {
    this.black = !this.black;
    this.draw();
    if (this.black) this.cover.focus();
    else this.focusLesson();
  }
  answer() {
    root.dataset.answers = root.dataset.answers === "shown" ? "hidden" : "shown";
    this.draw();
  }
  setTime(time) {
    this.time = time;
    this.clock.set(time);
    this.draw();
    this.tell();
  }
  /** Tell the notes where the lesson stands. */
  tell() {
    this.channel.postMessage({ lesson: this.lesson, section: this.step?.section ?? 0, at: this.at, of: this.steps.length, ...this.time });
  }

  // ---- the class --------------------------------------------------------------------------------
  async meet() {
    this.school = (await meetClass(this.classroom)) ?? this.school;
    if (this.left) return;
    this.draw();
    this.offer();
  }
  /** Above each quiz of this step one button for each of its questions; above the clinic its cases. */
  offer() {
    if (!this.school?.instructor) return;
    const { lesson, school: { groups } } = this;
    for (const slot of this.slots.filter((one) => !one.querySelector(".p-votes"))) {
      this.follows.set(slot, offerVotes({ slot, lesson, groups, ask: (question) => this.ask(question) }));
    }
  }
  async ask(question) {
    const status = await askClass(this.classroom, question);
    if (status >= 200 && status < 300) return this.openScreen();
    if (status === 403) return this.logIn();
    this.note = say("present", "no_answer");
    this.draw();
  }
  logIn() {
    window.open(`${this.classroom}key?to=host`, "gluteedu-host");
    addEventListener("focus", () => this.left || this.meet(), { once: true });
  }
  openScreen() {
    if (!this.school?.instructor) return this.logIn();
    this.screen = `${this.classroom}host/screen`;
    root.dataset.screen = "";
    this.draw();
  }
  closeScreen() {
    if (!this.screen) return false;
    this.screen = null;
    delete root.dataset.screen;
    this.draw();
    this.focusLesson();
    return true;
  }

  leave() {
    const first = this.step?.units[0]?.node;
    this.stopSolo();
    this.left = true;
    this.deaf();
    this.channel.close();
    render(null, this.el);
    this.el.remove();
    this.main.querySelectorAll(".p-votes").forEach((node) => (render(null, node), node.remove()));
    showAll(this.main);
    unfit(root);
    for (const name of ["present", "answers", "solo", "screen"]) delete root.dataset[name];
    const url = new URL(location.href);
    url.searchParams.delete("present");
    history.replaceState(null, "", url);
    window.gluteeduPresent = null;
    first?.scrollIntoView({ block: "start", behavior: "instant" });
    this.focusLesson();
  }
}
