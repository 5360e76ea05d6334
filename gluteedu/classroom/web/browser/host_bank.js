// All that can be asked, to be found by words.

import { h } from "../../../widgets/shared/element.js";
import { say } from "../../../widgets/shared/words.js";

/** Whether a text holds every word.
 *  @param {string} text
 *  @param {string[]} words in small letters */
export const holds = (text, words) => words.every((word) => text.toLowerCase().includes(word));

/** The groups in order, by the lesson or the clinic they belong to.
 *  @param {any[]} groups
 *  @param {string} clinic what the clinic is called
 *  @returns {{ title: string, groups: any[] }[]} */
export function folded(groups, clinic) {
  const folds = [];
  for (const group of groups) {
    const title = group.kind === "case" ? clinic : group.lesson_title;
    if (folds.at(-1)?.title !== title) folds.push({ title, groups: [] });
    folds.at(-1).groups.push(group);
  }
  return folds;
}

function Question({ question, step, hidden, instead, ask }) {
  return h("li", { hidden }, h("button", { type: "button", class: "c-ask", "data-ask": question.id, onclick: () => ask(question.id) },
    step ? h("strong", null, `${say("class_host", "step_n", { n: step })} `) : null, question.title,
    instead ? h("strong", { class: "c-instead", role: "status" }, say("class_host", "ask_instead")) : null));
}

/** @param {{ groups: any[] | null, failed: boolean, typed: string, type(words: string): void, instead: string | null,
 *    ask(id: string): void }} props `groups`: null until they have come; `instead`: what one more press asks */
export function QuestionBank({ groups, failed, typed, type, instead, ask }) {
  if (failed) return h("p", null, say("class_host", "no_questions_came"));
  if (!groups) return null;
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = (group, question) => holds(`${group.title} ${question.title}`, words);
  const any = (group) => group.questions.some((question) => found(group, question));
  return [
    h("label", { for: "search" }, say("class_host", "find_by_words")),
    h("input", { type: "search", class: "g-field", id: "search", value: typed, oninput: (event) => type(event.currentTarget.value) }),
    h("p", { class: "g-quiet", hidden: groups.some(any) }, say("class_host", "none_found")),
    h("div", { class: "c-groups" }, folded(groups, say("class_host", "case_clinic")).map((fold) =>
      h("details", { class: "g-fold", open: words.length > 0, hidden: !fold.groups.some(any) },
        h("summary", null, h("span", { class: "g-fold-title" }, fold.title)),
        h("div", null, fold.groups.map((group) => h("section", { class: "c-group", hidden: !any(group) },
          h("h3", null, group.title, group.test ? h("span", { class: "g-small" }, ` ${say("class_host", "of_final_test")}`) : null),
          h("ul", null, group.questions.map((question, i) => h(Question, {
            key: question.id, question, step: group.kind === "case" ? i + 1 : 0,
            hidden: !found(group, question), instead: instead === question.id, ask,
          }))))))))),
  ];
}
