"""Shows one widget in a page of its own with its Python side answering, without a kernel."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from tests.support.browser_parts import PATIENCE
from tests.widgets.shared.static_page import HOST

PAGE = """<!doctype html><html lang="en" data-jp-theme-light="%(light)s">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lesson</title>
<style>body{margin:0;padding:12px;background:var(--g-page);color:var(--g-ink)}%(css)s</style></head>
<body><main><h1>Lesson</h1><h2>Part</h2><div id="here"></div></main></body></html>"""
START = """async ({ esm, view, words }) => {
  const url = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
  const widget = (await import(url)).default;
  const traits = { view, words };
  const listeners = {};
  window.received = [JSON.stringify(view)];
  const model = {
    get: (name) => traits[name],
    on: (name, listener) => (listeners[name] ??= new Set()).add(listener),
    off: (name, listener) => listeners[name]?.delete(listener),
    send: async (message) => {
      if (window.deaf) return;
      const answer = await window.python(message);
      window.received.push(JSON.stringify(answer));
      if (answer.view) {
        traits.view = answer.view;
        listeners["change:view"]?.forEach((listener) => listener());
      }
      for (const reply of answer.replies)
        listeners["msg:custom"]?.forEach((listener) => listener(reply));
    },
  };
  window.showAgain = () => listeners["change:view"].forEach((listener) => listener());
  window.stop = widget.render({ model, el: document.getElementById("here") });
}"""


@contextmanager
def answering(
    browser: Browser, widget: Any, *, dark: bool = False, width: int = 1280
) -> Iterator[Page]:
    """The widget in a page; what the page sends goes to the widget. No error may occur."""
    replies: list[Any] = []
    widget.send = lambda content, *_, **__: replies.append(content)

    def python(message: Any) -> dict[str, Any]:
        before = widget.view
        replies.clear()
        widget._receive(widget, message, [])
        new = widget.view if widget.view is not before else None
        return {"view": json.loads(json.dumps(new)), "replies": list(replies)}

    html = PAGE % {"light": "false" if dark else "true", "css": widget._css}
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.route(f"{HOST}/**", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.expose_function("python", python)
    page.goto(f"{HOST}/lesson")
    traits = {"view": json.loads(json.dumps(widget.view)), "words": widget.words}
    page.evaluate(START, {"esm": widget._esm, **traits})
    yield page
    assert errors == []
    context.close()
