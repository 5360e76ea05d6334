// The question before a record is cleared or left.

import { h } from "../shared/element.js";
import { newId } from "../shared/ids.js";
import { say } from "../shared/words.js";

const titleId = newId("sure");

/** What is asked: title, lines and the two buttons.
 *  @param {"clear" | "leave"} about
 *  @param {string} what the record holds, in words; "" for nothing
 *  @param {string} knownBy */
function question(about, what, knownBy) {
  if (about === "clear") {
    return {
      title: say("my_record", "clear_title"), no: say("my_record", "clear_no"),
      yes: what ? say("my_record", "clear_yes", { what }) : say("my_record", "clear_yes_empty"),
      lines: what ? [say("my_record", "clear_removes", { what }), say("my_record", "clear_download_first")] : [say("my_record", "clear_empty")],
    };
  }
  const stays = knownBy === "server" ? say("my_record", "stays_browser", { what }) : say("my_record", "stays_computer", { what });
  return {
    title: say("my_record", "leave_title"), no: say("my_record", "leave_no"), yes: say("my_record", "leave_yes"),
    lines: [say("my_record", "leave_empty"), ...(what ? [stays, say("my_record", "come_back")] : [])],
  };
}

/** A question over the page, with one button that does it and one that does not. It is opened by
 *  `showModal`, and the focus goes back by itself. */
export function SureDialog({ about, what, knownBy, close, sure }) {
  const { title, lines, no, yes } = question(about, what, knownBy);
  return h("dialog", { class: "gm-dialog", "aria-labelledby": titleId },
    h("p", { class: "g-title", id: titleId }, title), lines.map((line) => h("p", { key: line }, line)),
    h("div", { class: "g-buttons" },
      h("button", { type: "button", onclick: close }, no),
      h("button", { type: "button", class: "gm-yes", onclick: sure }, yes)));
}
