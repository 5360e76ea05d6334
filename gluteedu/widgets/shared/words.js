// What the course says to people: the texts of data/words, by the name of their file and their id.

/** @typedef {string | { one: string, other: string }} Text its forms are chosen by the value `n` */

/** @type {Record<string, Record<string, Text>>} */
const groups = {};
const PLACE = /\{([a-z][a-z0-9_]*)\}/g;

/** Take over the words that came with a widget or a page. */
export const learnWords = (words) => void Object.assign(groups, words);

function form(group, id, values) {
  const text = groups[group]?.[id];
  if (text === undefined) throw new Error(`data/words/${group}.yaml has no text ${id}`);
  if (typeof text === "string") return text;
  return new Intl.PluralRules("en").select(values.n) === "one" ? text.one : text.other;
}

function valueOf(group, id, values, place) {
  if (values[place] === undefined) throw new Error(`data/words/${group}.yaml: ${id}: nothing was given for {${place}}`);
  return values[place];
}

/** The text `id` of data/words/`group`.yaml with its places filled.
 *  Error: there is no such text, or a place of it has no value.
 *  @param {string} group
 *  @param {string} id
 *  @param {Record<string, string | number>} [values]
 *  @returns {string} */
export const say = (group, id, values = {}) =>
  form(group, id, values).replace(PLACE, (_, place) => valueOf(group, id, values, place));

/** The same where places are filled with elements: a list of texts and elements.
 *  @param {string} group
 *  @param {string} id
 *  @param {Record<string, any>} values
 *  @returns {any[]} */
export const sayWith = (group, id, values) =>
  form(group, id, values).split(PLACE).map((part, i) => (i % 2 ? valueOf(group, id, values, part) : part)).filter((part) => part !== "");

