"""What people read stands in ``data/words``: no sentence for them stands in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "gluteedu"

# The rooms whose literals end before a learner, a pupil or an instructor. What the command line,
# logs, authors and developers are told is no part of them.
SEEN = (
    *("widgets", "figures", "classroom/live", "classroom/report", "classroom/web"),
    *("serving/pages", "serving/page_socket", "serving/voila_fallback"),
)

# What reads as words and is none, by file and by how it begins.
NO_WORDS = {
    "figures/drawing.py": ["([figure, width])", "drawing figures needs"],  # a script; a log
    "figures/injury.py": ["Lengthening exercises", "Usual exercises"],  # keys of a table
    "figures/pregnancy.py": ["girdle now", "risk ratio"],  # keys of a table
    "figures/soreness.py": ["top ", "middle "],  # positions, as plotly names them
    "figures/theme.py": ["system-ui"],
    "widgets/quiz/widget.py": ["as printed"],  # the seed of a shuffle
    "widgets/shared/bundle.py": ["const gluteeduShared"],  # a script
    "widgets/shared/constants.py": ["// Written by", "export const"],  # a script
    "classroom/live/instructor_login.py": ["too many tries"],  # of an exception
    "classroom/report/page.py": ["@media"],  # a style
    "classroom/web/notes.py": ["*Speaker notes.*"],  # how notebooks mark their notes
    "classroom/web/pages.py": ["Strict", "Lax", "default-src"],  # of a cookie, of a policy
    "serving/pages/lesson_page.py": ["default-src", "img-src", "font-src"],  # of a policy
    "theme.js": ["JupyterLab "],  # the name of a theme
    "phone_inputs.js": ["opt on"],  # a class of the style
    "present_keys.js": ["input, ", "button, "],  # what fields and buttons are called in HTML
    "review_cards.js": ["Space Enter"],  # names of keys
}

_TAG = re.compile(r"<!?[a-zA-Z/][^<>]*>?")
_VISIBLE = re.compile(r"(?:aria-label|title|alt|placeholder|data-label)=[\"']([^\"'{<]*)")
_WORD = r"[“\"'(]*[A-Za-zÀ-ÿ’']{2,}[.,;:!?…)”\"']*"
_READS = re.compile(
    rf"(?:^|\s|>){_WORD}\s+(?:[aAI]\s+)?{_WORD}(?=\s|$|<)|^\s*[A-Z][a-z]+[.:!?]?\s*$"
)
_SILENT = {
    *("Problem", "debug", "info", "warning", "error", "exception", "critical", "getLogger"),
    *("HTTPError", "set_header", "add_header", "get", "set_secure_cookie", "set_class_cookie"),
    *("compile", "TypeVar", "close", "Literal", "import_module"),
}


def reads_as_words(text: str) -> bool:
    """Whether a person would read words in this literal: two in a row, or a heading of one."""
    shown = [*_TAG.sub("\n", text).split("\n"), *_VISIBLE.findall(text)]
    return any(_READS.search(part) for part in shown)


def literal(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
        return "".join(parts)
    return None


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def literals(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The literals that may be shown: no docstring, annotation, error or log entry."""
    if isinstance(node, (ast.Raise, ast.Assert, ast.Import, ast.ImportFrom)):
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
        return
    if isinstance(node, ast.Call):
        name = called(node)
        if name in _SILENT or name.endswith("Error"):
            return
    if (text := literal(node)) is not None:
        yield getattr(node, "lineno", 0), text
    skipped = {getattr(node, "annotation", None), getattr(node, "returns", None)}
    for child in ast.iter_child_nodes(node):
        if child not in skipped and not (
            isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)
        ):
            yield from literals(child)


def strays_in_python(path: Path) -> list[str]:
    name = path.relative_to(PACKAGE).as_posix()
    allowed = tuple(NO_WORDS.get(name, ()))
    return [
        f"{name}:{line}: {text[:80]!r}"
        for line, text in literals(ast.parse(path.read_text(encoding="utf-8")))
        if reads_as_words(text) and not text.startswith(allowed)
    ]


