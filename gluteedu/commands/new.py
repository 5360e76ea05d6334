"""``gluteedu new item`` and ``gluteedu new lesson``: starting points that a teacher fills in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gluteedu.commands.bank import DataOption, ForceOption
from gluteedu.commands.stopping import stop
from gluteedu.content.loading.paths import data_folder, notebooks_folder
from gluteedu.domain.items.types import ITEM_TYPES

new = typer.Typer(no_args_is_help=True, help="Start a quiz item or a lesson, with blanks to fill.")

_TYPES = [f"{one.id} (body map)" if one.on_body_map else one.id for one in ITEM_TYPES.values()]


def add_new_commands(app: typer.Typer) -> None:
    """Give ``app`` the commands of this module."""
    app.add_typer(new, name="new")


@new.command()
def item(
    lesson: Annotated[
        str, typer.Option("--lesson", help="The lesson it is for, like 02-exercise-induced-pain.")
    ],
    item_id: Annotated[
        str, typer.Option("--id", help="An id that was never used, like sore_after_rowing.")
    ],
    kind: Annotated[
        str,
        typer.Option("--type", help=f"{', '.join(_TYPES[:-1])} or {_TYPES[-1]}."),
    ] = "single",
    quiz: Annotated[
        str | None, typer.Option("--quiz", help="The quiz that asks it, where there are several.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Put a new item, with blanks, at the end of its lesson's file and into a quiz."""
    from gluteedu.authoring.new_item import CannotStartError, add_item
    from gluteedu.content.course.outline import read_outline
    from gluteedu.content.loading.safe_writing import CannotWriteError, write_whole

    outline = read_outline(_own_data(data))
    try:
        text = add_item(outline, kind, lesson, item_id, quiz)
        path = outline.items_path(lesson)
        write_whole(path, text.encode(), force=True)
    except (CannotStartError, CannotWriteError) as error:
        raise stop(str(error)) from None
    typer.echo(f"{item_id} is at the end of {path}")
    typer.echo("Write over every FILL IN there, then run gluteedu check.")


@new.command()
def lesson(
    lesson_id: Annotated[str, typer.Argument(metavar="ID", help="Like 09-my-topic.")],
    title: Annotated[str | None, typer.Option("--title", help="Its title, in quotes.")] = None,
    minutes: Annotated[int, typer.Option(min=1, help="About how long it takes.")] = 20,
    data: DataOption = None,
    notebooks: Annotated[
        Path | None, typer.Option("--notebooks", help="Another folder for the lessons.")
    ] = None,
    force: ForceOption = False,
) -> None:
    """Write the notebook and the items of a new lesson, and show what course.yaml needs."""
    from gluteedu.authoring.new_item import CannotStartError
    from gluteedu.authoring.new_lesson import new_lesson
    from gluteedu.content.course.outline import read_outline
    from gluteedu.content.loading.safe_writing import CannotWriteError, write_all

    root = _own_data(data)
    folder = notebooks or notebooks_folder()
    outline = read_outline(root)
    try:
        made = new_lesson(outline, folder, lesson_id, title, minutes)
        book, items = folder / f"{lesson_id}.ipynb", outline.items_path(lesson_id)
        write_all({book: made.notebook.encode(), items: made.items.encode()}, force=force)
    except (CannotStartError, CannotWriteError) as error:
        raise stop(str(error)) from None
    typer.echo(f"Written: {book}\nWritten: {items}\n")
    typer.echo(f"Put this into {root / 'course.yaml'}, below lessons:, where it is to stand:\n")
    typer.echo(made.course_entry)
    if outline.final_test is not None:
        typer.echo("\nThe final test asks about every objective. Add an item for each of these:\n")
        for number, one in enumerate(made.objectives, start=1):
            test = f"--lesson {outline.final_test} --id {one.replace('-', '_')}_test_{number}"
            typer.echo(f"gluteedu new item {test}   (objective: {one})")
    typer.echo("\nWrite over every FILL IN, then run gluteedu check.")


def _own_data(chosen: Path | None) -> Path:
    """The data folder to write in: never the one inside an installed package."""
    root = chosen or data_folder()
    if not root.is_dir():
        raise stop(f"--data: there is no folder {root}")
    if chosen is None and root.parent.name == "bundled":
        raise stop("this course is installed, not a checkout; name a data folder with --data")
    return root
