// The presenter view of a lesson: the same page, one part at a time in large type. Loaded on its own
// (?present); works on main#lesson with its .g-prose and .g-slot children and changes nothing in them.

const root = document.documentElement;
const main = document.querySelector("main#lesson");
const lesson = document.body.dataset.lesson ?? "";
const classroom = document.body.dataset.class ?? "/class/"; // the address of the class, if there is one
const PLACE = `gluteedu:present:${lesson}`;
const BAR = 64; // pixels that the bar takes
const NEARLY = 1.15; // this many screens of prose become one by slightly smaller type
const SHRINKS = 1.25; // and this many screens of a widget or a figure
const still = matchMedia("(prefers-reduced-motion: reduce)");

const KEYS = [
  ["→, Page Down or Space", "Forward; first down to the end of a long part"], ["←, Page Up", "Back; first up to the top of a long part"],
  ["Home, End", "The first part, the last part"],
  ["B or .", "Black screen, and back"], ["A", "Show or hide the answer and why"],
  ["F", "The figure, the case or the quiz alone, full screen"], ["T", "Timer: start and stop. Shift T: back to zero"],
  ["V", "Let the class vote on this question"], ["N", "Your notes in a second window"],
  ["D", "Dark or light"], ["?", "These keys"], ["Esc", "Leave"],
];

function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "hidden") node.hidden = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}
/** What a reload brings back: the place in this lesson, and the timer of this window. */
const kept = (name) => ({
  get: () => { try { return JSON.parse(sessionStorage.getItem(name)); } catch { return null; } },
  set: (value) => { try { sessionStorage.setItem(name, JSON.stringify(value)); } catch { /* not remembered */ } },
});
const memory = kept(PLACE);
const clock = kept("gluteedu:present-timer");

// ---- the parts of a lesson --------------------------------------------------------------------
/** What can be shown or hidden by itself: each block of prose, each slot; with its section. */
function unitsOf() {
  const units = [];
  let section = -1;
  let title = "";
  for (const child of main.children) {
    const prose = child.classList.contains("g-prose");
    if (!prose && !child.classList.contains("g-slot")) continue;
    if (!prose && !child.querySelector(".g-stored > *, .g-live > *")) continue; // an import: nothing to see
    for (const node of prose ? child.children : [child]) {
      if (prose && /^H[12]$/.test(node.tagName)) {
        section += 1;
        title = node.textContent.replace(/¶\s*$/, "").trim();
      }
      units.push({ node, section, title, slot: !prose });
    }
  }
  return units;
}

const leads = (node) => /^H\d$/.test(node.tagName) || node.textContent.trim().endsWith(":");

/** Steps of one screen each. A section that fits, or nearly does, is one step; a longer one ends its
 *  steps after each widget or figure, and wherever the screen is full. */
function pack(units, heights, room) {
  const steps = [];
  for (let from = 0; from < units.length;) {
    let to = from;
    while (to < units.length && units[to].section === units[from].section) to += 1;
    const prose = units.slice(from, to).every((unit) => !unit.slot);
    const all = heights.slice(from, to).reduce((sum, height) => sum + height, 0);
    const whole = all <= room * (prose ? NEARLY : 1);
    let step = null;
    let height = 0;
    for (let i = from; i < to; i++) {
      const last = i + 1 === to || units[i + 1].slot; // no screen for a last paragraph alone
      const full = step && !whole && height + heights[i] > room * (last && !units[i].slot ? NEARLY : 1);
      // A short lead stays with its widget, unless that alone would fit; a heading with what it heads.
      const spoilt = heights[i] <= room * SHRINKS && height + heights[i] > room * SHRINKS;
      const lead = units[i].slot ? height < room * 0.3 && !spoilt : step?.units.every((unit) => leads(unit.node));
      if (!step || (full && !lead)) {
        const before = step;
        steps.push((step = { section: units[i].section, title: units[i].title, units: [] }));
        height = 0;
        // What leads to something, a heading or a line that ends in a colon, goes on with it.
        while (before?.units.length > 1 && leads(before.units.at(-1).node)) {
          step.units.unshift(before.units.pop());
          height += heights[units.indexOf(step.units[0])];
        }
      }
      step.units.push(units[i]);
      height += heights[i];
      if (units[i].slot && !whole) step = null;
    }
    from = to;
  }
  return steps;
}

