"""Who may import whom: the table of rooms in CONTRIBUTING.md, held by walking the imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "gluteedu"
STANDARD = set(sys.stdlib_module_names)

# For each room: the rooms of gluteedu it may import, and the libraries.
ROOMS = {
    "domain": ({"domain"}, set()),
    "web": ({"web"}, {"tornado"}),
    "content": (
        {"domain", "content"},
        {
            *("pydantic", "yaml", "pandas", "pyphen", "markdown_it", "latex2mathml"),
            *("defusedxml", "genanki", "text2qti"),  # for the bank that travels
        },
    ),
    "records": (
        {"domain", "records", "user_folder"},
        {"sqlalchemy", "psycopg", "fsrs"},
    ),
    "figures": (
        {"domain", "content", "figures"},
        {"plotly", "pandas", "playwright", "IPython"},
    ),
    "widgets": (
        {"domain", "content", "figures", "widgets"},
        {"anywidget", "ipywidgets", "traitlets", "IPython"},
    ),
    "classroom": (
        {"domain", "content", "records", "classroom", "web"},
        {"tornado", "segno", "ifaddr"},
    ),
    "serving": (
        {"serving", "web", "user_folder"},
        {
            *("voila", "jupyter_client", "jupyter_server", "tornado", "traitlets", "latex2mathml"),
            *("ipykernel", "IPython", "ipywidgets", "zmq", "brotli"),
            *("prometheus_client", "jupyterhub", "pythonjsonlogger"),
        },
    ),
    "authoring": ({"domain", "content", "authoring"}, {"nbformat", "nbclient", "yaml"}),
}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
    return found


MODULES = [p for room in ROOMS for p in sorted((PACKAGE / room).rglob("*.py"))]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_room_keeps_to_its_table(path: Path) -> None:
    rooms, libraries = ROOMS[path.relative_to(PACKAGE).parts[0]]
    for name in imports(path):
        top, *rest = name.split(".")
        if top == "gluteedu":
            assert rest, f"{path} imports the package itself"
            assert rest[0] in rooms, f"{path} imports {name}"
        elif top not in STANDARD and top != "__future__":
            assert top in libraries, f"{path} imports {name}"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.name)
def test_module_is_small_and_says_what_lives_there(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 300, "does it hold more than one thing?"
    assert ast.get_docstring(ast.parse(text)), "no sentence that says what lives there"
    assert path.stem not in {"utils", "helpers", "manager"}


HEAVY = "pandas plotly voila ipywidgets anywidget pydantic yaml sqlalchemy markdown_it"


@pytest.mark.parametrize("name", ["gluteedu", "gluteedu.lesson"])
def test_importing_is_cheap(name: str) -> None:
    code = f"import {name}, sys; print([m for m in '{HEAVY}'.split() if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
