// Elements as Preact knows them: a description of what is to be seen, to which the page is patched.

import { h as describe } from "preact";

/** One element or component. Children: descriptions, text, arrays, or nothing. `html` is markup that
 *  Python has made safe; a component gets it as it is. What is false or null is left out.
 *  @param {any} tag
 *  @param {Record<string, any> | null} [props]
 *  @param {...any} children
 *  @returns {any} */
export function h(tag, props, ...children) {
  if (typeof tag === "string" && props && "html" in props) {
    const { html, ...rest } = props;
    return html == null ? describe(tag, rest, ...children) : describe(tag, { ...rest, dangerouslySetInnerHTML: { __html: html } });
  }
  return describe(tag, props, ...children);
}
