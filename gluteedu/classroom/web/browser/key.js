// Where the instructor comes in: the key goes in the body of one request and is kept nowhere.

import "./class_words.js";

import { say } from "../../../widgets/shared/words.js";
import { post } from "./class_line.js";

const form = document.querySelector("form");
const key = /** @type {HTMLInputElement} */ (document.getElementById("key"));
const said = document.getElementById("said");
const to = new URLSearchParams(location.search).get("to") ?? "";
const allowed = /^(host|host\/screen|report|notes\/[\w.-]{1,80})$/.test(to) ? to : "host";

/** What is said to an answer that lets nobody in.
 *  @param {Response | null} answer */
function refusal(answer) {
  if (answer?.status === 401) return say("class_host", "not_the_key");
  if (answer?.status !== 429) return say("class_host", "no_answer");
  const seconds = answer.headers.get("Retry-After");
  return seconds ? say("class_host", "too_many_tries", { seconds }) : say("class_host", "too_many_tries_wait");
}

document.getElementById("show").addEventListener("change", (event) => {
  key.type = /** @type {HTMLInputElement} */ (event.target).checked ? "text" : "password";
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  said.textContent = "";
  if (!key.value.trim()) {
    said.textContent = say("class_host", "type_the_key");
    return key.focus();
  }
  form.setAttribute("aria-busy", "true");
  const answer = await post("key", { key: key.value }).catch(() => null);
  form.removeAttribute("aria-busy");
  if (answer?.status === 204) return location.replace(allowed);
  said.textContent = refusal(answer);
  key.select();
});
key.focus();
