// The line from a phone to the class: it comes back by itself after a break, on old phones, too.

var FIRST_WAIT = 400, LONGEST_WAIT = 8000, REFUSED_WAIT = 15000, ASLEEP = 15000; // milliseconds
var REFUSED = [4003, 4008];

/** @param {string} path of the class
 *  @param {{ hear(message: any): void, lost(): void, refused(why: string): void }} told `lost`: not connected for
 *    a while; `refused`: the class does not let this phone in */
export function phoneLine(path, told) {
  var socket = null, tries = 0, timer = 0, slept = 0, returning = false;

  function connect() {
    clearTimeout(timer);
    if (socket && socket.readyState < 2) return;
    if (returning) askForPage();
    else open();
  }
  // After a break: ask for the page first. It says whether the class is there, and the phone gets
  // a new pass if the old one is not good any more.
  function askForPage() {
    var request = new XMLHttpRequest();
    request.open("GET", location.pathname, true);
    request.timeout = 8000;
    request.onload = open;
    request.onerror = request.ontimeout = later;
    request.send();
  }
  function open() {
    var scheme = location.protocol === "https:" ? "wss" : "ws";
    var mine = new WebSocket(`${scheme}://${location.host}${path}/live`);
    socket = mine;
    returning = true;
    mine.onmessage = (event) => {
      if (mine !== socket) return;
      tries = 0;
      told.hear(JSON.parse(event.data));
    };
    mine.onclose = (event) => {
      if (mine !== socket) return;
      socket = null;
      if (REFUSED.indexOf(event.code) < 0) return later();
      told.refused(event.reason);
      timer = setTimeout(connect, REFUSED_WAIT);
    };
  }
  function later() {
    tries += 1;
    if (tries > 1) told.lost();
    var wait = Math.min(LONGEST_WAIT, FIRST_WAIT * Math.pow(1.7, tries));
    timer = setTimeout(connect, wait * (0.5 + Math.random()));
  }
  function renew() {
    var old = socket;
    socket = null;
    if (old) old.close();
    connect();
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) slept = Date.now();
    else if (socket && slept && Date.now() - slept > ASLEEP) renew();
    else if (!socket) connect();
  });
  window.addEventListener("online", connect);
  return {
    connect: connect,
    /** Take a new line: this one may be dead. */
    renew: renew,
    send: (message) => socket && socket.readyState === 1 && socket.send(JSON.stringify(message)),
  };
}
