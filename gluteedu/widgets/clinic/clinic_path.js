// What the case clinic draws: marks, the path, the steps side by side, the verdict and the lesson.

import { careCard } from "../shared/before/care_card.js";
import { h, s } from "../shared/before/dom.js";
import { CARE_SHAPES } from "../shared/constants.js";

export const CLINIC_SURE = [
  { id: "sure", text: "Sure" }, { id: "think_so", text: "Think so" }, { id: "guessing", text: "Guessing" },
];
const CLINIC_LEADS = { "strong fit": "strong fit", fits: "fits best", mixed: "first, but mixed" };
const nameOf = (list, id) => list.find((one) => one.id === id).name;
const listed = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`);

const pathOf = (view, cause) => view.causes.find((c) => c.id === cause).path;

export function causeMark(view, cause) {
  return s("svg", { class: "gcc-mark", viewBox: "-11 -11 22 22", "aria-hidden": "true", style: `--gcc: var(--g-${cause})` },
    s("path", { d: pathOf(view, cause) }));
}
export function levelMark(level) {
  return s("svg", { class: "gcc-mark", viewBox: "0 0 24 24", "aria-hidden": "true", style: `--gcc: var(--g-${level})` },
    s("path", { d: CARE_SHAPES[level], "fill-rule": "evenodd" }));
}
export const causeTag = (view, cause, more = "") =>
  h("span", { class: "gcc-tag" }, causeMark(view, cause), h("span", {}, h("strong", {}, nameOf(view.causes, cause)), more));
export const levelTag = (view, level) =>
  h("span", { class: "gcc-tag" }, levelMark(level), h("span", {}, h("strong", {}, view.levels.find((l) => l.id === level).short)));

/** What one person said at one step: cause, level, and how sure. */
export function saidTags(view, said) {
  const sure = CLINIC_SURE.find((c) => c.id === said.confidence)?.text;
  return h("p", { class: "gcc-said" }, causeTag(view, said.cause), levelTag(view, said.triage),
    sure ? h("span", { class: "gcc-tag gcc-sure" }, sure) : null);
}

/** What the model said at one step. Calm words never stand alone while safety questions are open. */
export function modelNotes(view, model) {
  const open = model.open === 1 ? "1 safety question is still open." : `${model.open} safety questions are still open.`;
  const calm = model.triage === "self_care";
  return [
    h("p", { class: "gcc-said" }, causeTag(view, model.cause, `, ${CLINIC_LEADS[model.picture]}`), levelTag(view, model.triage)),
    model.flags.length ? h("p", {}, `Safety gate: ${model.flags.join("; ")}.`) : null,
    calm ? h("p", {}, model.open ? `No alarm so far, but ${open}` : "No alarm in what is known.") : null,
    model.alone ? h("p", {}, `Without the gate it would have put first: ${nameOf(view.causes, model.alone)}.`) : null,
  ];
}

/** The steps as a table: who said what, and why. */
export function stepTable(view, end) {
  const own = end.steps.every((step) => step.said);
  const who = [...(own ? ["You"] : []), "The clinician", "The model"];
  return h("table", { class: "gcc-steps" },
    h("caption", { class: "g-hidden" }, "Step by step"),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Step"), who.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, end.steps.map((step) => h("tr", {},
      h("th", { scope: "row" }, h("span", { class: "gcc-word" }, "Step "), String(step.number)),
      own ? h("td", { "data-label": "You" }, saidTags(view, step.said)) : null,
      h("td", { "data-label": "The clinician" }, saidTags(view, step.clinician), h("p", { html: step.clinician.html })),
      h("td", { "data-label": "The model" }, modelNotes(view, step.model))))));
}

/** The path: steps across, levels of care up and down, the shape says the cause. Redraws to fit. */
export function pathFigure(view, end, large = 14) {
  const own = end.steps.every((step) => step.said);
  const rows = [
    ...(own ? [{ name: "You", of: (step) => step.said, cls: "gcc-you" }] : []),
    { name: "Clinician", of: (step) => step.clinician, cls: "gcc-clinician" },
    { name: "Model", of: (step) => step.model, cls: "gcc-model" },
  ];
  const lanes = [...view.levels].reverse();
  const used = view.causes.filter((c) => end.steps.some((step) => rows.some((r) => r.of(step).cause === c.id)));
  const box = h("div", { class: "gcc-plot" });
  const figure = h("figure", { class: "gcc-figure" }, box,
    h("figcaption", {}, h("p", {}, "Higher is more urgent. The level with the tick is right at the end. The shape is the cause:"),
      h("ul", { class: "gcc-key" }, used.map((c) => h("li", { class: "gcc-tag" }, causeMark(view, c.id), c.name)))));
  const said = rows.map((row) => `${row.name}: ${end.steps.map((step) =>
    view.levels.find((l) => l.id === row.of(step).triage).short).join(", then ")}`).join(". ");

  function draw(width) {
    const size = width < 420 ? 14 : large;
    const gap = size + 5;
    const lane = rows.length * gap + 12;
    const left = size * 8 + 26;
    const right = width - size * 5.2 - 14;
    const top = size * 2;
    const x = (i) => left + ((right - left) * i) / (end.steps.length - 1);
    const y = (level, r) => top + lane * (lanes.findIndex((l) => l.id === level) + 0.5) + gap * (r - (rows.length - 1) / 2);
    const svg = s("svg", { width, height: top + lane * lanes.length + 2, role: "img", "aria-label": `Levels of care, step by step. ${said}.`, "font-size": size });
    lanes.forEach((level, i) => {
      const right_ = end.triage.includes(level.id);
      svg.append(s("rect", { class: right_ ? "gcc-lane gcc-lane-right" : "gcc-lane", x: 1, y: top + lane * i, width: width - 2, height: lane }),
        s("path", { d: CARE_SHAPES[level.id], "fill-rule": "evenodd", style: `fill: var(--g-${level.id})`,
          transform: `translate(6 ${top + lane * (i + 0.5) - size * 0.6}) scale(${(size * 1.2) / 24})` }),
        s("text", { class: "gcc-lane-name", x: 10 + size * 1.25, y: top + lane * (i + 0.5), dy: "0.36em" }, `${level.short}${right_ ? " ✓" : ""}`));
    });
    end.steps.forEach((step, i) => svg.append(
      s("line", { class: "gcc-tick", x1: x(i), x2: x(i), y1: top, y2: top + lane * lanes.length }),
      s("text", { class: "gcc-step-name", x: x(i), y: top - size * 0.6, "text-anchor": "middle" }, String(step.number))));
    svg.append(s("text", { class: "gcc-step-name", x: 6, y: top - size * 0.6 }, "Step"));
    [...rows.entries()].reverse().forEach(([r, row]) => {
      const points = end.steps.map((step, i) => [x(i), y(row.of(step).triage, r)]);
      svg.append(s("polyline", { class: `gcc-line ${row.cls}`, points: points.map((p) => p.join(",")).join(" ") }));
      points.forEach(([px, py], i) => svg.append(s("path", { class: "gcc-dot", d: pathOf(view, row.of(end.steps[i]).cause),
        transform: `translate(${px} ${py}) scale(${size / 17})`, style: `fill: var(--g-${row.of(end.steps[i]).cause})` })));
      svg.append(s("text", { class: `gcc-name ${row.cls}`, x: points.at(-1)[0] + size * 0.85, y: points.at(-1)[1], dy: "0.36em" }, row.name));
    });
    box.replaceChildren(svg);
  }
  const seen = new ResizeObserver(([entry]) => draw(Math.max(250, Math.floor(entry.contentRect.width))));
  seen.observe(box);
  return { el: figure, stop: () => seen.disconnect() };
}

function verdictMark(right, word) {
  return h("strong", { class: right ? "gcc-right" : "gcc-wrong" }, h("span", { "aria-hidden": "true" }, right ? "✓ " : "✗ "), word);
}
/** How the last commitment fits: cause, level, and being sure. */
export function verdictLines(view, c, end) {
  const last = c.stages.at(-1).said;
  const causes = listed(end.causes.map((id) => nameOf(view.causes, id)));
  const levels = listed(end.triage.map((id) => view.levels.find((l) => l.id === id).short));
  const level = view.levels.find((l) => l.id === last.triage).short;
  const held = end.held_from === 1 ? " You had it from the first step on." : end.held_from < c.total ? ` You had it from step ${end.held_from} on.` : "";
  return h("ul", { class: "gcc-verdict" },
    h("li", {}, verdictMark(end.cause_right, end.cause_right ? "Right cause: " : "Not the cause: "), `you ended on ${nameOf(view.causes, last.cause)}.`,
      end.cause_right ? null : ` We say: ${causes}.`),
    h("li", {}, verdictMark(end.level === "right", { right: "Right level: ", too_low: "Too low: ", too_high: "Higher than needed: " }[end.level]),
      `you ended on ${level}.`, end.level === "right" ? held : ` Right is: ${levels}.`),
    end.sure_but_wrong ? h("li", {}, "You were sure. Sure and wrong is worth a second look.") : null);
}
/** The one thing a case teaches, its level of care, and where that comes from. */
export function lessonPart(view, end, level) {
  return [
    h("h4", {}, "What this case teaches"),
    h("p", { class: "gcc-lesson", html: end.lesson }),
    careCard({ level, head: nameOf(view.levels, level), html: end.teaching }),
    h("p", { class: "g-small" }, end.sources.length === 1 ? "Source: " : "Sources: ", end.sources.join(" · ")),
  ];
}
