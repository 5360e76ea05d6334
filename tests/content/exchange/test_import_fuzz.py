"""Whatever a file holds, an import ends: with items that can be read again, or with one line."""

from __future__ import annotations

import tempfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gluteedu.content.exchange.reading.adopting import Surroundings
from gluteedu.content.exchange.reading.html import from_html, from_plain
from gluteedu.content.exchange.reading.importing import import_questions
from gluteedu.content.exchange.reading.question import CannotReadError
from gluteedu.content.exchange.wording import as_html, as_plain, fit
from gluteedu.content.items.bank import Known, read_items
from gluteedu.content.text.markup import markup_faults, to_html
from tests.content.exchange.outside_banks import GIFT, MOODLE

pytestmark = pytest.mark.exhaustive

AROUND = Surroundings(("light",), {"q1"}, {"Sit bone": "sit_bone"})
PIECES = st.sampled_from(
    [
        *("{", "}", "=", "~", "#", "####", "->", "::", "//", "%50%", "%-1e9%", "\\", "\\n"),
        *("[html]", "[markdown]", "T", "FALSE", "1..2", "3:", "*", "\ue000", "\x85", "é"),
        *("\n", "\n\n", ">2 X\n", "Place 1", "Sit bone", "$CATEGORY: a//b/c"),
        "// [id:x] [tag:type:ordering] [tag:step:nan]",
    ]
)
KINDS = st.sampled_from(
    ["multichoice", "truefalse", "numerical", "matching", "ordering", "category", "essay", "x"]
)
WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["<p>a</p>", "<b>", "<ul><li>", "\\(x\\)", "1e400", "nan", "-0", "&#0;", "<!--"]
    ),
)


def carried(data: bytes) -> None:
    """Import ``data``; what comes out is YAML whose items the course can read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.bank"
        path.write_bytes(data)
        made = told = None
        try:
            made = import_questions(path, AROUND)
        except CannotReadError as error:
            told = str(error)
        if made is None:
            assert told is not None
            assert told.startswith("in.bank: ")
            assert "\n" not in told
            return
        out = Path(folder) / "out.yaml"
        out.write_text(made.text, encoding="utf-8")
        raw = yaml.load(made.text, Loader=yaml.CSafeLoader)
        ids = [item["id"] for item in raw["items"]]
        assert len(set(ids)) == len(ids)
        assert sorted(one for quiz in raw["quizzes"] for one in quiz["items"]) == sorted(ids)
        problems: list = []
        read_items(out, "out.yaml", Known(), problems)
        assert not any("is not valid YAML" in problem.message for problem in problems)
        assert not any("stands there" in problem.message for problem in problems)
        made.report.text()


@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("".join))
@example("a{=b ~c\n\n::d::e{T}")
@example("{" * 50 + "}" * 50)
@settings(max_examples=150)
def test_any_gift(text):
    carried(text.encode("utf-8", "surrogatepass"))


@given(st.integers(0, len(GIFT)), st.integers(0, 60), PIECES)
@settings(max_examples=30)
def test_a_damaged_gift_bank(place, length, piece):
    carried((GIFT[:place] + piece + GIFT[place + length :]).encode())


@st.composite
def questions(draw):
    """A question with the elements of Moodle XML, some of them left out or out of place."""
    kind = draw(KINDS)
    parts = [f"<question type={quoteattr(kind)}>"]
    for name in ("name", "questiontext", "generalfeedback", "hint", "category"):
        if draw(st.booleans()):
            form = draw(st.sampled_from(["html", "markdown", "plain_text", "moodle_auto_format"]))
            parts.append(f'<{name} format="{form}"><text>{xml(draw(WORDS))}</text></{name}>')
    for _ in range(draw(st.integers(0, 4))):
        share = quoteattr(xml(draw(st.sampled_from(["0", "100", "50", "-25", "inf", "", "x"]))))
        inner = f"<text>{xml(draw(WORDS))}</text><tolerance>{xml(draw(WORDS))}</tolerance>"
        tag = draw(st.sampled_from(["answer", "subquestion"]))
        parts.append(f"<{tag} fraction={share}>{inner}<answer>{inner}</answer></{tag}>")
    parts.append(f"<tags><tag><text>{xml(draw(WORDS))}</text></tag></tags></question>")
    return "".join(parts)


def xml(text: str) -> str:
    kept = "".join(
        c for c in text if c in "\t\n" or " " <= c < "\ud800" or "\ue000" <= c < "\ufffe"
    )
    return escape(kept)


@given(st.lists(questions(), max_size=4))
@settings(max_examples=120)
def test_any_moodle_xml(found):
    carried(f"<quiz>{''.join(found)}</quiz>".encode())


@given(st.integers(0, len(MOODLE)), st.integers(0, 80), st.binary(max_size=6))
@settings(max_examples=40)
def test_a_damaged_moodle_file(place, length, piece):
    data = MOODLE.encode()
    carried(data[:place] + piece + data[place + length :])


@given(st.binary(max_size=200))
@settings(max_examples=60)
def test_any_bytes(data):
    carried(data)


@given(st.text(max_size=60))
@example("1. a\n\n- b *c* $d$ \\e [f](g) <h> &amp; __i__ `j`")
@example("a\\\nb")
@settings(max_examples=200)
def test_plain_words_become_markup_that_shows_just_these_words(text):
    """White space and maths apart; the markup is read back by the course's own reader."""
    assume(not any(mark in text for mark in ("\\(", "\\[", "$$")))
    markup, lost = from_plain(text)
    assert lost == []
    shown = "".join(as_plain(part) for part in markup.split("\n\n"))
    assert "".join(shown.split()) == "".join(fit(text).split())


MARKUP = st.lists(
    st.sampled_from(
        ["word", "**bold**", "*slanted*", "$x^2$", "5 * 3", "a_b", "1 < 2", "R&D", "\\*"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@given(st.lists(MARKUP, min_size=1, max_size=3), st.booleans())
@settings(max_examples=150)
def test_markup_goes_to_html_and_comes_back_the_same(parts, as_list):
    text = "\n".join(f"- {part}" for part in parts) if as_list else "\n\n".join(parts)
    back, lost = from_html(as_html(text))
    assert lost == []
    assert to_html(back) == to_html(text)
    assert markup_faults(back) == markup_faults(text)
