// Elements of the phone's page.

import { h } from "preact";

export { h };

/** An element with markup that the course has made safe.
 *  @param {string} tag
 *  @param {string} cls
 *  @param {string} html
 *  @param {Record<string, any>} [more] */
export var rich = (tag, cls, html, more) => {
  var props = { dangerouslySetInnerHTML: { __html: html } };
  if (cls) props.class = cls;
  for (var name in more) props[name] = more[name];
  return h(tag, props);
};

/** The letter of an option. */
export var letter = (i) => String.fromCharCode(65 + i);
