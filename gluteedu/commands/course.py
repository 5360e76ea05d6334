"""How a command is told which course it is about: the package's own, or one in another folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gluteedu.commands.stopping import stop
from gluteedu.content.loading.paths import COURSE_SETTING, choose_course

_HELP = "Another course: a folder with data and notebooks in it."

CourseOption = Annotated[Path | None, typer.Option("--course", envvar=COURSE_SETTING, help=_HELP)]
CourseArgument = Annotated[Path | None, typer.Argument(help=_HELP, show_default=False)]


def choose(folder: Path | None, said: str = "--course") -> None:
    """Run the course in ``folder``, if one is given; ends the command where it is none."""
    if folder is None:
        return
    try:
        choose_course(folder)
    except ValueError as error:
        raise stop(f"{said}: {error}") from None
