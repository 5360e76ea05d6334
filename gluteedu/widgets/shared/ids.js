// Ids that no other part of a page has.

let partIds = 0;
export const newId = (stem) => `g-${stem}-${++partIds}-${Math.random().toString(36).slice(2, 7)}`;
