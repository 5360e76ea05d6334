"""The course as a Voila application: its template, its static files, its start page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent

# Voila finds templates in Jupyter's data folders; ours is one of them. Read by jupyter_core at
# each look-up, so it must stand in the environment before the application starts.
_JUPYTER_FOLDER = _HERE / "jupyter"


def _offer_template() -> None:
    paths = os.environ.get("JUPYTER_PATH", "").split(os.pathsep)
    if str(_JUPYTER_FOLDER) not in paths:
        os.environ["JUPYTER_PATH"] = os.pathsep.join(
            [str(_JUPYTER_FOLDER), *(p for p in paths if p)]
        )
    # The kernel and the widgets' front end come from this environment, not from the user's folder.
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")


_offer_template()

from jupyter_server.base.handlers import JupyterHandler  # noqa: E402
from jupyter_server.utils import url_path_join  # noqa: E402
from tornado.web import RedirectHandler  # noqa: E402
from traitlets.config import Config  # noqa: E402
from voila.app import Voila  # noqa: E402

from gluteedu.serving.navigation import Navigation  # noqa: E402

# The only front-end extensions a lesson needs. Plot scripts come from the page itself.
_EXTENSIONS = [
    "@voila-dashboards/widgets-manager8",
    "@jupyter-widgets/jupyterlab-manager",
    "anywidget",
]


def _page_config(page_config: dict[str, Any], base_url: str, **_: Any) -> dict[str, Any]:
    # Voila would fetch MathJax from another host; the course's maths is MathML, without script.
    page_config["fullMathjaxUrl"] = url_path_join(
        base_url, "voila/templates/gluteedu/static/no-mathjax.js"
    )
    return page_config


class NotFound(JupyterHandler):
    """Says in the course's own words that an address leads nowhere."""

    def prepare(self) -> None:  # type: ignore[override]
        """Answer every method alike."""
        page = (_HERE / "not_found.html").read_text(encoding="utf-8")
        self.set_status(404)
        self.finish(page.replace("{base}", self.base_url))


class CourseApp(Voila):  # type: ignore[misc]
    """Voila with the course's template, start page and settings.

    Voila's own safe defaults stay: sources stripped, no tracebacks, no template or theme by query.
    """

    name = "gluteedu"

    def init_settings(self) -> dict[str, Any]:
        """Voila's settings, with answers compressed on the wire."""
        # tornado takes compress_response at construction only; Voila's tornado_settings are later.
        return {**super().init_settings(), "compress_response": True}

    def init_handlers(self) -> list[Any]:
        """Voila's routes; ``/`` is the course home instead of a file listing."""
        home = url_path_join(self.base_url, "voila/render/index.ipynb")
        start = (self.server_url, RedirectHandler, {"url": home, "permanent": False})
        routes = [route for route in super().init_handlers() if route[0] != self.server_url]
        return [start, *routes, (r".*", NotFound)]


def course_app(
    notebooks: Path,
    navigation: Navigation,
    static_folders: list[Path],
    *,
    host: str,
    port: int,
    open_browser: bool,
) -> CourseApp:
    """A course application that is ready to ``start()``.

    Args:
        notebooks: the folder with the lessons.
        navigation: titles and order of the lessons.
        static_folders: served below ``/voila/static/`` after Voila's own.
        host: the address to listen on.
        port: the port to listen on.
        open_browser: whether to open the start page.
    """
    config = Config()
    config.VoilaConfiguration.template = "gluteedu"
    config.VoilaConfiguration.resources = {"course": navigation}
    config.VoilaConfiguration.extension_allowlist = _EXTENSIONS
    config.VoilaConfiguration.page_config_hook = _page_config
    config.VoilaExporter.markdown_renderer_class = "gluteedu.serving.markdown.CourseMarkdown"
    # One cell that fails must not end the lesson; its error is stripped and said calmly.
    config.VoilaExecutor.allow_errors = True
    if os.name == "posix":
        # Local sockets, not open ports: nobody else on the machine or the network can reach them.
        config.KernelManager.transport = "ipc"
    # A kernel whose page is gone ends within a minute.
    config.MappingKernelManager.cull_interval = 20
    config.MappingKernelManager.cull_idle_timeout = 4 * 3600
    app = CourseApp(
        config=config,
        root_dir=str(notebooks),
        ip=host,
        port=port,
        port_retries=0,
        open_browser=open_browser,
        log_level="WARN",
    )
    app.initialize([])
    app.static_paths.extend(str(folder) for folder in static_folders)
    return app
