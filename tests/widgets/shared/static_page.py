"""Shows one widget in a page of its own, without a kernel: its script, its style, a still model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from tests.support.browser_parts import PATIENCE

HOST = "http://course.test"
AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
}
PAGE = """<!doctype html><html lang="en" data-jp-theme-light="%(light)s">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lesson</title>
<style>body{margin:0;padding:12px;background:var(--g-page);color:var(--g-ink)}%(css)s</style></head>
<body><main><h1>Lesson</h1><h2>Part</h2><div id="here"></div></main>
<script type="application/json" id="traits">%(traits)s</script>
<script type="application/json" id="script">%(esm)s</script>
<script type="module">
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const traits = read("traits");
window.sent = [];
const url = URL.createObjectURL(new Blob([read("script")], { type: "text/javascript" }));
const model = { get: (k) => traits[k], on() {}, off() {}, send: (m) => window.sent.push(m) };
const widget = (await import(url)).default;
window.stop = widget.render({ model, el: document.getElementById("here") });
window.ready = true;
</script></body></html>"""


@contextmanager
def shown(
    browser: Browser,
    widget,
    path: str = "/voila/render/index.ipynb",
    *,
    dark: bool = False,
    width: int = 1280,
    stored: dict[str, object] | None = None,
    **options: object,
) -> Iterator[Page]:
    """The widget in a page at ``path``, with ``stored`` in local storage; no error may occur."""
    traits = {"view": widget.view, "words": widget.words, "drawing": getattr(widget, "drawing", "")}
    html = PAGE % {
        "light": "false" if dark else "true",
        "css": widget._css,
        "traits": json.dumps(traits).replace("<", "\\u003c"),
        "esm": json.dumps(widget._esm).replace("<", "\\u003c"),
    }
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.route(f"{HOST}/**", lambda route: route.fulfill(body=html, content_type="text/html"))
    for key, value in (stored or {}).items():
        text = value if isinstance(value, str) else json.dumps(value)
        page.add_init_script(f"localStorage.setItem({json.dumps(key)}, {json.dumps(text)})")
    page.goto(HOST + path)
    page.wait_for_function("window.ready === true")
    yield page
    assert errors == []
    context.close()


def faults(page: Page) -> list[str]:
    """What axe finds, target size included."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]
