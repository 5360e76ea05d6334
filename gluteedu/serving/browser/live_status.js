// What is told of the line to the kernel, of the kernel, and of the page.

import { say } from "../../widgets/shared/words.js";

/** @typedef {import("./status.js").Status} Status */

const NEW_LOGIN = 4; // attempts after which only a whole new page may help: the server may ask for a login

/** The page is there, its widgets are not.
 *  @returns {Status} */
export const beginning = () => ({ state: "waiting", text: say("page", "waiting"), share: 0.3 });

/** All is there, of this version or of one that has been overtaken. The page is never loaded anew by
 *  itself: somebody may be in the middle of an answer.
 *  @param {boolean} outdated
 *  @returns {Status} */
export const ready = (outdated) =>
  outdated ? { state: "trouble", text: say("page", "updated"), act: "new_version" } : { state: "ready", text: say("page", "ready") };

/** @returns {Status} */
export const slow = () => ({ state: "trouble", text: say("page", "slow"), act: "try_now" });

/** The line is lost.
 *  @param {number} attempt how often it was tried since
 *  @param {boolean} offline
 *  @returns {Status} */
export const lost = (attempt, offline) =>
  ({ state: "trouble", text: offline ? say("page", "offline") : say("page", "lost"), act: attempt < NEW_LOGIN ? "try_now" : "reload" });

/** The room is full.
 *  @param {number} place in the queue; 1 is next
 *  @returns {Status} */
export const queued = (place) =>
  ({ state: "waiting", text: place === 1 ? say("page", "full_next") : say("page", "full", { n: place - 1 }), share: 1 / (place + 1) });

/** The page has been still: its kernel goes to rest, or has gone.
 *  @param {number} left seconds
 *  @returns {Status} */
export const resting = (left) =>
  left ? { state: "trouble", text: say("page", "rests_soon"), act: "here" } : { state: "trouble", text: say("page", "rests"), act: "wake" };

/** Something is wrong with the kernel.
 *  @param {string} kind "hung", "restarted", or any other for one that is gone
 *  @returns {Status} */
export function trouble(kind) {
  if (kind === "restarted") return { state: "waiting", text: say("page", "restarted"), share: 0.5 };
  return { state: "trouble", text: kind === "hung" ? say("page", "hung") : say("page", "stopped"), act: "again" };
}

/** A new kernel was asked for.
 *  @returns {Status} */
export const startingAgain = () => ({ state: "waiting", text: say("page", "starting_again"), share: 0.3 });
