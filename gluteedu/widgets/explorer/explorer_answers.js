// What a learner has answered in the explorer. It lives on this page only.

/** @typedef {object} Question
 *  @property {string} id
 *  @property {"flag" | "choice" | "number"} kind
 *  @property {string} label
 *  @property {string} question
 *  @property {string[]} [choices]
 *  @property {number} [low]
 *  @property {number} [top]
 *  @property {number} [start] where its slider stands first
 *  @property {boolean} [more] `top` counts for more than it, too
 *  @property {string} [one] the unit for one
 *  @property {string} [unit] */

/** @typedef {object} ExplorerView what Python gives before the first answer
 *  @property {{ title: string, questions: Question[] }[]} safety
 *  @property {{ title: string, questions: Question[] }[]} clues
 *  @property {Record<string, string>} onlyAfter finding to the one that must be a yes before
 *  @property {Record<string, string>} notAfter finding to the one after whose yes it is not asked
 *  @property {Record<string, string>} choices
 *  @property {Record<string, string>} words
 *  @property {{ id: string, name: string }[]} causes */

/** @typedef {object} ExplorerReply what one set of answers gives
 *  @property {number} [n] of the message that it answers
 *  @property {string} triage
 *  @property {boolean} urgent
 *  @property {{ condition: string, level: string, action: string }[]} flags
 *  @property {string[]} grounds findings that call for this level
 *  @property {string[][]} clashes
 *  @property {string[]} open findings that could still ring an alarm
 *  @property {string[]} settled findings that other answers tell
 *  @property {Record<string, number> | null} causes
 *  @property {string | null} picture
 *  @property {Record<string, Record<string, number>>} reasons finding to its push on each cause
 *  @property {Record<string, number> | null} alone
 *  @property {{ id: string, name: string, assumed: boolean, shares: Record<string, number> }} start */

export class Answers {
  /** @type {Record<string, any>} finding id to its value */
  findings = {};
  /** Questions answered "not sure". */
  unsure = new Set();
  /** Safety questions that had an answer and have none now. */
  takenBack = new Set();
  /** @type {string | null} the question answered last */
  touched = null;
  /** Where the slider of a number stands, counted or not. */
  #sliders = {};
  #view;
  #safety;
  #questions;

  /** @param {ExplorerView} view */
  constructor(view) {
    const asked = (lists) => lists.flatMap((list) => list.questions).map((q) => [q.id, q]);
    this.#view = view;
    this.#safety = new Map(asked(view.safety));
    this.#questions = new Map([...this.#safety, ...asked(view.clues)]);
  }
  /** @returns {Question} */
  question(id) {
    return this.#questions.get(id);
  }
  isSafety(id) {
    return this.#safety.has(id);
  }
  /** Whether a question has an answer, "not sure" included. */
  isDone(id) {
    return this.findings[id] !== undefined || this.unsure.has(id);
  }
  sliderOf(id) {
    return this.#sliders[id] ?? this.question(id).start;
  }
  /** A learner answers; `undefined` takes the answer back. */
  answer(ids, value, unsure = false) {
    for (const id of [ids].flat()) {
      if (value !== undefined) this.takenBack.delete(id);
      else if (this.findings[id] !== undefined && this.isSafety(id)) this.takenBack.add(id);
      this.#put(id, value);
      if (unsure) this.unsure.add(id);
      this.touched = id;
    }
    for (const [id, other] of Object.entries(this.#view.onlyAfter)) {
      if (this.findings[other] !== true && this.findings[id] !== undefined) this.#put(id, undefined);
    }
  }
  /** Other answers in their place: those of a story, or none. */
  load(findings) {
    this.findings = {};
    this.touched = null;
    this.takenBack.clear();
    this.unsure.clear();
    for (const [id, value] of Object.entries(findings)) this.#put(id, value);
  }
  #put(id, value) {
    const { kind, top } = this.question(id) ?? {};
    this.unsure.delete(id);
    if (value === undefined) delete this.findings[id];
    else this.findings[id] = value;
    if (kind === "number" && value !== undefined) this.#sliders[id] = Math.min(value, top);
  }
  /** Whether a question stands here and is worth asking after `reply`.
   *  @param {string} id
   *  @param {ExplorerReply} reply */
  isAsked(id, reply) {
    const { onlyAfter, notAfter } = this.#view;
    const isYes = (other) => this.findings[other] === true;
    if (!this.#questions.has(id)) return false;
    if (this.findings[id] !== undefined) return true;
    return !reply.settled.includes(id) && (!(id in onlyAfter) || isYes(onlyAfter[id])) && (!(id in notAfter) || !isYes(notAfter[id]));
  }
  /** Safety questions answered "not sure": never a no, so someone should be asked.
   *  @param {ExplorerReply} reply */
  unsureSafety(reply) {
    return [...this.unsure].filter((id) => this.isSafety(id) && this.isAsked(id, reply));
  }
}
