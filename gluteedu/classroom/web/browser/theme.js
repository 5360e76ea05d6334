// Light or dark, as chosen in the course or wished by the system; before the first paint.

const wish = matchMedia("(prefers-color-scheme: dark)");
function show() {
  let chosen = null;
  try { chosen = localStorage.getItem("gluteedu:theme"); } catch { /* not remembered */ }
  const dark = (chosen ?? (wish.matches ? "dark" : "light")) === "dark";
  document.documentElement.setAttribute("data-jp-theme-light", String(!dark));
  document.documentElement.style.colorScheme = dark ? "dark" : "light";
}
show();
wish.addEventListener("change", show);
addEventListener("storage", show);
