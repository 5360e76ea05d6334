"""What the server takes from inside ipywidgets: the widgets of a process, and what they sync."""

from __future__ import annotations

from typing import Any

from ipywidgets import Widget
from ipywidgets.widgets import widget as _module

__all__ = ["HOLDS_FOR", "WIDGET_VIEW", "Widget", "find_widget", "synced_traits"]

HOLDS_FOR = ">=8.1.5,<9"

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
"""The media type of a reference to a widget."""

_OF_EVERY_WIDGET = ("layout", "tabbable", "tooltip")


def find_widget(model_id: str) -> Widget | None:
    """The open widget with this id."""
    widgets = _module._instances.values()
    return next((widget for widget in widgets if widget.model_id == model_id), None)


def synced_traits(widget: Widget) -> dict[str, Any]:
    """The synced traits that are the widget's own: no layout, no module names, no scripts."""
    return {
        name: getattr(widget, name)
        for name in widget.keys
        if not name.startswith("_") and name not in _OF_EVERY_WIDGET
    }
