"""The page of a lesson as constant bytes: rendered once from the stored outputs, then only sent."""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import tornado.web
from voila.notebook_renderer import NotebookRenderer
from voila.tornado.handler import TornadoVoilaHandler

from gluteedu.serving.page_socket.kernel_pool import KernelPool
from gluteedu.serving.pages.assets import Asset, Assets, send_compressed
from gluteedu.serving.security.identity import known_learner, learner
from gluteedu.serving.security.safe_path import is_lesson
from gluteedu.serving.voila_fallback.fallback import WholeKernels

TEMPLATE = "lesson.html.j2"

# What Voila's own page may load. Its front end has scripts inside the page and makes functions of
# text; all of it still comes from this server.
_VOILAS_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' blob:; "
    "style-src 'self' 'unsafe-inline' blob:; img-src 'self' data: blob:; font-src 'self' data:; "
    "media-src 'self' data: blob:; connect-src 'self' data: blob:; worker-src 'self' blob:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)

TROUBLE_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True)
class Version:
    """By what a rendered page is known to be current: the notebook's time and size."""

    modified: int
    size: int


_UNSTAMPED = 'data-version=""'


def version_of(page: Asset) -> str:
    """The version in a page: 16 hexadecimal digits, of its words and of its script and style."""
    return page.content.partition(b'data-version="')[2][:16].decode("ascii", "replace")


class LessonPages:
    """Renders each lesson when it is first asked for, and again when its notebook has changed.

    Args:
        app: the Voila application whose exporter and template render the page.
        assets: where figures and other files of the page are kept.
        links: addresses of the page's script and style sheet, for the template.
    """

    def __init__(self, app: Any, assets: Assets, links: Mapping[str, str]) -> None:
        self._app = app
        self._assets = assets
        self._links = dict(links)
        self._pages: dict[str, tuple[Version, Asset]] = {}
        self._lock = asyncio.Lock()

    @property
    def root(self) -> Path:
        """The folder of the lessons."""
        return Path(self._app.root_dir)

    async def page(self, name: str) -> Asset:
        """The page of the notebook ``name`` (a path below the folder of the lessons)."""
        found = (self.root / name).stat()
        version = Version(found.st_mtime_ns, found.st_size)
        async with self._lock:
            if name not in self._pages or self._pages[name][0] != version:
                self._pages[name] = version, await self._render(name)
            return self._pages[name][1]

    async def version(self, name: str) -> str:
        """The version of the page of the notebook ``name``; it stands in the page itself, too."""
        return version_of(await self.page(name))

    async def render_all(self) -> None:
        """Render every lesson, one after another, so that the first visitor need not wait."""
        for path in sorted(self.root.glob("*.ipynb")):
            try:
                await self.page(path.name)
            except Exception:  # a broken notebook is said to who opens it, not at the start
                self._app.log.warning("%s could not be rendered", path.name, exc_info=True)
            await asyncio.sleep(0)

    async def _render(self, name: str) -> Asset:
        app = self._app
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
        renderer.exporter.template_file = TEMPLATE
        renderer.resources["links"] = self._links
        # The exporter copies its resources deeply; a plain function it leaves as it is.
        renderer.resources["figure_address"] = lambda figure: self._keep_figure(figure)
        parts = renderer.exporter.generate_from_notebook_node(
            renderer.notebook, resources=renderer.resources
        )
        html = "".join([part async for part, _ in parts])
        tag = sha256(html.encode()).hexdigest()[:16]
        stamped = html.replace(_UNSTAMPED, f'data-version="{tag}"', 1)
        return Asset(name, stamped.encode(), "text/html; charset=UTF-8")

    def _keep_figure(self, figure: Mapping[str, Any]) -> str:
        """Keep a plotly figure as a file of its own: only who reaches for it need load it."""
        text = json.dumps(figure, separators=(",", ":"), sort_keys=True)
        return self._assets.add("figure.json", text, "application/json")


class LessonHandler(TornadoVoilaHandler):  # type: ignore[misc]
    """A lesson from the stored page; with ``?whole`` as Voila itself does it, cell by cell.

    Voila's way serves notebooks with widgets that the course's own page cannot show, and no others:
    a kernel of the notebook must have said so.
    """

    def initialize(
        self, pages: LessonPages, policy: str, live: KernelPool, whole: WholeKernels, **rest: Any
    ) -> None:
        """Take the pages and kernels, then what Voila's handler needs."""
        super().initialize(**rest)
        self._pages = pages
        self._policy = policy
        self._live_kernels = live
        self._whole_kernels = whole
        self._learner = ""

    async def prepare(self) -> None:
        """Voila's own way asks Jupyter who comes; the constant page is the same for everybody."""
        if self._whole:
            await super().prepare()

    @property
    def _whole(self) -> bool:
        return "whole" in self.request.query_arguments

    @property
    def kernel_manager(self) -> Any:
        """Voila's way starts its kernel with this; the kernel is this learner's."""
        return self._whole_kernels.manager_for(self._learner)

    async def get(self, path: str = "") -> None:
        """The page, whole and compressed; 304 when the browser has it already."""
        known = known_learner(self)
        self._learner = learner(self)  # who comes for the first time gets the cookie with the page
        if not is_lesson(self._pages.root, path):
            raise tornado.web.HTTPError(404)
        if self._whole and (known is None or path not in self._live_kernels.foreign):
            self.redirect(self.request.path)
            return
        if self._whole:
            if self._whole_kernels.are_full():
                raise tornado.web.HTTPError(503)
            self.set_header("Content-Security-Policy", _VOILAS_POLICY)
            await super().get(path)
            return
        page = await self._pages.page(path)
        self.set_header("Cache-Control", "private, no-cache")
        self.set_header("Content-Security-Policy", self._policy)
        self.set_header("ETag", f'"{page.tag}"')
        if self.check_etag_header():
            self.set_status(304)
            self.finish()
            return
        send_compressed(self, page)

    def write_error(self, status_code: int, **_: Any) -> None:
        """What went wrong, in the course's own words; Voila's page would ask another host."""
        self.set_header("Content-Security-Policy", TROUBLE_POLICY)
        self.finish(trouble_page(status_code, self.base_url))


def trouble_page(status: int, base_url: str) -> str:
    """The page for an address that leads nowhere (404), or for a fault of the server."""
    name = "not_found.html" if status in (403, 404, 405) else "fault.html"
    page = (Path(__file__).resolve().parent / name).read_text(encoding="utf-8")
    return page.replace("{base}", base_url)


def content_security_policy(inline_script: str) -> str:
    """What a lesson's page may load: what its own server has, and one inline script by its hash."""
    digest = b64encode(sha256(inline_script.encode()).digest()).decode()
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' 'sha256-{digest}'",
            # Widgets and figures place their parts with style attributes.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "frame-src 'self'",  # the vote's screen over a lesson that is presented
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        ]
    )
