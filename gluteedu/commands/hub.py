"""What the commands need where a JupyterHub starts them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from gluteedu.commands.stopping import stop

if TYPE_CHECKING:
    from gluteedu.serving.ops.hub import HubDoor

HubOption = Annotated[
    bool,
    typer.Option(
        "--hub",
        help="A JupyterHub starts this: its environment says where to listen, and nobody comes in "
        "without its login.",
    ),
]


def door_to_hub(*not_with_hub: tuple[str, bool]) -> HubDoor:
    """The hub's login, for a server that a hub has started; an error where none has.

    Args:
        not_with_hub: options that do not go with it, and whether each was given.
    """
    for option, given in not_with_hub:
        if given:
            raise stop(f"{option}: leave it out with --hub; the hub says where the server stands")
    from gluteedu.records.learner import hub_learner

    try:
        from gluteedu.serving.ops.hub import HubDoor, NoHub, hub_place
    except ImportError:
        raise stop("--hub needs one more part: pip install 'gluteedu[hub]'") from None
    try:
        return HubDoor(hub_place(os.environ), hub_learner)
    except NoHub as trouble:
        raise stop(f"--hub: {trouble}") from None
