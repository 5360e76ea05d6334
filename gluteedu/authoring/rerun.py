"""Runs the lessons and stores their outputs clean: no timestamps, widget state or machine paths."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gluteedu.content.loading.safe_reading import open_ordinary
from gluteedu.content.loading.safe_writing import write_whole

_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class LessonFailed(Exception):
    """A cell of a lesson raised: says which notebook, cell and error. Nothing was written."""


def run(path: Path) -> Any:
    """The notebook at ``path``, executed in a fresh kernel and cleaned; the file stays as it is.

    Raises:
        LessonFailed: when a cell raises or the kernel dies.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    try:
        with open_ordinary(path) as file:
            notebook = nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
    except Exception as error:  # nbformat raises whatever it trips over
        why = (str(error).splitlines() or ["?"])[0][:200]
        raise LessonFailed(f"{path.name}: is not a notebook ({why})") from error
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        store_widget_state=False,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        # What is stored is the same for everybody, and nobody's record: none is kept.
        client.execute(env={**os.environ, "GLUTEEDU_STORE": "none"})
    except CellExecutionError as error:
        raise LessonFailed(f"{path.name}: {error.ename}: {error.evalue}\n{error}") from error
    except DeadKernelError as error:
        raise LessonFailed(f"{path.name}: the kernel died") from error
    return clean(notebook)


def clean(notebook: Any) -> Any:
    """Only what every run gives alike: outputs without model ids, metadata without a machine's.

    The widget-view entry is dropped because a notebook that is opened before it is run would show
    an error in place of the widget; what is left is the widget's readable form.
    """
    notebook.metadata = {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
        **{key: notebook.metadata[key] for key in ("title",) if key in notebook.metadata},
    }
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type != "code":
            continue
        for output in cell.outputs:
            output.get("data", {}).pop(_WIDGET_VIEW, None)
            if "metadata" in output:
                output.metadata = {}
    return notebook


def rerun(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Run each lesson in ``folder`` and write it; yields its path and whether the file changed.

    Raises:
        LessonFailed: at the first lesson that fails; lessons before it are written, it is not.
        CannotWriteError: at the first that cannot be written; it is still as it was.
    """
    import nbformat

    for path in sorted(folder.glob("*.ipynb")):
        text = nbformat.writes(run(path)) + "\n"  # type: ignore[no-untyped-call]
        changed = text != path.read_text(encoding="utf-8")
        if changed:
            write_whole(path, text.encode(), force=True)
        yield path, changed
