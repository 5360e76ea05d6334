// The body map: regions to point at, to reach by keys or by name; and the nerve, step by step.

import { readDrawing } from "../shared/drawing.js";
import { h } from "../shared/element.js";
import { newId } from "../shared/ids.js";
import { widget } from "../shared/widget.js";
import { say } from "../shared/words.js";
import { BodyDrawing, regionsIn } from "./body_map_drawing.js";
import { Names, NerveStep, Region, Start } from "./body_map_panel.js";

/** @typedef {object} RegionView
 *  @property {string} id
 *  @property {string} name
 *  @property {string} also
 *  @property {string} text safe markup
 *  @property {string} hurts safe markup
 *  @property {string} said what is read out when it is chosen
 *  @property {string[]} sources */

export default widget(({ model, el, draw, focusOn, announce, Live }) => {
  const view = model.get("view");
  /** @type {Map<string, RegionView>} */
  const regions = new Map(view.regions.map((region) => [region.id, region]));
  const drawing = readDrawing(model.get("drawing"), newId("body"));
  const spots = regionsIn(drawing, regions);
  const headId = newId("body-map");
  let chosen = null;
  let pointed = null;
  let stop = view.marked[0] ?? view.regions[0].id; // the region where the Tab key stops
  let step = -1; // of the nerve; -1: it is not traced

  function point(id) {
    if (step >= 0 || pointed === id) return;
    pointed = id;
    draw();
  }
  function choose(id) {
    [step, chosen, stop] = [-1, id, id];
    draw();
    announce(regions.get(id).said);
  }
  function keys(event, id) {
    const ids = view.regions.map((region) => region.id).filter((one) => spots.has(one));
    const now = ids.indexOf(id);
    const moves = { ArrowRight: now + 1, ArrowDown: now + 1, ArrowLeft: now - 1, ArrowUp: now - 1, Home: 0, End: ids.length - 1 };
    if (event.key in moves) {
      stop = ids[(moves[event.key] + ids.length) % ids.length];
      draw();
      el.querySelector(`[data-region="${stop}"][role]`).focus({ preventScroll: true });
    } else if (event.key === "Enter" || event.key === " ") choose(id);
    else return;
    event.preventDefault();
  }
  function trace(next, button = "forward") {
    if (next >= view.nerve.length) return endTrace();
    [step, pointed, chosen] = [next, null, null];
    draw();
    focusOn(next > 0 ? button : "forward");
    announce(say("body_map", "step_said", { n: step + 1, of: view.nerve.length, text: view.nerve[step].said }));
  }
  function endTrace() {
    [step, chosen] = [-1, nerveRegion()];
    draw();
    focusOn("trace");
  }
  const nerveRegion = () => drawing?.querySelector("[data-region] [data-trace]")?.closest("[data-region]").dataset.region ?? null;

  // ---- what is seen -----------------------------------------------------------------------
  /** Which regions stand out: the one pointed at, else the chosen one, else those marked. */
  function standOut() {
    if (step >= 0) return [];
    const one = pointed ?? chosen;
    return one ? [one] : view.marked;
  }
  function panel() {
    if (step >= 0) return h(NerveStep, { nerve: view.nerve, step, trace });
    if (chosen) return h(Region, { region: regions.get(chosen) });
    return h(Start, { names: view.marked.map((id) => regions.get(id).name) });
  }
  return {
    show: () =>
      h("section", { class: "g-card gb", "aria-labelledby": headId },
        h("h3", { class: "g-title", id: headId, tabindex: "-1", "data-focus": "head" }, say("body_map", "explore")),
        h("div", { class: "gb-grid" },
          h("figure", { class: "gb-figure" },
            h("div", { class: "gb-halves", "aria-hidden": "true" }, h("span", null, say("body_map", "half_surface")), h("span", null, say("body_map", "half_deep"))),
            h(BodyDrawing, {
              drawing, regions, spots, chosen, stop, on: standOut(), named: step < 0 ? pointed ?? chosen : null,
              traced: view.nerve.slice(0, step + 1).map(({ part }) => part), does: { point, choose, keys },
            }),
            h("figcaption", { class: "g-small", html: view.caption })),
          h("div", { class: "gb-side" },
            h("div", { class: "gb-panel" }, panel()),
            h("div", { class: "g-buttons" },
              step < 0 ? h("button", { type: "button", "data-focus": "trace", onclick: () => trace(0) }, say("body_map", "trace")) : null)),
          h("div", { class: "gb-names" },
            h("p", { class: "gb-lead" }, say("body_map", "or_choose_a_name")),
            h(Names, { regions: view.regions, chosen, on: standOut(), does: { point, choose } }),
            h("p", { class: "gb-caution", html: view.caution }))),
        h(Live)),
  };
});
