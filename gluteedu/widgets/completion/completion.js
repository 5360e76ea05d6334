// A page to keep and to print. The name on it is typed here, and stays in this page.

import { render } from "preact";

import { MAX_NAME_LENGTH } from "../shared/constants.js";
import { h } from "../shared/element.js";
import { followRecord } from "../shared/follow_record.js";
import { newId } from "../shared/ids.js";
import { PageLink } from "../shared/page_link.js";
import { widget } from "../shared/widget.js";
import { say } from "../shared/words.js";
import { Sheet } from "./completion_sheet.js";

export default widget(({ model, draw }) => {
  /** @type {() => import("./completion_sheet.js").View} */
  const view = () => model.get("view");
  const [headId, nameId] = [newId("completion"), newId("name")];
  const root = document.documentElement;
  const record = followRecord(model, { all: true });
  let typed = view().name;
  /** @type {HTMLElement | null} */
  let onPaper = null;
  model.send({ act: "refresh" });

  const sheet = () => h(Sheet, { view: view(), name: typed.trim() });

  /** Prints the sheet and nothing else: a copy stands alone in the page while it is printed. */
  function print() {
    printed();
    onPaper = document.createElement("div");
    onPaper.className = "gluteedu gz-print";
    render(sheet(), onPaper);
    document.body.append(onPaper);
    root.classList.add("gz-printing");
    window.print();
  }
  function printed() {
    root.classList.remove("gz-printing");
    onPaper?.remove();
    onPaper = null;
  }
  window.addEventListener("afterprint", printed);

  const nameField = () => h("input", {
    id: nameId, class: "g-field gz-field", type: "text", maxlength: MAX_NAME_LENGTH, autocomplete: "name", value: typed,
    oninput: (event) => {
      typed = event.currentTarget.value;
      draw();
    },
  });
  function body() {
    if (view().saving === "off") return h("p", null, say("completion", "nothing_kept"));
    if (view().answered === 0) {
      return [h("p", null, say("completion", "nothing_yet")), h("p", null, h(PageLink, { id: view().pages.home }, say("completion", "to_lessons")))];
    }
    return [
      h("p", null, say("completion", "how_to_print")),
      h("div", { class: "gz-ask" },
        h("label", { for: nameId }, say("completion", "your_name")), nameField(),
        h("p", { class: "g-small" }, say("completion", "name_not_kept"))),
      h("div", { class: "g-buttons" }, h("button", { type: "button", class: "g-primary", onclick: print }, say("completion", "print"))),
      sheet(),
    ];
  }
  return {
    changed: draw,
    show: () => h("section", { class: "g-card gz", "aria-labelledby": headId },
      h("h3", { class: "g-title", id: headId, tabindex: "-1", "data-focus": "head" }, say("completion", "title")), body()),
    stop() {
      printed();
      window.removeEventListener("afterprint", printed);
      record.stop();
    },
  };
});
