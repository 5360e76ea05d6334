"""The learner's own progress: by lesson and objective, and how well being sure went with right."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from gluteedu.content.loading.digest import digest
from gluteedu.domain.analytics.learner_progress import current_tries
from gluteedu.widgets.progress.view import progress_view
from gluteedu.widgets.shared.base import CourseWidget
from gluteedu.widgets.shared.learner_context import Study, View

PARTS = ("lessons", "calibration", "sure", "before")
_BEFORE = "The pre-test and the final test, side by side, by objective."
_WHAT = "How far you are in each lesson, and how well being sure went with being right."


class Progress(CourseWidget):
    """One learner's first answers, summed and drawn. The browser sends ``refresh``.

    Args:
        study: the course and the record of the learner.
        parts: which of ``PARTS`` to show. ValueError for another.
    """

    scripts = ("links", "progress_charts")

    def __init__(self, study: Study, parts: Sequence[str] = PARTS) -> None:
        if not parts or any(part not in PARTS for part in parts):
            raise ValueError(f"parts: some of {', '.join(PARTS)}, not {', '.join(parts) or 'none'}")
        self._study = study
        self._parts = tuple(parts)
        super().__init__(view=self._view())

    def handle(self, act: str, message: dict[str, Any]) -> None:
        """Sum anew. ValueError for any act but ``refresh``."""
        if act != "refresh":
            raise ValueError(f"there is no act {act[:40]!r}")
        view = self._view()
        if view != self.view:
            self.view = view

    def text(self) -> str:
        """The lessons and how many questions each has; nothing of the learner."""
        if "lessons" not in self._parts:
            return f"Before and after: {_BEFORE}\n[content {digest(_BEFORE, self._parts)}]"
        lines = [f"Progress: {_WHAT}"]
        lines += [f"- {one['title']}: {one['items']} questions" for one in self._blank()]
        return "\n".join([*lines, f"[content {digest(_WHAT, self._blank())}]"])

    def html(self) -> str:
        """The same, where no widget can run."""
        if "lessons" not in self._parts:
            return (
                f'<section class="g-card"><p class="g-title">Before and after</p><p>{_BEFORE}</p>'
                '<p class="g-small">Run this page to see yours.</p></section>'
            )
        rows = "".join(
            f"<li>{escape(one['title'])}: {one['items']} questions</li>" for one in self._blank()
        )
        return (
            f'<section class="g-card"><p class="g-title">My progress</p><p>{_WHAT}</p>'
            f'<ul>{rows}</ul><p class="g-small">Run this page to see yours.</p></section>'
        )

    def _blank(self) -> list[View]:
        view: list[View] = progress_view(self._study, (), ())["lessons"]
        return view

    def _view(self) -> View:
        events = self._study.events()
        tries = current_tries(events, self._study.bank)
        return {**progress_view(self._study, tries, events), "parts": list(self._parts)}
