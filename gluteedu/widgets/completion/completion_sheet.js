// The sheet to keep: what was done, when, how much of it was right, and what that is worth.

import { h } from "../shared/element.js";
import { say, sayWith } from "../shared/words.js";

/** @typedef {object} View
 *  @property {string} saving "off": nothing is kept
 *  @property {string} name as the learner is called here; "" for nobody
 *  @property {string} course
 *  @property {number} answered of `items` questions
 *  @property {number} items
 *  @property {number} right at the first try
 *  @property {number} reviews
 *  @property {string} first ISO
 *  @property {string} last ISO
 *  @property {{ title: string, at: string, right: number, items: number, score: number } | null} test
 *  @property {{ title: string, answered: number, items: number, right: number, begun: string | null, latest: string }[]} lessons
 *  @property {string[]} honest
 *  @property {{ home: string }} pages */

const day = (iso) => new Date(iso).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
const tenths = (n) => String(Math.round(n * 10) / 10);
const strong = (text) => h("strong", null, text);

/** "11 to 14 Nov 2026": what both ends share is said once.
 *  @param {string} from ISO
 *  @param {string} to */
export function spanWords(from, to) {
  const [first, last] = [day(from).split(" "), day(to).split(" ")];
  while (first.length && first.at(-1) === last.at(first.length - 1)) first.pop();
  return first.length ? say("completion", "from_to", { from: first.join(" "), to: day(to) }) : day(to);
}

function Test({ test }) {
  if (!test) return h("p", null, say("completion", "no_test"));
  const values = { title: test.title, day: day(test.at), right: strong(say("completion", "right_of", { n: test.right, of: test.items })) };
  return h("p", null, test.score > test.right
    ? sayWith("completion", "test_with_parts", { ...values, score: tenths(test.score) })
    : sayWith("completion", "test", values));
}

function Lessons({ lessons }) {
  const heads = [say("completion", "lesson"), say("completion", "answered_head"), say("completion", "right_first_head"), say("completion", "when_head")];
  return h("div", { class: "g-scroll" }, h("table", { class: "gz-table" },
    h("caption", null, say("completion", "lesson_by_lesson")),
    h("thead", null, h("tr", null, heads.map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", null, lessons.map((one) => h("tr", { key: one.title },
      h("th", { scope: "row" }, one.title),
      h("td", null, say("completion", "n_of", { n: one.answered, of: one.items })),
      h("td", null, one.answered ? String(one.right) : "–"),
      h("td", null, one.begun ? spanWords(one.begun, one.latest) : "–"))))));
}

/** @param {{ view: View, name: string }} props */
export function Sheet({ view, name }) {
  const whole = view.answered === view.items && view.test;
  const right = strong(say("completion", "right_first", { n: view.right }));
  return h("article", { class: "gz-sheet" },
    h("p", { class: "gz-kicker" }, whole ? say("completion", "record") : say("completion", "record_so_far")),
    h("p", { class: "gz-course" }, view.course),
    h("p", { class: "gz-name", hidden: !name }, name),
    h("p", null, sayWith("completion", "answered", { n: view.answered, of: view.items, when: spanWords(view.first, view.last), right }),
      view.reviews ? ` ${say("completion", "reviewed", { n: view.reviews })}` : null),
    h(Test, { test: view.test }),
    h(Lessons, { lessons: view.lessons }),
    h("div", { class: "gz-honest" }, h("p", null, strong(say("completion", "worth"))), h("ul", null, view.honest.map((text) => h("li", null, text)))),
    h("p", { class: "gz-made" }, say("completion", "printed_on", { day: day(new Date().toISOString()) })));
}
