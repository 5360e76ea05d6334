// The answer and why, once the instructor shows them.

import { h, letter, rich } from "./phone_element.js";
import { say } from "./phone_words.js";

/** One entry: a line in bold, and its reason below. */
var Entry = (props) => h("li", { class: props.right ? "right" : null },
  h("p", null, h("strong", null, props.children)), props.html ? h("div", { dangerouslySetInnerHTML: { __html: props.html } }) : null);

/** Letter and words of the option `id`. */
function named(question, id) {
  var at = question.options.map((option) => option.id).indexOf(id);
  return [`${letter(at)} `, rich("span", "", question.options[at].html)];
}

/** What is right, one entry each. */
function rightOnes(question) {
  var key = question.revealed;
  if (key.order) return key.order.map((id, i) => h(Entry, { key: id, right: true }, `${i + 1}. `, named(question, id)));
  if (key.pairs) {
    return question.options.map((option) => {
      var target = question.targets.filter((one) => one.id === key.pairs[option.id])[0];
      return h(Entry, { key: option.id, right: true }, named(question, option.id), ` → ${target.text}`);
    });
  }
  return question.options.filter((option) => key.key.indexOf(option.id) >= 0)
    .map((option) => h(Entry, { key: option.id, right: true }, "✓ ", named(question, option.id)));
}

export function Reasons(props) {
  var question = props.question, key = question.revealed;
  var reasons = key.reasons.filter((one) => one.html);
  return h("section", null,
    h("h2", null, question.kind === "case" && !key.last ? say("class_phone", "clinician_thought") : say("class_phone", "the_answer")),
    key.answer ? h("p", null, h("strong", null, `✓ ${key.answer}`)) : null,
    h("ul", { class: "why" }, rightOnes(question)),
    rich("div", "", key.explanation),
    reasons.length ? [
      h("h2", null, say("class_phone", "why")),
      h("ul", { class: "why" }, reasons.map((one) => h(Entry, { key: one.id || one.when, right: one.right, html: one.html },
        one.right ? "✓ " : null, one.id ? named(question, one.id) : say("class_phone", `number_${one.when}`)))),
    ] : null,
    key.sources.length ? h("p", { class: "src" }, key.sources.join(" · ")) : null);
}