# A comment, a regular expression after what comes before one, or a literal; `${…}` is looked into.
_JAVASCRIPT = re.compile(
    r"//[^\n]*|/\*.*?\*/|(?<=[(,=:!&|?;{}])\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+/[a-z]*"
    r"|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`",
    re.DOTALL,
)
_SILENT_BEFORE = re.compile(
    r"(?:new \w*Error\(|console\.\w+\(|[qQ]uerySelector(?:All)?\(|\.(?:closest|matches)(?:\?\.)?\("
    r"|matchMedia\(|\bclass(?:Name)?(?::| =)? ?|\b(?:d|style|transform|viewBox): ?|\b(?:from|case) "
    r"|\bkey === )$"
)
_KEYS = {"Escape", "Enter", "Home", "End", "Tab", "Delete", "Backspace", "use strict"}


def strays_in_javascript(path: Path) -> list[str]:
    name = path.relative_to(PACKAGE).as_posix()
    text = path.read_text(encoding="utf-8")
    allowed = tuple(NO_WORDS.get(path.name, ()))
    found: list[str] = []
    for match in _JAVASCRIPT.finditer(text):
        said = match[0]
        if said[0] not in "\"'`" or _SILENT_BEFORE.search(
            text[max(0, match.start() - 40) : match.start()]
        ):
            continue
        words = re.sub(r"\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\}", "{}", said[1:-1])
        if reads_as_words(words) and words not in _KEYS and not words.startswith(allowed):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{name}:{line}: {words[:80]!r}")
    return found


def strays_in_template(path: Path) -> list[str]:
    name = path.relative_to(PACKAGE).as_posix()
    text = path.read_text(encoding="utf-8")
    bare = re.sub(
        r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|<!--.*?-->|<(style|script)\b.*?</\1>",
        lambda part: "\n" * part[0].count("\n"),
        text,
        flags=re.DOTALL,
    )
    return [
        f"{name}:{number}: {line.strip()[:80]!r}"
        for number, line in enumerate(bare.split("\n"), start=1)
        if reads_as_words(line) or re.search(r">\s*[A-Za-z]{2,}[^<>]*<", line)
    ]


def strays(path: Path) -> list[str]:
    if path.suffix == ".py":
        return strays_in_python(path)
    return strays_in_javascript(path) if path.suffix == ".js" else strays_in_template(path)


FILES = sorted(
    [path for room in SEEN for path in (PACKAGE / room).rglob("*.py")]
    + [path for path in PACKAGE.rglob("*.js") if "built" not in path.parts]
    + [*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.j2")]
)


def called_here(path: Path) -> str:
    """What a file is called in the lists above: a script by its name alone."""
    return path.name if path.suffix == ".js" else path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_word_that_people_read_stands_in_code(path: Path) -> None:
    found = strays(path)
    assert found == [], "put it into data/words:\n" + "\n".join(found)


def test_only_files_that_are_there_are_excepted() -> None:
    there = {called_here(path) for path in FILES}
    assert set(NO_WORDS) <= there


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".py", "def f():\n    return 'Try it again'\n"),
        (".py", "HEADS = ('Learner', 'Score')\n"),
        (".py", "def f(n):\n    return f'<p>{n} of them</p><b>Not yet</b>'\n"),
        (".py", "X = '<nav aria-label=\"All lessons\"></nav>'\n"),
        (".js", 'const a = /\\d/; say("Try it again");'),
        (".js", "h('p', {}, `Card ${n} of ${`all ${m}`} there are`);"),
        (".html", "<p>Try it</p>"),
        (".html", '<button aria-label="Close it">{{ x }}</button>'),
        (".j2", "<h1>Lessons</h1>"),
    ],
)
def test_a_stray_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, text: str
) -> None:
    monkeypatch.setattr("tests.test_words.PACKAGE", tmp_path)
    path = tmp_path / f"a{suffix}"
    path.write_text(text, encoding="utf-8")
    assert strays(path)


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".py", '"""What it does."""\n\ndef f() -> "Some thing":\n    """A docstring."""\n'),
        (".py", "raise ValueError('this is not allowed')\n"),
        (".py", "log.warning('it went wrong: %s', 1)\n"),
        (".py", "self.set_header('Content-Type', 'text/html')\n"),
        (".py", "X = f'<p class=\"g-small g-quiet\">{say(1)}</p>'\n"),
        (
            ".js",
            "// a comment, it's said\nel('p', { class: 'g-small g quiet' }, say('quiz', 'done'));",
        ),
        (".html", '<p class="g-small">{{ say("not_yet") }}</p>'),
    ],
)
def test_what_nobody_reads_is_no_stray(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, text: str
) -> None:
    monkeypatch.setattr("tests.test_words.PACKAGE", tmp_path)
    path = tmp_path / f"a{suffix}"
    path.write_text(text, encoding="utf-8")
    assert strays(path) == []
