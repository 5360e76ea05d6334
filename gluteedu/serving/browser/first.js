// The first lines of a page, before its script and its first paint: the theme, the line to the
// kernel, and what is said when the script does not come. Stands in the page itself.

function showTheme() {
  let chosen;
  try { chosen = localStorage.getItem("gluteedu:theme"); } catch { /* as the system has it */ }
  const dark = (chosen ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  document.documentElement.setAttribute("data-jp-theme-light", String(!dark));
  document.documentElement.style.colorScheme = dark ? "dark" : "light";
}

function sayNotLoaded() {
  const status = document.querySelector("div.g-status");
  const [words, bar, act] = [".g-status-words", ".g-status-bar", ".g-status-act"].map((one) => status.querySelector(one));
  status.dataset.state = "trouble";
  words.textContent = "The quizzes and sliders did not load. You can read the whole lesson.";
  bar.hidden = true;
  act.hidden = false;
  act.textContent = "Load this page again";
  act.onclick = () => location.reload();
}

/** The line to the kernel, with the page's first bytes: the kernel is ready when live.js is. */
function openLine() {
  const [base, lesson] = location.pathname.split("/voila/render/");
  if (lesson === undefined) return;
  const address = new URL(`${base}/live/${lesson}`, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const page = crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
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
  if (!(target instanceof HTMLScriptElement) || window.gluteeduPage) return; // the lesson can be read without
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", sayNotLoaded);
  else sayNotLoaded();
}, true);
openLine();
