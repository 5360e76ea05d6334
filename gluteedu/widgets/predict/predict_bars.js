// Guessed numbers, one slider each, and their bars beside the data. The same shape as drawingPlane.

import { h } from "../shared/before/dom.js";
import { rangeField } from "../shared/before/range_field.js";

export function guessedShares(view, changed) {
  let moved = false;
  const unit = view.unit;
  const total = view.total;
  const running = h("p", { class: "gp-total", role: "status" });
  const sum = () => rows.reduce((a, r) => a + r.field.get(), 0);
  const balanced = () => total === null || Math.abs(sum() - total) <= 2;
  const tally = () => {
    if (total === null) return;
    const left = Math.round((total - sum()) * 100) / 100;
    const rest = balanced() ? "That adds up." : left > 0 ? `${left} still to give.` : `${-left} too many.`;
    running.textContent = `Total: ${Math.round(sum() * 100) / 100} of ${total}. ${rest}`;
    running.classList.toggle("gp-balanced", balanced());
  };
  const rows = view.rows.map((row) => ({
    ...row,
    field: rangeField({
      label: row.label, min: 0, max: view.top, step: view.step, value: view.start, unit, words: null,
      oninput() {
        moved = true;
        tally();
        changed();
      },
    }),
    bars: h("div", { class: "gp-bars" }),
  }));
  const guessing = h("div", {}, rows.map((r) => r.field.el), total === null ? null : running);
  const showing = h("div", { class: "gp-shown", hidden: true });
  const el = h("div", {}, guessing, showing);
  const plain = (n) => String(Math.round(n * 10) / 10).replace("-", "−");
  const counted = (n) => `${plain(n)} ${n === 1 ? unit.replace(/s$/, "") : unit}`;
  tally();

  function bar(kind, value, scale, range) {
    const at = (n) => `${(100 * (n - scale.low)) / (scale.high - scale.low)}%`;
    const from = Math.min(0, value);
    const fill = h("span", { class: `gp-fill gp-fill-${kind}`, style: `inset-inline-start:${at(from)};inline-size:calc(${at(Math.max(0, value))} - ${at(from)})` });
    const whisker = range ? h("span", { class: "gp-range", style: `inset-inline-start:${at(range[0])};inline-size:calc(${at(range[1])} - ${at(range[0])})` }) : null;
    const zero = scale.low < 0 ? h("span", { class: "gp-zero", style: `inset-inline-start:${at(0)}` }) : null;
    const words = kind === "guess" ? "You" : "Data";
    const spread = range ? ` (${plain(range[0])} to ${plain(range[1])})` : "";
    return h("div", { class: "gp-bar-line" },
      h("span", { class: `gp-who gp-who-${kind}` }, words), h("span", { class: "gp-track", "aria-hidden": "true" }, fill, whisker, zero),
      h("span", { class: "gp-value" }, `${counted(Math.round(value * 10) / 10)}${spread}`));
  }

  return {
    el,
    missing: () => (moved && balanced() ? [] : ["a guess"]),
    need: () => (moved ? `Make it add up to ${total} first. ${running.textContent}` : "Set your guesses first. Even a rough one helps you learn."),
    focusMissing: () => rows[0].field.el.querySelector("input").focus(),
    get: () => Object.fromEntries(rows.map((r) => [r.id, r.field.get()])),
    reveal(found, spread) {
      const truth = new Map(found.map((t) => [t.id, t]));
      const all = rows.flatMap((r) => [r.field.get(), truth.get(r.id).value, truth.get(r.id).low ?? 0, truth.get(r.id).high ?? 0]);
      const scale = { low: Math.min(0, ...all), high: Math.max(view.top, ...all) };
      showing.replaceChildren(h("ul", { class: "gp-rows" }, rows.map((r) => {
        const t = truth.get(r.id);
        const range = t.low === null ? null : [t.low, t.high];
        return h("li", {}, h("p", { class: "gp-row-label" }, r.label), bar("guess", r.field.get(), scale, null), bar("truth", t.value, scale, range));
      })), spread ? h("p", { class: "g-small" }, `Thin line: ${spread}.`) : "");
      guessing.hidden = true;
      showing.hidden = false;
      return null;
    },
    reset() {
      moved = false;
      rows.forEach((r) => r.field.set(view.start));
      tally();
      guessing.hidden = false;
      showing.hidden = true;
    },
    stop: () => {},
  };
}
