// What the explorer found: the care card, the bars with their reasons, two sets side by side.

import { careCard } from "../shared/before/care_card.js";
import { causeShape } from "../shared/before/cause_shape.js";
import { h } from "../shared/before/dom.js";
import { explorerPush, explorerStrength } from "./explorer_questions.js";

const explorerPercent = (p) => (p > 0 && p < 0.005 ? "under 1 in 100" : `${Math.round(p * 100)} in 100`);

/** The word beside a bar. */
export function explorerFit(view, reply, cause) {
  const { fits, words } = view;
  const share = reply.causes[cause];
  if (share < 0.0005 && reply.start.shares[cause] === 0) return words.not_in_play;
  const best = Object.entries(reply.causes).reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  if (cause === best && reply.picture !== "mixed") return reply.picture === "fits" ? fits.best : fits.strong;
  if (share >= 0.1) return fits.possible;
  return cause === view.alarm ? fits.open : fits.unlikely;
}

/** One bar for each cause; made once, then only moved. */
function explorerBars(view, withReasons, label) {
  const bars = view.causes.map((cause) => {
    const word = h("span", { class: "gx-word" });
    const figure = h("span", { class: "gx-figure" });
    const summary = h("summary");
    const chips = h("ul", { class: "gx-reasons" });
    const why = h("details", { class: "gx-why" }, summary, chips);
    const el = h("li", { class: "gx-bar", "data-cause": cause.id },
      h("div", { class: "gx-bar-head" }, causeShape(), h("span", { class: "gx-bar-name" }, cause.name), h("span", { class: "gx-said" }, word, figure)),
      h("div", { class: "gx-track", "aria-hidden": "true" }, h("span", { class: "gx-fill" })), withReasons ? why : null);
    el.style.setProperty("--g-cause", `var(--g-${cause.id})`);
    return { cause: cause.id, el, word, figure, why, summary, chips };
  });
  const showReasons = (bar, reply, told) => {
    const found = Object.entries(reply.reasons).map(([id, by]) => [id, by[bar.cause] ?? 0])
      .filter(([, w]) => explorerStrength(w)).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
    const count = found.filter(([, w]) => w > 0).length;
    bar.why.hidden = found.length === 0;
    bar.summary.replaceChildren(`Why? ${count} for, ${found.length - count} against`, h("span", { class: "g-hidden" }, `: ${view.causes.find((c) => c.id === bar.cause).name}`));
    bar.chips.replaceChildren(...found.map(([id, w]) =>
      h("li", {}, h("span", { class: "gx-reason" }, told(id)), explorerPush(w, ""), h("span", { class: "gx-figure" }, ` ${w > 0 ? "+" : "−"}${Math.abs(w).toFixed(1)}`))));
  };
  return {
    el: h("ul", { class: "gx-bars", "aria-label": label }, bars.map((b) => b.el)),
    show(reply, told) {
      for (const bar of bars) {
        bar.el.style.setProperty("--gx-share", String(reply.causes[bar.cause]));
        bar.word.textContent = reply.picture ? explorerFit(view, reply, bar.cause) : "";
        bar.figure.textContent = explorerPercent(reply.causes[bar.cause]);
        if (withReasons) showReasons(bar, reply, told);
      }
    },
  };
}

/** The card for a level that asks for more than self-care. `full` adds what holds for the level.
 *  What is not urgent folds away behind "What to do", so that the bars stay in sight. */
