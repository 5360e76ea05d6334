// The explorer: safety questions, then clues; bars and reasons follow each answer.

const STRENGTH = [[1.2, "strongly"], [0.5, "clearly"], [0, "a little"]];
const FIT = [[0.6, "likely"], [0.3, "possible"], [0.1, "less likely"], [0, "unlikely"]];
const LEADS = { "strong fit": "strong fit", fits: "fits best", mixed: "first, but unsure" };
const wordFor = (table, value) => table.find(([least]) => value >= least)[1];

export default {
  render({ model, el }) {
    const view = model.get("view");
    const w = view.words;
    const labels = Object.fromEntries([...view.safety, ...view.clues].map((q) => [q.id, q.label]));
    let findings = {};
    let soreness = null;
    let kept = null; // another set of answers, for comparing
    let latest = view.first;
    let counter = 0;
    let figures = false;

    el.classList.add("gluteedu", "g-explorer");
    el.setAttribute("data-widget", "explorer");

    // ---- talking to Python ----------------------------------------------------------------
    const post = newestOnly((message) => model.send(message));
    const ask = () => post.send({ act: "weigh", n: ++counter, findings: { ...findings }, soreness });
    const onReply = (reply) => {
      post.answered();
      if (reply.n !== undefined && reply.n < counter && !reply.faults) return;
      if (reply.faults) return showFaults(reply.faults);
      if (reply.refused) return;
      latest = reply;
      show();
    };
    model.on("msg:custom", onReply);

    const set = (id, value) => {
      if (value === undefined) delete findings[id];
      else findings[id] = value;
      settlePregnancy(id);
      ask();
    };
    // Answers that only make sense together are kept together.
    function settlePregnancy(id) {
      if (id === "weeks_pregnant" && findings.weeks_pregnant > 0) put("pregnant", true);
      if (id === "pregnant" && findings.pregnant !== true) put("weeks_pregnant", undefined);
      if (id === "sex" && findings.sex === "male") ["weeks_pregnant", "weeks_postpartum"].forEach((x) => put(x, undefined));
    }
    function put(id, value) {
      if (value === undefined) delete findings[id];
      else findings[id] = value;
      controls[id]?.set(value);
    }

    // ---- questions ------------------------------------------------------------------------
    const controls = {};
    function flag(q, unknown) {
      const group = choiceGroup({
        legend: q.question, row: true, chosen: ["unknown"],
        options: [{ id: "yes", text: "Yes" }, { id: "no", text: "No" }, { id: "unknown", text: unknown }],
        onchange: ([id]) => set(q.id, { yes: true, no: false }[id]),
      });
      controls[q.id] = { set: (v) => group.set([v === undefined ? "unknown" : v ? "yes" : "no"]) };
      return group.el;
    }
    function choice(q) {
      const group = choiceGroup({
        legend: q.question, row: true, chosen: ["unknown"],
        options: [...q.choices.map((c) => ({ id: c, text: c })), { id: "unknown", text: "Not known" }],
        onchange: ([id]) => set(q.id, id === "unknown" ? undefined : id),
      });
      controls[q.id] = { set: (v) => group.set([v ?? "unknown"]) };
      return group.el;
    }
    function number(q) {
      const shownHigh = Math.min(q.high, { hours_after_exercise: 120, days: 120, age: 100 }[q.id] ?? q.high);
      const begin = { severity: 4, days: 3, hours_after_exercise: 24, age: 30, weeks_pregnant: 20, weeks_postpartum: 4 }[q.id] ?? q.low;
      const known = h("input", { type: "checkbox", onchange: () => turn(known.checked) });
      const range = rangeField({
        label: q.question, min: q.low, max: shownHigh, value: begin, unit: q.unit,
        oninput: (v) => { known.checked = true; box.dataset.known = ""; set(q.id, v); },
      });
      const turn = (on) => {
        if (on) box.dataset.known = "";
        else delete box.dataset.known;
        set(q.id, on ? range.get() : undefined);
      };
      const box = h("div", { class: "g-number" }, range.el,
        h("label", { class: "g-known" }, known, h("span", {}, "Count this"), h("span", { class: "g-hidden" }, `: ${q.label}`)));
      controls[q.id] = {
        set: (v) => {
          known.checked = v !== undefined;
          if (v === undefined) delete box.dataset.known;
          else { box.dataset.known = ""; range.set(Math.min(v, shownHigh)); }
        },
      };
      return box;
    }
    const question = (q, unknown) => (q.kind === "flag" ? flag(q, unknown) : q.kind === "choice" ? choice(q) : number(q));

    function grouped(list, unknown, withNo) {
      const groups = new Map();
      for (const q of list) groups.set(q.group, [...(groups.get(q.group) ?? []), q]);
      return [...groups].map(([name, questions], i) => {
        const open = h("details", { class: "g-group", open: i === 0 },
          h("summary", {}, view.groups[name] ?? name, h("span", { class: "g-count", "data-group": name })),
          questions.map((q) => question(q, unknown)),
          withNo && h("div", { class: "g-buttons" },
            h("button", { type: "button", onclick: () => noToOpen(questions, open) }, "“No” to the rest of this group")));
        open.questions = questions;
        return open;
      });
    }
    function noToOpen(questions, open) {
      for (const q of questions)
        if (q.kind === "flag" && findings[q.id] === undefined) put(q.id, false);
      const next = open.nextElementSibling;
      if (next?.matches("details")) {
        next.open = true;
        next.querySelector("summary").focus();
      }
      ask();
    }

    // ---- the page ---------------------------------------------------------------------------
    const safety = grouped(view.safety, "Not sure", true);
    const clues = grouped(view.clues, "Not known", false);
    const alarm = h("div", { class: "g-alarm" });
    const faults = h("div", { class: "g-feedback g-is-wrong", hidden: true });
    const bars = h("div", { class: "g-bars" });
    const why = h("div", { class: "g-why" });
    const pictureLine = h("p", { class: "g-picture" });
    const closed = h("div", { class: "g-closed", hidden: true });
    const numbersButton = h("button", { type: "button", "aria-pressed": "false", onclick: toggleFigures }, "Show figures");
    const keepButton = h("button", { type: "button", onclick: keep }, "Keep and compare");
    const place = placePicker();
    const startWords = h("p", { class: "g-quiet" });
    const startSlider = rangeField({
      label: "Out of 100 people like this, how many are just sore from exercise?",
      min: 1, max: 95, value: Math.round(view.first.start.shares.exercise_soreness * 100), unit: "in 100",
      oninput: (v) => { soreness = v / 100; ask(); },
    });
    const result = h("section", { class: "g-result g-card", "aria-label": w.result_title },
      h("h3", {}, w.result_title), alarm, faults, closed, h("div", { class: "g-weighing" }, pictureLine, bars, why,
        h("div", { class: "g-buttons" }, numbersButton, keepButton)),
      h("p", { class: "g-small" }, w.estimate));
    const stories = h("div", { class: "g-stories" },
      h("p", { class: "g-storyline g-quiet", "aria-live": "polite" }, "Load a story, or start with your own answers."),
      h("div", { class: "g-buttons" },
        view.stories.map((story) => h("button", { type: "button", onclick: () => load(story) }, story.name)),
        h("button", { type: "button", class: "g-plain", onclick: reset }, "Start again")));
    const sections = h("div", { class: "g-questions" },
      h("section", { class: "g-card" }, h("h3", {}, w.safety_title), h("p", {}, w.safety_intro), place.el, safety),
      h("section", { class: "g-card g-clues" }, h("h3", {}, w.clues_title), h("p", {}, w.clues_intro), clues),
      h("section", { class: "g-card" }, h("h3", {}, w.start_title), h("p", {}, w.start_intro), startWords, startSlider.el,
        h("button", { type: "button", onclick: ownStart }, "Back to the course's start")));
    el.append(h("p", {}, w.intro), h("p", { class: "g-quiet" }, w.private), stories,
      h("div", { class: "g-two" }, sections, result));
    const announce = liveRegion(el);
    let saying = null;

    function placePicker() {
      let at = view.numbers[0];
      try { at = view.numbers.find((n) => n.id === localStorage.getItem("gluteedu:place")) ?? at; } catch { /* not remembered */ }
      const id = newId("place");
      const select = h("select", { id, class: "g-field", onchange: () => {
        at = view.numbers.find((n) => n.id === select.value);
        try { localStorage.setItem("gluteedu:place", at.id); } catch { /* not remembered */ }
        show();
      } }, view.numbers.map((n) => h("option", { value: n.id }, `${n.place}: ${n.emergency}`)));
      select.value = at.id;
      return { el: h("p", { class: "g-place" }, h("label", { for: id }, w.place), " ", select), at: () => at };
    }
    const withNumbers = (text) =>
      text.replaceAll("{emergency_number}", place.at().emergency).replaceAll("{advice_number}", place.at().advice);

    function ownStart() {
      soreness = null;
      ask();
    }
    function toggleFigures() {
      figures = !figures;
      numbersButton.setAttribute("aria-pressed", String(figures));
      numbersButton.textContent = figures ? "Hide figures" : "Show figures";
      show();
    }
    function keep() {
      kept = kept ? null : latest;
      keepButton.textContent = kept ? "End the comparison" : "Keep and compare";
      show();
    }
    function load(story) {
      findings = {};
      soreness = null;
      for (const id of Object.keys(controls)) controls[id].set(undefined);
      for (const [id, value] of Object.entries(story.findings)) put(id, value);
      stories.querySelector(".g-storyline").textContent = story.tells;
      ask();
    }
    function reset() {
      findings = {};
      soreness = null;
      kept = null;
      keepButton.textContent = "Keep and compare";
      for (const id of Object.keys(controls)) controls[id].set(undefined);
      stories.querySelector(".g-storyline").textContent = "Load a story, or start with your own answers.";
      ask();
    }

    // ---- what came back ----------------------------------------------------------------------
    function showFaults(list) {
      faults.hidden = false;
      faults.replaceChildren(h("p", { class: "g-verdict" }, "Two answers do not go together"), ...list.map((f) => h("p", {}, f)));
    }
    function show() {
      const r = latest;
      faults.hidden = true;
      for (const group of [...safety, ...clues]) {
        const done = group.questions.filter((q) => findings[q.id] !== undefined).length;
        group.querySelector(".g-count").textContent = ` ${done} of ${group.questions.length} answered`;
      }
      alarm.replaceChildren(...alarms(r));
      closed.hidden = !r.urgent;
      result.querySelector(".g-weighing").hidden = r.urgent;
      el.querySelector(".g-clues").toggleAttribute("data-closed", r.urgent);
      if (r.urgent)
        closed.replaceChildren(h("details", {}, h("summary", {}, "What would the clues alone have said?"),
          h("p", {}, w.alone), barRows(r.alone, null, null)));
      const answered = Object.keys(findings).length > 0;
      pictureLine.textContent = answered ? view.pictures[r.picture] + (r.see_someone ? ` ${w.see_someone}` : "") : w.nothing_yet;
      bars.replaceChildren(barRows(r.causes, kept?.urgent ? null : kept?.causes, r.picture));
      why.replaceChildren(...reasons(r));
      startWords.textContent = `${r.start.name}: ` + view.causes.filter((c) => r.start.shares[c.id] > 0)
        .map((c) => `${c.name} ${Math.round(r.start.shares[c.id] * 100)}`).join(", ") + " in 100.";
      if (soreness === null) startSlider.set(Math.round(r.start.shares.exercise_soreness * 100));
      clearTimeout(saying);
      saying = setTimeout(() => announce(sentence(r)), 600);
    }
    function sentence(r) {
      if (r.urgent) return `${view.levels[r.triage]}. ${w.stopped}`;
      const [first] = Object.entries(r.causes).sort((a, b) => b[1] - a[1]);
      return `${view.causes.find((c) => c.id === first[0]).name}: ${LEADS[r.picture]}. ${r.open.length} safety questions open.`;
    }
    function alarms(r) {
      if (r.urgent || r.flags.length) {
        const body = r.flags.map((f) => h("div", { class: "g-flag" }, h("p", {}, h("strong", {}, f.condition)), h("p", {}, withNumbers(f.action))));
        if (r.urgent) body.push(h("p", {}, withNumbers(view.acts[r.triage])), h("p", {}, w.stopped));
        return [careCard({ level: r.triage, head: view.levels[r.triage], body })];
      }
      if (r.triage === "see_clinician")
        return [careCard({ level: r.triage, head: view.levels[r.triage], body: [h("p", {}, w.see_someone)] })];
      if (!Object.keys(findings).length) return [];
      if (r.open.length)
        return [h("div", { class: "g-feedback" }, h("p", {}, w.still_open), h("details", {}, h("summary", {}, `${r.open.length} open`),
          h("ul", {}, r.open.map((id) => h("li", {}, labels[id] ?? id)))))];
      return [h("div", { class: "g-feedback" }, h("p", {}, w.no_alarm))];
    }
    function barRows(causes, other, picture) {
      const order = view.causes.filter((c) => causes[c.id] > 0.0005 || other?.[c.id] > 0.0005);
      const best = order.reduce((a, b) => (causes[b.id] > causes[a.id] ? b : a)).id;
      return h("ul", { class: "g-barlist" }, order.map((c) => {
        const p = causes[c.id];
        const word = c.id === best && picture ? LEADS[picture] : wordFor(FIT, p);
        const row = h("li", { class: "g-bar", "data-cause": c.id },
          h("div", { class: "g-bar-name" }, h("span", { class: "g-shape", "aria-hidden": "true" }), h("span", {}, c.name),
            h("span", { class: "g-bar-word" }, figures ? `${word}, ${Math.round(p * 100)}%` : word)),
          h("div", { class: "g-bar-track", "aria-hidden": "true" }, h("span", { class: "g-bar-fill" }), other ? h("span", { class: "g-bar-kept" }) : null));
        row.style.setProperty("--g-cause", `var(--g-${c.id})`);
        row.style.setProperty("--g-share", String(p));
        if (other) {
          row.style.setProperty("--g-kept", String(other[c.id]));
          row.querySelector(".g-bar-word").append(figures ? ` (kept: ${Math.round(other[c.id] * 100)}%)` : ` (kept: ${wordFor(FIT, other[c.id])})`);
        }
        return row;
      }));
    }
    let opened = new Set();
    function reasons(r) {
      return view.causes.filter((c) => r.reasons.some((x) => x.cause === c.id)).map((c) => {
        const list = r.reasons.filter((x) => x.cause === c.id && Math.abs(x.weight) >= 0.05).slice(0, 8);
        const details = h("details", { open: opened.has(c.id), ontoggle: () => (details.open ? opened.add(c.id) : opened.delete(c.id)) },
          h("summary", {}, `Why? ${c.name}`),
          list.length ? h("ul", { class: "g-chips" }, list.map((x) =>
            h("li", { class: `g-chip ${x.weight > 0 ? "g-for" : "g-against"}` },
              h("span", { "aria-hidden": "true" }, x.weight > 0 ? "▲" : "▼"),
              ` ${labels[x.finding] ?? x.finding}${findings[x.finding] === false ? " (no)" : ""}: ${wordFor(STRENGTH, Math.abs(x.weight))} ${x.weight > 0 ? "for" : "against"}`,
              figures ? ` (${x.weight > 0 ? "+" : "−"}${Math.abs(x.weight).toFixed(1)})` : ""))) : h("p", {}, "No clue pushes it much."));
        return details;
      });
    }

    show();
    return () => {
      clearTimeout(saying);
      model.off("msg:custom", onReply);
    };
  },
};
