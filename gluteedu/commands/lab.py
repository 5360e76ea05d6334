"""The command ``lab``: the lessons in JupyterLab, to run and change them."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from gluteedu.commands.serving import course_navigation
from gluteedu.commands.stopping import stop
from gluteedu.content.loading.paths import data_folder, notebooks_folder


def add_lab_command(app: typer.Typer) -> None:
    """Give ``app`` the command of this module."""
    app.command()(lab)


def lab(
    browser: Annotated[bool, typer.Option(help="Open JupyterLab in a browser.")] = True,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to try first.")] = 8888,
) -> None:
    """Open the lessons in JupyterLab, to run and change them."""
    folder = notebooks_folder()
    if data_folder().parent.name == "bundled":
        # An installed course is not for writing in: the learner gets a copy of their own.
        copy = Path.home() / "gluteedu-lessons"
        if not copy.exists():
            _copy_whole(folder, copy)
        folder = copy
    typer.echo(f"The lessons are in {folder}")
    home = course_navigation().home
    options = [f"--port={port}", f"--LabApp.default_url=/lab/tree/{home}.ipynb"]
    if not browser:
        options.append("--no-browser")
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", str(folder), *options])


def _copy_whole(folder: Path, copy: Path) -> None:
    """Copy all of ``folder``, or nothing: half a copy would pass for a whole one later."""
    part = copy.with_name(f"{copy.name}.part")
    try:
        shutil.copytree(folder, part, dirs_exist_ok=True)
        part.rename(copy)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(part, ignore_errors=True)
        raise stop(f"the lessons cannot be copied to {copy}: {error}") from None
