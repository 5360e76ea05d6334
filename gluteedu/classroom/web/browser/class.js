// What the instructor's page and the projector share: the line to the class, the counts, who moved, the reasons.
// Loaded after parts.js; declares, never runs.

import { h, s } from "../../../widgets/shared/before/dom.js";

const ACT_WORDS = {
  close: "Close the vote", vote_again: "Vote again", reopen: "Open it again", show: "Show the counts",
  hide: "Hide the counts", reveal: "Show the answer", ask_anew: "Ask from the start", end_question: "End this question",
};
const letterOf = (i) => String.fromCharCode(65 + i);
export const classRoot = () => location.pathname.replace(/\/host(\/.*)?$/, "");
export const plural = (n, one, many) => `${n} ${n === 1 ? one : many}`;

/** A socket that comes back by itself. `hear(message)`, `state(connected)`. Returns { say(message) }. */
export function classLine({ view, hear, state }) {
  let socket = null;
  let tries = 0;
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  function open() {
    const mine = (socket = new WebSocket(`${scheme}//${location.host}${classRoot()}/host/live?view=${view}`));
    mine.onopen = () => {
      tries = 0;
      state(true);
    };
    mine.onmessage = (event) => hear(JSON.parse(event.data));
    mine.onclose = () => {
      state(false);
      tries += 1;
      setTimeout(again, Math.min(8000, 400 * 1.7 ** tries) * (0.5 + Math.random()));
    };
  }
  // A session may have ended meanwhile: then the way leads back to the key.
  async function again() {
    try {
      const answer = await fetch(`${classRoot()}/host/questions?lesson=-`);
      if (answer.status === 403) return location.assign(`${classRoot()}/key?to=${view === "screen" ? "host/screen" : "host"}`);
      if (!answer.ok) throw new Error("not there yet");
      open();
    } catch {
      tries += 1;
      setTimeout(again, Math.min(8000, 400 * 1.7 ** tries));
    }
  }
  open();
  return { say: (message) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message)) };
}

/** What the class is doing now, in words. */
export function phaseWords(question) {
  if (question.phase === "open") return question.round === 1 ? "First vote: on your own" : `Vote ${question.round}: now that you have talked`;
  if (question.phase === "revealed") return question.kind === "case" && !question.revealed.last ? "What the clinician thought" : "The answer";
  return question.round === 1 ? "The vote is closed. Talk it over with someone who chose another answer." : "The vote is closed.";
}

// ---- the counts -----------------------------------------------------------------------------
const voteName = (counts, all) => (all.length > 1 ? `Vote ${counts.round}` : "Votes");

/** Options with their letter, their bars once shown, and their mark and reason once revealed.
 *  `every`: the reasons of wrong options, too. */
function optionList(question, counts = question.counts, every = true) {
  const key = question.revealed;
  const most = Math.max(1, ...(counts ?? []).map((c) => c.n));
  const many = question.options.length > 6;
  const kind = many ? (counts && !(key && every) ? " c-lines" : " c-many") : "";
  return h("ol", { class: `c-options${kind}` }, question.options.map((option, i) => {
    const right = key?.key.includes(option.id);
    const reason = every || right ? key?.reasons.find((one) => one.id === option.id) : null;
    return h("li", { class: right ? "c-right" : null, "data-option": option.id },
      h("span", { class: "c-letter" }, letterOf(i)),
      h("div", { class: "c-option" },
        h("p", {}, h("span", { html: option.html }), right ? h("strong", { class: "c-tick" }, " ✓ ", h("span", { class: question.kind === "case" ? "g-hidden" : null }, "right")) : null),
        counts && counts[0]?.options ? bars(counts, most, (c) => c.options[option.id]) : null,
        reason ? h("div", { class: "c-reason", html: reason.html }) : null));
  }));
}
function bars(counts, most, of) {
  return h("div", { class: "c-bars" }, counts.map((c, i) => {
    const n = of(c);
    const share = c.n ? Math.round((100 * n) / c.n) : 0;
    const bar = h("span", { class: "c-bar-fill" });
    bar.style.inlineSize = `${(100 * n) / most}%`;
    return h("div", { class: `c-bar${counts.length > 1 && i === 0 ? " c-first" : ""}` },
      counts.length > 1 ? h("span", { class: "c-bar-name" }, voteName(c, counts)) : null,
      h("span", { class: "c-bar-track" }, bar),
      h("span", { class: "c-bar-count" }, `${n}`, h("span", { class: "g-quiet" }, ` ${share}%`)));
  }));
}

