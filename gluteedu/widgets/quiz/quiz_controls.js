// Five of the six ways to answer (the sixth, the body map, is beside this file). Each takes an item, an answer to start from and what to call on a change,
// and returns { el, get() -> answer or null, need, lock(locked), marks(view) }. `onchange(answer, shown)`:
// the answer so far or null, and what to start from when it is drawn again.

import { choiceGroup } from "../shared/before/choice_group.js";
import { h, s } from "../shared/before/dom.js";
import { newId } from "../shared/ids.js";
import { rangeField } from "../shared/before/range_field.js";

export const QUIZ_MARKS = {
  right: { path: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.3 14.2-4-4 1.5-1.5 2.5 2.5 5.6-5.6 1.5 1.5z", word: "Right" },
  wrong: { path: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm4.7 13.3-1.4 1.4L12 13.4l-3.3 3.3-1.4-1.4 3.3-3.3-3.3-3.3 1.4-1.4 3.3 3.3 3.3-3.3 1.4 1.4-3.3 3.3z", word: "Not right" },
  partly: { path: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2v16a8 8 0 0 0 0-16z", word: "Partly right" },
  none: { path: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-5 9h10v2H7z", word: "Not answered" },
  missed: { path: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16zm-1.3 12.2-4-4 1.5-1.5 2.5 2.5 5.6-5.6 1.5 1.5z", word: "Right answer" },
};

/** A mark: shape, colour and words, so that none of them is needed alone. */
export function quizMark(kind, word = QUIZ_MARKS[kind].word) {
  return h("span", { class: `gq-mark gq-mark-${kind}` },
    s("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, s("path", { d: QUIZ_MARKS[kind].path, "fill-rule": "evenodd" })),
    h("span", {}, word));
}

export const quizLegend = (item, ask) =>
  h("legend", {}, h("span", { class: "gq-stem", html: item.stem }), ask ? h("span", { class: "gq-ask" }, ask) : null);

export function choiceControl(item, answer, onchange) {
  const many = item.type === "multiple";
  const group = choiceGroup({ legendHtml: "", options: item.options, many, chosen: answer ?? [], onchange: (ids) => onchange(ids.length ? ids : null, ids) });
  group.el.firstElementChild.replaceWith(quizLegend(item, many ? "Choose all that fit." : null));
  return {
    el: group.el,
    get: () => (group.get().length ? group.get() : null),
    need: many ? "Choose at least one answer first." : "Choose an answer first.",
    lock: group.lock,
    marks(view) {
      group.el.querySelectorAll(".gq-mark").forEach((m) => m.remove());
      for (const row of group.el.querySelectorAll("[data-option]")) {
        const id = row.dataset.option;
        const kind = view.marks?.[id] ?? (view.key?.includes(id) ? "missed" : null);
        row.classList.toggle("gq-was-right", kind === "right" || kind === "missed");
        row.classList.toggle("gq-was-wrong", kind === "wrong");
        if (kind) row.append(quizMark(kind));
      }
    },
  };
}

export function numberControl(item, answer, onchange) {
  const { min, max, step, unit } = item.number;
  let given = typeof answer === "number";
  const range = rangeField({
    label: "Your answer", min, max, step, unit, value: given ? answer : min,
    oninput: (value) => {
      given = true;
      onchange(value);
    },
  });
  const [slider, field] = range.el.querySelectorAll("input");
  if (!given) {
    field.value = "";
    slider.setAttribute("aria-valuetext", "no answer yet");
  }
  range.el.append(h("p", { class: "g-small" }, `From ${min} to ${max}.`));
  return {
    el: h("fieldset", { class: "g-choices gq-number" }, quizLegend(item, null), range.el),
    get: () => (given ? range.get() : null),
    need: "Move the slider or type a number first.",
    lock: (locked = true) => [slider, field].forEach((input) => (input.disabled = locked)),
    marks: () => {},
  };
}

export function matchControl(item, answer, onchange) {
  const words = Object.fromEntries(item.targets.map((t) => [t.id, t.text]));
  const shown = () => Object.fromEntries(rows.map((r) => [r.id, r.select.value]));
  const get = () => (rows.every((r) => r.select.value) ? shown() : null);
  // A select cuts a long text off, so the partner is written out below it.
  const write = (row) => {
    const text = words[row.select.value] ?? "";
    row.said.textContent = text;
    row.said.hidden = !row.select.hidden && text.length <= 28;
  };
  const rows = item.options.map((option) => {
    const id = newId("pair");
    const select = h("select", { id, class: "g-field gq-select" },
      h("option", { value: "" }, "Choose an answer"),
      item.targets.map((t) => h("option", { value: t.id }, t.text)));
    select.value = answer?.[option.id] ?? "";
    const row = { id: option.id, select, said: h("p", { class: "gq-pair-said" }), after: h("div", { class: "gq-pair-mark" }) };
    select.addEventListener("change", () => {
      write(row);
      onchange(get(), shown());
    });
    row.el = h("div", { class: "gq-pair" }, h("label", { for: id, html: option.html }), h("div", {}, select, row.said, row.after));
    write(row);
    return row;
  });
  return {
    el: h("fieldset", { class: "g-choices" }, quizLegend(item, "Choose an answer for each."), rows.map((r) => r.el)),
    get,
    need: "Choose an answer for each one first.",
    lock(locked = true) {
      for (const row of rows) {
        row.select.disabled = locked;
        row.select.hidden = locked && row.select.value !== "";
        write(row);
      }
    },
    marks(view) {
      for (const row of rows) {
        const kind = view.marks?.[row.id];
        row.el.classList.toggle("gq-was-right", kind === "right");
        const right = kind !== "right" && view.answer_pairs?.[row.id];
        row.after.replaceChildren(...[
          kind ? quizMark(kind, kind === "wrong" ? "Not this one" : undefined) : "",
          right ? h("span", { class: "gq-right-pair" }, `Right answer: ${right}`) : "",
        ]);
      }
    },
  };
}

export function orderControl(item, answer, onchange, say) {
  const rows = new Map(item.options.map((o) => [o.id, orderRow(o)]));
  let order = answer ?? item.options.map((o) => o.id);
  let moved = Boolean(answer);
  let locked = false;
  const list = h("ol", { class: "gq-order" });

  function orderRow(option) {
    const name = h("span", { class: "gq-order-text", html: option.html });
    const words = name.textContent;
    const up = h("button", { type: "button", class: "gq-icon", "data-focus": `up-${option.id}`, "aria-label": `Move up: ${words}`, onclick: () => shift(option.id, -1, up) }, "↑");
    const down = h("button", { type: "button", class: "gq-icon", "data-focus": `down-${option.id}`, "aria-label": `Move down: ${words}`, onclick: () => shift(option.id, 1, down) }, "↓");
    const grip = h("button", { type: "button", class: "gq-grip", "data-focus": `grip-${option.id}`, onkeydown: (e) => keys(e, option.id) }, "⠿");
    const after = h("span", { class: "gq-order-mark" });
    const el = h("li", { class: "gq-order-row", "data-option": option.id }, grip, name, after, h("span", { class: "gq-order-buttons" }, up, down));
    el.addEventListener("pointerdown", (e) => drag(e, option.id));
    return { el, grip, up, down, after, words };
  }
  // Moves the other rows around the one that is held, which keeps its focus and its pointer.
  function place(held = order[0]) {
    const fixed = rows.get(held).el;
    if (!fixed.isConnected) list.append(fixed);
    const at = order.indexOf(held);
    order.forEach((id, i) => {
      const { el, grip, up, down, words } = rows.get(id);
      if (i < at) list.insertBefore(el, fixed);
      else if (i > at) list.append(el);
      grip.setAttribute("aria-label", `${words}. Place ${i + 1} of ${order.length}. Move with the up and down arrow keys.`);
      up.setAttribute("aria-disabled", i === 0);
      down.setAttribute("aria-disabled", i === order.length - 1);
    });
  }
  function shift(id, by, keep) {
    const from = order.indexOf(id);
    const to = Math.min(order.length - 1, Math.max(0, from + by));
    if (locked) return;
    if (to === from) return say(`${rows.get(id).words} is ${from === 0 ? "first" : "last"} already.`);
    order = order.filter((one) => one !== id);
    order.splice(to, 0, id);
    moved = true;
    place(id);
    keep.focus();
    say(`${rows.get(id).words}: now place ${to + 1} of ${order.length}.`);
    onchange(order);
  }
  function keys(event, id) {
    const by = { ArrowUp: -1, ArrowDown: 1, Home: -order.length, End: order.length }[event.key];
    if (!by) return;
    event.preventDefault();
    shift(id, by, rows.get(id).grip);
  }
  function drag(event, id) {
    const onGrip = event.target.closest(".gq-grip");
    if (locked || event.button !== 0 || event.target.closest(".gq-icon") || (event.pointerType === "touch" && !onGrip)) return;
    const el = rows.get(id).el;
    const start = order.join();
    const move = (e) => {
      const others = order.filter((one) => one !== id);
      const above = others.filter((one) => {
        const box = rows.get(one).el.getBoundingClientRect();
        return box.top + box.height / 2 < e.clientY;
      }).length;
      others.splice(above, 0, id);
      if (others.join() === order.join()) return;
      order = others;
      place(id);
    };
    const end = () => {
      el.classList.remove("gq-dragging");
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      if (order.join() === start) return;
      moved = true;
      say(`${rows.get(id).words}: now place ${order.indexOf(id) + 1} of ${order.length}.`);
      onchange(order);
    };
    event.preventDefault();
    rows.get(id).grip.focus({ preventScroll: true });
    el.classList.add("gq-dragging");
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  }
  place();
  return {
    el: h("fieldset", { class: "g-choices" }, quizLegend(item, "Drag, or use the arrows. The first one goes on top."), list),
    get: () => (moved ? [...order] : null),
    need: "Put them in your order first.",
    lock(on = true) {
      locked = on;
      list.classList.toggle("gq-locked", on);
      rows.forEach((r) => [r.grip, r.up, r.down].forEach((b) => (b.disabled = on)));
    },
    marks(view) {
      for (const [id, row] of rows) {
        const kind = view.marks?.[id];
        row.el.classList.toggle("gq-was-right", kind === "right");
        row.after.replaceChildren(kind ? quizMark(kind, kind === "right" ? "In place" : "Not in place") : "");
      }
    },
  };
}
