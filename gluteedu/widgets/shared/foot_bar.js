// A bar at the foot of the screen that says a far result in short.

import { useLayoutEffect, useState } from "preact/hooks";

import { h } from "./element.js";
import { say } from "./words.js";

/** Where the result of a widget stands below a long form: the bar says it in short, as long as the
 *  result is out of sight. It takes no room of its own.
 *  @param {object} props
 *  @param {{ current: Element | null }} props.target the result; it stands on the page before the bar
 *  @param {string | null} [props.level] a triage id, for the colour
 *  @param {string} props.action what the button says
 *  @param {any} props.children the result in short
 *  @param {() => void} props.onjump the learner wants to see the result */
export function FootBar({ target, level = null, action, children, onjump }) {
  const [inSight, setInSight] = useState(false);
  useLayoutEffect(() => {
    const watch = new IntersectionObserver(([entry]) => setInSight(entry.isIntersecting), { rootMargin: "0px 0px -60px 0px" });
    if (target.current) watch.observe(target.current);
    return () => watch.disconnect();
  }, []);
  return h("div", { class: "g-foot-bar" },
    h("div", { class: `g-foot-inner${level ? ` g-care-${level}` : ""}`, role: "group", "aria-label": say("shared", "result_in_short"), "data-away": inSight ? "" : null },
      h("p", { class: "g-foot-said" }, children),
      h("button", { type: "button", class: "g-primary", onclick: onjump }, action)));
}
