"""Every text of ``data/words`` is said somewhere, and whatever is said is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from gluteedu.content.loading.paths import data_folder
from gluteedu.content.text.words import WordGroups
from tests.test_words import PACKAGE, called, literal

WORDS = WordGroups(data_folder())

# What is said by a list of ids in the domain.
ELSEWHERE = {("shared", "yes"), ("shared", "no"), ("shared", "not_sure")}

# Folders that are handed words, and those of which groups: a type of item says what is its own.
HANDED = {"domain/items": {"quiz"}, "domain/items/types": {"quiz", "class_report"}}

_SAID = re.compile(
    r"\bsay(?:With)?\(\s*[\"'`]([a-z_]+)[\"'`],\s*[\"'`]([a-z0-9_]+)(?:[\"'`]|(\$\{))"
)
_TEMPLATE_SAID = re.compile(r"\b(?:say|html)\(\s*[\"']([a-z0-9_]+)[\"']")


def python_ids(tree: ast.AST) -> Iterator[str]:
    """What is said in a module: ids, and beginnings of ids that end in "*"."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or called(node) not in ("say", "html") or not node.args:
            continue
        first = node.args[0]
        for part in [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]:
            text = literal(part)
            if isinstance(part, ast.JoinedStr):
                yield str(text).partition("{")[0] + "*"
            elif text is not None:
                yield text


def named_ids(tree: ast.AST) -> set[str]:
    """Literals that look like an id: where one is chosen before it is said."""
    found = (literal(node) for node in ast.walk(tree))
    return {text for text in found if text and re.fullmatch(r"[a-z][a-z0-9_]*", text)}


def said() -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """What is said for certain, and what else may be, as group and id, "*" for any ending."""
    sure, maybe = set(ELSEWHERE), set[tuple[str, str]]()
    for folder in {path.parent for path in PACKAGE.rglob("*.py")}:
        trees = [ast.parse(path.read_text(encoding="utf-8")) for path in folder.glob("*.py")]
        groups = {
            str(node.slice.value)
            for tree in trees
            for node in ast.walk(tree)
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)
        } & set(WORDS)
        groups |= HANDED.get(str(folder.relative_to(PACKAGE)), set())
        ids = {text for tree in trees for text in python_ids(tree)}
        named = {text for tree in trees for text in named_ids(tree)} if groups else set()
        if groups:
            for text_id in ids:
                homes = [group for group in groups if is_id(group, text_id)]
                sure |= {(group, text_id) for group in homes or [" or ".join(sorted(groups))]}
        maybe |= {(group, text_id) for group in groups for text_id in named}
    for path in PACKAGE.rglob("*.js"):
        if "built" not in path.parts:
            found = _SAID.findall(path.read_text(encoding="utf-8"))
            sure |= {(group, text_id + ("*" if more else "")) for group, text_id, more in found}
    for path in [*PACKAGE.rglob("*.j2"), *PACKAGE.rglob("*.html")]:
        group = "class_host" if "classroom" in path.parts else "page"
        group = "class_phone" if path.name == "phone.html" else group
        found = _TEMPLATE_SAID.findall(path.read_text(encoding="utf-8"))
        sure |= {(group, text_id) for text_id in found}
    return sure, maybe


def is_id(group: str, text_id: str) -> bool:
    if group not in WORDS:
        return False
    if text_id.endswith("*"):
        return any(one.startswith(text_id[:-1]) for one in WORDS[group].texts)
    return text_id in WORDS[group]


SURE, MAYBE = said()


def test_every_id_that_is_said_exists() -> None:
    missing = [
        f"data/words/{group}.yaml: {text_id}"
        for group, text_id in SURE
        if not is_id(group, text_id)
    ]
    assert not missing, "said in code, but no such text: " + "; ".join(sorted(missing))


@pytest.mark.parametrize("group", sorted(WORDS))
def test_every_id_is_said(group: str) -> None:
    ids = {text_id for home, text_id in SURE | MAYBE if home == group}
    begun = tuple(text_id[:-1] for text_id in ids if text_id.endswith("*"))
    unsaid = [x for x in WORDS[group].texts if x not in ids and not x.startswith(begun or (" ",))]
    assert unsaid == [], f"words/{group}.yaml holds what nobody says"
