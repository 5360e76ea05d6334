// A link to another page of the course.

import { lessonAddress } from "../links.js";
import { h } from "./dom.js";

/** A link to the lesson or page `id`. In JupyterLab it opens in a tab beside this one. */
export function pageLink(id, props, ...children) {
  const anchor = h("a", props, ...children);
  const aim = () => {
    const { href, path } = lessonAddress(id, location.pathname);
    anchor.setAttribute("href", href);
    if (path === null) return;
    anchor.dataset.commandlinkerCommand = "docmanager:open";
    anchor.dataset.commandlinkerArgs = JSON.stringify({ path });
  };
  aim();
  for (const event of ["pointerdown", "focus"]) anchor.addEventListener(event, aim);
  return anchor;
}
