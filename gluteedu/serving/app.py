"""The course as a Voila application: its template, its static files, its start page."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gluteedu.serving.ops.hub import HubDoor

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

from jupyter_client.manager import KernelManager  # noqa: E402
from jupyter_server.base.handlers import JupyterHandler  # noqa: E402
from jupyter_server.utils import url_path_join  # noqa: E402
from tornado.ioloop import IOLoop  # noqa: E402
from tornado.web import RedirectHandler  # noqa: E402
from traitlets.config import Config  # noqa: E402
from voila.app import Voila  # noqa: E402

from gluteedu.serving.kernels.provisioner import ForkProvisioner  # noqa: E402
from gluteedu.serving.kernels.sockets import sockets_folder  # noqa: E402
from gluteedu.serving.ops.health import HealthHandler, MetricsHandler, PoolMetrics  # noqa: E402
from gluteedu.serving.ops.hub_activity import tell_activity  # noqa: E402
from gluteedu.serving.ops.logs import log_request, settle_logs  # noqa: E402
from gluteedu.serving.page_socket.kernel_pool import KernelPool, kernel_limit_for_memory  # noqa: E402
from gluteedu.serving.page_socket.socket import PageSocket  # noqa: E402
from gluteedu.serving.pages.assets import AssetHandler, Assets  # noqa: E402
from gluteedu.serving.pages.lesson_page import (  # noqa: E402
    TROUBLE_POLICY,
    LessonHandler,
    LessonPages,
    content_security_policy,
    trouble_page,
)
from gluteedu.serving.pages.navigation import Navigation  # noqa: E402
from gluteedu.serving.security.headers import SafeHeaders  # noqa: E402
from gluteedu.serving.security.identity import LEARNER_SETTING, NewLearner  # noqa: E402
from gluteedu.serving.security.secret import server_secret  # noqa: E402
from gluteedu.serving.voila_fallback.fallback import WholeKernels, voilas_routes  # noqa: E402
from gluteedu.web.compat import add_transform  # noqa: E402

REST = 45 * 60.0
"""Seconds without a sign of life before the kernel of a page goes to rest."""

Route = tuple[Any, ...]

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
        self.set_status(404)
        self.set_header("Content-Security-Policy", TROUBLE_POLICY)
        self.finish(trouble_page(404, self.base_url))


@dataclass(frozen=True)
class Front:
    """What the browser loads beside the template's own files.

    Attributes:
        script: the page, its widgets, and the line that makes them live.
        first: the lines that stand in the page itself.
        style: the rules of tokens, parts and widgets.
        plotly: plotly's own script.
    """

    script: str
    first: str
    style: str
    plotly: Path


class CourseApp(Voila):  # type: ignore[misc]
    """Voila with the course's template, start page and settings.

    Voila's own safe defaults stay: sources stripped, no tracebacks. Template and theme are the
    course's own, whatever a query says.
    A lesson is sent as a constant page and comes alive over a websocket (``live.py``); Voila's own
    way of showing a notebook, cell by cell, is kept for notebooks with other widgets.
    """

    name = "gluteedu"
    front: Front
    door: HubDoor | None = None
    kernel_limit: int
    rest: float
    kernel_name = "gluteedu"
    routes: Sequence[Route] = ()

    def init_settings(self) -> dict[str, Any]:
        """Voila's settings, with answers compressed on the wire."""
        # tornado takes compress_response at construction only; Voila's tornado_settings are later.
        settings = {**super().init_settings(), "compress_response": True}
        settings["log_function"] = log_request
        if self.door is not None:
            settings[LEARNER_SETTING] = self.door.owners_learner
        return {**settings, "cookie_secret": server_secret()}

    def init_handlers(self) -> list[Any]:
        """The course's routes, then Voila's; ``/`` is the course home instead of a file listing."""
        base, root = self.base_url, Path(self.root_dir)
        add_transform(self.app, SafeHeaders)
        self.kernel_pool = KernelPool(
            self.kernel_manager, self.kernel_name, root, self.kernel_limit, self.log
        )
        self.assets = Assets(base)
        pages = LessonPages(self, self.assets, self._links())
        self._make_ready(pages)
        socket = {
            "kernel_pool": self.kernel_pool,
            "pages": pages,
            "idle_limit": self.rest,
        }
        voila = super().init_handlers()
        render = next(route for route in voila if "/voila/render/" in route[0])
        whole = WholeKernels(self.kernel_manager, max(2, self.kernel_limit // 4))
        home = url_path_join(
            base, f"voila/render/{self.voila_configuration.resources['course'].home}.ipynb"
        )
        ours = [
            (self.server_url, RedirectHandler, {"url": home, "permanent": False}),
            (f"{base}assets/(.*)", AssetHandler, {"assets": self.assets}),
            (f"{base}live/(.*)", PageSocket, socket),
            (f"{base}learner/new", NewLearner),
            (f"{base}healthz", HealthHandler, {"kernel_pool": self.kernel_pool}),
            (f"{base}metrics", MetricsHandler, {"metrics": PoolMetrics(self.kernel_pool)}),
            (
                render[0],
                LessonHandler,
                {
                    "pages": pages,
                    "policy": content_security_policy(self.front.first),
                    "live": self.kernel_pool,
                    "whole": whole,
                    **render[2],
                },
            ),
            *((url_path_join(base, path), *rest) for path, *rest in self.routes),
        ]
        return self._behind_door([*ours, *voilas_routes(voila, whole), (r".*", NotFound)])

    def _behind_door(self, routes: list[Route]) -> list[Route]:
        """The routes as they are, or each of them behind the login of the hub."""
        door = self.door
        if door is None:
            return routes

        def last_active() -> float:
            return max(door.last_asked, self.kernel_pool.last_active())

        IOLoop.current().add_callback(tell_activity, os.environ, door.token, last_active)
        return door.guard(routes)

    def _make_ready(self, pages: LessonPages) -> None:
        """Warm the process that kernels are forked from, and render the lessons beforehand."""
        manager = KernelManager(
            kernel_name=self.kernel_name, kernel_spec_manager=self.kernel_spec_manager
        )
        spec = manager.kernel_spec
        wish = spec.metadata.get("kernel_provisioner", {}) if spec else {}
        if wish.get("provisioner_name") == "gluteedu-fork":
            ForkProvisioner(parent=manager, kernel_spec=spec, **wish.get("config", {})).prepare()
        IOLoop.current().add_callback(pages.render_all)

    def _links(self) -> dict[str, str]:
        """The addresses that stand in every page, and the script that stands in it itself."""
        add, front = self.assets.add, self.front
        style = "\n".join([front.style, _template_file("course.css")])
        javascript = "text/javascript; charset=UTF-8"
        door = self.door
        return {
            "class": f"{self.base_url}class/" if door is None else door.place.class_path,
            "first_script": front.first,
            "script": add("lesson.js", front.script, javascript),
            "style": add("lesson.css", style, "text/css; charset=UTF-8"),
            "mark": add("mark.svg", _template_file("mark.svg"), "image/svg+xml"),
            "plotly": add("plotly.js", front.plotly.read_bytes(), javascript),
        }


def _template_file(name: str) -> str:
    folder = _JUPYTER_FOLDER / "voila" / "templates" / "gluteedu" / "static"
    return (folder / name).read_text(encoding="utf-8")


def course_app(
    notebooks: Path,
    navigation: Navigation,
    front: Front,
    static_folders: list[Path],
    *,
    host: str,
    port: int,
    open_browser: bool,
    most: int | None = None,
    routes: Sequence[Route] = (),
    rest: float = REST,
    door: HubDoor | None = None,
) -> CourseApp:
    """A course application that is ready to ``start()``.

    Args:
        notebooks: the folder with the lessons.
        navigation: titles and order of the lessons.
        front: scripts and styles of the widgets.
        static_folders: served below ``/voila/static/`` after Voila's own.
        host: the address to listen on.
        port: the port to listen on.
        open_browser: whether to open the start page.
        most: how many pages may be live at once; as many as memory allows when None.
        routes: further routes, each a pattern, a handler and its arguments.
        rest: seconds without a sign of life before a page's kernel goes to rest.
        door: the login of the hub that has started this server; None without a hub.
    """
    config = Config()
    config.VoilaConfiguration.template = "gluteedu"
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.resources = {"course": navigation}
    config.VoilaConfiguration.extension_allowlist = _EXTENSIONS
    config.VoilaConfiguration.page_config_hook = _page_config
    config.VoilaExporter.markdown_renderer_class = "gluteedu.serving.pages.markdown.CourseMarkdown"
    # One cell that fails must not end the lesson; its error is stripped and said calmly.
    config.VoilaExecutor.allow_errors = True
    config.IdentityProvider.cookie_options = {"httponly": True, "samesite": "Strict"}
    if (folder := sockets_folder()) is not None:
        # Local sockets, not open ports: nobody else on the machine or the network can reach them.
        config.KernelManager.transport = "ipc"
        config.CourseApp.connection_dir_root = folder
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
        base_url="/" if door is None else door.place.prefix,
    )
    app.front, app.routes, app.door, app.rest = front, routes, door, rest
    app.kernel_limit = most or kernel_limit_for_memory()
    app.initialize([])
    settle_logs(app.log)
    app.static_paths.extend(str(folder) for folder in static_folders)
    return app
