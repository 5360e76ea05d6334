// Written by esbuild.config.js: a line for each file of controls/.

export { default as hotspot } from "./controls/hotspot.js";
export { default as matching } from "./controls/matching.js";
export { default as multiple } from "./controls/multiple.js";
export { default as number } from "./controls/number.js";
export { default as ordering } from "./controls/ordering.js";
export { default as single } from "./controls/single.js";
