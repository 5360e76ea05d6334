"""Who the learner is: what the server says, the user of the hub, or the user of this machine."""

from __future__ import annotations

import getpass
import hashlib
import os
from contextlib import suppress
from pathlib import Path

from gluteedu.domain.learning.event import MAX_ID_LENGTH, new_id
from gluteedu.domain.learning.learner_record import KnownBy
from gluteedu.records.errors import StoreError
from gluteedu.user_folder import user_folder

LEARNER_ID_SETTING = "GLUTEEDU_LEARNER"


def known_by() -> KnownBy:
    """Who says who the learner is; only on the learner's own machine it is a file of ours."""
    said, hub = os.environ.get(LEARNER_ID_SETTING, ""), os.environ.get("JUPYTERHUB_USER")
    if _usable(said) and not (hub and said == hub_learner(hub)):
        return "server"
    return "hub" if hub else "machine"


def learner_id() -> str:
    """The id of the learner; names of users go into it as a hash only.

    ``GLUTEEDU_LEARNER`` (set by the server for each kernel), else the user of the JupyterHub, else
    who began anew on this machine with :func:`begin_anew`, else the user of this machine.
    """
    said = os.environ.get(LEARNER_ID_SETTING, "")
    if _usable(said):
        return said
    hub = os.environ.get("JUPYTERHUB_USER")
    if hub:
        return hub_learner(hub)
    with suppress(OSError, UnicodeDecodeError):
        kept = _file().read_text(encoding="ascii").strip()
        if _usable(kept):
            return kept
    return _hashed("user", _user())


def hub_learner(user: str) -> str:
    """The id under which a user of the JupyterHub is kept."""
    return _hashed("hub", user)


def begin_anew() -> str:
    """Make a new learner the one of this machine, and return the new id. What was kept stays.

    Raises:
        StoreError: the server or the hub says who the learner is, or the file is not writable.
    """
    if known_by() != "machine":
        raise StoreError("here the server says who the learner is", "setting")
    fresh = f"anew-{new_id()}"
    path = _file()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{fresh}")
        part.write_text(f"{fresh}\n", encoding="ascii")
        part.replace(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written ({error.strerror})", "unreachable") from None
    return fresh


def _file() -> Path:
    return user_folder() / "learner"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return "nameless"


def _hashed(kind: str, name: str) -> str:
    return f"{kind}-{hashlib.sha256(f'gluteedu/{kind}/{name}'.encode()).hexdigest()[:32]}"


def _usable(learner: str) -> bool:
    return 1 <= len(learner) <= MAX_ID_LENGTH and learner.isprintable() and not learner.isspace()
