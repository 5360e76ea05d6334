// The line to the kernel: opened, watched, and opened again when it is lost.

export const PING = 4_000; // milliseconds between two questions whether the other end is there
const SILENCE = 8_000; // without an answer to one of them the line is taken for lost
const PAUSES = [300, 1000, 2000, 4000, 8000, 10_000]; // before each attempt to come back
const OPEN = 1; // WebSocket.OPEN

/** Milliseconds before an attempt to come back, a fifth more or less so that not all come at once.
 *  @param {number} attempt of 0, 1, …
 *  @param {number} chance of 0 to 1 */
export const pauseBefore = (attempt, chance) => PAUSES[Math.min(attempt, PAUSES.length - 1)] * (0.8 + chance * 0.4);

/** A line that comes back.
 *  @param {{ open(): WebSocket, first: { socket: WebSocket, heard: string[] } | null }} line as first.js opened it
 *  @param {{ hear(message: any): void, lost(attempt: number): void }} told */
export function connection(line, { hear, lost }) {
  /** @type {WebSocket | null} */
  let socket = null;
  let attempt = 0;
  let timer = 0;
  let answeredAt = 0;
  let leaving = false;
  let resting = false;
  const isOpen = () => socket?.readyState === OPEN;

  function take({ data }) {
    answeredAt = Date.now();
    try {
      hear(JSON.parse(data));
    } catch (error) {
      console.error(error);
    }
  }
  function connect() {
    clearTimeout(timer);
    resting = false;
    if (socket && socket.readyState <= OPEN) return;
    const early = line.first;
    line.first = null;
    const opened = early?.socket ?? line.open();
    const closed = () => socket === opened && failed();
    socket = opened;
    answeredAt = Date.now();
    opened.onmessage = take;
    opened.onclose = closed;
    early?.heard.forEach((data) => take({ data }));
    if (opened.readyState > OPEN) closed(); // lost before anybody listened
  }
  function failed() {
    socket = null;
    if (leaving || resting) return;
    lost(attempt);
    clearTimeout(timer);
    timer = setTimeout(connect, pauseBefore(attempt, Math.random()));
    attempt += 1;
  }
  /** The line is dead, whatever the browser thinks of it. */
  function drop() {
    if (!socket) return;
    const dead = socket;
    socket = null;
    dead.onclose = null;
    dead.close();
    failed();
  }
  /** Ask whether the other end is there. */
  function beat() {
    if (!isOpen()) return;
    if (Date.now() - answeredAt > PING + SILENCE) drop();
    else socket.send(JSON.stringify({ ping: 1 }));
  }
  return {
    connect, drop, beat,
    get resting() {
      return resting;
    },
    /** Whether the message went. */
    send(message) {
      if (isOpen()) socket.send(JSON.stringify(message));
      return isOpen();
    },
    /** The page works again: the next loss is a first one. */
    settled: () => void (attempt = 0),
    /** It will be closed, and stays so until `connect`. */
    rest: () => void (resting = true),
    /** The page is seen again, or the network is back. */
    resume() {
      answeredAt = Math.max(answeredAt, Date.now() - PING - SILENCE / 2);
      if (isOpen()) beat();
      else if (!resting) connect();
    },
    /** The page goes for good, and nothing need be kept for it. */
    leave() {
      leaving = true;
      if (this.send({ bye: true })) socket.close();
    },
    /** The browser has brought the page back as it was. */
    comeBack() {
      leaving = false;
      this.resume();
    },
  };
}

/** Follow what the browser tells of the network and of the page's coming and going.
 *  @param {ReturnType<typeof connection>} to */
export function followBrowser(to) {
  addEventListener("online", () => {
    to.settled();
    to.resume();
  });
  addEventListener("offline", () => to.drop());
  document.addEventListener("visibilitychange", () => document.hidden || to.resume());
  addEventListener("pagehide", (event) => event.persisted || to.leave()); // a page that is kept may come back as it is
  addEventListener("pageshow", (event) => event.persisted && to.comeBack());
  setInterval(() => document.hidden || to.beat(), PING);
}
