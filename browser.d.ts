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
  /** The line to the kernel that the page's first lines opened; `first` goes when the script has it. */
  gluteeduLine?: { open(): WebSocket; first: { socket: WebSocket; heard: string[] } | null };
  /** The presenter view, once it has begun. */
  gluteeduPresent?: unknown;
  /** Plotly's own script, once somebody has reached for a figure. */
  Plotly?: any;
  // What Voila's front end looks for on a page.
  voila_heartbeat?(): void;
  voila_process?(): void;
  display_cells?(): void;
}
