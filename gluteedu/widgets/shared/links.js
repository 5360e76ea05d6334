// Links from one page of the course to another, in each house they live in.

/** The address of a lesson beside the page that shows the map, and its path for JupyterLab's own
 *  "open" command (null elsewhere). Voila and Notebook 7 keep lessons side by side; JupyterLab
 *  has one page for all, so the folder is read from its address. */
export function lessonAddress(id, pathname) {
  const file = `${id}.ipynb`;
  const lab = pathname.match(/^(.*)\/(lab|doc)(?:\/workspaces\/[^/]+)?(?:\/tree(?:\/(.*))?)?\/?$/);
  if (!lab) return { href: file, path: null };
  const [, base, app, open = ""] = lab;
  const folder = open.endsWith(".ipynb") ? open.split("/").slice(0, -1).join("/") : open.replace(/\/$/, "");
  const path = folder ? `${folder}/${file}` : file;
  return { href: `${base}/${app}/tree/${path}`, path: decodeURIComponent(path) };
}

/** Where the course's server begins, with a slash at its end: "/" or, behind a hub, a longer path. */
export const siteRoot = () => (document.body.dataset.baseUrl ?? "/").replace(/voila\/$/, "");
