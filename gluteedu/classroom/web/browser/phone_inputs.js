// The ways to answer on a phone. Each is given what is chosen, and tells what is chosen now.

import { toggled, paired, tapped } from "./phone_draft.js";
import { h, letter, rich } from "./phone_element.js";
import { say } from "./phone_words.js";

/** One row to choose from. */
var Row = (props) => h("label", { class: props.on ? "opt on" : "opt" },
  h("input", { type: props.many ? "checkbox" : "radio", name: props.name, value: props.value, checked: props.on, onchange: props.onchange }),
  props.children);

function Choices(props) {
  var question = props.question, chosen = props.response || [], many = question.type === "multiple";
  return [
    many && h("p", { class: "unit" }, say("class_phone", "choose_all")),
    question.type === "hotspot" && h("p", { class: "unit" }, say("class_phone", "places_by_name")),
    question.options.map((option, i) => h(Row, {
      key: option.id, many: many, name: "answer", value: option.id, on: chosen.indexOf(option.id) >= 0,
      onchange: () => props.choose(many ? toggled(question, chosen, option.id) : [option.id]),
    }, h("span", { class: "let" }, letter(i)), rich("span", "txt", option.html))),
  ];
}

function NumberField(props) {
  var number = props.question.number;
  return h("label", { class: "pair" }, say("class_phone", "your_number", number),
    h("input", {
      type: "number", inputmode: "decimal", min: number.min, max: number.max, step: "any",
      value: props.response === null ? "" : props.response,
      oninput: (event) => props.choose(event.target.value === "" ? null : event.target.value),
    }));
}

function Ordering(props) {
  var order = props.response || [];
  return [
    h("p", { class: "unit" }, say("class_phone", "tap_in_order")),
    props.question.options.map((option, i) => {
      var at = order.indexOf(option.id);
      return h("button", {
        key: option.id, type: "button", class: at < 0 ? "opt" : "opt on", "aria-pressed": String(at >= 0),
        onclick: () => props.choose(tapped(order, option.id)),
      }, h("span", { class: "place" }, at < 0 ? "–" : at + 1), h("span", { class: "let" }, letter(i)), rich("span", "txt", option.html));
    }),
  ];
}

function Matching(props) {
  var pairs = props.response || {};
  return props.question.options.map((option, i) => h("label", { key: option.id, class: "pair" },
    h("span", { class: "let" }, `${letter(i)} `), rich("span", "", option.html),
    h("select", { value: pairs[option.id] || "", onchange: (event) => props.choose(paired(pairs, option.id, event.target.value)) },
      h("option", { value: "" }, say("class_phone", "choose_partner")),
      props.question.targets.map((target) => h("option", { key: target.id, value: target.id }, target.text)))));
}

/** What fits the kind of question. */
export function Inputs(props) {
  if (props.question.number) return h(NumberField, props);
  return h({ ordering: Ordering, matching: Matching }[props.question.type] || Choices, props);
}

/** How sure one is, which can be skipped. */
export var Sureness = (props) => h("fieldset", { class: "row" },
  h("legend", null, `${say("class_phone", "how_sure")} `, h("span", { class: "unit" }, say("class_phone", "can_skip"))),
  ["sure", "think_so", "guessing"].map((one) => h(Row, {
    key: one, name: "sure", value: one, on: props.sure === one, onchange: () => props.choose(one),
  }, h("span", null, say("shared", `confidence_${one}`)))));
