"""What the server takes from inside Voila: its application, handlers, renderer and routes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from voila.app import Voila
from voila.exporter import VoilaMarkdownRenderer
from voila.notebook_renderer import NotebookRenderer
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

__all__ = [
    "HOLDS_FOR",
    "MultiStaticFileHandler",
    "Route",
    "TemplateStaticFileHandler",
    "TornadoVoilaHandler",
    "Voila",
    "VoilaKernelWebsocketHandler",
    "VoilaMarkdownRenderer",
    "render_notebook",
    "routes_by_purpose",
]

HOLDS_FOR = ">=0.5.11,<0.6"

Route = tuple[Any, ...]
"""A pattern, a handler and, where it needs them, the handler's arguments."""

_PURPOSES = {
    "channels": "/channels",
    "kernel": "/api/kernels/",
    "shutdown": "/voila/api/shutdown/",
    "templates": "/voila/templates/",
    "static": "/voila/static/",
    "labextensions": "/voila/labextensions/",
    "render": "/voila/render/",
}


def routes_by_purpose(routes: Iterable[Route]) -> dict[str, Route]:
    """Voila's routes that showing a notebook needs, each with its three parts.

    The keys are "channels" (the websocket to a kernel), "kernel" (whether it is there),
    "shutdown", "templates", "static", "labextensions" and "render" (the page of a notebook).
    """
    found: dict[str, Route] = {}
    for pattern, handler, *arguments in routes:
        for purpose, mark in _PURPOSES.items():
            if mark in pattern:
                found.setdefault(purpose, (pattern, handler, arguments[0] if arguments else {}))
                break
    return found


async def render_notebook(
    app: Voila, name: str, template: str, resources: Mapping[str, Any]
) -> str:
    """A notebook as HTML, from its stored outputs; no kernel is started.

    Args:
        app: the application, after ``initialize``.
        name: the notebook's path below ``app.root_dir``.
        template: the file of the template to use.
        resources: what the template gets beside Voila's own resources.
    """
    renderer = NotebookRenderer(
        voila_configuration=app.voila_configuration,
        traitlet_config=app.config,
        notebook_path=name,
        template_paths=app.template_paths,
        config_manager=app.config_manager,
        contents_manager=app.contents_manager,
        base_url=app.base_url,
        kernel_spec_manager=app.kernel_spec_manager,
        page_config={},
    )
    await renderer.initialize()
    renderer.exporter.template_file = template
    renderer.resources.update(resources)
    parts = renderer.exporter.generate_from_notebook_node(
        renderer.notebook, resources=renderer.resources
    )
    return "".join([part async for part, _ in parts])
