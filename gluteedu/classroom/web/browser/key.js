// Where the instructor comes in: the key goes in the body of one request and is kept nowhere.

const form = document.querySelector("form");
const key = /** @type {HTMLInputElement} */ (document.getElementById("key"));
const said = document.getElementById("said");
const to = new URLSearchParams(location.search).get("to") ?? "";
const allowed = /^(host|host\/screen|report|notes\/[\w.-]{1,80})$/.test(to) ? to : "host";

document.getElementById("show").addEventListener("change", (event) => {
  key.type = /** @type {HTMLInputElement} */ (event.target).checked ? "text" : "password";
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  said.textContent = "";
  if (!key.value.trim()) {
    said.textContent = "Type the key first.";
    return key.focus();
  }
  form.setAttribute("aria-busy", "true");
  let answer = null;
  try {
    answer = await fetch("key", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Gluteedu": "class" },
      body: JSON.stringify({ key: key.value }),
    });
  } catch { /* said below */ }
  form.removeAttribute("aria-busy");
  if (answer?.status === 204) return location.replace(allowed);
  if (answer?.status === 401) said.textContent = "That is not the key. Please look at it again.";
  else if (answer?.status === 429) said.textContent = `Too many tries. Please wait ${answer.headers.get("Retry-After") ?? "a few"} seconds.`;
  else said.textContent = "The course does not answer just now. Please try again.";
  key.select();
});
key.focus();
