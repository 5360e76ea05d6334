// The words of the phone's page, as they came with it.

/** @type {Record<string, Record<string, string>>} */
var groups = JSON.parse(document.getElementById("words").textContent);

/** The text `id` of data/words/`group`.yaml with its places filled.
 *  @param {string} group
 *  @param {string} id
 *  @param {Record<string, any>} [values] */
export var say = (group, id, values) => groups[group][id].replace(/\{(\w+)\}/g, (_, place) => values[place]);
