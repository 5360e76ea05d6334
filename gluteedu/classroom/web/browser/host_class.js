// The class, on the instructor's page: how phones join, who is here, what is set, what is saved.

import { h } from "../../../widgets/shared/element.js";
import { say } from "../../../widgets/shared/words.js";
import { JoinCode } from "./class_page.js";

const SETTINGS = ["confidence", "names", "joining_closed"];

function Join({ join, send }) {
  if (!join) return null;
  if (!join.url) return h("p", { class: "c-trouble" }, say("class_host", "cannot_be_reached"), " ", say("class_host", "start_again"));
  return [
    h(JoinCode, { svg: join.qr }),
    h("div", null, h("p", null, say("class_host", "phones_go_to")), h("p", { class: "c-url" }, join.url),
      join.others ? h("button", { type: "button", class: "g-plain", onclick: () => send({ do: "address" }) }, say("class_host", "another_address")) : null),
  ];
}

const Setting = ({ name, on, send }) => h("label", { class: "g-choice" },
  h("input", { type: "checkbox", checked: on, onchange: (event) => send({ do: "set", name, on: event.currentTarget.checked }) }),
  h("span", null, say("class_host", `set_${name}`), h("small", null, say("class_host", `about_${name}`))));

/** Those who have joined, by the names they gave. */
const People = ({ people }) => h("details", null,
  h("summary", null, say("class_host", "phones", { n: people.length })),
  h("ul", { class: "c-people" }, people.map((one) => h("li", { key: one.number },
    one.name ?? h("span", { class: "g-quiet" }, say("class_host", "phone_n", { n: one.number })),
    one.answered ? h("span", { title: say("class_host", "has_answered") }, " ✓") : null))));

function savingWords({ saving, waiting }) {
  if (saving === "off") return say("class_host", "not_saved");
  if (saving === "paused") return say("class_host", "saving_paused", { n: waiting });
  return waiting ? say("class_host", "being_saved") : say("class_host", "saved");
}

/** @param {{ room: any, join: any, send(message: object): void }} props */
export function ClassPanel({ room, join, send }) {
  if (!room) return null;
  return [
    h("div", { class: "c-join" }, h(Join, { join, send })),
    h("p", { class: "c-here", role: "status" }, say("class_host", "phones_here", { n: room.connected })),
    h("div", { class: "c-settings" }, SETTINGS.map((name) => h(Setting, { key: name, name, on: room[name], send }))),
    room.names ? h(People, { key: "people", people: room.people ?? [] }) : null,
    h("p", { key: "saving", class: room.saving === "paused" ? "c-trouble" : "g-small" }, savingWords(room)),
  ];
}
