// The parts of the progress view: lessons, calibration, what was sure but wrong, before and after.

import { h } from "../shared/element.js";
import { useNewId } from "../shared/ids.js";
import { PageLink } from "../shared/page_link.js";
import { say, sayWith } from "../shared/words.js";
import { BarKey, BeforeAfter, CalibrationPlot, CalibrationTable, LessonBars, TableBehind } from "./progress_charts.js";
import { calibrationWords, gainWords, levelName, number, signed } from "./progress_words.js";

const FIRST = 5; // of what was sure but wrong: the others are folded away

const P = ({ children }) => h("p", null, children);
const big = (words) => h("span", { class: "gg-big" }, words);

/** One part, under its title. */
export function Part({ title, children }) {
  const id = useNewId("progress");
  return h("section", { class: "g-card gg", "aria-labelledby": id }, h("h3", { class: "g-title", id }, title), children);
}

function Lessons({ view }) {
  const { answered, items, reviews, right, score, lessons } = view;
  const done = [
    reviews ? say("progress", "answered_reviewed", { answered, items, cards: say("progress", "cards", { n: reviews }) }) : say("progress", "answered_of", { answered, items }),
    score > right ? say("progress", "part_points", { score: number(score) }) : "",
  ];
  return h(Part, { title: say("progress", "lesson_by_lesson") },
    answered ? h("p", { class: "gg-total" }, sayWith("progress", "right_first", { count: big(say("progress", "n_of", { n: right, of: answered })) })) : null,
    h(P, null, done.join(" ")),
    h(LessonBars, { lessons }), h(BarKey),
    h(TableBehind, {
      caption: say("progress", "lessons_caption"),
      columns: [say("progress", "lesson"), say("progress", "questions"), say("progress", "answered"), say("progress", "right_head"), say("progress", "points")],
      rows: lessons.map((one) => [one.title, one.items, one.answered, one.right, number(one.score)]),
    }));
}

function Calibration({ view }) {
  const { n, levels, unsaid, ...points } = view.calibration;
  if (n === 0) return h(Part, { title: say("progress", "how_sure") }, h(P, null, say("progress", "say_how_sure")));
  return h(Part, { title: say("progress", "how_sure") },
    h(P, null, say("progress", "about_dots")),
    h(CalibrationPlot, { levels }),
    h(P, null, say("progress", "about_band")),
    h("ul", { class: "gg-said" }, calibrationWords(levels).map((one) => h("li", { key: one }, one))),
    unsaid ? h("p", { class: "g-quiet" }, say("progress", "unsaid", { n: unsaid })) : null,
    h(CalibrationTable, { levels }),
    h(Points, { n, levels, ...points }));
}

const Points = ({ n, levels, points, most }) => h("div", { class: "gg-points" },
  h("h4", null, say("progress", "your_points")),
  h("p", { class: "gg-total" }, sayWith("progress", "points_from", { points: big(signed(points)), answers: say("progress", "answers", { n }), most })),
  h(P, null, say("progress", "about_points")),
  h("ul", { class: "gg-said" }, [...levels].reverse().map(({ id, prize, price }) => h("li", { key: id },
    sayWith("progress", "prize_price", { level: h("strong", null, levelName(id)), prize: signed(prize), price: signed(price) }), " ", say("progress", `worth_${id}`)))),
  h(P, null, say("progress", "it_pays")));

function Sure({ view }) {
  if (view.calibration.n === 0) return null;
  if (view.sure.length === 0) return h(Part, { title: say("progress", "sure_wrong") }, h(P, null, say("progress", "never_sure_wrong")));
  const more = view.sure.length - FIRST;
  return h(Part, { title: say("progress", "sure_wrong") },
    h(P, null, say("progress", "about_sure_wrong")),
    h(SureList, { rows: view.sure.slice(0, FIRST), start: 1 }),
    more > 0 ? h("details", { class: "gg-table" }, h("summary", null, say("progress", "show_more", { n: more })), h(SureList, { rows: view.sure.slice(FIRST), start: FIRST + 1 })) : null,
    view.pages.review ? h(P, null, h(PageLink, { id: view.pages.review }, say("progress", "go_to_review"))) : null);
}

const SureList = ({ rows, start }) => h("ol", { class: "gg-sure", start }, rows.map((one) => h("li", { key: `${one.at} ${one.stem}` },
  h("div", { class: "gg-stem", html: one.stem }),
  h("p", { class: "g-small" },
    one.mended ? h("span", { class: "gg-mended" }, say("progress", "mended"), " ") : h("span", { class: "gg-open" }, say("progress", "still_open"), " "),
    one.lesson ? sayWith("progress", "read_again", { lesson: h(PageLink, { id: one.lesson.id }, one.lesson.title) }) : null))));

function Before({ view }) {
  const { rows } = view.before;
  return h(Part, { title: say("progress", "before_title") }, rows.length
    ? [h(P, null, gainWords(rows)), h(BeforeAfter, { rows }), h("p", { class: "g-quiet" }, say("progress", "few_questions"))]
    : h(P, null, h(Awaited, { view })));
}

/** What is missing for before and after. */
function Awaited({ view: { before, pages } }) {
  if (before.pre) return [say("progress", "pretest_done"), " ", h(PageLink, { id: pages.final_test }, say("progress", "go_to_final"))];
  if (before.post) return say("progress", "pretest_skipped");
  return [say("progress", "pretest_first"), " ", h(PageLink, { id: pages.pretest ?? pages.home }, say("progress", "go_to_pretest"))];
}

const PARTS = { lessons: Lessons, calibration: Calibration, sure: Sure, before: Before };

/** All that is shown: the parts the page asks for, or what to do so that there is something. */
export function Screen({ view }) {
  const whole = view.parts.length > 1;
  if (view.saving === "off") return whole ? h(Part, { title: say("progress", "nothing_kept") }, h(P, null, say("progress", "about_nothing_kept"))) : null;
  if (whole && view.answered === 0 && !view.before.pre) {
    return h(Part, { title: say("progress", "nothing_yet") },
      h(P, null, say("progress", "about_nothing_yet")), h(P, null, h(PageLink, { id: view.pages.home }, say("progress", "go_to_lessons"))));
  }
  return view.parts.map((name) => h(PARTS[name], { key: name, view }));
}