export function explorerCard(view, reply, withNumbers, full, fold = null) {
  const level = view.levels[reply.triage];
  const told = (f) => h("div", { class: "gx-flag" }, h("p", { class: "gx-condition" }, f.condition), h("p", {}, withNumbers(f.action)));
  const folded = (head, flags) => (flags.length ? h("details", {}, h("summary", {}, head), flags) : null);
  const top = reply.flags.filter((f) => f.level === reply.triage).map(told);
  if (!reply.urgent) {
    const body = top.length ? top : [h("p", {}, view.words.see_someone)];
    const details = h("details", { open: fold.open, ontoggle: () => (fold.open = details.open) }, h("summary", {}, "What to do"), body);
    return careCard({ level: reply.triage, head: level.name, body: details });
  }
  const lower = reply.flags.filter((f) => f.level !== reply.triage).map(told);
  const general = [h("p", { class: "gx-act" }, withNumbers(level.act)), h("p", {}, view.words.stopped),
    folded(`${lower.length} more ${lower.length === 1 ? "reason" : "reasons"}`, lower)];
  return careCard({ level: reply.triage, head: level.name, body: [top, full ? general : null] });
}

/** Two sets of answers, cause by cause; an urgent one shows its level and no bars. */
function explorerCompare(view, kept, now, words) {
  const cell = (set, cause, first) => {
    if (!set.reply.causes) {
      const said = set.reply.urgent ? [view.levels[set.reply.triage].name, "No bars: get help first."] : ["No bars: two answers clash."];
      return first && h("td", { rowspan: view.causes.length, class: `gx-none g-care-${set.reply.triage}` }, said.map((x) => h("p", {}, x)));
    }
    const td = h("td", {}, h("span", { class: "gx-track", "aria-hidden": "true" }, h("span", { class: "gx-fill" })),
      h("span", {}, explorerFit(view, set.reply, cause)), h("span", { class: "gx-figure" }, explorerPercent(set.reply.causes[cause])));
    td.style.setProperty("--gx-share", String(set.reply.causes[cause]));
    return td;
  };
  const rows = view.causes.map((c, i) => {
    const row = h("tr", { "data-cause": c.id }, h("th", { scope: "row" }, causeShape(), " ", c.name), cell(kept, c.id, i === 0), cell(now, c.id, i === 0));
    row.style.setProperty("--g-cause", `var(--g-${c.id})`);
    return row;
  });
  const ids = [...new Set([...Object.keys(kept.findings), ...Object.keys(now.findings)])].filter((id) => kept.findings[id] !== now.findings[id]);
  const share = (set) => explorerPercent(set.reply.start.shares[view.adjustable]);
  const changes = ids.map((id) => [words.label(id), words.words(id, kept.findings[id]), words.words(id, now.findings[id])]);
  if (kept.reply.start.name !== now.reply.start.name) changes.push(["Starting point", kept.reply.start.name, now.reply.start.name]);
  else if (share(kept) !== share(now)) changes.push(["Soreness at the start", share(kept), share(now)]);
  return [
    h("table", { class: "gx-compare" }, h("caption", {}, "Kept and now, side by side"),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Cause"), h("th", { scope: "col" }, "Kept"), h("th", { scope: "col" }, "Now"))),
      h("tbody", {}, rows)),
    changes.length
      ? h("details", { class: "gx-changes", open: changes.length < 6 }, h("summary", {}, `What differs: ${changes.length}`), h("ul", {}, changes.map(([name, was, is]) => h("li", {}, h("strong", {}, name), `: ${was} → ${is}`))))
      : h("p", { class: "g-quiet" }, "Both are the same so far. Change an answer and watch “Now”."),
  ];
}

