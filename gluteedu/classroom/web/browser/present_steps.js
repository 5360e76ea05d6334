// A lesson cut into steps of one screen each.

const NEARLY = 1.15; // this many screens of prose become one by slightly smaller type
const SHRINKS = 1.25; // and this many screens of a widget or a figure
const SHORT_LEAD = 0.3; // of a screen: what leads to a widget and is no longer stays with it

/** @typedef {object} Unit what can be shown or hidden by itself: a block of prose, or a slot
 *  @property {HTMLElement} node
 *  @property {number} section counted from 0; -1 before the first heading
 *  @property {string} title of its section
 *  @property {boolean} slot whether a widget or a figure stands in it */

/** @typedef {{ section: number, title: string, units: Unit[] }} Step */

/** The units of a lesson in order.
 *  @param {HTMLElement} main
 *  @returns {Unit[]} */
export function unitsOf(main) {
  const units = [];
  let section = -1;
  let title = "";
  for (const child of /** @type {Iterable<HTMLElement>} */ (main.children)) {
    const prose = child.classList.contains("g-prose");
    if (!prose && !child.classList.contains("g-slot")) continue;
    if (!prose && !child.querySelector(".g-stored > *, .g-live > *")) continue; // an import: nothing to see
    for (const node of /** @type {Iterable<HTMLElement>} */ (prose ? child.children : [child])) {
      if (prose && /^H[12]$/.test(node.tagName)) {
        section += 1;
        title = node.textContent.replace(/¶\s*$/, "").trim();
      }
      units.push({ node, section, title, slot: !prose });
    }
  }
  return units;
}

/** What goes on with what follows it: a heading, or a line that ends in a colon. */
const leads = ({ node }) => /^H\d$/.test(node.tagName) || node.textContent.trim().endsWith(":");

/** Steps of one screen each. A section that fits, or nearly does, is one step; a longer one ends its
 *  steps after each widget or figure, and wherever the screen is full.
 *  @param {Unit[]} units
 *  @param {number[]} heights of the units, in pixels
 *  @param {number} room the height of a screen
 *  @returns {Step[]} */
export function pack(units, heights, room) {
  const steps = [];
  for (let from = 0; from < units.length;) {
    let to = from;
    while (to < units.length && units[to].section === units[from].section) to += 1;
    steps.push(...packSection(units.slice(from, to), heights.slice(from, to), room));
    from = to;
  }
  return steps;
}

function packSection(units, heights, room) {
  const { section, title } = units[0];
  const most = room * (units.every((unit) => !unit.slot) ? NEARLY : 1);
  if (sum(heights) <= most) return [{ section, title, units }];
  const steps = [];
  let step = null;
  let height = 0;
  units.forEach((unit, i) => {
    const last = i + 1 === units.length || units[i + 1].slot; // no screen for a last paragraph alone
    const full = step && height + heights[i] > room * (last && !unit.slot ? NEARLY : 1);
    if (!step || (full && !staysWith(step, unit, heights[i], height, room))) {
      const taken = step ? leadsTakenFrom(step.units) : [];
      step = { section, title, units: taken };
      steps.push(step);
      height = sum(taken.map((one) => heights[units.indexOf(one)]));
    }
    step.units.push(unit);
    height += heights[i];
    if (unit.slot) step = null;
  });
  return steps;
}
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** A short lead stays with its widget, unless that alone would fit; a heading with what it heads. */
function staysWith(step, unit, own, height, room) {
  if (!unit.slot) return step.units.every(leads);
  const spoilt = own <= room * SHRINKS && height + own > room * SHRINKS;
  return height < room * SHORT_LEAD && !spoilt;
}

/** What leads to something is taken from the end of a step; that keeps one unit. */
function leadsTakenFrom(units) {
  const taken = [];
  while (units.length > 1 && leads(units.at(-1))) taken.unshift(units.pop());
  return taken;
}

/** Show one step of the lesson and nothing else.
 *  @param {HTMLElement} main
 *  @param {Unit[]} units
 *  @param {Step | undefined} step */
export function showOnly(main, units, step) {
  const on = new Set(step?.units);
  for (const unit of units) unit.node.classList.toggle("p-off", !on.has(unit));
  for (const child of main.children) {
    const shown = units.some((unit) => on.has(unit) && (unit.node === child || unit.node.parentElement === child));
    child.classList.toggle("p-gone", !shown);
  }
}

/** Show the whole lesson again.
 *  @param {HTMLElement} main */
export function showAll(main) {
  main.querySelectorAll(".p-off, .p-gone").forEach((node) => node.classList.remove("p-off", "p-gone"));
}
