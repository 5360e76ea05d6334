// The live part of a lesson: one websocket to its kernel, a model for each widget, and what to say
// and do when the line, the kernel or the learner goes away and comes back.

import { inPlace, note, say, watchFigures } from "./course.js";

let widgets = {}; // by the name of its folder: what a widget's module exports
const root = document.documentElement;
const line = window.gluteeduLine; // opened by first.js, with the page's first bytes

const PING = 4_000;
const SILENCE = 8_000; // without an answer to a ping the line is taken for lost
const PATIENCE = [300, 1000, 2000, 4000, 8000, 10_000]; // between attempts to come back
const MOST_UNSENT = 60;
const A_MILLION = 1_000_000;

const models = new Map(); // model id in the kernel -> Model
const views = []; // every widget in the page: { slot, order, model, el, stop }
const unsent = [];
let socket = null, attempt = 0, timer = 0, answeredAt = 0, epoch = 0;
let leaving = false, resting = false, everLive = false, outdated = false, hung = false, renewing = false;

/** What a widget's module sees of its model: the part of anywidget's interface that it uses. */
class Model {
  constructor(id, state) {
    this.id = id;
    this.state = state;
    this.listeners = new Map();
  }
  get(name) { return this.state[name]; }
  set(name, value) { this.state[name] = value; } // stays in the page: the kernel decides
  save_changes() {}
  on(events, call) {
    for (const event of events.split(" ")) this.#of(event).add(call);
  }
  off(events, call) {
    for (const event of (events ?? [...this.listeners.keys()].join(" ")).split(" "))
      if (call) this.#of(event).delete(call);
      else this.listeners.delete(event);
  }
  send(content) { transmit({ model: this.id, content }); }
  update(state) {
    Object.assign(this.state, grown(state));
    for (const name of Object.keys(state)) this.tell(`change:${name}`, this, this.state[name]);
    this.tell("change", this);
  }
  tell(event, ...what) {
    for (const call of [...this.#of(event)]) {
      try { call(...what); } catch (error) { console.error(error); }
    }
  }
  #of(event) {
    if (!this.listeners.has(event)) this.listeners.set(event, new Set());
    return this.listeners.get(event);
  }
}

/** A new kernel counts its answers from zero; to the page they go on. */
function grown(state) {
  const rev = state.view?.rev;
  return typeof rev === "number" ? { ...state, view: { ...state.view, rev: rev + epoch * A_MILLION } } : state;
}

// ---- the line ---------------------------------------------------------------------------
function transmit(message) {
  if (socket?.readyState === WebSocket.OPEN && everLive && !renewing) socket.send(JSON.stringify(message));
  else if (!everLive || message.content?.act !== "refresh") { // a page that comes back is told everything anyway
    unsent.push(message);
    if (unsent.length > MOST_UNSENT) unsent.shift();
    if (resting) connect();
  }
}

function connect() {
  clearTimeout(timer);
  resting = false;
  if (socket && socket.readyState <= WebSocket.OPEN) return;
  const early = line.first;
  line.first = null;
  const opened = early?.socket ?? line.open();
  socket = opened;
  answeredAt = Date.now();
  const take = ({ data }) => {
    answeredAt = Date.now();
    try { hear(JSON.parse(data)); } catch (error) { console.error(error); }
  };
  opened.onmessage = take;
  const closed = () => {
    if (socket === opened) lost();
  };
  opened.onclose = closed;
  early?.heard.forEach((data) => take({ data }));
  if (opened.readyState > WebSocket.OPEN) closed(); // lost before anybody listened
}

function lost() {
  socket = null;
  if (leaving || resting) return;
  if (attempt > 0 || everLive)
    say("trouble", navigator.onLine === false
      ? "You are offline. You can go on reading. The quizzes come back with your connection."
      : "The connection to the course was lost. You can go on reading. Trying to come back…",
    // A server that has ended may need a new login, which only a whole new page leads to.
    { act: attempt < 4 ? { text: "Try now", go: () => connect() } : { text: "Load this page again", go: () => location.reload() } });
  const wait = PATIENCE[Math.min(attempt, PATIENCE.length - 1)];
  attempt += 1;
  clearTimeout(timer);
  timer = setTimeout(connect, wait * (0.8 + Math.random() * 0.4));
}

function beat() {
  if (socket?.readyState !== WebSocket.OPEN || document.hidden) return;
  if (Date.now() - answeredAt > PING + SILENCE) {
    const dead = socket;
    socket = null;
    dead.onclose = null;
    dead.close();
    return lost();
  }
  socket.send(JSON.stringify({ ping: 1 }));
}

const again = { text: "Start them again", go: () => {
  say("waiting", "The quizzes and sliders are starting again.", { share: 0.3 });
  renewing = true;
  socket?.send(JSON.stringify({ again: true }));
} };

