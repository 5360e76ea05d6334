import assert from "node:assert/strict";
import { test } from "node:test";

import { h } from "../../gluteedu/widgets/shared/element.js";

test("safe markup is the inside of an element, and what a component is given", () => {
  assert.deepEqual(h("div", { class: "a", html: "<b>x</b>" }).props, { class: "a", dangerouslySetInnerHTML: { __html: "<b>x</b>" } });
  const Card = () => null;
  assert.equal(h(Card, { html: "<b>x</b>" }).props.html, "<b>x</b>");
});

test("without markup its children are the inside", () => {
  assert.deepEqual(h("span", { html: undefined }, "x").props, { children: "x" });
});
