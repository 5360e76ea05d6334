// Light or dark: as chosen in the course, or as the system has it.

import { store, stored } from "./browser_storage.js";

const THEME = "gluteedu:theme";

export const isDark = () => (stored(THEME) ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

export const chooseTheme = (dark) => store(THEME, dark ? "dark" : "light");

/** Mark the page, as far as it has come, so that its styles and JupyterLab's know. */
export function showTheme() {
  const dark = isDark();
  for (const el of [document.documentElement, document.body]) {
    el?.setAttribute("data-jp-theme-light", String(!dark));
    el?.setAttribute("data-jp-theme-name", dark ? "JupyterLab Dark" : "JupyterLab Light");
  }
  document.documentElement.style.colorScheme = dark ? "dark" : "light";
}