/** Numbers as stacked dots on their scale; the accepted range is drawn once it is out. */
function dotPlot(question, counts) {
  const { min, max, unit } = question.number;
  const [width, left, right, columns] = [720, 20, 20, 48];
  const x = (value) => left + ((value - min) / (max - min)) * (width - left - right);
  return counts.map((c) => {
    const stacks = new Map();
    for (const [value, n] of c.numbers) {
      const at = Math.round(((value - min) / (max - min)) * columns);
      stacks.set(at, (stacks.get(at) ?? 0) + n);
    }
    const highest = Math.max(4, ...stacks.values());
    const size = Math.min(7, 110 / highest);
    const base = 150;
    const dots = [...stacks].flatMap(([at, n]) => Array.from({ length: n }, (_, i) =>
      s("circle", { cx: left + (at / columns) * (width - left - right), cy: base - size - 2 * size * i, r: size * 0.88, fill: "var(--g-brand)" })));
    const range = question.revealed?.range;
    const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => min + part * (max - min));
    const said = c.numbers.map(([value, n]) => `${value} ${unit}: ${n}`).join(", ");
    return h("figure", { class: "c-dots" },
      h("figcaption", {}, `${voteName(c, counts)}: ${plural(c.n, "answer", "answers")}`),
      s("svg", { viewBox: `0 0 ${width} 190`, role: "img", "aria-label": `${said || "No votes"}.${range ? ` Right: ${question.revealed.answer}.` : ""}` },
        range ? s("rect", { x: x(Math.max(min, range[0])) - 4, y: 8, width: x(Math.min(max, range[1])) - x(Math.max(min, range[0])) + 8, height: base - 8, fill: "var(--g-right-soft)", stroke: "var(--g-right)", "stroke-dasharray": "5 4" }) : null,
        s("line", { x1: left, x2: width - right, y1: base, y2: base, stroke: "var(--g-line-firm)" }),
        dots,
        ticks.map((tick, i) => [
          s("line", { x1: x(tick), x2: x(tick), y1: base, y2: base + 6, stroke: "var(--g-line-firm)" }),
          s("text", { x: x(tick), y: base + 26, "text-anchor": i === 0 ? "start" : i === 4 ? "end" : "middle", fill: "var(--g-ink)", "font-size": 18 }, `${Math.round(tick * 10) / 10}${i === 4 ? ` ${unit}` : ""}`),
        ])));
  });
}

/** How often each option stood at each place, or with each partner. */
function gridTable(question, counts) {
  const columns = question.targets ?? question.options.map((_, i) => ({ id: String(i + 1), text: ["1st", "2nd", "3rd"][i] ?? `${i + 1}th` }));
  const rightOf = (id) => {
    if (question.revealed?.order) return String(question.revealed.order.indexOf(id) + 1);
    return question.revealed?.pairs?.[id];
  };
  const last = counts.at(-1);
  const rounds = counts.map((c) => voteName(c, counts).toLowerCase()).join(" → ");
  return h("div", { class: "g-scroll", tabindex: "0", role: "group", "aria-label": "Counts" }, h("table", { class: "c-grid" },
    h("caption", {}, `How many of ${counts.map((c) => c.n).join(" → ")} (${rounds})`),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, h("span", { class: "g-hidden" }, "Option")), columns.map((column) => h("th", { scope: "col" }, column.text)))),
    h("tbody", {}, question.options.map((option, i) => h("tr", {},
      h("th", { scope: "row" }, h("strong", {}, `${letterOf(i)} `), h("span", { html: option.html })),
      columns.map((column) => {
        const ns = counts.map((c) => c.grid?.[option.id][column.id] ?? 0);
        const right = rightOf(option.id) === column.id;
        const cell = h("td", { class: right ? "c-right" : null }, ns.join(" → "), right ? h("strong", {}, " ✓") : null);
        cell.style.setProperty("--share", last.n ? `${Math.round((70 * ns.at(-1)) / last.n)}%` : "0%");
        return cell;
      }))))));
}

