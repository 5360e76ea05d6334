"""How many cards of the review deck are due today: a small card with the way to the review page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, tzinfo
from typing import Any

from gluteedu.content.loading.digest import digest
from gluteedu.widgets.shared.base import View
from gluteedu.widgets.shared.learner_context import LearnerContext, zone_of
from gluteedu.widgets.shared.summary import SummaryWidget


class DueToday(SummaryWidget):
    """What is due for one learner, in counts. The browser sends ``refresh`` (offset)."""

    def __init__(self, context: LearnerContext) -> None:
        self._context = context
        self._zone: tzinfo = UTC
        super().__init__(view=self.current_view())

    def read_message(self, message: Mapping[str, Any]) -> None:
        """The zone that the page is in."""
        self._zone = zone_of(message, self._zone)

    def text(self) -> str:
        """What the review is for; how much is due stands in no notebook."""
        say = self._interface["due_today"].say
        about = say("about")
        return f"{say('text_title', about=about)}\n[content {digest(about)}]"

    def html(self) -> str:
        """The same with links, where no widget can run."""
        say = self._interface["due_today"].html
        roles = self._context.roles
        ways = ((roles.review, say("to_review")), (roles.progress, say("to_progress")))
        links = [f'<a href="{page}.ipynb">{words}</a>' for page, words in ways if page]
        return (
            f'<section class="g-card"><p class="g-title">{say("title")}</p><p>{say("about")}</p>'
            f"<p>{' · '.join(links)}</p></section>"
        )

    def current_view(self) -> View:
        """What is shown, worked out from the record as it is now."""
        deck = self._context.deck(self._context.events())
        pages = self._context.roles.pages()
        return {**self._context.deck_view(deck, self._zone), "pages": pages}
