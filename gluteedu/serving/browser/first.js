// The first lines of a page, before its script and its first paint: the theme, the line to the
// kernel, and what is said when the script does not come. Stands in the page itself.

import { showTheme } from "../../widgets/shared/theme.js";

function sayNotLoaded() {
  const status = document.querySelector("div.g-status");
  const act = status.querySelector(".g-status-act");
  status.dataset.state = "trouble";
  status.querySelector(".g-status-words").textContent = status.dataset.notLoaded;
  status.querySelector(".g-status-bar").hidden = true;
  act.hidden = false;
  act.textContent = status.dataset.reload;
  act.onclick = () => location.reload();
}

function newPageId() {
  const bytes = () => [...crypto.getRandomValues(new Uint8Array(16))];
  return crypto.randomUUID?.() ?? bytes().map((b) => b.toString(16).padStart(2, "0")).join("");
}

/** The line to the kernel, with the page's first bytes: the kernel is ready when live.js is. */
function openLine() {
  const [base, lesson] = location.pathname.split("/voila/render/");
  if (lesson === undefined) return;
  const address = new URL(`${base}/live/${lesson}`, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const page = newPageId();
  const open = () => {
    const socket = new WebSocket(address);
    socket.onopen = () => socket.send(JSON.stringify({ page }));
    return socket;
  };
  const first = { socket: open(), heard: [] };
  first.socket.onmessage = ({ data }) => first.heard.push(data);
  window.gluteeduLine = { open, first };
}

showTheme();
addEventListener("error", ({ target }) => {
  const taken = window.gluteeduLine && !window.gluteeduLine.first; // live.js has come
  if (!(target instanceof HTMLScriptElement) || taken) return; // the lesson can be read without
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", sayNotLoaded);
  else sayNotLoaded();
}, true);
openLine();
