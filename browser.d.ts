// What TypeScript's check of the JavaScript is told about the pages that the scripts run in.

interface ParentNode {
  /** What the course looks up by a selector is HTML, unless it says otherwise. */
  querySelector<E extends Element = HTMLElement>(selectors: string): E | null;
  querySelectorAll<E extends Element = HTMLElement>(selectors: string): NodeListOf<E>;
}

interface Element {
  closest<E extends Element = HTMLElement>(selectors: string): E | null;
}

interface Window {
  /** The script of a lesson has come. */
  gluteeduPage?: boolean;
  /** The line to the kernel that the page's first lines opened. */
  gluteeduLine?: { open(): WebSocket; first: { socket: WebSocket; heard: string[] } | null };
  /** Long traits by name, as every kernel has them. */
  gluteeduShared?: Record<string, string>;
  /** The presenter view, once it has begun. */
  gluteeduPresent?: unknown;
  /** Plotly's own script, once somebody has reached for a figure. */
  Plotly?: any;
  // What Voila's front end looks for on a page.
  voila_heartbeat?(): void;
  voila_process?(): void;
  display_cells?(): void;
}

/** One name for a page, by which the widgets in it know each other's news. */
declare var gluteeduPageId: string | undefined;
