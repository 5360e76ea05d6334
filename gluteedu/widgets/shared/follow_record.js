// News of the record between widgets and pages, never what it holds.

import { newId } from "./ids.js";

/** Keeps a widget in step with the record. Other widgets and pages of the learner are told that it
 *  has grown, never what it holds; this one asks Python anew when it is told, or is seen again.
 *  `all`: also for news from widgets of the same page. Returns { changed(everywhere), stop() }. */
export function followRecord(model, { all = false } = {}) {
  const page = (document.documentElement.dataset.gluteeduPage ??= newId("page")); // JupyterLab loads each widget by itself
  const refresh = () => document.visibilityState === "visible" && model.send({ act: "refresh" });
  let channel = null;
  try {
    channel = new BroadcastChannel("gluteedu");
    channel.onmessage = ({ data }) => data?.record && (all || data.record.page !== page || data.record.everywhere) && refresh();
  } catch {
    // A browser without it: the page catches up when it is seen again.
  }
  document.addEventListener("visibilitychange", refresh);
  return {
    changed: (everywhere = false) => channel?.postMessage({ record: { page, everywhere } }),
    stop() {
      channel?.close();
      document.removeEventListener("visibilitychange", refresh);
    },
  };
}
