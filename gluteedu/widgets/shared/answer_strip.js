// A question with its few answers side by side, the last of them "Not sure".

import { h } from "./element.js";
import { useNewId } from "./ids.js";
import { say } from "./words.js";

/** The answers to a question that is a yes or a no: `{ id, text, value }`. */
export const yesOrNo = () => [
  { id: "yes", text: say("shared", "yes"), value: true },
  { id: "no", text: say("shared", "no"), value: false },
];

/** @param {object} props
 *  @param {string} props.id of the question; it leads there as `data-question`
 *  @param {string} props.question
 *  @param {{ id: string, text: string, value: any }[]} props.options a last "Not sure" is added
 *  @param {any} props.value of the chosen option; undefined where there is none
 *  @param {boolean} props.unsure "Not sure" is chosen
 *  @param {string} [props.class]
 *  @param {boolean} [props.hidden]
 *  @param {any} [props.children] a line below the question
 *  @param {(value: any, unsure: boolean) => void} props.onanswer the value is undefined with "Not sure" */
export function AnswerStrip({ id, question, options, value, unsure, class: own = "", hidden = false, children, onanswer }) {
  const name = useNewId("answer");
  const all = [...options, { id: "not_sure", text: say("shared", "not_sure"), value: undefined }];
  const isChosen = (o) => (o.id === "not_sure" ? unsure : !unsure && value !== undefined && o.value === value);
  return h("fieldset", { class: `g-strip ${own}`.trim(), "data-question": id, hidden },
    h("legend", null, question),
    h("div", { class: "g-chips" }, all.map((o) =>
      h("label", { key: o.id, class: "g-chip" },
        h("input", { type: "radio", name, value: o.id, checked: isChosen(o), onchange: () => onanswer(o.value, o.id === "not_sure") }),
        h("span", null, o.text)))),
    h("p", { class: "g-strip-note" }, children));
}