/** The panel with all of it. `ask` holds words(id), label(id), goTo(id), isAsked(id), isSafety(id). */
export function explorerResult(view, ask, withNumbers, keep) {
  const w = view.words;
  const fold = {}; // whether "What to do" is open: from the start where there is room below
  const alarm = h("div");
  const clash = h("div");
  const doubt = h("div");
  const back = h("div", { class: "gx-back" });
  const open = h("div");
  const picture = h("p", { class: "gx-picture" });
  const bars = explorerBars(view, true, "How well each cause fits");
  const lone = explorerBars(view, false, "The clues alone");
  const alone = h("div", { class: "gx-alone" }, h("p", {}, w.alone), lone.el);
  const compare = h("div");
  const figures = h("button", { type: "button", onclick: () => {
    figures.textContent = el.toggleAttribute("data-figures") ? "Hide figures" : "Show figures";
  } }, "Show figures");
  const keepButton = h("button", { type: "button", onclick: keep }, "Keep and compare");
  const head = h(view.small ? "h4" : "h3", { tabindex: "-1" }, w.result_title);
  const el = h("section", { class: "gx-result g-card", "aria-label": w.result_title },
    head, alarm, doubt, clash, back, open, picture, bars.el, alone, compare,
    h("div", { class: "g-buttons" }, figures, keepButton), h("p", { class: "g-small gx-estimate" }, w.estimate));

  const jump = (id) => h("button", { type: "button", class: "gx-jump", onclick: () => ask.goTo(id) }, ask.label(id));
  function showOpen(r, answered) {
    const left = r.open.filter(ask.isAsked);
    const safety = left.filter(ask.isSafety);
    const told = safety.length ? w.still_open : r.triage === "self_care" ? w.no_alarm : "";
    const list = (ids, head, say) => h("details", {}, h("summary", {}, head), h("p", {}, say), h("div", { class: "gx-jumps" }, ids.map(jump)));
    open.hidden = r.urgent || !answered;
    const few = safety.length || left.length;
    open.replaceChildren(...[
      safety.length ? list(safety, `${few} safety ${few === 1 ? "question is" : "questions are"} still open`, told) : told ? h("p", {}, told) : "",
      !safety.length && few ? list(left, `${few} ${few === 1 ? "clue is" : "clues are"} still open`, w.clues_open) : "",
    ].filter(Boolean));
    return safety.length;
  }
  function showClash(r) {
    clash.replaceChildren(...r.clashes.map((pair) => h("div", { class: "g-feedback g-is-wrong" },
      h("p", { class: "g-verdict" }, w.clash),
      h("ul", {}, pair.map((id) => h("li", {}, jump(id), ` ${ask.answered(id)}`))))));
  }
  return {
    el,
    /** Focus goes here only when someone asks for it. */
    goTo: () => {
      head.scrollIntoView({ block: "start" });
      head.focus({ preventScroll: true });
    },
    keeping: (on) => (keepButton.textContent = on ? "End the comparison" : "Keep and compare"),
    show(r, findings, kept, takenBack) {
      const answered = Object.keys(findings).length > 0;
      if (r.triage === "see_clinician") fold.open ??= getComputedStyle(el).position !== "sticky";
      if (r.urgent && alarm.dataset.level !== r.triage) el.scrollTop = 0;
      alarm.dataset.level = r.triage;
      alarm.replaceChildren(...(r.triage === "self_care" ? [] : [explorerCard(view, r, withNumbers, true, fold)]));
      const doubts = r.urgent ? [] : ask.unsureSafety();
      doubt.replaceChildren(...(doubts.length ? [careCard({ level: "same_day", head: w.doubt_title,
        body: [h("p", {}, w.doubt), h("div", { class: "gx-jumps" }, doubts.map(jump))] })] : []));
      showClash(r);
      const again = r.urgent ? [] : takenBack.filter(ask.isAsked);
      back.replaceChildren(...(again.length ? [h("p", {}, w.taken_back), h("div", { class: "gx-jumps" }, again.map(jump))] : []));
      const left = showOpen(r, answered);
      const weighed = r.causes !== null;
      picture.hidden = !weighed;
      bars.el.hidden = !weighed || kept !== null;
      alone.hidden = r.alone === null;
      if (r.alone) lone.show({ causes: r.alone, picture: null });
      if (weighed) {
        picture.textContent = answered ? view.pictures[r.picture] : w.nothing_yet;
        bars.show(r, (id) => `${ask.label(id)}: ${ask.answered(id)}`);
      }
      figures.hidden = !weighed && !r.alone && !kept?.reply.causes;
      keepButton.hidden = !kept && !answered;
      compare.replaceChildren(...(kept ? explorerCompare(view, kept, { reply: r, findings }, ask) : []));
      return left;
    },
  };
}
