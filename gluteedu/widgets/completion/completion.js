// The completion page: a sheet to print or to save as PDF. A name typed here is sent to nobody.

import { counted } from "../shared/before/days.js";
import { h } from "../shared/before/dom.js";
import { newId } from "../shared/ids.js";
import { followRecord } from "../shared/follow_record.js";
import { pageLink } from "../shared/before/page_link.js";

function render({ model, el }) {
  el.classList.add("gluteedu");
  el.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab: keys here are the learner's
  let typed = model.get("view").name;
  const day = (iso) => (iso ? new Date(iso).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" }) : "");
  /** "11 to 14 Nov 2026": what both ends share is said once. */
  function span(from, to) {
    const [first, last] = [day(from).split(" "), day(to).split(" ")];
    while (first.length && first.at(-1) === last.at(first.length - 1)) first.pop();
    return first.length ? `${first.join(" ")} to ${day(to)}` : day(to);
  }
  const number = (n) => String(Math.round(n * 10) / 10);
  const root = document.documentElement;
  let sheetInPrint = null;

  const nameId = newId("name");
  const field = h("input", {
    id: nameId, class: "g-field gz-field", type: "text", maxlength: "80", autocomplete: "name", value: typed,
    oninput: () => {
      typed = field.value.trim();
      el.querySelectorAll(".gz-name").forEach((one) => name(one));
    },
  });
  function name(line) {
    line.textContent = typed;
    line.hidden = !typed;
  }

  function sheet(view) {
    const whole = view.answered === view.items && view.test;
    const line = h("p", { class: "gz-name" });
    name(line);
    return h("article", { class: "gz-sheet" },
      h("p", { class: "gz-kicker" }, whole ? "Record of learning" : "Record of learning so far"),
      h("p", { class: "gz-course" }, view.course), line,
      h("p", {}, `${view.answered} of ${view.items} questions answered, ${span(view.first, view.last)}. `,
        h("strong", {}, `${view.right} right at the first try`), view.reviews ? `. ${counted(view.reviews, "card")} reviewed.` : "."),
      view.test
        ? h("p", {}, `${view.test.title}, handed in on ${day(view.test.at)}: `, h("strong", {}, `${view.test.right} of ${view.test.items} right`), view.test.score > view.test.right ? `; ${number(view.test.score)} with part points.` : ".")
        : h("p", {}, "The final test is not handed in yet."),
      h("div", { class: "g-scroll" }, h("table", { class: "gz-table" },
        h("caption", {}, "Lesson by lesson"),
        h("thead", {}, h("tr", {}, ["Lesson", "Answered", "Right first", "When"].map((one) => h("th", { scope: "col" }, one)))),
        h("tbody", {}, view.lessons.map((one) => h("tr", {}, h("th", { scope: "row" }, one.title),
          h("td", {}, `${one.answered} of ${one.items}`), h("td", {}, one.answered ? String(one.right) : "–"), h("td", {}, one.begun ? span(one.begun, one.latest) : "–")))))),
      h("div", { class: "gz-honest" }, h("p", {}, h("strong", {}, "What this page is worth")), h("ul", {}, view.honest.map((one) => h("li", {}, one)))),
      h("p", { class: "gz-made" }, `Printed from the learner's own record on ${day(new Date().toISOString())}.`));
  }

  /** Prints the sheet and nothing else: a copy stands alone in the page while it is printed. */
  function print() {
    after();
    sheetInPrint = h("div", { class: "gluteedu gz-print" }, sheet(model.get("view")));
    document.body.append(sheetInPrint);
    root.classList.add("gz-printing");
    window.print();
  }
  function after() {
    root.classList.remove("gz-printing");
    sheetInPrint?.remove();
    sheetInPrint = null;
  }

  function show() {
    const view = model.get("view");
    const id = newId("completion");
    const head = h("h3", { class: "g-title", id }, "A page to keep");
    const held = el.getRootNode().activeElement === field;
    const body = view.saving === "off"
      ? [h("p", {}, "Your answers are not kept here, so there is nothing to put on a page.")]
      : view.answered === 0
        ? [h("p", {}, "There is nothing to put on a page yet. Answer a few questions first."), h("p", {}, pageLink(view.pages.home, {}, "Go to the lessons"))]
        : [
          h("p", {}, "Print it, or choose “Save as PDF” where your browser asks for a printer."),
          h("div", { class: "gz-ask" },
            h("label", { for: nameId }, "Your name on it, if you like"), field,
            h("p", { class: "g-small" }, "What you type here stays on this page. It is not sent and not kept.")),
          h("div", { class: "g-buttons" }, h("button", { type: "button", class: "g-primary", onclick: print }, "Print or save as PDF")),
          sheet(view),
        ];
    el.replaceChildren(h("section", { class: "g-card gz", "aria-labelledby": id }, head, ...body));
    if (held) field.focus();
  }

  show();
  model.on("change:view", show);
  window.addEventListener("afterprint", after);
  const record = followRecord(model, { all: true });
  model.send({ act: "refresh" });
  return () => {
    after();
    model.off("change:view", show);
    window.removeEventListener("afterprint", after);
    record.stop();
  };
}

export default { render };
