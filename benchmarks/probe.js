// Runs in the measured page from its first moment on. Looks once a frame, notes when something can
// be seen, and uses the page as a learner would: a step is taken as soon as what it needs is there.
// Times are milliseconds since the navigation began, taken after the frame that shows the thing.
(spec) => {
  if (window !== window.top || location.protocol === "about:") return;
  const marks = (window.benchMarks = {});

  const find = (selector, within = document) => {
    const plain = within.querySelector(selector);
    if (plain || !spec.deep) return plain;
    for (const el of within.querySelectorAll("*")) {
      const inside = el.shadowRoot && find(selector, el.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  const visible = (el) => {
    const box = el?.getBoundingClientRect();
    return Boolean(box && box.width && box.height && getComputedStyle(el).visibility === "visible");
  };
  const usable = (el) => el && !el.disabled && !el.closest("[aria-busy=true]");
  const looks = (selector) => find(selector)?.outerHTML ?? null;

  const shown = new MessageChannel(); // a message of a frame is heard after that frame is painted
  shown.port1.onmessage = ({ data }) => (marks[data] ??= performance.now());
  const mark = (name) => shown.port2.postMessage(name);

  const STEPS = {
    see: ({ see }) => visible(find(see)),
    click({ click }) {
      const el = find(click);
      if (!usable(el)) return false;
      el.click();
      return true;
    },
    set({ set, value, el = find(set) }) {
      if (!usable(el)) return false;
      el.value = value;
      for (const type of ["input", "change"]) el.dispatchEvent(new Event(type, { bubbles: true }));
      return true;
    },
    key({ key, on }) {
      const el = find(on);
      if (!usable(el)) return false;
      el.focus();
      const press = { key, code: key, bubbles: true, composed: true, cancelable: true };
      for (const type of ["keydown", "keyup"]) el.dispatchEvent(new KeyboardEvent(type, press));
      return true;
    },
    /** The first question on the course's page that can be checked, answered somehow and checked. */
    check(step) {
      for (const quiz of document.querySelectorAll(step.check)) {
        quiz.querySelector("[data-focus=again]")?.click(); // answered on an earlier visit
        const button = quiz.querySelector("[data-focus=check]");
        if (!usable(button)) continue;
        const answer = quiz.querySelector("fieldset:not(.gq-sure)");
        for (const field of answer.querySelectorAll("select")) STEPS.set({ el: field, value: field.options[1].value });
        const range = answer.querySelector("input[type=range]");
        if (range) STEPS.set({ el: range, value: range.max });
        answer.querySelector("input[type=radio], input[type=checkbox]")?.click();
        button.click();
        return true;
      }
      return false;
    },
    note(step, state) {
      state.before = looks(step.note);
      return state.before !== null;
    },
    change(step, state) {
      const now = looks(step.change);
      return now !== null && now !== state.before;
    },
  };

  const open = Object.entries(spec.goals).map(([name, steps]) => ({ name, steps: [...steps], state: {} }));
  const frame = () => {
    for (const goal of open) {
      while (goal.steps.length) {
        const [step] = goal.steps;
        const kind = Object.keys(STEPS).find((one) => one in step);
        if (!STEPS[kind](step, goal.state)) break;
        goal.steps.shift();
        if (!goal.steps.length) mark(goal.name);
      }
    }
    if (open.some((goal) => goal.steps.length)) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
