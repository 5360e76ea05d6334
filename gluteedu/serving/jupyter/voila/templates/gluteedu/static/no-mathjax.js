// Voila's front end fetches MathJax from another host. Maths in the course is MathML, so the
// typesetter is given this instead: it has nothing to set, and no other host is asked.
window.MathJax = {
  Ajax: {},
  Hub: { Config() {}, Configured() {}, Queue() {}, Register: { StartupHook() {} } },
};
