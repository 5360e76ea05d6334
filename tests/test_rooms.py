"""Who may import whom: the table of rooms in docs/house.md, held by walking the imports."""

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
            *("prometheus_client", "jupyterhub", "pythonjsonlogger", "packaging"),
        },
    ),
    "authoring": ({"domain", "content", "authoring"}, {"nbformat", "nbclient", "yaml"}),
}

SINGLE_WIDGETS = (
    *("body_map", "clinic", "completion", "course_map", "due_today", "explorer", "my_record"),
    *("predict", "quiz", "reference", "relief_planner", "slider"),
)

# Inside a room: the features (folders), each with those of its room that it may import. A feature
# names only features above it, so none can come back to itself.
FEATURES: dict[str, dict[str, set[str]]] = {
    "domain": {
        "evidence": set(),
        "course": set(),
        "items": {"evidence"},
        "learning": {"items", "evidence"},
        "analytics": {"items", "learning"},
        "voting": {"items"},
        "triage": {"items"},  # how sure somebody is, for the case clinic
        "relief": {"triage"},
        "sliders": {"triage"},
    },
    "content": {
        "loading": set(),
        "text": {"loading"},
        "triage": {"loading", "text"},
        "evidence": {"loading", "text", "triage"},
        "relief": {"loading", "text", "triage"},
        "sliders": {"loading", "text", "triage"},
        "items": {"loading", "text", "sliders"},
        "course": {"loading", "text", "triage", "evidence", "relief", "sliders", "items"},
        "exchange": {"loading", "text", "course"},
    },
    "widgets": {
        "shared": set(),
        **{name: {"shared"} for name in SINGLE_WIDGETS},
        "review": {"shared", "quiz"},  # a card asks an item as a quiz does
        "progress": {"shared", "quiz"},
    },
    "classroom": {
        "live": set(),
        "report": set(),
        "export": {"report"},
        "web": {"live"},
    },
    "serving": {
        "compat": set(),
        "security": set(),
        "page_socket": {"compat", "security"},
        "ops": {"page_socket"},
        "kernels": {"compat", "page_socket", "ops"},
        "voila_fallback": {"compat", "security"},
        "pages": {"compat", "page_socket", "security", "voila_fallback"},
    },
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


INNER_WORKINGS = {"voila", "ipykernel", "IPython", "ipywidgets", "anywidget", "plotly"}
_COMPAT = {"serving": "compat/", "widgets": "shared/compat.py"}


@pytest.mark.parametrize("room", _COMPAT)
def test_inner_workings_of_other_packages_are_used_in_one_place(room: str) -> None:
    for path in sorted((PACKAGE / room).rglob("*.py")):
        if str(path.relative_to(PACKAGE / room)).startswith(_COMPAT[room]):
            continue
        used = {name.split(".")[0] for name in imports(path)} & INNER_WORKINGS
        if room == "widgets":
            used &= {"anywidget", "plotly"}
        assert not used, f"{path} imports {used}; that is for {room}/{_COMPAT[room]}"


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if p.relative_to(PACKAGE).parts[0] in FEATURES],
    ids=lambda p: str(p.relative_to(PACKAGE)),
)
def test_feature_keeps_to_its_table(path: Path) -> None:
    room, *below = path.relative_to(PACKAGE).parts
    if len(below) < 2:
        return  # what stands in a room itself may put its features together
    feature, table = below[0], FEATURES[room]
    assert feature in table, f"{path}: {feature} is a feature that the table does not know"
    for name in imports(path):
        top, *rest = name.split(".")
        if top == "gluteedu" and len(rest) > 1 and rest[0] == room and rest[1] in table:
            assert rest[1] in {feature, *table[feature]}, f"{path} imports {name}"


@pytest.mark.parametrize("room", FEATURES)
def test_features_go_one_way(room: str) -> None:
    above: set[str] = set()
    for feature, may in FEATURES[room].items():
        assert may <= above, f"{feature} names {may - above}, which do not stand above it"
        above.add(feature)
    assert above == {p.parent.name for p in (PACKAGE / room).glob("*/__init__.py")}


def test_only_web_pages_and_routes_of_the_classroom_know_the_network() -> None:
    classroom = PACKAGE / "classroom"
    for path in classroom.rglob("*.py"):
        if path.parent != classroom / "web" and path != classroom / "report" / "routes.py":
            tops = {name.partition(".")[0] for name in imports(path)}
            assert not tops & {"tornado", "segno", "ifaddr", "socket"}, path


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
