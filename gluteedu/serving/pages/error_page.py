"""The pages for what goes wrong: an address that leads nowhere, a fault of the server."""

from __future__ import annotations

from pathlib import Path

from jupyter_server.base.handlers import JupyterHandler
from tornado.template import Loader

from gluteedu.serving.pages.navigation import PageWords
from gluteedu.serving.security.content_policy import ERROR_POLICY

WORDS_SETTING = "gluteedu_words"
"""The setting of the application that holds what its pages say."""

_TEMPLATES = Loader(str(Path(__file__).resolve().parent), whitespace="all", autoescape=None)


def error_page(status: int, base_url: str, words: PageWords) -> bytes:
    """The page for an address that leads nowhere (403, 404, 405), or for a fault of the server."""
    name = "not_found.html" if status in (403, 404, 405) else "fault.html"
    return _TEMPLATES.load(name).generate(base=base_url, say=words.html)


class NotFoundHandler(JupyterHandler):
    """Answers every address that no other handler takes."""

    def prepare(self) -> None:  # type: ignore[override]
        """Answer every method alike."""
        self.set_status(404)
        self.set_header("Content-Security-Policy", ERROR_POLICY)
        self.finish(error_page(404, self.base_url, self.settings[WORDS_SETTING]))
