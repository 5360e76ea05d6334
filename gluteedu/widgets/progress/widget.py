"""The learner's own progress: by lesson and objective, and how well being sure went with right."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from gluteedu.content.loading.digest import digest
from gluteedu.domain.analytics.learner_progress import current_tries
from gluteedu.widgets.progress.view import progress_view
from gluteedu.widgets.shared.base import View
from gluteedu.widgets.shared.learner_context import LearnerContext
from gluteedu.widgets.shared.summary import SummaryWidget

PROGRESS_PARTS = ("lessons", "calibration", "sure", "before")


class ProgressWidget(SummaryWidget):
    """One learner's first answers, summed and drawn. The browser sends ``refresh``.

    Args:
        context: the course and the record of the learner.
        parts: which of ``PROGRESS_PARTS`` to show. ValueError for another.
    """

    def __init__(self, context: LearnerContext, parts: Sequence[str] = PROGRESS_PARTS) -> None:
        if not parts or any(part not in PROGRESS_PARTS for part in parts):
            named = ", ".join(parts) or "none"
            raise ValueError(f"parts: some of {', '.join(PROGRESS_PARTS)}, not {named}")
        self._context = context
        self._parts = tuple(parts)
        super().__init__(view=self.current_view())

    def text(self) -> str:
        """The lessons and how many questions each has; nothing of the learner."""
        say = self._interface["progress"].say
        if "lessons" not in self._parts:
            about = say("about_before")
            title = say("before_text_title", about=about)
            return f"{title}\n[content {digest(about, self._parts)}]"
        about = say("about")
        lines = [say("text_title", about=about)]
        lines += [
            f"- {say('lesson_questions', lesson=one['title'], n=one['items'])}"
            for one in self._blank()
        ]
        return "\n".join([*lines, f"[content {digest(about, self._blank())}]"])

    def html(self) -> str:
        """The same, where no widget can run."""
        say = self._interface["progress"].html
        run = f'<p class="g-small">{say("run_to_see")}</p>'
        if "lessons" not in self._parts:
            return (
                f'<section class="g-card"><p class="g-title">{say("before_title")}</p>'
                f"<p>{say('about_before')}</p>{run}</section>"
            )
        rows = "".join(
            f"<li>{say('lesson_questions', lesson=escape(one['title']), n=one['items'])}</li>"
            for one in self._blank()
        )
        return (
            f'<section class="g-card"><p class="g-title">{say("title")}</p><p>{say("about")}</p>'
            f"<ul>{rows}</ul>{run}</section>"
        )

    def _blank(self) -> list[View]:
        view: list[View] = progress_view(self._context, (), ())["lessons"]
        return view

    def current_view(self) -> View:
        """What is shown, worked out from the record as it is now."""
        events = self._context.events()
        tries = current_tries(events, self._context.bank)
        view = progress_view(self._context, tries, events)
        return {**view, "parts": list(self._parts), "pages": self._context.roles.pages()}
