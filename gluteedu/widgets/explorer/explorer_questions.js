// The questions of the explorer: rows with three answers, choices, numbers, in lists with a tally.

import { answerStrip, yesOrNo } from "../shared/before/answer_strip.js";
import { h } from "../shared/before/dom.js";
import { rangeField } from "../shared/before/range_field.js";

/** @type {[number, string][]} */
const EXPLORER_PUSH = [[1.2, "strongly"], [0.5, "clearly"], [0.05, "a little"]];
export const explorerStrength = (weight) => EXPLORER_PUSH.find(([least]) => Math.abs(weight) >= least)?.[1];

/** A push as nodes: a triangle and words such as "strongly for Muscle injury". */
export function explorerPush(weight, rest) {
  const forIt = weight > 0;
  return h("span", { class: forIt ? "gx-for" : "gx-against" },
    h("span", { "aria-hidden": "true" }, forIt ? "▲" : "▼"), ` ${explorerStrength(weight)} ${forIt ? "for" : "against"}${rest}`);
}

/** All questions of `view`. `changed(id, value)` follows each answer; a value of undefined takes it
 *  back. Returns { safety, clues, put, row, words, goTo, show, reset }. */
export function explorerQuestions(view, changed) {
  const rows = {}; // finding id to { q, el, set(value), first }
  const unsure = new Set();
  let findings = {};

  const answer = (id, value, notSure = false) => {
    if (notSure) unsure.add(id);
    else unsure.delete(id);
    changed(id, value);
  };

  // ---- one question ---------------------------------------------------------------------------
  function choiceRow(q, options) {
    const strip = answerStrip({ question: q.question, options, onanswer: (value, notSure) => answer(q.id, value, notSure) });
    strip.el.classList.add("gx-row");
    const set = (value) => {
      unsure.delete(q.id);
      strip.set(value);
    };
    return { q, el: strip.el, push: strip.note, set, first: strip.first };
  }
  function numberRow(q) {
    const said = (v) => (q.unit === "out of 10" ? `${v} out of 10` : `${v} ${v === 1 ? q.one : q.unit}${q.more && v >= q.top ? " or more" : ""}`);
    const known = h("input", { type: "checkbox", onchange: () => turn(known.checked) });
    const range = rangeField({
      label: q.question, min: q.low, max: q.top, value: q.start, unit: q.unit, words: (v) => (known.checked ? said(v) : "Not counted yet"),
      oninput: (v) => {
        if (!known.checked) mark(true);
        answer(q.id, v);
      },
    });
    const push = h("p", { class: "g-strip-note" });
    const el = h("div", { class: "g-strip gx-row gx-number" }, range.el,
      h("label", { class: "gx-known" }, known, h("span", {}, "Count this", h("span", { class: "g-hidden" }, `: ${q.label}`))), push);
    function mark(on) {
      known.checked = on;
      el.toggleAttribute("data-counted", on);
      range.set(range.get());
    }
    function turn(on) {
      mark(on);
      answer(q.id, on ? range.get() : undefined);
    }
    mark(false);
    return {
      q, el, push, first: () => el.querySelector("input[type=range]"),
      set: (value) => {
        if (value !== undefined) range.set(Math.min(value, q.top));
        mark(value !== undefined);
      },
    };
  }
  function row(q) {
    if (q.kind === "number") return numberRow(q);
    if (q.kind === "choice") return choiceRow(q, q.choices.map((c) => ({ id: c, text: view.choices[c], value: c })));
    return choiceRow(q, yesOrNo);
  }

  // ---- lists ----------------------------------------------------------------------------------
  function list({ title, questions }, number, all, folded) {
    const tally = h("span", { class: "g-tally" });
    const body = questions.map((q) => (rows[q.id] = row(q)).el);
    const el = h("details", { class: "g-fold", open: number === 0 && !folded },
      h("summary", {}, h("span", { class: "g-fold-title" }, title), tally), body);
    const found = { el, tally, questions, next: () => all[number + 1]?.el };
    for (const q of questions) rows[q.id].list = found;
    return found;
  }
  const lists = (given, folded = false) => {
    const all = [];
    given.forEach((one, i) => all.push(list(one, i, all, folded)));
    return all;
  };
  function withNoToTheRest(one) {
    const button = h("button", { type: "button", onclick: () => {
      const left = one.questions.filter((q) => q.kind === "flag" && !rows[q.id].el.hidden && findings[q.id] === undefined && !unsure.has(q.id));
      left.forEach((q) => rows[q.id].set(false));
      changed(left.map((q) => q.id), false);
      one.el.open = false;
      const next = one.next();
      if (next) next.open = true;
      (next ?? one.el).querySelector("summary").focus();
    } }, "No to the rest of this list");
    one.rest = button;
    one.el.append(h("div", { class: "g-buttons" }, button));
  }
  const safety = lists(view.safety, view.small !== null); // a small version stays small until asked
  safety.forEach(withNoToTheRest);
  const clues = lists(view.clues);

  // ---- what the page shows of them ------------------------------------------------------------
  const isAsked = (q, reply) =>
    findings[q.id] !== undefined ||
    (!reply.settled.includes(q.id) &&
      (!(q.id in view.onlyAfter) || findings[view.onlyAfter[q.id]] === true) &&
      (!(q.id in view.notAfter) || findings[view.notAfter[q.id]] !== true));
  const done = (q) => findings[q.id] !== undefined || unsure.has(q.id);

  function showTally(one) {
    const asked = one.questions.filter((q) => !rows[q.id].el.hidden);
    const notSure = asked.filter((q) => unsure.has(q.id)).length;
    const count = asked.filter(done).length;
    one.tally.textContent = `${count} of ${asked.length} answered${notSure ? `, ${notSure} not sure` : ""}`;
    one.tally.toggleAttribute("data-complete", count === asked.length && !notSure);
    if (one.rest) one.rest.hidden = asked.every((q) => q.kind !== "flag" || done(q));
  }
  function showPush({ q, push }, reasons) {
    const pushes = Object.entries(reasons[q.id] ?? {}).filter(([, w]) => explorerStrength(w)).sort((a, b) => b[1] - a[1]);
    const named = (id) => ` ${view.causes.find((c) => c.id === id).name}`;
    const told = [pushes[0], pushes.at(-1)].filter((p, i, both) => p && (i === 0 ? p[1] > 0 : p[1] < 0 && p !== both[0]));
    push.replaceChildren(...told.map(([id, w]) => explorerPush(w, named(id))));
  }
  /** Only what is worth asking, the tallies, and how each answer pushes. */
  function show(reply, given) {
    findings = given;
    for (const one of Object.values(rows)) {
      one.el.hidden = !isAsked(one.q, reply);
      showPush(one, reply.reasons);
    }
    [...safety, ...clues].forEach(showTally);
  }
  const words = (id, value) => {
    const { q } = rows[id];
    if (value === undefined) return "not answered";
    if (q.kind === "number") return q.unit === "out of 10" ? `${value} out of 10` : `${value} ${value === 1 ? q.one : q.unit}`;
    return q.kind === "choice" ? view.choices[value] : value ? "Yes" : "No";
  };
  function goTo(id) {
    const { el, list: one, first } = rows[id];
    one.el.open = true;
    one.el.hidden = false;
    el.scrollIntoView({ block: "center" });
    first().focus({ preventScroll: true });
  }
  return {
    safety, clues, show, goTo, words,
    answered: (id) => words(id, findings[id]),
    put: (id, value) => rows[id]?.set(value),
    row: (id) => rows[id].el,
    label: (id) => rows[id].q.label,
    isSafety: (id) => safety.includes(rows[id].list),
    isAsked: (id) => id in rows && !rows[id].el.hidden,
    /** Safety questions answered "not sure": never a no, so someone should be asked. */
    unsureSafety: () => [...unsure].filter((id) => safety.includes(rows[id].list) && !rows[id].el.hidden),
    /** While an urgent answer stands, only lists that hold one of `ids` stay. */
    putAway: (ids) => clues.forEach((one) => (one.el.hidden = ids !== null && !one.questions.some((q) => ids.includes(q.id)))),
    reset: () => Object.values(rows).forEach((one) => one.set(undefined)),
  };
}
