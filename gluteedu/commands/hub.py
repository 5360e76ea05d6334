"""What the commands need where a JupyterHub starts them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from gluteedu.commands.stopping import stop

if TYPE_CHECKING:
    from gluteedu.serving.ops.hub import HubAuth

HubOption = Annotated[
    bool,
    typer.Option(
        "--hub",
        help="A JupyterHub starts this: its environment says where to listen, and nobody comes in "
        "without its login.",
    ),
]


def hub_auth_from_environment(*not_with_hub: tuple[str, bool]) -> HubAuth:
    """The hub's login, for a server that a hub has started; an error where none has.

    Args:
        not_with_hub: options that do not go with it, and whether each was given.
    """
    for option, given in not_with_hub:
        if given:
            raise stop(f"{option}: leave it out with --hub; the hub says where the server stands")
    from gluteedu.records.learner import hub_learner

    try:
        from gluteedu.serving.ops.hub import HubAuth, HubEnvironmentError, hub_address
    except ImportError:
        raise stop("--hub needs one more part: pip install 'gluteedu[hub]'") from None
    try:
        return HubAuth(hub_address(os.environ), hub_learner)
    except HubEnvironmentError as error:
        raise stop(f"--hub: {error}") from None
