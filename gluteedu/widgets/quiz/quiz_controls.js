// The ways to answer, one for each type of item. A control shows an item with the answer so far, and
// says each change: `onchange(answer, shown)` with the answer or null, and what to show of it from now on.

import { h } from "../shared/element.js";
import { say } from "../shared/words.js";
import * as CONTROLS from "./controls.js";

/** @typedef {object} ControlProps
 *  @property {any} item
 *  @property {any} shown what was chosen so far; null for nothing
 *  @property {boolean} locked answered, and its marks are shown
 *  @property {(answer: any, shown?: any) => void} onchange
 *  @property {(sentence: string) => void} announce
 *  @property {string} [drawing] of the body map */

/** @typedef {object} Way what stands in a file of controls/, called as its type is
 *  @property {(props: ControlProps) => any} Control
 *  @property {boolean} [startsAnew] another try starts from an empty answer, not from the last one
 *  @property {boolean} [byDigits] the keys 1 to 9 pick options, where a page listens to them
 *  @property {boolean} [bareNote] a single note is shown without what it is to */

/** How an item is answered. @returns {Way} */
export const wayOf = (item) => CONTROLS[item.type] ?? CONTROLS.single;

/** The control for an item. @param {ControlProps} props */
export const AnswerControl = (props) => h(wayOf(props.item).Control, props);

/** What is said where there is no answer to check yet. */
export const needWords = (item) => say("quiz", `need_${item.type}`);
