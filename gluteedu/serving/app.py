"""The course as a Voila application: its routes, its static files, its start page."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_server.utils import url_path_join
from tornado.ioloop import IOLoop
from tornado.web import RedirectHandler

from gluteedu.serving.compat.voila import Route, Voila, routes_by_purpose
from gluteedu.serving.jupyter_folder import offer_jupyter_folder, template_file
from gluteedu.serving.kernels.provisioner import prepare
from gluteedu.serving.ops.health import HealthHandler, MetricsHandler, PoolMetrics
from gluteedu.serving.ops.hub_activity import report_activity
from gluteedu.serving.ops.logs import log_request, set_up_logs
from gluteedu.serving.page_socket.kernel_pool import KernelPool, kernel_limit_for_memory
from gluteedu.serving.page_socket.socket import PageSocket
from gluteedu.serving.pages.assets import AssetHandler, Assets
from gluteedu.serving.pages.error_page import WORDS_SETTING, NotFoundHandler
from gluteedu.serving.pages.lesson_handler import LessonHandler
from gluteedu.serving.pages.lesson_page import LessonPages
from gluteedu.serving.pages.navigation import Navigation
from gluteedu.serving.security.content_policy import lesson_policy
from gluteedu.serving.security.headers import SafeHeaders
from gluteedu.serving.security.identity import LEARNER_SETTING, NewLearner
from gluteedu.serving.security.secret import server_secret
from gluteedu.serving.settings import voila_config
from gluteedu.serving.voila_fallback.handlers import fallback_routes
from gluteedu.serving.voila_fallback.kernels import FallbackKernels
from gluteedu.web.compat import add_transform

if TYPE_CHECKING:
    from gluteedu.serving.ops.hub import HubAuth

IDLE_LIMIT = 45 * 60.0
"""Seconds without a message from a page before its kernel is shut down."""

_JAVASCRIPT = "text/javascript; charset=UTF-8"


@dataclass(frozen=True)
class FrontEnd:
    """What the browser loads beside the template's own files.

    Attributes:
        script: the page, its widgets, and the websocket that makes them live.
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

    A lesson is sent as a constant page and comes alive over a websocket (``page_socket``); Voila's
    own page, rendered cell by cell, is kept for notebooks with other widgets.
    """

    name = "gluteedu"
    front_end: FrontEnd
    hub_auth: HubAuth | None = None
    kernel_limit: int
    idle_limit: float
    kernel_name = "gluteedu"
    routes: Sequence[Route] = ()

    def init_settings(self) -> dict[str, Any]:
        """Voila's settings, with answers compressed on the wire."""
        # tornado takes compress_response at construction only; Voila's tornado_settings are later.
        settings = {**super().init_settings(), "compress_response": True}
        settings["log_function"] = log_request
        settings[WORDS_SETTING] = self.voila_configuration.resources["course"].words
        if self.hub_auth is not None:
            settings[LEARNER_SETTING] = self.hub_auth.owner_learner
        return {**settings, "cookie_secret": server_secret()}

    def init_handlers(self) -> list[Any]:
        """The course's routes, then those of Voila's own page; any other address is not found."""
        add_transform(self.app, SafeHeaders)
        self.kernel_pool = KernelPool(
            self.kernel_manager, self.kernel_name, Path(self.root_dir), self.kernel_limit, self.log
        )
        self.assets = Assets(self.base_url)
        pages = LessonPages(self, self.assets, self._links())
        prepare(self.kernel_name, self.kernel_spec_manager)
        IOLoop.current().add_callback(pages.render_all)
        voila = routes_by_purpose(super().init_handlers())
        fallback_kernels = FallbackKernels(self.kernel_manager, max(2, self.kernel_limit // 4))
        lesson_arguments = {
            "pages": pages,
            "policy": lesson_policy(self.front_end.first),
            "kernel_pool": self.kernel_pool,
            "fallback_kernels": fallback_kernels,
        }
        render, _, voila_arguments = voila["render"]
        return self._behind_login(
            [
                *self._course_routes(pages),
                (render, LessonHandler, {**lesson_arguments, **voila_arguments}),
                *((url_path_join(self.base_url, path), *rest) for path, *rest in self.routes),
                *fallback_routes(voila, fallback_kernels),
                (r".*", NotFoundHandler),
            ]
        )

    def _course_routes(self, pages: LessonPages) -> list[Route]:
        base, pool = self.base_url, {"kernel_pool": self.kernel_pool}
        navigation: Navigation = self.voila_configuration.resources["course"]
        home = url_path_join(base, f"voila/render/{navigation.home}.ipynb")
        socket = {**pool, "pages": pages, "idle_limit": self.idle_limit}
        return [
            (self.server_url, RedirectHandler, {"url": home, "permanent": False}),
            (f"{base}assets/(.*)", AssetHandler, {"assets": self.assets}),
            (f"{base}live/(.*)", PageSocket, socket),
            (f"{base}learner/new", NewLearner),
            (f"{base}healthz", HealthHandler, pool),
            (f"{base}metrics", MetricsHandler, {"metrics": PoolMetrics(self.kernel_pool)}),
        ]

    def _behind_login(self, routes: list[Route]) -> list[Route]:
        """The routes as they are, or each of them behind the login of the hub."""
        hub_auth = self.hub_auth
        if hub_auth is None:
            return routes

        def last_active() -> float:
            return max(hub_auth.last_request, self.kernel_pool.last_active())

        IOLoop.current().add_callback(report_activity, os.environ, hub_auth.token, last_active)
        return hub_auth.guard(routes)

    def _links(self) -> dict[str, str]:
        """The addresses that stand in every page, and the script that stands in it itself."""
        add, front_end, hub_auth = self.assets.add, self.front_end, self.hub_auth
        style = "\n".join([front_end.style, template_file("course.css")])
        return {
            "class": f"{self.base_url}class/" if hub_auth is None else hub_auth.address.class_path,
            "first_script": front_end.first,
            "script": add("lesson.js", front_end.script, _JAVASCRIPT),
            "style": add("lesson.css", style, "text/css; charset=UTF-8"),
            "mark": add("mark.svg", template_file("mark.svg"), "image/svg+xml"),
            "plotly": add("plotly.js", front_end.plotly.read_bytes(), _JAVASCRIPT),
        }


def course_app(
    notebooks: Path,
    navigation: Navigation,
    front_end: FrontEnd,
    static_folders: Sequence[Path],
    *,
    host: str,
    port: int,
    open_browser: bool,
    kernel_limit: int | None = None,
    routes: Sequence[Route] = (),
    idle_limit: float = IDLE_LIMIT,
    hub_auth: HubAuth | None = None,
) -> CourseApp:
    """A course application that is ready to ``start()``.

    Args:
        notebooks: the folder with the lessons.
        navigation: titles and order of the lessons.
        front_end: scripts and styles of the widgets.
        static_folders: served below ``/voila/static/`` after Voila's own.
        host: the address to listen on.
        port: the port to listen on.
        open_browser: whether to open the start page.
        kernel_limit: how many pages may have a kernel at once; as memory allows when None.
        routes: further routes, each a pattern, a handler and its arguments.
        idle_limit: seconds without a message from a page before its kernel is shut down.
        hub_auth: the login of the hub that has started this server; None without a hub.
    """
    offer_jupyter_folder()
    app = CourseApp(
        config=voila_config(navigation),
        root_dir=str(notebooks),
        ip=host,
        port=port,
        port_retries=0,
        open_browser=open_browser,
        log_level="WARN",
        base_url="/" if hub_auth is None else hub_auth.address.prefix,
    )
    app.front_end, app.routes, app.hub_auth = front_end, routes, hub_auth
    app.idle_limit, app.kernel_limit = idle_limit, kernel_limit or kernel_limit_for_memory()
    app.initialize([])
    set_up_logs(app.log)
    app.static_paths.extend(str(folder) for folder in static_folders)
    return app
