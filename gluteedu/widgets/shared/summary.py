"""The base of widgets that only show what is known: a page asks them to look anew, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gluteedu.widgets.shared.base import CourseWidget, View

_MAX_ACT_SHOWN = 40


class SummaryWidget(CourseWidget):
    """A widget without acts of its own; the browser sends ``refresh``."""

    def handle(self, act: str, message: dict[str, Any]) -> None:
        """Look anew. ValueError for any act but ``refresh``."""
        if act != "refresh":
            raise ValueError(f"there is no act {act[:_MAX_ACT_SHOWN]!r}")
        self.read_message(message)
        view = self.current_view()
        if view != self.view:
            self.view = view

    def read_message(self, message: Mapping[str, Any]) -> None:
        """What comes with a ``refresh``; ValueError where it cannot be."""

    def current_view(self) -> View:
        """What is to be shown now."""
        raise NotImplementedError
