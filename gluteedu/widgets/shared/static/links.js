// Links from one page of the course to another, in each house they live in, and days in words.

/** The address of a lesson beside the page that shows the map, and its path for JupyterLab's own
 *  "open" command (null elsewhere). Voila and Notebook 7 keep lessons side by side; JupyterLab
 *  has one page for all, so the folder is read from its address. */
function lessonAddress(id, pathname) {
  const file = `${id}.ipynb`;
  const lab = pathname.match(/^(.*)\/(lab|doc)(?:\/workspaces\/[^/]+)?(?:\/tree(?:\/(.*))?)?\/?$/);
  if (!lab) return { href: file, path: null };
  const [, base, app, open = ""] = lab;
  const folder = open.endsWith(".ipynb") ? open.split("/").slice(0, -1).join("/") : open.replace(/\/$/, "");
  const path = folder ? `${folder}/${file}` : file;
  return { href: `${base}/${app}/tree/${path}`, path: decodeURIComponent(path) };
}

/** A link to the lesson or page `id`. In JupyterLab it opens in a tab beside this one. */
function pageLink(id, props, ...children) {
  const anchor = h("a", props, ...children);
  const aim = () => {
    const { href, path } = lessonAddress(id, location.pathname);
    anchor.setAttribute("href", href);
    if (path === null) return;
    anchor.dataset.commandlinkerCommand = "docmanager:open";
    anchor.dataset.commandlinkerArgs = JSON.stringify({ path });
  };
  aim();
  for (const event of ["pointerdown", "focus"]) anchor.addEventListener(event, aim);
  return anchor;
}

/** Minutes from local time to UTC, for Python, which does not know where the learner is. */
const zoneOffset = () => new Date().getTimezoneOffset();

/** A day in words: "Thursday 26 November", with the year where it is another one. */
function dayWords(iso, { weekday = "long" } = {}) {
  const at = new Date(iso);
  const year = at.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return at.toLocaleDateString("en-GB", { weekday, day: "numeric", month: "long", year });
}

/** When something comes, seen from now: "in 8 minutes", "tomorrow", "on Thursday 26 November". */
function whenWords(iso) {
  const at = new Date(iso);
  const midnight = new Date();
  midnight.setHours(24, 0, 0, 0);
  const minutes = Math.ceil((at - Date.now()) / 60000);
  if (at < midnight) {
    if (minutes <= 1) return "in a minute";
    return minutes < 90 ? `in ${minutes} minutes` : `today at ${at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`;
  }
  midnight.setDate(midnight.getDate() + 1);
  return at < midnight ? "tomorrow" : `on ${dayWords(iso)}`;
}

/** "1 card", "3 cards". */
const counted = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
