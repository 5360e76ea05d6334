"""Shows one widget in a page with its Python behind it: messages go in, views come back."""

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
<style>body{margin:0;padding:12px;background:var(--g-page);color:var(--g-ink)}
main{max-width:46rem;margin:0 auto}%(css)s</style></head>
<body><main><h1>Lesson</h1><h2>Part</h2><div id="here"></div></main>
<script type="application/json" id="traits">%(traits)s</script>
<script type="application/json" id="script">%(esm)s</script>
<script type="module">
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const traits = read("traits");
const calls = {};
const fire = (name, ...what) => (calls[name] ?? []).forEach((call) => call(...what));
const model = {
  get: (k) => traits[k],
  on: (name, call) => (calls[name] ??= []).push(call),
  off: (name, call) => (calls[name] = (calls[name] ?? []).filter((one) => one !== call)),
  async send(message) {
    const back = await window.toPython(message);
    if (window.late) await new Promise((go) => setTimeout(go, window.late)); // milliseconds
    traits.view = back.view;
    fire("change:view");
    back.sent.forEach((one) => fire("msg:custom", one));
    window.handled = (window.handled ?? 0) + 1;
  },
};
const url = URL.createObjectURL(new Blob([read("script")], { type: "text/javascript" }));
(await import(url)).default.render({ model, el: document.getElementById("here") });
window.ready = true;
</script></body></html>"""


@contextmanager
def alive(
    browser: Browser, widget: Any, *, dark: bool = False, width: int = 1280, **options: Any
) -> Iterator[Page]:
    """The widget in a page of its own, answered by Python; no error may occur there."""
    sent: list[Any] = []
    widget.send = sent.append
    traits = {"view": widget.view, "words": widget.words, "drawing": getattr(widget, "drawing", "")}
    html = PAGE % {
        "light": "false" if dark else "true",
        "css": widget._css,
        "traits": json.dumps(traits).replace("<", "\\u003c"),
        "esm": json.dumps(widget._esm).replace("<", "\\u003c"),
    }

    def to_python(message: Any) -> Any:
        sent.clear()
        widget._receive(widget, message, [])
        return {"view": widget.view, "sent": list(sent)}

    # Without motion no colour is caught half-way.
    options = {"reduced_motion": "reduce", **options}
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.expose_function("toPython", to_python)
    page.route(f"{HOST}/**", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(f"{HOST}/voila/render/review.ipynb")
    page.wait_for_function("window.ready === true")
    yield page
    assert errors == []
    context.close()
