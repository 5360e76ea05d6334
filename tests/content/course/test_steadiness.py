"""The computed table: worked out anew it is what the file says, and so are the words about it."""

from pathlib import Path

from gluteedu.content.course.library import Library
from gluteedu.content.course.steadiness import (
    DRAWS,
    TABLE,
    compute_story_steadiness,
    write_story_steadiness,
)
from gluteedu.domain.evidence.table import number

LIBRARY = Library()
ROWS = {str(row["story"]): row for row in LIBRARY.tables[TABLE].rows}


def test_the_table_is_what_the_likelihoods_and_the_stories_give() -> None:
    computed = compute_story_steadiness(LIBRARY.knowledge, LIBRARY.explorer.stories)
    assert computed == list(LIBRARY.tables[TABLE].rows), "run `make figures`, then `make notebooks`"


def test_every_story_of_the_explorer_is_in_it_in_order() -> None:
    assert list(ROWS) == [story.name for story in LIBRARY.explorer.stories]
    assert all(0 < number(row, "stays") <= DRAWS for row in ROWS.values())


def test_no_share_is_surer_than_the_bars() -> None:
    cap = round(100 * LIBRARY.knowledge.model.cap)
    for row in ROWS.values():
        assert number(row, "low") <= number(row, "share") <= number(row, "high") <= cap


def test_the_lesson_of_the_picture_holds() -> None:
    """Clear stories are steady, F is not, and K is steady and wrong: what lesson 06 says of it."""
    stays = {name[0]: number(row, "stays") for name, row in ROWS.items()}
    assert all(stays[letter] >= 990 for letter in "ABCDE")
    assert 600 <= stays["F"] <= 850
    assert stays["K"] >= 850
    assert ROWS["K: the swollen leg"]["first"] == "muscle_injury"


def test_the_words_of_the_figure_name_the_numbers_of_the_table() -> None:
    alt = LIBRARY.figures[TABLE].alt
    for name in ("F: mixed", "K: the swollen leg"):
        assert f": {number(ROWS[name], 'stays'):g}" in alt


def test_writing_it_anew_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    for path in LIBRARY.root.glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    written = write_story_steadiness(Library(tmp_path)).read_text(encoding="utf-8")
    stored = (LIBRARY.root / "tables" / f"{TABLE}.csv").read_text(encoding="utf-8")
    assert written == stored
