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
import { RecordDesk } from "./record_desk.js";
import { SureDialog } from "./record_dialog.js";
import { heldWords, outcomeWords, summaryWords } from "./record_words.js";

const KEPT_FOR = 10_000; // milliseconds in which a download has begun

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
  async function load(file) {
    if (file.size > MAX_RECORD_BYTES) tell(say("my_record", "too_large"));
    else model.send({ act: "load", text: await file.text() });
  }
  const name = () => typed ?? about?.name ?? "";
  const does = {
    ask, load,
    type: (text) => (typed = text),
    keepName: () => model.send({ act: "name", name: name() }),
    download: (form) => model.send({ act: "download", form }),
  };

  function heard(message) {
    about = message.about ?? about;
    if (message.file) save(message.file);
    if (message.did) typed = null;
    if (message.did && message.did !== "name") forgetStored();
    const words = outcomeWords(message, MAX_NAME_LENGTH);
    if (words) tell(words);
    else draw();
    if (message.did || message.loaded) record.changed(true);
  }
  const desk = () => [
    h("p", { class: "gm-sum" }, summaryWords(about)),
    h(RecordDesk, { name: name(), canLeave: view.known_by !== "hub", does }),
    h("p", { key: `told ${times}`, class: "gm-result", hidden: told === "" }, told),
    h(SureDialog, { about: asked, what: about ? heldWords(about) : "", knownBy: view.known_by, close: () => dialog().close(), sure }),
    h(Live),
  ];

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
