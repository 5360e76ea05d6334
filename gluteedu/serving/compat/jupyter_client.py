"""What the server takes from inside jupyter_client: signed messages, and the local provisioner."""

from __future__ import annotations

from typing import Any

from jupyter_client.localinterfaces import localhost
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_client.session import Session

__all__ = [
    "HOLDS_FOR",
    "KernelProvisionerFactory",
    "LocalProvisioner",
    "MutedSession",
    "look_up_localhost",
    "read_message",
    "session_for",
]

HOLDS_FOR = ">=8.6,<9"


class MutedSession(Session):
    """A session that sends nothing: what is published before a fork is for nobody."""

    def send(self, *_: Any, **__: Any) -> dict[str, Any]:
        """Send nothing; there is no message."""
        return {}


def session_for(kernel_manager: Any) -> Session:
    """A session of its own that signs messages with the key of this manager's kernel."""
    kernel_session = kernel_manager.session
    return Session(key=kernel_session.key, signature_scheme=kernel_session.signature_scheme)


def read_message(session: Session, frames: list[bytes]) -> dict[str, Any] | None:
    """The message in ``frames``; None where it is not signed by the session's kernel."""
    try:
        _, parts = session.feed_identities(frames)
        message: dict[str, Any] = session.deserialize(parts)
    except ValueError:
        return None
    return message


def look_up_localhost() -> None:
    """Have jupyter_client look for the machine's addresses now; it remembers them."""
    localhost()
