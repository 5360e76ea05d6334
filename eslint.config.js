import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["gluteedu/built/", ".venv*/", "dist/", "build/", "benchmarks/", "**/no-mathjax.js"] },
  js.configs.recommended,
  {
    languageOptions: { globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
  },
  {
    files: ["tests/javascript/**", "*.config.js"],
    languageOptions: { globals: globals.node },
  },
];
