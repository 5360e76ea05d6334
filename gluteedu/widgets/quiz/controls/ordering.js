// Putting options in order: by keys, by buttons, or by dragging.

import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { h } from "../../shared/element.js";
import { say } from "../../shared/words.js";
import { Mark, plainText } from "../quiz_marks.js";
import { Stem } from "../quiz_stem.js";

/** `order` with `id` moved by so many places, as far as there are places.
 *  @param {string[]} order
 *  @param {string} id
 *  @param {number} by */
export function moved(order, id, by) {
  const to = Math.min(order.length - 1, Math.max(0, order.indexOf(id) + by));
  const others = order.filter((one) => one !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}

/** The rows of a list in this order. The others move around the one that has the focus or is
 *  dragged, which so keeps its focus and its pointer. */
function arrange(list, order) {
  const rows = new Map([...list.children].map((row) => [row.dataset.option, row]));
  if ([...rows.keys()].join() === order.join()) return;
  const held = order.find((id) => rows.get(id).matches(":focus-within, .gq-dragging")) ?? order[0];
  const fixed = rows.get(held);
  const at = order.indexOf(held);
  order.forEach((id, i) => {
    if (i < at) list.insertBefore(rows.get(id), fixed);
    else if (i > at) list.append(rows.get(id));
  });
}

/** @param {import("../quiz_controls.js").ControlProps} props */
function Control({ item, shown, locked, onchange, announce }) {
  const list = useRef(null);
  const [dragged, setDragged] = useState(/** @type {string[] | null} */ (null)); // the order while one is held
  const order = dragged ?? shown ?? item.options.map((option) => option.id);
  useLayoutEffect(() => arrange(list.current, order));

  const words = (id) => plainText(item.options.find((option) => option.id === id).html);
  function put(after, id) {
    onchange(after);
    announce(say("quiz", "now_place", { name: words(id), place: after.indexOf(id) + 1, of: after.length }));
  }
  function shift(id, by) {
    if (locked) return;
    const after = moved(order, id, by);
    if (after.join() === order.join())
      return announce(order[0] === id ? say("quiz", "first_already", { name: words(id) }) : say("quiz", "last_already", { name: words(id) }));
    put(after, id);
  }
  function drag(event, id) {
    const { target, currentTarget: row } = event;
    const onGrip = target.closest(".gq-grip");
    if (locked || event.button !== 0 || target.closest(".gq-icon") || (event.pointerType === "touch" && !onGrip)) return;
    let now = order;
    const rowsAbove = (y) => [...list.current.children].filter((one) => {
      const box = one.getBoundingClientRect();
      return one !== row && box.top + box.height / 2 < y;
    }).length;
    const move = ({ clientY }) => {
      now = moved(now, id, rowsAbove(clientY) - now.indexOf(id));
      setDragged(now);
    };
    const end = () => {
      row.classList.remove("gq-dragging");
      listening.abort();
      if (now.join() !== order.join()) put(now, id);
      setDragged(null);
    };
    event.preventDefault();
    row.querySelector(".gq-grip").focus({ preventScroll: true });
    row.classList.add("gq-dragging");
    const listening = new AbortController();
    const { signal } = listening;
    addEventListener("pointermove", move, { signal });
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, end, { signal });
  }
  // Preact keeps the rows as the options come; `arrange` puts them in order.
  return h("fieldset", { class: "g-choices" }, h("legend", null, h(Stem, { item, ask: say("quiz", "drag_or_arrows") })),
    h("ol", { class: `gq-order${locked ? " gq-locked" : ""}`, ref: list }, item.options.map((option) =>
      h(OrderRow, { key: option.id, item, option, at: order.indexOf(option.id), locked, shift, drag }))));
}

export default { Control };

function OrderRow({ item, option: { id, html }, at, locked, shift, drag }) {
  const name = plainText(html);
  const last = item.options.length - 1;
  const kind = locked ? item.marks?.[id] : null;
  const keys = (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1, Home: -last, End: last }[event.key];
    if (!by) return;
    event.preventDefault();
    shift(id, by);
  };
  const arrow = (way, label, by, ends) => h("button", {
    type: "button", class: "gq-icon", "data-focus": `${way}-${id}`, "aria-label": label, "aria-disabled": ends, disabled: locked,
    onclick: () => shift(id, by),
  }, by < 0 ? "↑" : "↓");
  return h("li", { class: `gq-order-row${kind === "right" ? " gq-was-right" : ""}`, "data-option": id, onpointerdown: (event) => drag(event, id) },
    h("button", {
      type: "button", class: "gq-grip", "data-focus": `grip-${id}`, disabled: locked, onkeydown: keys,
      "aria-label": say("quiz", "place_of", { name, place: at + 1, of: last + 1 }),
    }, "⠿"),
    h("span", { class: "gq-order-text", html }),
    h("span", { class: "gq-order-mark" }, kind ? h(Mark, { kind, word: kind === "right" ? say("quiz", "in_its_place") : say("quiz", "not_in_its_place") }) : null),
    h("span", { class: "gq-order-buttons" },
      arrow("up", say("quiz", "move_up", { name }), -1, at === 0), arrow("down", say("quiz", "move_down", { name }), 1, at === last)));
}
