// Where the reader is: the menu of lessons, the bar that shows how far they have read, and the
// lessons they have seen.

import { store, storedObject } from "../../widgets/shared/browser_storage.js";

const VISITED = "gluteedu:visited";

/** @returns {HTMLDetailsElement | null} */
const menu = () => document.querySelector(".g-lessons details");

function closeOutside({ target }) {
  const open = menu();
  if (open && !open.contains(target)) open.open = false;
}

function closeByKey({ key }) {
  const open = menu();
  if (key !== "Escape" || !open?.open) return;
  open.open = false;
  open.querySelector("summary").focus();
}

function showRead() {
  const bar = document.querySelector(".g-read span");
  const most = document.documentElement.scrollHeight - innerHeight;
  if (bar) bar.style.transform = `scaleX(${most > 0 ? Math.min(1, scrollY / most) : 1})`;
}

/** Remember that this lesson was seen, and mark those that were. */
export function rememberVisit() {
  const visited = storedObject(VISITED);
  visited[document.body.dataset.lesson] = new Date().toISOString().slice(0, 10);
  store(VISITED, JSON.stringify(visited));
  for (const link of document.querySelectorAll("[data-lesson-link]")) {
    if (link.dataset.lessonLink in visited && !link.hasAttribute("aria-current")) link.dataset.visited = "";
  }
}

/** The page goes on arriving until the last cell has run, so the controls above the lesson work
 *  from the moment they stand there, not from the end of the page. */
export function watchOutline() {
  document.addEventListener("click", closeOutside);
  document.addEventListener("keydown", closeByKey);
  addEventListener("scroll", showRead, { passive: true });
}
