// Watches a slider being dragged: when it was moved last, and until when its bars went on changing.
// A bar is looked at in every frame, so its motion counts, too; a change of the page that Python's
// answer brings is noted apart. Times in milliseconds.
({ bars, within }) => {
  const seen = { moves: 0, lastMove: 0, lastChange: 0, lastDrawn: 0, lengths: [] };
  window.benchDrag = seen;
  addEventListener("pointermove", (event) => {
    if (!event.buttons) return;
    seen.moves += 1;
    seen.lastMove = event.timeStamp;
  }, { capture: true });
  new MutationObserver(() => (seen.lastChange = performance.now())).observe(
    document.querySelector(within), { subtree: true, childList: true, attributes: true, characterData: true });
  const shown = new MessageChannel();
  shown.port1.onmessage = () => (seen.lastDrawn = performance.now());
  const frame = () => {
    const lengths = [...document.querySelectorAll(bars)].map((bar) => bar.getBoundingClientRect().width);
    if (lengths.some((length, i) => length !== seen.lengths[i])) shown.port2.postMessage(0);
    seen.lengths = lengths;
    requestAnimationFrame(frame);
  };
  frame();
}
