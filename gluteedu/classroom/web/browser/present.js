// The presenter view of a lesson: the same page, one part at a time in large type. Loaded on its own
// (?present); works on main#lesson with its .g-prose and .g-slot children and changes nothing in them.

import { learnWords, say } from "../../../widgets/shared/words.js";
import { Presenter } from "./present_view.js";

async function loadWords() {
  learnWords(await (await fetch(new URL("../../words/present.json", import.meta.url))).json());
  document.documentElement.style.setProperty("--p-answer-hidden", JSON.stringify(say("present", "answer_is_hidden")));
}

function loadStyle() {
  const href = new URL("present.css", import.meta.url).href;
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return null;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((done) => {
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}

/** Begin; twice is once. Waits for its style sheet, as steps are cut by what fits the screen. */
export async function present() {
  const main = document.querySelector("main#lesson");
  if (window.gluteeduPresent || !main) return;
  window.gluteeduPresent = "starting";
  document.documentElement.dataset.present = "";
  try {
    await Promise.all([loadWords(), loadStyle(), document.fonts?.ready]);
    window.gluteeduPresent = new Presenter(main);
  } catch (error) {
    delete document.documentElement.dataset.present; // the page stays what it was
    window.gluteeduPresent = null;
    throw error;
  }
}

await present();
