// What can be done with a record: a name to show, a copy to take away, one to load, two ways to be rid of it.

import { MAX_NAME_LENGTH } from "../shared/constants.js";
import { h } from "../shared/element.js";
import { useNewId } from "../shared/ids.js";
import { say } from "../shared/words.js";

const Button = ({ children, ...props }) => h("button", { type: "button", ...props }, children);

/** @param {object} props
 *  @param {string} props.name as it stands in its field
 *  @param {boolean} props.canLeave somebody else can begin here
 *  @param {{ type(name: string): void, keepName(): void, download(form: "json" | "csv"): void,
 *    load(file: File): void, ask(about: "clear" | "leave"): void }} props.does */
export const RecordDesk = ({ name, canLeave, does }) => [
  h(NameForm, { name, does }),
  h("div", { class: "g-buttons" },
    h(Button, { onclick: () => does.download("json") }, say("my_record", "download")),
    h(Button, { class: "g-plain", onclick: () => does.download("csv") }, say("my_record", "download_table")),
    h(LoadButton, { load: does.load })),
  h("div", { class: "g-buttons" },
    canLeave ? h(Button, { onclick: () => does.ask("leave") }, say("my_record", "not_me")) : null,
    h(Button, { onclick: () => does.ask("clear") }, say("my_record", "clear"))),
];

function NameForm({ name, does }) {
  const id = useNewId("name");
  const keep = (event) => {
    event.preventDefault();
    does.keepName();
  };
  return h("form", { class: "gm-name", onsubmit: keep },
    h("label", { for: id }, say("my_record", "name_to_show")),
    h("div", { class: "gm-row" },
      h("input", {
        type: "text", class: "g-field", id, maxlength: MAX_NAME_LENGTH, autocomplete: "off", value: name,
        oninput: (event) => does.type(event.currentTarget.value),
      }),
      h("button", { type: "submit" }, say("my_record", "keep_name"))));
}

/** A button that opens the browser's own choice of a file. */
function LoadButton({ load }) {
  const chosen = (event) => {
    const field = event.currentTarget;
    if (field.files[0]) load(field.files[0]);
    field.value = "";
  };
  return [
    h(Button, { onclick: (event) => event.currentTarget.nextElementSibling.click() }, say("my_record", "load")),
    h("input", { type: "file", class: "g-hidden", accept: ".json,application/json", tabindex: "-1", "aria-hidden": "true", onchange: chosen }),
  ];
}
