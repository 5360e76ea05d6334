// The learner's own record: its numbers, a copy to take away, a copy to load, and two ways to be
// rid of it, each with a question first.

import { forgetStored } from "../shared/browser_storage.js";
import { MAX_NAME_LENGTH, MAX_RECORD_BYTES } from "../shared/constants.js";
import { h } from "../shared/element.js";
import { followRecord } from "../shared/follow_record.js";
import { newId } from "../shared/ids.js";
import { siteRoot } from "../shared/links.js";
import { widget } from "../shared/widget.js";
import { say } from "../shared/words.js";
import { SureDialog } from "./record_dialog.js";
import { heldWords, outcomeWords, summaryWords } from "./record_words.js";

const KEPT_FOR = 10_000; // milliseconds in which a download has begun

const Button = ({ children, ...props }) => h("button", { type: "button", ...props }, children);

/** A file as a download. */
function save({ name, type, text }) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT_FOR);
}

export default widget(({ model, el, draw, announce, Live }) => {
  let view = model.get("view");
  /** @type {import("./record_words.js").About | null} */
  let about = null;
  /** @type {string | null} */
  let typed = null; // a name that is not kept yet
  /** @type {"clear" | "leave"} */
  let asked = "clear";
  let told = "";
  let times = 0; // how often something was told
  const headId = newId("record");
  const nameId = newId("name");
  const record = followRecord(model, { all: true });
  const dialog = () => /** @type {HTMLDialogElement} */ (el.querySelector("dialog"));

  function tell(sentence) {
    told = sentence;
    times += 1;
    draw();
    announce(sentence);
  }
  function ask(what) {
    asked = what;
    draw();
    dialog().showModal();
  }
  function sure() {
    dialog().close();
    if (asked === "clear") model.send({ act: "erase" });
    else if (view.known_by === "server") beginAnewHere();
    else model.send({ act: "begin_anew" });
  }
  // In a served page the server says who the learner is, by a cookie that no script can read.
  async function beginAnewHere() {
    try {
      const answer = await fetch(`${siteRoot()}learner/new`, { method: "POST", headers: { "X-Gluteedu": "1" }, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      forgetStored();
      location.reload();
    } catch {
      tell(say("my_record", "not_begun_anew"));
    }
  }
  async function load(event) {
    const field = event.currentTarget;
    const [chosen] = field.files;
    if (!chosen) return;
    if (chosen.size > MAX_RECORD_BYTES) tell(say("my_record", "too_large"));
    else model.send({ act: "load", text: await chosen.text() });
    field.value = "";
  }
  function keepName(event) {
    event.preventDefault();
    model.send({ act: "name", name: typed ?? about?.name ?? "" });
  }

  function heard(message) {
    about = message.about ?? about;
    if (message.did) typed = null;
    if (message.file) save(message.file);
    const words = message.file ? say("my_record", "saved_as", { name: message.file.name }) : outcomeWords(message, MAX_NAME_LENGTH);
    if (message.did === "erase" || message.did === "begin_anew") forgetStored();
    if (words) tell(words);
    else draw();
    if (message.did || message.loaded) record.changed(true);
  }

  const download = (form) => model.send({ act: "download", form });
  function desk() {
    return [
      h("p", { class: "gm-sum" }, summaryWords(about)),
      h("form", { class: "gm-name", onsubmit: keepName },
        h("label", { for: nameId }, say("my_record", "name_to_show")),
        h("div", { class: "gm-row" },
          h("input", {
            type: "text", class: "g-field", id: nameId, maxlength: MAX_NAME_LENGTH, autocomplete: "off", value: typed ?? about?.name ?? "",
            oninput: (event) => (typed = event.currentTarget.value),
          }),
          h("button", { type: "submit" }, say("my_record", "keep_name")))),
      h("div", { class: "g-buttons" },
        h(Button, { onclick: () => download("json") }, say("my_record", "download")),
        h(Button, { class: "g-plain", onclick: () => download("csv") }, say("my_record", "download_table")),
        h(Button, { onclick: () => el.querySelector("input[type=file]").click() }, say("my_record", "load")),
        h("input", { type: "file", class: "g-hidden", accept: ".json,application/json", tabindex: "-1", "aria-hidden": "true", onchange: load })),
      h("div", { class: "g-buttons" },
        view.known_by === "hub" ? null : h(Button, { onclick: () => ask("leave") }, say("my_record", "not_me")),
        h(Button, { onclick: () => ask("clear") }, say("my_record", "clear"))),
      h("p", { key: `told ${times}`, class: "gm-result", hidden: told === "" }, told),
      h(SureDialog, { about: asked, what: about ? heldWords(about) : "", knownBy: view.known_by, close: () => dialog().close(), sure }),
      h(Live),
    ];
  }

  if (view.kept) model.send({ act: "refresh" });
  return {
    heard,
    changed() {
      view = model.get("view");
      draw();
    },
    show: () => h("section", { class: "g-card gm", "aria-labelledby": headId },
      h("h3", { class: "g-title", id: headId }, say("my_record", "title")),
      view.kept ? desk() : h("p", null, say("my_record", "nothing_kept"))),
    stop: () => record.stop(),
  };
});
