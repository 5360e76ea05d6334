// The parts that several widgets share. Prepended to each widget's module: declares, never runs.

let partIds = 0;
const newId = (stem) => `g-${stem}-${++partIds}-${Math.random().toString(36).slice(2, 7)}`;

/** One element. `props`: on* listeners, `class`, `html` (already safe markup from Python),
 *  boolean and plain attributes. Children: nodes, text, arrays, or nothing. */
function h(tag, props = {}, ...children) {
  const el = document.createElement(tag);
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) el.addEventListener(key.slice(2), value);
    else if (key === "html") el.innerHTML = value;
    else if (key in el && ["checked", "value", "disabled", "hidden"].includes(key)) el[key] = value;
    else el.setAttribute(key, value === true ? "" : value);
  }
  el.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== false));
  return el;
}

/** The same for SVG. */
function s(tag, props = {}, ...children) {
  const el = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) el.addEventListener(key.slice(2), value);
    else el.setAttribute(key, value);
  }
  el.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== false));
  return el;
}

/** A polite live region. Call the result with a sentence to have it read out. */
function liveRegion(parent) {
  const el = h("div", { class: "g-hidden", role: "status", "aria-live": "polite" });
  parent.append(el);
  return (sentence) => {
    el.textContent = "";
    requestAnimationFrame(() => (el.textContent = sentence));
  };
}

/** A named slider with its number field. `words(value)` says the value in plain words.
 *  Returns { el, get(), set(value) }; `oninput(value)` follows every move. */
function rangeField({ label, min, max, step = 1, value, unit = "", words = null, oninput }) {
  const id = newId("range");
  const said = h("div", { class: "g-range-words", id: `${id}-words` });
  const say = (v) => (words ? words(v) : `${v} ${unit}`.trim());
  const slider = h("input", {
    type: "range", id, min, max, step, value: String(value),
    "aria-describedby": words ? said.id : null,
  });
  const number = h("input", {
    type: "number", min, max, step, value: String(value), inputmode: "decimal",
    "aria-label": unit ? `${label}, in ${unit}` : label,
  });
  const show = (v) => {
    slider.setAttribute("aria-valuetext", say(v));
    said.textContent = words ? say(v) : "";
  };
  const clamp = (v) => Math.min(max, Math.max(min, Math.round((v - min) / step) * step + min));
  slider.addEventListener("input", () => {
    number.value = slider.value;
    show(Number(slider.value));
    oninput?.(Number(slider.value));
  });
  number.addEventListener("change", () => {
    const typed = number.value.trim() === "" ? NaN : Number(number.value);
    const v = Number.isFinite(typed) ? clamp(typed) : Number(slider.value);
    number.value = slider.value = String(v);
    show(v);
    oninput?.(v);
  });
  show(Number(value));
  return {
    el: h("div", { class: "g-range" },
      h("label", { for: id }, label),
      h("div", { class: "g-range-row" }, slider, number, unit ? h("span", { class: "g-quiet" }, unit) : null),
      words ? said : null),
    get: () => Number(slider.value),
    set: (v) => {
      number.value = slider.value = String(v);
      show(Number(v));
    },
  };
}

/** A real group of radio buttons or checkboxes. `options`: [{ id, html }] (safe markup) or
 *  [{ id, text }]. Returns { el, get() -> array of ids, set(ids), lock() }. */
function choiceGroup({ legend, legendHtml, options, many = false, chosen = [], row = false, onchange }) {
  const name = newId("choice");
  const inputs = options.map((o) =>
    h("input", { type: many ? "checkbox" : "radio", name, value: o.id, checked: chosen.includes(o.id) }));
  const get = () => inputs.filter((i) => i.checked).map((i) => i.value);
  const el = h("fieldset", { class: `g-choices${row ? " g-row" : ""}`, onchange: () => onchange?.(get()) },
    h("legend", legendHtml !== undefined ? { html: legendHtml } : {}, legendHtml !== undefined ? null : legend),
    options.map((o, i) =>
      h("label", { class: "g-choice", "data-option": o.id }, inputs[i],
        o.html !== undefined ? h("span", { html: o.html }) : h("span", {}, o.text))));
  return {
    el,
    get,
    set: (ids) => inputs.forEach((i) => (i.checked = ids.includes(i.value))),
    lock: (locked = true) => inputs.forEach((i) => (i.disabled = locked)),
  };
}

