"""The words of the presenter view, which a lesson's page loads only where it is presented."""

from __future__ import annotations

from typing import Any

from tornado.web import RequestHandler

from gluteedu.domain.words import Words

_ADDRESS = r"/words/present\.json"


class PresentWords(RequestHandler):
    """``/words/present.json``: what the presenter view says, by the name of its group."""

    def initialize(self, groups: dict[str, Words]) -> None:
        """``groups``: the words by the name of their file."""
        self._groups = groups

    def get(self) -> None:
        """The texts as JSON; asked for again each time, and answered with few bytes if the same."""
        self.set_header("Cache-Control", "no-cache")
        self.finish({name: words.texts for name, words in self._groups.items()})


def present_route(**groups: Words) -> tuple[str, type[RequestHandler], dict[str, Any]]:
    """The route of the presenter view's words, for ``course_app(routes=...)``."""
    return (_ADDRESS, PresentWords, {"groups": groups})
