"""The templates of this server: one for all kernels of a kind, started when first asked for."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Mapping

from gluteedu.serving.kernels.template import (
    Template,
    TemplateError,
    TemplateGoneError,
    TemplateKind,
    close_lifeline,
)

MAX_TEMPLATES = 4
"""How many templates a server keeps; if all are in use, further kinds of kernels are not forked."""

_MAX_STARTS = 2  # for a template that ends before it is ready

_READ_AT_START = ("PYTHON", "LD_", "LC_", "LANG", "IPYTHON", "HOME", "VIRTUAL_ENV")

_lock = threading.Lock()
templates: dict[TemplateKind, Template] = {}
"""The templates that were started, by kind; the last of its kind where there were several."""

_failed_starts: Counter[TemplateKind] = Counter()


def startup_variables(env: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """The variables that interpreter, loader and IPython read at their start and never again."""
    return frozenset(
        (name, value)
        for name, value in env.items()
        if name.startswith(_READ_AT_START) and name != "PYTHONEXECUTABLE"
    )


def shared_template(kind: TemplateKind) -> Template:
    """This server's template for kernels of ``kind``; a new one if it has none that forks.

    It gets the server's environment, not the one of the first kernel that asks for it.

    Raises:
        TemplateError: there can be none; the message says why.
    """
    with _lock:
        template = templates.get(kind)
        if template is not None:
            if not template.gone:
                return template
            _raise_if_hopeless(kind, template)
        _make_room()
        env = {name: value for name, value in os.environ.items() if name != "JPY_PARENT_PID"}
        for name, _ in startup_variables(env):
            del env[name]
        try:
            templates[kind] = Template(kind, env | dict(kind.env))
        except OSError as error:
            raise TemplateError(f"{kind.python[0]} does not start ({error.strerror})") from None
        return templates[kind]


def _make_room() -> None:
    alive = [template for template in templates.values() if not template.gone]
    if len(alive) < MAX_TEMPLATES:
        return
    unused = next((template for template in alive if template.idle), None)
    if unused is None:
        raise TemplateError(f"kernels of {MAX_TEMPLATES} kinds are running already")
    unused.end()


def _raise_if_hopeless(kind: TemplateKind, ended: Template) -> None:
    """Raise what keeps a new template from doing better than one that has ended."""
    error = ended.ready.exception()
    if error is None:
        return
    if not isinstance(error, TemplateGoneError):
        raise error
    _failed_starts[kind] += 1
    if _failed_starts[kind] >= _MAX_STARTS:
        raise TemplateError(str(error))
    del templates[kind]


def _after_fork_of_the_server() -> None:
    global _lock
    _lock = threading.Lock()
    for template in templates.values():
        if not template.gone:
            template.disconnect()
    templates.clear()
    close_lifeline()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_of_the_server)