const CARE_SHAPES = {
  self_care: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.3 14.2-4-4 1.5-1.5 2.5 2.5 5.6-5.6 1.5 1.5z",
  see_clinician: "M3 3h18v18H3zm7 3v4H6v4h4v4h4v-4h4v-4h-4V6z",
  same_day: "M12 2 1.5 21h21zm-1 7h2v6h-2zm0 7.5h2v2h-2z",
  emergency: "M8 1.5h8L22.5 8v8L16 22.5H8L1.5 16V8zM11 6h2v8h-2zm0 9.5h2v2.5h-2z",
};

/** A care card: `level` is a triage id, `head` the level in words, `body` nodes or safe markup. */
function careCard({ level, head, html, body = [] }) {
  return h("section", { class: `g-care g-care-${level}` },
    h("p", { class: "g-care-head" },
      s("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, s("path", { d: CARE_SHAPES[level], "fill-rule": "evenodd" })),
      h("span", {}, head)),
    h("div", { class: "g-care-body" }, html !== undefined ? h("div", { html }) : null, body));
}

/** Sends the newest value only: at most one message is on its way, later ones replace the waiting one. */
function newestOnly(send) {
  let busy = false;
  let waiting = null;
  return {
    send(message) {
      if (busy) waiting = message;
      else {
        busy = true;
        send(message);
      }
    },
    answered() {
      busy = false;
      if (waiting !== null) {
        const next = waiting;
        waiting = null;
        this.send(next);
      }
    },
  };
}

/** A question with its few answers in one strip. `options`: [{ id, text, value }]; a last "Not sure"
 *  is added, whose value is undefined. `onanswer(value, notSure)` follows each answer. Returns
 *  { el, note, set(value, notSure), first() }; `note` is an empty line below the question. */
function answerStrip({ question, options, onanswer }) {
  const name = newId("answer");
  const all = [...options, { id: "not_sure", text: "Not sure" }];
  const inputs = all.map((o) => h("input", {
    type: "radio", name, value: o.id, onchange: () => onanswer(o.value, o.id === "not_sure"),
  }));
  const note = h("p", { class: "g-strip-note" });
  return {
    el: h("fieldset", { class: "g-strip" }, h("legend", {}, question),
      h("div", { class: "g-chips" }, all.map((o, i) => h("label", { class: "g-chip" }, inputs[i], h("span", {}, o.text)))), note),
    note,
    set: (value, notSure = false) =>
      all.forEach((o, i) => (inputs[i].checked = o.id === "not_sure" ? notSure : value !== undefined && o.value === value)),
    first: () => inputs.find((i) => i.checked) ?? inputs[0],
  };
}
/** The shape of a cause; a parent carries data-cause and --g-cause. */
const causeShape = () => h("span", { class: "g-shape", "aria-hidden": "true" });
const yesOrNo = [{ id: "yes", text: "Yes", value: true }, { id: "no", text: "No", value: false }];

/** Where the result of a widget stands below a long form: a bar at the foot of the screen says it in
 *  short, as long as `target` is out of sight. It takes no room of its own. Returns
 *  { el, show({ level, said, action }), stop() }. */
function footBar({ target, onjump }) {
  const said = h("p", { class: "g-foot-said" });
  const button = h("button", { type: "button", class: "g-primary", onclick: onjump });
  const inner = h("div", { class: "g-foot-inner", role: "group", "aria-label": "The result in short" }, said, button);
  const watch = new IntersectionObserver(([entry]) => inner.toggleAttribute("data-away", entry.isIntersecting), { rootMargin: "0px 0px -60px 0px" });
  watch.observe(target);
  return {
    el: h("div", { class: "g-foot-bar" }, inner),
    stop: () => watch.disconnect(),
    show(now) {
      inner.className = `g-foot-inner${now.level ? ` g-care-${now.level}` : ""}`;
      said.replaceChildren(...[now.said].flat());
      button.textContent = now.action;
    },
  };
}

/** Keeps a widget in step with the record. Other widgets and pages of the learner are told that it
 *  has grown, never what it holds; this one asks Python anew when it is told, or is seen again.
 *  `all`: also for news from widgets of the same page. Returns { changed(everywhere), stop() }. */
function followRecord(model, { all = false } = {}) {
  const page = (globalThis.gluteeduPageId ??= newId("page"));
  const refresh = () => document.visibilityState === "visible" && model.send({ act: "refresh" });
  let channel = null;
  try {
    channel = new BroadcastChannel("gluteedu");
    channel.onmessage = ({ data }) => data?.record && (all || data.record.page !== page || data.record.everywhere) && refresh();
  } catch {
    // A browser without it: the page catches up when it is seen again.
  }
  document.addEventListener("visibilitychange", refresh);
  return {
    changed: (everywhere = false) => channel?.postMessage({ record: { page, everywhere } }),
    stop() {
      channel?.close();
      document.removeEventListener("visibilitychange", refresh);
    },
  };
}