function hear(message) {
  if (message.version) {
    outdated = message.version !== document.body.dataset.version;
    return;
  }
  if (message.page) return live(message.page, message.unheard ?? []);
  if (hung && (message.state || "custom" in message)) ready(); // the kernel answers again
  if (message.state) return models.get(message.model)?.update(message.state);
  if ("custom" in message) return models.get(message.model)?.tell("msg:custom", message.custom, []);
  if ("waiting" in message)
    return say("waiting", message.waiting === 1
      ? "The room is full just now. You are next. You can read meanwhile."
      : `The room is full just now. There are ${message.waiting - 1} before you. You can read meanwhile.`, { share: 1 / (message.waiting + 1) });
  if ("rest" in message) {
    if (message.rest) return say("trouble", "This page has been still for a long time. Its quizzes go to rest soon. Nothing you have handed in is lost.", { act: { text: "I am here", go: stay } });
    resting = true;
    return say("trouble", "The quizzes went to rest, as this page was still for a long time.", { act: { text: "Wake them", go: connect } });
  }
  if (message.trouble) hung = message.trouble === "hung";
  if (message.trouble && !hung) renewing = true; // what is said now is for the kernel to come
  if (message.trouble === "hung") return say("trouble", "The quizzes do not answer. You can go on reading. They may come back by themselves.", { act: again });
  if (message.trouble === "restarted") return say("waiting", "The quizzes and sliders stopped and are starting again.", { share: 0.5 });
  if (message.trouble) return say("trouble", "The quizzes and sliders stopped. You can go on reading.", { act: again });
}

function stay() {
  transmit({ here: true });
  ready();
}

// ---- the widgets ------------------------------------------------------------------------
function live({ cells, models: states, foreign }, unheard) {
  if (foreign) { // a widget that is not the course's own: Voila's whole front end shows it
    const whole = new URL(location.href);
    if (!whole.searchParams.has("whole")) {
      whole.searchParams.set("whole", "1");
      leaving = true;
      socket?.close();
      return location.replace(whole);
    }
  }
  const known = new Set(Object.keys(states));
  const renewed = views.length > 0 && !views.every((view) => known.has(view.model.id));
  if (renewed) epoch += 1;
  models.clear();
  for (const [position, cell] of Object.entries(cells)) {
    const slot = document.querySelector(`.g-slot[data-cell="${position}"]`);
    if (!slot) continue;
    if (cell.error) fail(slot);
    else if (cell.widgets) cell.widgets.forEach((id, order) => place(slot, order, cell.widgets.length, id, states[id]));
    else if (cell.html && !slot.querySelector(".g-stored")?.childElementCount) showStill(slot, cell.html);
  }
  ready();
  everLive = true;
  renewing = false;
  attempt = 0;
  for (const message of [...unheard.map((one) => ({ ...one, repeated: true })), ...unsent.splice(0)]) {
    const id = renewed ? views.find((view) => view.before === message.model)?.model.id ?? message.model : message.model;
    transmit({ ...message, model: id });
  }
}

function ready() {
  hung = false;
  // The page is never loaded anew by itself: somebody may be in the middle of an answer.
  if (outdated) say("trouble", "This lesson has been updated. You can finish here first. What you handed in is kept.", { act: { text: "Show the new version", go: () => location.reload() } });
  else say("ready", "Everything on this page is ready.");
  root.dataset.ready = "";
}

function place(slot, order, count, id, { asset, ...sent }) {
  const state = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, value?.shared ? window.gluteeduShared[value.shared] : value]));
  const before = views.find((view) => view.slot === slot && view.order === order);
  if (before) {
    before.before = before.model.id;
    before.model.id = id;
    models.set(id, before.model);
    return before.model.update(state);
  }
  const model = new Model(id, grown(state));
  models.set(id, model);
  const el = document.createElement("div");
  el.className = "gluteedu";
  let stop;
  try {
    stop = widgets[asset].render({ model, el });
  } catch (error) {
    console.error(error);
    return fail(slot);
  }
  const stored = slot.querySelector(".g-stored");
  inPlace(slot, () => {
    let box = slot.querySelector(".g-live");
    if (!box) {
      box = document.createElement("div");
      box.className = "g-live";
      slot.append(box);
    }
    box.append(el);
    if (order === count - 1) stored?.remove();
  });
  views.push({ slot, order, model, el, stop, before: null });
}

function fail(slot) {
  if (!slot.querySelector(".g-note")) slot.append(note(Boolean(slot.querySelector(".g-stored")?.childElementCount)));
}

function showStill(slot, html) {
  const stored = slot.querySelector(".g-stored");
  stored.insertAdjacentHTML("beforeend", html);
  watchFigures(stored);
}

// ---- coming and going -------------------------------------------------------------------
addEventListener("online", () => { attempt = 0; connect(); });
addEventListener("offline", () => { if (socket) { const line = socket; socket = null; line.onclose = null; line.close(); lost(); } });
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  answeredAt = Math.max(answeredAt, Date.now() - PING - SILENCE / 2);
  if (!socket && !resting) connect();
  else beat();
});
addEventListener("pagehide", (event) => {
  if (event.persisted) return; // the browser may bring the page back as it is
  leaving = true;
  if (socket?.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify({ bye: true }));
    socket.close();
  }
});
addEventListener("pageshow", (event) => { if (event.persisted) { leaving = false; connect(); } });
setInterval(beat, PING);

// If nothing comes alive the reader is told, and keeps the readable page.
setTimeout(() => {
  if (everLive || root.querySelector('.g-status[data-state="trouble"]')) return;
  say("trouble", "The quizzes and sliders are slow to start. You can read everything meanwhile.", { act: { text: "Try now", go: connect } });
}, 20_000);

/** Make the page live, with these widgets: { name: { render } }. */
export function begin(known) {
  widgets = known;
  say("waiting", "You can start reading. The quizzes and sliders are getting ready.", { share: 0.3 });
  connect();
}
