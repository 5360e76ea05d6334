"""What the course's widgets take from inside anywidget: its subclasses and its MIME bundles."""

from __future__ import annotations

from typing import Any

from anywidget import AnyWidget

__all__ = ["HOLDS_FOR", "AnyWidget", "is_made_by_anywidget", "widget_bundle"]

HOLDS_FOR = ">=0.9.18,<0.12"


def is_made_by_anywidget(cls: type) -> bool:
    """Whether this is the subclass that anywidget makes for a single widget.

    It has the name and module of the widget's own class, and its script as a trait.
    """
    return "_esm" in cls.__dict__


def widget_bundle(widget: AnyWidget, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a widget shows, by media type, and its metadata; anywidget may leave out either."""
    bundle = AnyWidget._repr_mimebundle_(widget, **kwargs)
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
    return data, metadata
