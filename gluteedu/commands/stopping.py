"""How a command ends when it cannot do what was asked: one clear line, exit code 1."""

from __future__ import annotations

import sys

import typer


def stop(message: str) -> typer.Exit:
    """Say ``message`` on standard error, red on a screen; raise what comes back."""
    typer.secho(message, err=True, fg=typer.colors.RED if sys.stderr.isatty() else None)
    return typer.Exit(1)
