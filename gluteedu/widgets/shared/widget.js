// The shell of every widget: what anywidget and a served page ask of its module, drawing and focus.

import { render } from "preact";

import { liveRegion } from "./live_region.js";
import { learnWords } from "./words.js";

/** @typedef {object} Page what a widget is given
 *  @property {any} model anywidget's model
 *  @property {HTMLElement} el where it stands
 *  @property {() => void} draw patch the page to what `show` says now
 *  @property {(name: string) => void} focusOn focus what carries `data-focus` of this name
 *  @property {() => boolean} hasFocus whether the focus is inside
 *  @property {(sentence: string) => void} announce have a sentence read out
 *  @property {any} Live the live region: a component to be shown once */

/** @typedef {object} Own what a widget gives
 *  @property {() => any} show what is to be seen now
 *  @property {() => void} [changed] the view has changed
 *  @property {(message: any) => void} [heard] a message from Python
 *  @property {() => void} [stop] it leaves the page */

/** The module of a widget.
 *  @param {(page: Page) => Own} start */
export function widget(start) {
  return {
    render({ model, el }) {
      el.classList.add("gluteedu");
      el.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab: keys here are the learner's
      learnWords(model.get("words"));
      const { Region, announce } = liveRegion();
      const active = () => el.getRootNode().activeElement;
      const find = (name) => el.querySelector(`[data-focus="${name}"]`);
      const isSeen = (node) => node?.isConnected && node.getClientRects().length > 0;
      /** The focus stays where it is; if that is gone, it goes to what bears its name now, or to the head. */
      const draw = () => {
        const held = el.contains(active()) ? active() : null;
        render(own.show(), el);
        if (!held || (active() === held && isSeen(held))) return;
        [held, find(held.dataset.focus), find("head")].find(isSeen)?.focus({ preventScroll: true });
      };
      const own = start({ model, el, draw, announce, Live: Region, focusOn: (name) => find(name)?.focus(), hasFocus: () => el.contains(active()) });
      const changed = () => own.changed?.();
      const heard = (message) => own.heard?.(message);
      draw();
      model.on("change:view", changed);
      model.on("msg:custom", heard);
      return () => {
        model.off("change:view", changed);
        model.off("msg:custom", heard);
        own.stop?.();
        render(null, el);
      };
    },
  };
}
