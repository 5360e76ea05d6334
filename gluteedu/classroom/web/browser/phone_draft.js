// What a phone has chosen but not sent: pure steps.

/** @typedef {object} Draft
 *  @property {string} key of the question and round it is for
 *  @property {any} response as the class takes it; a number as it was typed
 *  @property {string | null} sure
 *  @property {boolean} touched whether anything was chosen since the vote that counts */

/** The draft for what is asked now: what was chosen for it, or the vote that counts, or nothing yet.
 *  @param {Draft} draft
 *  @param {{ question: any, mine: any }} state
 *  @returns {Draft} */
export function draftFor(draft, state) {
  var key = `${state.question.run}/${state.question.round}`;
  if (draft.key === key && draft.touched) return draft;
  var mine = state.mine || { response: null, confidence: null };
  return { key: key, response: mine.response, sure: mine.confidence, touched: false };
}

/** The response as it is sent: what was typed as a number. */
export var responseOf = (question, draft) => (question.number && draft.response !== null ? parseFloat(draft.response) : draft.response);

/** What keeps a response from being sent, as the end of an id of its words; "" if nothing does. */
export function lacking(question, response) {
  var count = question.options.length;
  if (question.number) {
    if (typeof response !== "number" || isNaN(response)) return "number";
    return response < question.number.min || response > question.number.max ? "number_within" : "";
  }
  if (question.type === "matching") return response && Object.keys(response).length === count ? "" : "matching";
  if (question.type === "ordering") return response && response.length === count ? "" : "ordering";
  return response && response.length ? "" : "choice";
}

/** An order with one more at its end, or without the one that was in it. */
export function tapped(order, id) {
  var at = order.indexOf(id);
  return at < 0 ? order.concat(id) : order.slice(0, at).concat(order.slice(at + 1));
}

/** Choices with one more, in the order of the options, or without the one that was chosen. */
export var toggled = (question, chosen, id) =>
  question.options.map((option) => option.id).filter((one) => (one === id ? chosen.indexOf(id) < 0 : chosen.indexOf(one) >= 0));

/** Pairs with one partner chosen, or taken away. */
export function paired(pairs, id, partner) {
  var now = {};
  for (var one in pairs) if (one !== id) now[one] = pairs[one];
  if (partner) now[id] = partner;
  return now;
}
