// What the presenter view adds to a page: the bar, the list of keys, the black screen, the class's own screen.

import { h } from "../../../widgets/shared/element.js";
import { say } from "../../../widgets/shared/words.js";
import { clockText } from "./present_timer.js";

const KEYS = ["forward", "back", "ends", "blank", "answer", "solo", "timer", "vote", "notes", "theme", "keys", "leave"];

const Button = ({ name, title = null, children, ...more }) => h("button", { type: "button", "data-p": name, title, ...more }, children);

/** The list of keys; `keep` is given the dialog. */
function Keys({ keep, close }) {
  return h("dialog", { class: "p-help", "aria-labelledby": "p-help-head", ref: keep },
    h("h2", { id: "p-help-head" }, say("present", "keys")),
    h("dl", null, KEYS.map((key) => h("div", null, h("dt", null, say("present", `key_${key}`)), h("dd", null, say("present", `does_${key}`))))),
    h(Button, { name: "close-help", onclick: close }, say("present", "close")));
}

/** @param {{ at: number, of: number, title: string, note: string, time: import("./present_timer.js").Time, answers: boolean,
 *    alone: boolean, school: { instructor: boolean } | null, does: Record<string, () => void> }} props `note`: said in
 *    place of where the lesson stands; `school`: null without a class */
function Bar({ at, of, title, note, time, answers, alone, school, does }) {
  const where = note || say("present", "where", { at: at + 1, of, title });
  return h("nav", { class: "p-bar", "aria-label": say("present", "presenting") },
    h(Button, { name: "back", title: say("present", "back_title"), "aria-label": say("present", "back"), disabled: at === 0, onclick: does.back }, "←"),
    h(Button, { name: "forward", title: say("present", "forward_title"), "aria-label": say("present", "forward"), class: "p-main", disabled: at === of - 1, onclick: does.forward }, "→"),
    h("p", { class: "p-where", role: "status", title: where }, where),
    h(Button, { name: "timer", title: say("present", "timer_title"), "aria-label": time.begun ? say("present", "timer_running") : say("present", "timer_stopped"), onclick: does.timer }, clockText(time)),
    h(Button, { name: "answers", title: say("present", "answers_title"), "aria-pressed": String(answers), onclick: does.answer }, say("present", "answers")),
    h(Button, { name: "alone", title: say("present", "alone_title"), "aria-pressed": String(alone), onclick: does.solo }, say("present", "alone")),
    h(Button, { name: "class", title: say("present", "class_title"), hidden: !school, onclick: does.class },
      school?.instructor === false ? say("present", "class_key") : say("present", "class")),
    h(Button, { name: "notes", title: say("present", "notes_title"), hidden: !school, onclick: does.notes }, say("present", "notes")),
    h(Button, { name: "keys", title: say("present", "keys"), "aria-label": say("present", "keys"), onclick: does.keys }, "?"),
    h(Button, { name: "leave", title: say("present", "leave_title"), onclick: does.leave }, say("present", "leave")));
}

/** The class's own screen over the lesson: the focus is in it, so that a clicker goes on there. */
const Screen = ({ address }) => h("div", { class: "p-screen", hidden: !address }, address ? h("iframe", {
  src: address, title: say("present", "class_votes"), onload: (event) => event.currentTarget.contentWindow?.focus(),
}) : null);

/** @param {any} props those of the bar; `black`, `screen`: the address of the class's screen or null; `keep` and
 *    `keepBlack` are given the list of keys and the black screen */
export const View = ({ black, screen, keep, keepBlack, ...bar }) => [
  h(Bar, bar),
  h("div", { class: "p-black", hidden: !black, role: "button", tabIndex: -1, "aria-label": say("present", "black"), ref: keepBlack, onclick: bar.does.blank }),
  h(Screen, { address: screen }),
  h(Keys, { keep, close: bar.does.closeKeys }),
];
