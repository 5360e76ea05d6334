"""How hard a text is to read: Flesch-Kincaid grade and words per sentence."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from gluteedu.content.loading.problems import Problem

CEILING = 8.0
"""The highest US school grade for any text of the course."""

URGENT_CEILING = 6.0
"""The highest grade for red flags and for what to do in an emergency."""

_LONG_SENTENCES = 3
_LONG_WORDS = 40

_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s|$)")
_LIST_MARK = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeioutdy])ed$"
    r"|(?<=[^aeiouylscxzgh])es$|(?<=[aeiouy]l)es$"
)
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûü]+")


def _without_marks(markdown: str) -> str:
    """Without code, maths, pictures and tags, and with only the words of a link."""
    text = re.sub(r"^```.*?^```", "", markdown, flags=re.S | re.M)
    text = re.sub(r"\$\$.*?\$\$|\$[^$\n]+\$", "", text, flags=re.S)
    text = re.sub(r"`[^`]*`", "", text)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"</?[A-Za-z][^>]*>", "", text)


def plain(markdown: str) -> str:
    """``markdown`` as bare prose: no maths, code, links, tables, headings; one block on each line.

    A list item and a paragraph are blocks; the lines of one paragraph are joined.
    """
    blocks: list[str] = []
    fresh = True
    for line in _without_marks(markdown).splitlines():
        bare = line.strip()
        if not bare or bare.startswith(("|", "#")):
            fresh = True
            continue
        item = _LIST_MARK.match(line)
        bare = re.sub(r"[*_~]+", "", bare[len(item.group(0).strip()) :] if item else bare).strip(
            "> "
        )
        if item or fresh or not blocks:
            blocks.append(bare)
        else:
            blocks[-1] += " " + bare
        fresh = False
    return "\n".join(b for b in blocks if b)


def sentences(markdown: str) -> list[list[str]]:
    """The words of each sentence. A block that ends without a full stop counts as a sentence."""
    found = []
    for block in plain(markdown).splitlines():
        for part in _SENTENCE_END.split(block):
            words = _WORD.findall(part)
            if words:
                found.append(words)
    return found


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """The syllables of one word, at least 1; a number counts as one.

    The larger of two counts: the places where pyphen's British dictionary would break the word,
    and its groups of vowels without a silent e. Printers never leave one or two letters alone
    (emer-gency, area), so the dictionary on its own makes text look easier than it is.
    """
    total = 0
    for part in re.split(r"[-.,]", re.sub(r"[’']", "", word.lower())):
        total += max(1, len(_dictionary().positions(part)) + 1, _vowel_groups(part))
    return max(1, total)


def _vowel_groups(part: str) -> int:
    return len(_VOWELS.findall(_SILENT.sub("", part)))


@cache
def _dictionary() -> Any:
    import pyphen

    return pyphen.Pyphen(lang="en_GB")


def words_per_sentence(markdown: str) -> float:
    """The mean number of words in a sentence; 0.0 for a text without words."""
    parts = sentences(markdown)
    return sum(map(len, parts)) / len(parts) if parts else 0.0


def school_grade(markdown: str) -> float:
    """The Flesch-Kincaid grade: the US school year at which a text can be read.

    0.39 x words per sentence + 11.8 x syllables per word - 15.59. Source: Kincaid JP, Fishburne
    RP, Rogers RL, Chissom BS (1975), Derivation of new readability formulas for Navy enlisted
    personnel, Research Branch Report 8-75. A text without words has grade 0.0; very easy text can
    come out below zero.
    """
    parts = sentences(markdown)
    words = [word for part in parts for word in part]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(parts) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def check_reading(
    file: str,
    entry_id: str,
    field: str,
    text: str,
    problems: list[Problem],
    *,
    urgent: bool = False,
) -> None:
    """Add a Problem where ``text`` is too hard to read.

    Only text of at least 3 sentences or 40 words is judged: the grade of less is chance.

    Args:
        file: path below ``data/`` or ``notebooks/``.
        entry_id: the entry the text is in.
        field: its field, dotted.
        text: Markdown or plain text.
        problems: receives what is wrong.
        urgent: red flags and emergency text, which have the lower ceiling.
    """
    parts = sentences(text)
    if len(parts) < _LONG_SENTENCES and sum(map(len, parts)) < _LONG_WORDS:
        return
    ceiling = URGENT_CEILING if urgent else CEILING
    found = school_grade(text)
    if found > ceiling:
        message = (
            f"reads at grade {found:.1f}, above {ceiling:.0f} "
            f"({words_per_sentence(text):.0f} words per sentence); "
            "use shorter sentences and shorter words"
        )
        problems.append(Problem(file, entry_id, field, message))
