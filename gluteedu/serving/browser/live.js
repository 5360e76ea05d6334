// The live part of a lesson: one line to its kernel, a model for each widget, and what to say and do
// when the line, the kernel or the learner goes away and comes back.

import { learnWords } from "../../widgets/shared/words.js";
import "./course.js";
import { connection, followBrowser } from "./connection.js";
import { LiveWidgets } from "./live_widgets.js";
import * as told from "./live_status.js";
import { outbox } from "./outbox.js";
import { showStatus } from "./status.js";

const SLOW = 20_000; // milliseconds until the reader is told that nothing has come alive

/** The rest of a lesson with a widget that is not the course's own is Voila's whole front end. */
function openWhole() {
  const whole = new URL(location.href);
  if (whole.searchParams.has("whole")) return false;
  whole.searchParams.set("whole", "1");
  location.replace(whole);
  return true;
}

/** Make the page live.
 *  @param {Record<string, any>} modules of widgets, by name
 *  @param {Record<string, any>} shared long traits by name, `words` among them */
export function begin(modules, shared) {
  learnWords(shared.words);
  let everLive = false;
  let outdated = false;
  let hung = false;
  const line = connection(window.gluteeduLine, { hear, lost });
  const out = outbox(line.send, () => line.resting && line.connect());
  const widgets = new LiveWidgets(modules, shared, out.send);
  const does = {
    try_now: line.connect, wake: line.connect,
    reload: () => location.reload(), new_version: () => location.reload(),
    again() {
      show(told.startingAgain());
      out.hold();
      line.send({ again: true });
    },
    here() {
      line.send({ here: true });
      ready();
    },
  };
  const show = (status) => showStatus(status, does);

  function ready() {
    hung = false;
    show(told.ready(outdated));
    document.documentElement.dataset.ready = "";
  }
  function lost(attempt) {
    if (attempt > 0 || everLive) show(told.lost(attempt, navigator.onLine === false));
  }
  function answers() {
    if (hung) ready();
  }
  /** What the other end says, by its first field. */
  const heard = {
    version: (message) => (outdated = message.version !== document.body.dataset.version),
    page({ page, unheard = [] }) {
      if (page.foreign && openWhole()) return line.leave();
      const renamed = widgets.show(page);
      ready();
      everLive = true;
      line.settled();
      out.release(unheard, renamed);
    },
    state(message) {
      answers();
      widgets.update(message.model, message.state);
    },
    custom(message) {
      answers();
      widgets.tell(message.model, message.custom);
    },
    waiting: (message) => show(told.queued(message.waiting)),
    rest(message) {
      if (!message.rest) line.rest();
      show(told.resting(message.rest));
    },
    trouble({ trouble }) {
      hung = trouble === "hung";
      if (!hung) out.hold();
      show(told.trouble(trouble));
    },
  };
  function hear(message) {
    const kind = Object.keys(heard).find((one) => one in message);
    if (kind) heard[kind](message);
  }

  show(told.beginning());
  followBrowser(line);
  line.connect();
  setTimeout(() => {
    if (!everLive && !document.querySelector('.g-status[data-state="trouble"]')) show(told.slow());
  }, SLOW);
}
