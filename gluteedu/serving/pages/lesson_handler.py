"""Answers for a lesson: its constant page, or Voila's own page where a widget needs it."""

from __future__ import annotations

from typing import Any

from tornado.web import HTTPError

from gluteedu.serving.compat.voila import TornadoVoilaHandler
from gluteedu.serving.page_socket.kernel_pool import KernelPool
from gluteedu.serving.pages.assets import send_compressed
from gluteedu.serving.pages.error_page import WORDS_SETTING, error_page
from gluteedu.serving.pages.lesson_page import LessonPages
from gluteedu.serving.security.content_policy import ERROR_POLICY, FALLBACK_POLICY
from gluteedu.serving.security.identity import known_learner, learner
from gluteedu.serving.security.safe_path import is_lesson
from gluteedu.serving.voila_fallback.kernels import FallbackKernels

_FALLBACK_QUERY = "whole"


class LessonHandler(TornadoVoilaHandler):  # type: ignore[misc]
    """A lesson's constant page; with ``?whole`` Voila's own page, rendered cell by cell.

    Voila's page is for notebooks with widgets that the course's own page cannot show, and for no
    others: a kernel of the notebook must have reported such a widget.
    """

    def initialize(
        self,
        pages: LessonPages,
        policy: str,
        kernel_pool: KernelPool,
        fallback_kernels: FallbackKernels,
        **voila_arguments: Any,
    ) -> None:
        """Keep what the handler works with.

        Args:
            pages: the constant pages.
            policy: their content security policy.
            kernel_pool: knows which lessons need Voila's page.
            fallback_kernels: the kernels of Voila's pages.
            voila_arguments: what Voila's own handler needs.
        """
        super().initialize(**voila_arguments)
        self._pages = pages
        self._policy = policy
        self._kernel_pool = kernel_pool
        self._fallback_kernels = fallback_kernels
        self._learner = ""

    async def prepare(self) -> None:
        """Voila's page needs Jupyter's own check of the user; the constant page needs none."""
        if self._is_fallback:
            await super().prepare()

    @property
    def _is_fallback(self) -> bool:
        return _FALLBACK_QUERY in self.request.query_arguments

    @property
    def kernel_manager(self) -> Any:
        """Voila's page starts its kernel with this; the kernel is this learner's."""
        return self._fallback_kernels.manager_for(self._learner)

    async def get(self, path: str = "") -> None:
        """The page, compressed; 304 when the browser has it already; 404 for what is no lesson."""
        known = known_learner(self)
        self._learner = learner(self)  # a newcomer gets the cookie with the page
        if not is_lesson(self._pages.root, path):
            raise HTTPError(404)
        if not self._is_fallback:
            await self._send_constant_page(path)
        elif known is None or path not in self._kernel_pool.foreign:
            self.redirect(self.request.path)
        elif self._fallback_kernels.is_full:
            raise HTTPError(503)
        else:
            self.set_header("Content-Security-Policy", FALLBACK_POLICY)
            await super().get(path)

    async def _send_constant_page(self, path: str) -> None:
        page = await self._pages.page(path)
        self.set_header("Cache-Control", "private, no-cache")
        self.set_header("Content-Security-Policy", self._policy)
        self.set_header("ETag", f'"{page.tag}"')
        if self.check_etag_header():
            self.set_status(304)
            self.finish()
        else:
            send_compressed(self, page)

    def write_error(self, status_code: int, **_: Any) -> None:
        """The course's own error page; Voila's would load files from another host."""
        self.set_header("Content-Security-Policy", ERROR_POLICY)
        self.finish(error_page(status_code, self.base_url, self.settings[WORDS_SETTING]))