// ---- the view ---------------------------------------------------------------------------------
class Presenter {
  passed = 0; // milliseconds of the timer
  begun = 0; // since when it runs; 0 while it stands

  constructor() {
    this.at = 0;
    this.steps = [];
    this.units = unitsOf();
    [this.passed, this.begun] = clock.get() ?? [0, 0];
    this.channel = new BroadcastChannel("gluteedu-present");
    this.school = null; // null: no class; else { instructor, groups }
    this.build();
    root.dataset.present = "";
    root.dataset.answers = "hidden";
    this.lay(memory.get() ?? 0);
    this.listen();
    this.meetClass();
  }

  build() {
    const button = (name, words, title, onclick, more = {}) =>
      el("button", { type: "button", "data-p": name, title, onclick, ...more }, words);
    this.where = el("p", { class: "p-where", role: "status" });
    this.clock = button("timer", "0:00", "Timer: start and stop (T)", () => this.timer());
    this.answers = button("answers", "Answers", "Show or hide the answer and why (A)", () => this.answer(), { "aria-pressed": "false" });
    this.alone = button("alone", "Full screen", "The figure, case or quiz alone, full screen (F)", () => this.solo(), { "aria-pressed": "false" });
    this.notes = button("notes", "Notes", "Your notes in a second window (N)", () => this.openNotes(), { hidden: true });
    this.vote = button("class", "Class", "The class: how to join, and its votes", () => this.openScreen(), { hidden: true });
    this.back = button("back", "←", "Back (left arrow, Page Up)", () => this.turn(-1), { "aria-label": "Back" });
    this.forth = button("forward", "→", "Forward (right arrow, Page Down, Space)", () => this.turn(1), { "aria-label": "Forward", class: "p-main" });
    this.help = el("dialog", { class: "p-help", "aria-labelledby": "p-help-head" },
      el("h2", { id: "p-help-head" }, "Keys"),
      el("dl", {}, KEYS.map(([key, does]) => el("div", {}, el("dt", {}, key), el("dd", {}, does)))),
      button("close-help", "Close", "", () => this.help.close()));
    this.bar = el("nav", { class: "p-bar", "aria-label": "Presenting" },
      this.back, this.forth, this.where, this.clock, this.answers, this.alone, this.vote, this.notes,
      button("keys", "?", "Keys", () => this.help.showModal(), { "aria-label": "Keys" }),
      button("leave", "End", "Leave the presenter view (Esc)", () => this.leave()));
    this.black = el("div", { class: "p-black", hidden: true, role: "button", tabindex: "-1", "aria-label": "The screen is black. Press any key to go on.", onclick: () => this.blank() });
    this.screen = el("div", { class: "p-screen", hidden: true });
    document.body.append(this.bar, this.black, this.screen, this.help);
  }

  /** Cut the lesson into steps for this window; stay where `first` (the index of a unit) is. */
  lay(first) {
    root.style.setProperty("--p-fit", "1");
    root.style.removeProperty("--p-figure");
    for (const unit of this.units) unit.node.classList.remove("p-off");
    main.querySelectorAll(".p-gone").forEach((node) => node.classList.remove("p-gone"));
    const tops = this.units.map((unit) => unit.node.getBoundingClientRect().top);
    tops.push(main.getBoundingClientRect().bottom);
    const heights = this.units.map((unit, i) => tops[i + 1] - tops[i]);
    this.steps = pack(this.units, heights, innerHeight - BAR - 48);
    const unit = this.units[first] ?? this.units[0];
    this.at = Math.max(0, this.steps.findIndex((step) => step.units.includes(unit)));
    this.show();
  }

