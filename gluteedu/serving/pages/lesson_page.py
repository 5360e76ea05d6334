"""The page of a lesson as constant bytes: rendered once from the stored outputs, then only sent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from gluteedu.serving.compat.voila import render_notebook
from gluteedu.serving.pages.assets import Asset, Assets

TEMPLATE = "lesson.html.j2"

_NO_VERSION = 'data-version=""'


@dataclass(frozen=True)
class _Stamp:
    """By what a rendered page is known to be current: the notebook's time and size."""

    modified: int
    size: int


def page_version(page: Asset) -> str:
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
        self._pages: dict[str, tuple[_Stamp, Asset]] = {}
        self._lock = asyncio.Lock()

    @property
    def root(self) -> Path:
        """The folder of the lessons."""
        return Path(self._app.root_dir)

    async def page(self, name: str) -> Asset:
        """The page of the notebook ``name`` (a path below the folder of the lessons)."""
        status = (self.root / name).stat()
        stamp = _Stamp(status.st_mtime_ns, status.st_size)
        async with self._lock:
            if name not in self._pages or self._pages[name][0] != stamp:
                self._pages[name] = stamp, await self._render(name)
            return self._pages[name][1]

    async def version(self, name: str) -> str:
        """The version of the page of the notebook ``name``; it stands in the page itself, too."""
        return page_version(await self.page(name))

    async def render_all(self) -> None:
        """Render every lesson, one after another, so that the first visitor need not wait."""
        for path in sorted(self.root.glob("*.ipynb")):
            try:
                await self.page(path.name)
            except Exception:  # whoever opens a broken notebook is told; the server starts
                self._app.log.warning("%s could not be rendered", path.name, exc_info=True)
            await asyncio.sleep(0)

    async def _render(self, name: str) -> Asset:
        # The exporter copies its resources deeply; a plain function it leaves as it is.
        resources = {
            "links": self._links,
            "figure_address": lambda figure: self._keep_figure(figure),
        }
        html = await render_notebook(self._app, name, TEMPLATE, resources)
        version = sha256(html.encode()).hexdigest()[:16]
        stamped = html.replace(_NO_VERSION, f'data-version="{version}"', 1)
        return Asset(name, stamped.encode(), "text/html; charset=UTF-8")

    def _keep_figure(self, figure: Mapping[str, Any]) -> str:
        """Keep a plotly figure as a file of its own: only who reaches for it need load it."""
        text = json.dumps(figure, separators=(",", ":"), sort_keys=True)
        return self._assets.add("figure.json", text, "application/json")
