// The line from the instructor's pages to the class.

const FIRST_WAIT = 400, LONGEST_WAIT = 8000; // milliseconds

/** The address of the class, from any of the instructor's pages. */
export const classRoot = () => location.pathname.replace(/\/(host|notes|key)(\/.*)?$/, "");

/** A POST to an address below the class. */
export const post = (path, body) => fetch(`${classRoot()}/${path}`, {
  method: "POST", headers: { "Content-Type": "application/json", "X-Gluteedu": "class" }, body: JSON.stringify(body),
});

/** A socket that comes back by itself.
 *  @param {{ view: "host" | "screen", hear(message: any): void, state(connected: boolean): void }} told
 *  @returns {{ send(message: object): void }} */
export function classLine({ view, hear, state }) {
  let socket = null;
  let tries = 0;
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const wait = () => Math.min(LONGEST_WAIT, FIRST_WAIT * 1.7 ** tries) * (0.5 + Math.random());
  const later = () => {
    tries += 1;
    setTimeout(again, wait());
  };
  function open() {
    socket = new WebSocket(`${scheme}//${location.host}${classRoot()}/host/live?view=${view}`);
    socket.onopen = () => {
      tries = 0;
      state(true);
    };
    socket.onmessage = (event) => hear(JSON.parse(event.data));
    socket.onclose = () => {
      state(false);
      later();
    };
  }
  // A session may have ended meanwhile: then the way leads back to the key.
  async function again() {
    const answer = await fetch(`${classRoot()}/host/questions?lesson=-`).catch(() => null);
    if (answer?.status === 403) location.assign(`${classRoot()}/key?to=${view === "screen" ? "host/screen" : "host"}`);
    else if (answer?.ok) open();
    else later();
  }
  open();
  return { send: (message) => void (socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message))) };
}
