// What Preact takes for granted, for phones with a browser from before 2016.

if (!Object.assign) {
  Object.assign = function (to) {
    for (var i = 1; i < arguments.length; i++) for (var name in arguments[i]) to[name] = arguments[i][name];
    return to;
  };
}
if (!window.Symbol) {
  var count = 0;
  window.Symbol = /** @type {any} */ (() => `symbol-${++count}`);
  Symbol.for = /** @type {any} */ (() => ({})); // an object of its own: no message can hold it
}
