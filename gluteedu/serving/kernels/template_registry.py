"""The templates of this server: one for all kernels of a kind, started when first asked for."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Mapping

from gluteedu.serving.kernels.template import (
    Kind,
    Template,
    TemplateError,
    TemplateGoneError,
    leave_to_the_parent,
)

MOST = 4
"""How many templates a server keeps; if all are in use, further kinds of kernels are not forked."""

_TRIES = 2  # for a template that ends before it is ready

_READ_ONCE = ("PYTHON", "LD_", "LC_", "LANG", "IPYTHON", "HOME", "VIRTUAL_ENV")

_lock = threading.Lock()
_templates: dict[Kind, Template] = {}
_stillborn: Counter[Kind] = Counter()


def read_once(env: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """What of ``env`` interpreter, loader and IPython read at their start, and never again."""
    return frozenset(
        (name, value)
        for name, value in env.items()
        if name.startswith(_READ_ONCE) and name != "PYTHONEXECUTABLE"
    )


def shared_template(kind: Kind) -> Template:
    """This server's template for kernels of ``kind``; a new one if it has none that forks.

    It lives in the server's own environment: what is in the first kernel's alone is no other's.

    Raises:
        TemplateError: there can be none; the message says why.
    """
    with _lock:
        template = _templates.get(kind)
        if template is not None:
            if not template.gone:
                return template
            _look_back(kind, template)
        _make_room()
        env = {name: value for name, value in os.environ.items() if name != "JPY_PARENT_PID"}
        for name, _ in read_once(env):
            del env[name]
        try:
            _templates[kind] = Template(kind, env | dict(kind.env))
        except OSError as error:
            raise TemplateError(f"{kind.python[0]} does not start ({error.strerror})") from None
        return _templates[kind]


def _make_room() -> None:
    alive = [template for template in _templates.values() if not template.gone]
    if len(alive) < MOST:
        return
    unused = next((template for template in alive if template.idle), None)
    if unused is None:
        raise TemplateError(f"kernels of {MOST} kinds are running already")
    unused.end()


def _look_back(kind: Kind, ended: Template) -> None:
    """Raise what keeps a new template from doing better than one that has ended."""
    error = ended.ready.exception()
    if error is None:
        return
    if not isinstance(error, TemplateGoneError):
        raise error
    _stillborn[kind] += 1
    if _stillborn[kind] >= _TRIES:
        raise TemplateError(str(error))
    del _templates[kind]


def close_templates() -> None:
    """End every template of this server, and every kernel of theirs."""
    with _lock:
        for template in _templates.values():
            template.close()
        _templates.clear()
        _stillborn.clear()


def _in_a_fork_of_the_server() -> None:
    global _lock
    _lock = threading.Lock()
    for template in _templates.values():
        if not template.gone:
            template.let_go()
    _templates.clear()
    leave_to_the_parent()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_a_fork_of_the_server)
