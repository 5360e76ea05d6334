"""How steady the explorer's stories are: the one table of the course that is worked out here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from gluteedu.content.evidence.tables import TABLES_FOLDER
from gluteedu.content.loading.safe_writing import write_whole
from gluteedu.domain.triage.findings import Findings
from gluteedu.domain.triage.sensitivity import sensitivity

if TYPE_CHECKING:
    from gluteedu.content.course.library import Library
    from gluteedu.domain.evidence.table import TableCell
    from gluteedu.domain.triage.assessment import Knowledge
    from gluteedu.domain.triage.explorer_text import Story

TABLE = "story_steadiness"
DRAWS = 1000
SEED = 6


def compute_story_steadiness(
    knowledge: Knowledge, stories: Iterable[Story], draws: int = DRAWS
) -> list[dict[str, TableCell]]:
    """One row for each story, in order, with the likelihoods alone (the gate does not jitter).

    Args:
        knowledge: vocabulary and likelihoods.
        stories: the worked examples of the explorer.
        draws: how many times every likelihood is jittered (section 6.4 of the evidence sheet).

    Returns:
        Rows with ``story`` (its name), ``first`` (cause id), ``stays`` (draws in which it stays
        first), ``share``, ``low`` and ``high`` (whole %, none above what the bars show).
    """
    told = {story.id: story for story in stories}
    cases = {id: Findings(knowledge.vocabulary, story.findings) for id, story in told.items()}

    def percent(share: float) -> int:
        return round(100 * min(share, knowledge.model.cap))

    return [
        {
            "story": told[found.case].name,
            "first": found.first,
            "stays": round(found.stays * draws),
            "share": percent(found.share),
            "low": percent(found.low),
            "high": percent(found.high),
        }
        for found in sensitivity(knowledge.model, cases, draws, Random(SEED))
    ]


def write_story_steadiness(library: Library) -> Path:
    """Work the table out anew and write it to its place in the data folder."""
    rows = compute_story_steadiness(library.knowledge, library.explorer.stories)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path = library.root / TABLES_FOLDER / f"{TABLE}.csv"
    write_whole(path, text.getvalue().encode(), force=True)
    return path
