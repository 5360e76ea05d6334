// Ids that no other part of a page has.

import { useState } from "preact/hooks";

let count = 0;
export const newId = (stem) => `g-${stem}-${++count}-${Math.random().toString(36).slice(2, 7)}`;

/** One for as long as a component is on the page. */
export const useNewId = (stem) => useState(() => newId(stem))[0];
