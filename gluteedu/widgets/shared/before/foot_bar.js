// A bar at the foot of the screen that says a far result in short.

import { h } from "./dom.js";

/** Where the result of a widget stands below a long form: a bar at the foot of the screen says it in
 *  short, as long as `target` is out of sight. It takes no room of its own. Returns
 *  { el, show({ level, said, action }), stop() }. */
export function footBar({ target, onjump }) {
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