/** Everything that is known of a question, as far as it may be seen; `every`: see optionList. */
export function questionBody(question, counts = question.counts, every = true) {
  if (question.number) return [
    counts ? dotPlot(question, counts) : h("p", { class: "c-range" }, `A number from ${question.number.min} to ${question.number.max} ${question.number.unit}`),
    question.revealed ? h("p", { class: "c-answer" }, h("strong", {}, `✓ ${question.revealed.answer}`)) : null,
    question.revealed ? h("ul", { class: "c-reasons" }, question.revealed.reasons.filter((one) => every || one.right).map((one) => h("li", { class: one.right ? "c-right" : null }, h("strong", {}, { right: "✓ Right", low: "Too low", high: "Too high" }[one.when]), h("div", { html: one.html })))) : null];
  const grid = question.type === "ordering" || question.type === "matching";
  return [
    question.type === "hotspot" && !counts ? h("p", { class: "c-range" }, "In class the places go by their names.") : null,
    grid && counts ? gridTable(question, counts) : null,
    grid && !counts && question.targets ? h("p", { class: "c-range" }, `Partners: ${question.targets.map((one) => one.text).join("; ")}`) : null,
    !grid || !counts || (question.revealed && every) ? optionList(question, grid ? null : counts, every) : null];
}

// ---- who moved, and why ---------------------------------------------------------------------
/** First vote against last: how many stayed and how many moved. `step`: a stage of a case, where
 *  the clinician's own thought takes the place of what is right. */
function movesTable(moves, step) {
  const { right_right: rr, right_wrong: rw, wrong_right: wr, wrong_wrong: ww } = moves.counts;
  const [yes, no] = step ? ["the same", "another"] : ["right", "wrong"];
  const cell = (n, cls = null) => h("td", { class: cls }, String(n));
  const others = moves.only_before + moves.only_after;
  return h("div", { class: "c-moves" },
    h("table", {},
      h("caption", {}, step ? "The clinician's thought, or another: " : "", `${step ? "vote" : "Vote"} ${moves.before} to vote ${moves.after}, ${moves.n} in both`),
      h("thead", {}, h("tr", {}, h("td", {}), h("th", { scope: "col" }, `then ${yes}`), h("th", { scope: "col" }, `then ${no}`))),
      h("tbody", {},
        h("tr", {}, h("th", { scope: "row" }, `first ${yes}`), cell(rr), cell(rw, "c-lost")),
        h("tr", {}, h("th", { scope: "row" }, `first ${no}`), cell(wr, "c-won"), cell(ww)))),
    h("p", { class: "c-moved" }, h("strong", {}, plural(wr, "person", "people")), step ? " came to the clinician's thought" : " moved from wrong to right", rw ? `, ${rw} the other way` : "", "."),
    others ? h("p", { class: "g-small" }, `${others} voted only once.`) : null);
}
/** The explanation with its sources, and how many were sure but wrong. */
export function whyPanel(question) {
  const { revealed, sure, moves } = question;
  const step = question.kind === "case" && !revealed.last;
  return h("section", { class: "c-why", "aria-label": "Why" },
    h("div", { html: revealed.explanation }),
    moves ? movesTable(moves, step) : null,
    sure.n && !step ? h("p", {}, `${sure.wrong} of ${sure.n} who were sure were wrong.`) : null,
    revealed.sources.length ? h("p", { class: "g-small" }, revealed.sources.join(" · ")) : null);
}

/** The instructor's acts as buttons; the natural next one is first and stands out. */
export function actButtons(question, say) {
  const acts = [question.next, ...question.acts.filter((act) => act !== question.next)].filter(Boolean);
  return [
    ...acts.map((act) => h("button", {
      type: "button", "data-act": act, class: act === question.next ? "g-primary" : null,
      onclick: () => say({ do: act, run: question.run }),
    }, ACT_WORDS[act])),
    h("button", { type: "button", "data-act": "end_question", class: question.next === null ? "g-primary" : null, onclick: () => say({ do: "end_question" }) }, ACT_WORDS.end_question)];
}
