// The question itself, as the legend of its controls.

import { h } from "../shared/element.js";

/** The stem, and how to answer. @param {{ item: any, ask?: string | null }} props */
export const Stem = ({ item, ask = null }) => [
  h("span", { class: "gq-stem", html: item.stem }), ask ? h("span", { class: "gq-ask" }, ask) : null,
];
