// A link to another page of the course. In JupyterLab it opens in a tab beside this one.

import { h } from "./element.js";
import { lessonAddress } from "./links.js";

/** @param {{ id: string, children?: any } & Record<string, any>} props `id`: of the lesson or page */
export function PageLink({ id, children, ...props }) {
  const { href, path } = lessonAddress(id, location.pathname);
  // JupyterLab's address may change while this page is open: the link is aimed anew when it is used.
  const aim = (event) => {
    const now = lessonAddress(id, location.pathname);
    event.currentTarget.setAttribute("href", now.href);
    if (now.path !== null) event.currentTarget.dataset.commandlinkerArgs = JSON.stringify({ path: now.path });
  };
  const command = path === null ? {} : { "data-commandlinker-command": "docmanager:open", "data-commandlinker-args": JSON.stringify({ path }) };
  return h("a", { ...props, href, ...command, onpointerdown: aim, onfocus: aim }, children);
}
