"""All widgets' scripts and styles as two files, for a served page that loads them once for all."""

from __future__ import annotations

import json
import pkgutil
from importlib import import_module

import gluteedu.widgets
from gluteedu.content.triage.causes import load_causes
from gluteedu.widgets.shared.base import CourseWidget, asset_file, built_script
from gluteedu.widgets.shared.cause_style import cause_style


def _read(name: str) -> str:
    return asset_file(name).read_text(encoding="utf-8")


def _widgets() -> dict[str, type[CourseWidget]]:
    for module in pkgutil.walk_packages(gluteedu.widgets.__path__, "gluteedu.widgets."):
        import_module(module.name)
    waiting, found = [CourseWidget], {}
    while waiting:
        for widget in waiting.pop().__subclasses__():
            waiting.append(widget)
            if widget.asset:
                found[widget.asset] = widget
    return dict(sorted(found.items()))


def script() -> str:
    """The script of a lesson: the page and all widgets, after ``gluteeduShared``, which maps traits
    to what they mostly are. It is a module: nobody else sees that name.
    """
    constants = {name: constant() for name, constant in CourseWidget.shared.items()}
    shared = json.dumps(constants, ensure_ascii=False)
    return f"const gluteeduShared = {shared};\n{built_script('lesson')}"


def style() -> str:
    """One style sheet for the page: causes, tokens, shared parts, every widget's own rules."""
    texts = [_read(f"{name}.css") for name in ("tokens", "parts", *_widgets())]
    return "\n".join([cause_style(load_causes()), *texts])