  show() {
    const step = this.steps[this.at];
    const on = new Set(step?.units);
    for (const unit of this.units) unit.node.classList.toggle("p-off", !on.has(unit));
    for (const child of main.children) {
      const shown = this.units.some((unit) => on.has(unit) && (unit.node === child || unit.node.parentElement === child));
      child.classList.toggle("p-gone", !shown);
    }
    if (!main.contains(document.activeElement) && !this.bar.contains(document.activeElement)) main.focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: "instant" });
    this.where.textContent = this.where.title = `${this.at + 1} of ${this.steps.length} · ${step?.title || document.title}`;
    this.back.disabled = this.at === 0;
    this.forth.disabled = this.at === this.steps.length - 1;
    memory.set(this.units.indexOf(step?.units[0]));
    this.tell();
    this.offerVotes();
    this.asked = this.askedNow();
    this.fit();
  }
  /** What is a little too tall is made a little smaller, so that it is seen at once; what is far too
   *  tall keeps large type and scrolls. A figure takes the room that is left, but its words stay
   *  large enough to read from the last row. */
  fit() {
    const drawn = [.../** @type {NodeListOf<SVGSVGElement>} */ (main.querySelectorAll(".g-plot-drawn svg"))].find((svg) => svg.getClientRects().length);
    const natural = drawn?.viewBox.baseVal.height ?? 0;
    root.style.setProperty("--p-natural", `${natural}px`);
    const fits = (size, drawing = natural) => {
      root.style.setProperty("--p-fit", String(size));
      root.style.setProperty("--p-figure", `${drawing}px`);
      const fit = root.scrollHeight <= innerHeight + 4;
      if (fit && drawn) root.style.setProperty("--p-figure", `${drawing + this.spare()}px`);
      return fit;
    };
    const widget = this.steps[this.at]?.units.some((unit) => unit.slot);
    const large = root.dataset.solo ? [1.3, 1.2, 1.1] : [];
    const sizes = widget ? [...large, 1, 0.95, 0.9, 0.85, 0.8, 0.77] : [1, 0.95, 0.9, 0.85];
    const smaller = () => drawn && sizes.some((size) => fits(size, natural * 0.88));
    if (!sizes.some((size) => fits(size)) && !smaller()) fits(widget ? 0.9 : 1);
  }
  /** Which question of a quiz and which step of a case is on: another one is fitted anew. */
  askedNow() {
    const slots = this.steps[this.at]?.units.filter((unit) => unit.slot) ?? [];
    return slots.flatMap(({ node }) => [...node.querySelectorAll(".gq-count, .gcc-show h3")].map((one) => one.textContent)).join("|");
  }
  onChange() {
    this.follow?.();
    const now = this.askedNow();
    if (now === this.asked) return;
    this.asked = now;
    this.fit();
  }
  /** Pixels between the end of this step and the bar. */
  spare() {
    const shown = this.steps[this.at].units.at(-1).node.getBoundingClientRect().bottom;
    return Math.max(0, innerHeight - BAR - 24 - shown);
  }

  turn(by) {
    const left = by > 0 ? root.scrollHeight - innerHeight - scrollY : scrollY;
    if (left > 40) return scrollBy({ top: by * innerHeight * 0.75, behavior: still.matches ? "instant" : "smooth" });
    if (!this.stopSolo()) this.go(this.at + by);
  }
  go(wanted) {
    const to = Math.min(this.steps.length - 1, Math.max(0, wanted));
    if (to === this.at) return;
    this.stopSolo();
    this.at = to;
    this.show();
  }

  // ---- one thing alone, black, answers, timer ---------------------------------------------------
  solo() {
    if (this.stopSolo()) return;
    const slots = this.steps[this.at].units.filter((unit) => unit.slot).map((unit) => unit.node);
    const largest = slots.sort((a, b) => b.offsetHeight - a.offsetHeight)[0];
    (largest ?? main).classList.add("p-solo");
    root.dataset.solo = largest ? "slot" : "page";
    this.alone.setAttribute("aria-pressed", "true");
    this.fit();
    root.requestFullscreen?.().catch(() => {}); // large in the window where a browser does not allow it
    scrollTo({ top: 0, behavior: "instant" });
  }
  stopSolo() {
    const node = document.querySelector(".p-solo");
    if (!node) return false;
    node.classList.remove("p-solo");
    delete root.dataset.solo;
    this.alone.setAttribute("aria-pressed", "false");
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    this.fit();
    return true;
  }
  blank() {
    this.black.hidden = !this.black.hidden;
    if (this.black.hidden) main.focus({ preventScroll: true });
    else this.black.focus();
  }
  answer() {
    const shown = root.dataset.answers !== "shown";
    root.dataset.answers = shown ? "shown" : "hidden";
    this.answers.setAttribute("aria-pressed", String(shown));
  }
  timer(reset = false) {
    if (reset) [this.passed, this.begun] = [0, this.begun && Date.now()];
    else if (this.begun) [this.passed, this.begun] = [this.passed + Date.now() - this.begun, 0];
    else this.begun = Date.now();
    clock.set([this.passed, this.begun]);
    this.tick();
    this.tell();
  }
  tick() {
    const seconds = Math.floor((this.passed + (this.begun ? Date.now() - this.begun : 0)) / 1000);
    this.clock.textContent = `${this.begun ? "❚❚" : "▶"} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    this.clock.setAttribute("aria-label", `Timer, ${this.begun ? "running" : "stopped"}`);
  }

  // ---- the second window ------------------------------------------------------------------------
  tell() {
    const step = this.steps[this.at];
    this.channel.postMessage({ lesson, section: step?.section ?? 0, at: this.at, of: this.steps.length, passed: this.passed, begun: this.begun });
  }
  openNotes() {
    if (this.school) window.open(`${classroom}notes/${lesson}`, "gluteedu-notes", "popup,width=900,height=760");
  }

  // ---- the class --------------------------------------------------------------------------------
  async meetClass() {
    try {
      const here = await fetch(`${classroom}here`, { cache: "no-store" });
      if (!here.ok && here.status !== 403) return; // a course without a class
      const known = here.ok ? await here.json() : { instructor: false }; // a hub first asks who one is
      this.school = { ...known, groups: [] };
      if (this.school.instructor) this.school.groups = (await (await fetch(`${classroom}host/questions`)).json()).groups;
    } catch {
      return; // no connection: presenting goes on without
    }
    this.notes.hidden = this.vote.hidden = false;
    this.vote.textContent = this.school.instructor ? "Class" : "Class: your key";
    this.offerVotes();
  }
  /** Below each quiz of this step one button for each of its questions; below the clinic its cases. */
  offerVotes() {
    if (!this.school?.instructor) return;
    for (const { node, slot } of this.steps[this.at].units) {
      if (!slot || node.querySelector(".p-votes")) continue;
      const row = this.votesFor(node);
      if (row) node.prepend(row);
    }
  }
  votesFor(slot) {
    const clinic = slot.querySelector(".gcc, [aria-label='Case clinic']") ?? [...slot.querySelectorAll(".g-title")].find((one) => one.textContent.trim() === "Case clinic");
    if (clinic) {
      const cases = this.school.groups.filter((group) => group.kind === "case");
      const select = el("select", { "aria-label": "Case and step" }, cases.map((group, n) =>
        el("optgroup", { label: `${n + 1}. ${group.title}` }, group.questions.map((question, i) =>
          el("option", { value: question.id }, `${n + 1}. ${group.title}, step ${i + 1}`)))));
      this.follow = () => this.pickStep(slot, cases, select);
      this.follow();
      return el("div", { class: "p-votes" }, el("span", {}, "Vote on the cause:"), select,
        el("button", { type: "button", "data-vote": "case", onclick: () => this.ask(select.value) }, "Ask the class"));
    }
    const titles = [...slot.querySelectorAll(".g-title")].map((one) => one.textContent.trim());
    const group = this.school.groups.find((one) => one.lesson === lesson && titles.includes(one.title));
    if (!group) return null;
    return el("div", { class: "p-votes" }, el("span", {}, "Vote on this:"), group.questions.map((question, i) =>
      el("button", { type: "button", "data-vote": question.id, title: question.title, "aria-label": `Let the class vote on question ${i + 1}: ${question.title}`, onclick: () => this.ask(question.id) }, group.questions.length > 1 ? `Question ${i + 1}` : "Ask the class")));
  }
  /** The step of the case that the clinic shows is the one to vote on. */
  pickStep(slot, cases, select) {
    const words = (slot.querySelector(".gcc") ?? slot).textContent;
    const open = cases.find((group, n) => words.includes(`Case ${n + 1}: ${group.title}`));
    const step = Number([...words.matchAll(/Step (\d+) of/g)].at(-1)?.[1] ?? 1);
    const id = open?.questions[Math.min(step, open.questions.length) - 1]?.id;
    if (id && id !== this.stepPicked) select.value = this.stepPicked = id;
  }
  async ask(question) {
    const answer = await fetch(`${classroom}host/ask`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Gluteedu": "class" },
      body: JSON.stringify({ question }),
    }).catch(() => null);
    if (answer?.ok) this.openScreen();
    else if (answer?.status === 403) this.key();
    else this.where.textContent = "The class does not answer just now.";
  }
  /** V: the question that the quiz of this step shows just now. */
  askThis() {
    for (const { node, slot } of this.steps[this.at].units) {
      const buttons = slot ? [...node.querySelectorAll(".p-votes [data-vote]")] : [];
      if (!buttons.length) continue;
      const now = Number(/Question (\d+) of/.exec(node.querySelector(".gq-count")?.textContent ?? "")?.[1] ?? 1);
      return (buttons[now - 1] ?? buttons[0]).click();
    }
  }
  key() {
    window.open(`${classroom}key?to=host`, "gluteedu-host");
    addEventListener("focus", () => this.meetClass(), { once: true });
  }
  openScreen() {
    if (!this.school?.instructor) return this.key();
    const frame = el("iframe", { src: `${classroom}host/screen`, title: "The class votes" });
    frame.addEventListener("load", () => frame.contentWindow?.focus());
    this.screen.replaceChildren(frame);
    this.screen.hidden = false;
    root.dataset.screen = "";
  }
  closeScreen() {
    if (this.screen.hidden) return false;
    this.screen.hidden = true;
    this.screen.replaceChildren();
    delete root.dataset.screen;
    main.focus({ preventScroll: true });
    return true;
  }

  // ---- keys -------------------------------------------------------------------------------------
  listen() {
    this.onkey = (event) => this.key_(event);
    addEventListener("keydown", this.onkey);
    this.onmessage = (event) => {
      if (event.origin === location.origin && event.data === "gluteedu:back-to-lesson") this.closeScreen();
    };
    addEventListener("message", this.onmessage);
    this.channel.onmessage = ({ data }) => {
      if (data?.lesson !== lesson) return;
      if (data.hello) this.tell();
      else if (data.turn === 1 || data.turn === -1) this.black.hidden ? this.turn(data.turn) : this.blank();
      else if (["timer", "blank", "answer"].includes(data.act)) this[data.act](data.reset === true);
    };
    let wait = 0;
    let size = `${innerWidth}x${innerHeight}`;
    this.onresize = () => {
      clearTimeout(wait);
      wait = setTimeout(() => {
        const now = `${innerWidth}x${innerHeight}`;
        if (now === size) return;
        size = now;
        if (root.dataset.solo) return this.fit();
        this.lay(memory.get() ?? 0);
      }, 200);
    };
    addEventListener("resize", this.onresize);
    this.changes = new MutationObserver(() => this.onChange());
    this.changes.observe(main, { childList: true, subtree: true });
    this.onfull = () => document.fullscreenElement || this.stopSolo();
    document.addEventListener("fullscreenchange", this.onfull);
    this.ticking = setInterval(() => this.tick(), 500);
    this.tick();
  }
  key_(event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || this.help.open) return;
    if (!this.black.hidden) {
      event.preventDefault();
      return this.blank();
    }
    const on = event.target.closest?.("input, select, textarea, [contenteditable], [role='slider'], [role='listbox'], svg [tabindex]");
    const press = event.target.closest?.("button, a, summary, label");
    const { key } = event;
    const act = (does) => {
      event.preventDefault();
      does();
    };
    // A clicker sends Page Down and Page Up, wherever the focus is; a slider keeps its own keys.
    const keeps = on && !["radio", "checkbox"].includes(on.type);
    if (key === "PageDown" && !keeps) return act(() => this.turn(1));
    if (key === "PageUp" && !keeps) return act(() => this.turn(-1));
    if (key === "Escape") return act(() => this.closeScreen() || this.stopSolo() || this.leave());
    if (on) return;
    if (key === "ArrowRight") act(() => this.turn(1));
    else if (key === "ArrowLeft") act(() => this.turn(-1));
    else if (key === "Home") act(() => this.go(0));
    else if (key === "End") act(() => this.go(this.steps.length - 1));
    else if (key === " " && !press) act(() => this.turn(event.shiftKey ? -1 : 1));
    else if (key === "b" || key === "B" || key === ".") act(() => this.blank());
    else if (key === "a" || key === "A") act(() => this.answer());
    else if (key === "f" || key === "F") act(() => this.solo());
    else if (key === "t" || key === "T") act(() => this.timer(event.shiftKey));
    else if (key === "v" || key === "V") act(() => this.askThis());
    else if (key === "n" || key === "N") act(() => this.openNotes());
    else if (key === "d" || key === "D") act(() => document.querySelector(".g-theme")?.click());
    else if (key === "?") act(() => this.help.showModal());
  }

  leave() {
    const first = this.steps[this.at]?.units[0]?.node;
    this.stopSolo();
    removeEventListener("keydown", this.onkey);
    removeEventListener("message", this.onmessage);
    removeEventListener("resize", this.onresize);
    document.removeEventListener("fullscreenchange", this.onfull);
    clearInterval(this.ticking);
    this.changes.disconnect();
    this.channel.close();
    for (const node of [this.bar, this.black, this.screen, this.help]) node.remove();
    main.querySelectorAll(".p-votes").forEach((node) => node.remove());
    main.querySelectorAll(".p-off, .p-gone").forEach((node) => node.classList.remove("p-off", "p-gone"));
    for (const name of ["--p-fit", "--p-figure", "--p-natural"]) root.style.removeProperty(name);
    for (const name of ["present", "answers", "solo", "screen"]) delete root.dataset[name];
    const url = new URL(location.href);
    url.searchParams.delete("present");
    history.replaceState(null, "", url);
    window.gluteeduPresent = null;
    first?.scrollIntoView({ block: "start", behavior: "instant" });
    main.focus({ preventScroll: true });
  }
}

/** Begin; twice is once. Waits for its style sheet, as steps are cut by what fits the screen. */
export async function present() {
  if (window.gluteeduPresent || !main) return;
  window.gluteeduPresent = "starting";
  const href = new URL("present.css", import.meta.url).href;
  if (![...document.styleSheets].some((sheet) => sheet.href === href)) {
    await new Promise((done) => document.head.append(el("link", { rel: "stylesheet", href, onload: done, onerror: done })));
  }
  root.dataset.present = "";
  await document.fonts?.ready;
  window.gluteeduPresent = new Presenter();
}

present();
