"""The whole content of the course, each part read once and only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import ContentError, Problem

# Each part's reader is imported where it is read: a lesson never pays for what it does not show.
if TYPE_CHECKING:
    from gluteedu.content.items.bank import Known
    from gluteedu.content.text.words import WordGroups
    from gluteedu.domain.course.lessons import Course
    from gluteedu.domain.evidence.body_map import BodyMap
    from gluteedu.domain.evidence.figure import FigureSpec
    from gluteedu.domain.evidence.reference import Claim, GlossaryTerm, Source
    from gluteedu.domain.evidence.table import Table
    from gluteedu.domain.items.item import ItemBank
    from gluteedu.domain.items.prediction import Prediction
    from gluteedu.domain.relief.planner_text import ReliefWords
    from gluteedu.domain.relief.planning import ReliefKnowledge
    from gluteedu.domain.sliders.definition import SliderLesson
    from gluteedu.domain.triage.assessment import Knowledge
    from gluteedu.domain.triage.care_levels import CareGuide
    from gluteedu.domain.triage.case_clinic import Case
    from gluteedu.domain.triage.causes import Causes
    from gluteedu.domain.triage.explorer_text import ExplorerWords
    from gluteedu.domain.triage.findings import Vocabulary
    from gluteedu.domain.triage.vignette_evaluation import Vignette

LibraryPart = TypeVar("LibraryPart")
Fits = ParamSpec("Fits")


class Library:
    """The content below one data folder. A part with faults raises ContentError when asked for.

    Args:
        root: the data folder; the course's own if None.
    """

    def __init__(self, root: Path | None = None):
        self.root = root or data_folder()

    def _read(
        self,
        load: Callable[Concatenate[Path, list[Problem], Fits], LibraryPart],
        *args: Fits.args,
        **fits: Fits.kwargs,
    ) -> LibraryPart:
        """What ``load`` reads below the data folder; ContentError where it finds a Problem."""
        problems: list[Problem] = []
        part = load(self.root, problems, *args, **fits)
        if problems:
            raise ContentError(problems)
        return part

    def has(self, part: str) -> bool:
        """Whether the course has this one of the parts that a course may leave out."""
        return part in self.course.parts

    @cached_property
    def words(self) -> WordGroups:
        """What the interface says: the words of each feature by its name."""
        from gluteedu.content.text.words import WordGroups, course_words

        return course_words() if self.root == data_folder() else WordGroups(self.root)

    @cached_property
    def course(self) -> Course:
        """Title, footer and lessons."""
        from gluteedu.content.course.course import load_course

        return self._read(load_course)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source by id."""
        from gluteedu.content.evidence.reference import load_sources

        return self._read(load_sources)

    @cached_property
    def glossary(self) -> dict[str, GlossaryTerm]:
        """Every term by id."""
        from gluteedu.content.evidence.reference import load_glossary

        return self._read(load_glossary)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What the article said, claim by claim."""
        from gluteedu.content.evidence.reference import load_claims

        return self._read(load_claims) if self.has("claims") else ()

    @cached_property
    def triage(self) -> CareGuide:
        """The levels of care and the telephone numbers."""
        from gluteedu.content.evidence.care_levels import load_care_levels

        return self._read(load_care_levels)

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The evidence tables by id."""
        from gluteedu.content.evidence.tables import load_tables

        return self._read(load_tables, self.sources) if self.has("tables") else {}

    @cached_property
    def columns(self) -> dict[str, list[str]]:
        """Table id to the names of its columns."""
        return {t.id: [c.name for c in t.columns] for t in self.tables.values()}

    @cached_property
    def figures(self) -> dict[str, FigureSpec]:
        """The words of the figures by id."""
        from gluteedu.content.evidence.figures import load_figures

        return self._read(load_figures, self.tables, self.sources) if self.has("figures") else {}

    @cached_property
    def body_map(self) -> BodyMap:
        """The regions of the body map."""
        from gluteedu.content.evidence.body_map import load_body_map
        from gluteedu.domain.evidence.body_map import BodyMap

        if not self.has("body_map"):
            return BodyMap("", "", "", (), (), ())
        return self._read(load_body_map)

    @cached_property
    def bank(self) -> ItemBank:
        """Every item and quiz."""
        from gluteedu.content.items.bank import load_bank

        return self._read(load_bank, self.known)

    @cached_property
    def known(self) -> Known:
        """What items may refer to."""
        from gluteedu.content.items.bank import Known

        return Known(
            lessons={x.id: [o.id for o in x.objectives] for x in self.course.lessons},
            sources=self.sources,
            regions={region.id: region.name for region in self.body_map.regions},
        )

    def lesson_bank(self, quiz_id: str) -> ItemBank:
        """A bank that holds ``quiz_id``: one file where a lesson's file names it, else all.

        A lesson page asks for a few quizzes of its own file; the rest of the bank stays unread.
        """
        for path in sorted((self.root / "items").glob("*.yaml")):
            if (
                f'id: "{quiz_id}"' in (text := path.read_text("utf-8"))
                or f"id: {quiz_id}\n" in text
            ):
                return self._lesson_bank(path.stem)
        return self.bank

    def _lesson_bank(self, lesson: str) -> ItemBank:
        from gluteedu.content.items.bank import load_lesson_items
        from gluteedu.domain.items.item import ItemBank

        if lesson not in self._lesson_banks:
            items = self._read(load_lesson_items, lesson, self.known)
            self._lesson_banks[lesson] = ItemBank((items,) if items else ())
        return self._lesson_banks[lesson]

    @cached_property
    def _lesson_banks(self) -> dict[str, ItemBank]:
        return {}

    @cached_property
    def sliders(self) -> dict[str, SliderLesson]:
        """The symptom sliders by id."""
        from gluteedu.content.sliders.lessons import load_sliders

        return self._read(load_sliders, self.sources, self.columns) if self.has("sliders") else {}

    @cached_property
    def predictions(self) -> dict[str, Prediction]:
        """The predictions by id."""
        from gluteedu.content.items.predictions import load_predictions

        if not self.has("predictions"):
            return {}
        return self._read(load_predictions, self.sources, self.columns)

    @cached_property
    def causes(self) -> Causes:
        """The causes and how each looks."""
        from gluteedu.content.triage.causes import read_causes

        causes = self._read(read_causes)
        assert causes is not None, "no causes, and no problem that says why"
        return causes

    @cached_property
    def checked_knowledge(self) -> Knowledge | None:
        """The same as ``knowledge``; None only where faults do not raise ContentError."""
        from gluteedu.content.triage.knowledge import read_knowledge

        return self._read(read_knowledge, self.sources)

    @property
    def knowledge(self) -> Knowledge:
        """Findings, red flags and likelihoods."""
        assert self.checked_knowledge is not None, "no knowledge, and no problem that says why"
        return self.checked_knowledge

    @property
    def vocabulary(self) -> Vocabulary:
        """Every finding there is; none where the rules could not be read."""
        from gluteedu.domain.triage.findings import Vocabulary

        return self.checked_knowledge.vocabulary if self.checked_knowledge else Vocabulary()

    @cached_property
    def vignettes(self) -> tuple[Vignette, ...]:
        """The written cases that the rules are measured on."""
        from gluteedu.content.triage.vignettes import read_vignettes

        if not self.has("vignettes"):
            return ()
        return self._read(read_vignettes, self.vocabulary, self.sources)

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The staged cases of the case clinic."""
        from gluteedu.content.triage.cases import load_cases

        return self._read(load_cases, self.vocabulary, self.sources) if self.has("cases") else ()

    @cached_property
    def explorer(self) -> ExplorerWords:
        """The words and stories of the explorer."""
        from gluteedu.content.triage.explorer import load_explorer
        from gluteedu.domain.triage.explorer_text import ExplorerWords

        if not self.has("explorer"):
            return ExplorerWords()
        return self._read(load_explorer, self.vocabulary)

    @cached_property
    def checked_relief(self) -> ReliefKnowledge | None:
        """The same as ``relief``; None only where faults do not raise ContentError."""
        from gluteedu.content.relief.measures import read_relief

        return self._read(read_relief, self.sources) if self.has("relief") else None

    @property
    def relief(self) -> ReliefKnowledge:
        """What the relief planner weighs."""
        assert self.checked_relief is not None, "no relief, and no problem that says why"
        return self.checked_relief

    @cached_property
    def relief_words(self) -> ReliefWords:
        """What the relief planner says, and how it asks."""
        from gluteedu.content.relief.planner_text import load_relief_words
        from gluteedu.domain.relief.planner_text import ReliefWords

        if not self.has("relief"):
            return ReliefWords()
        return self._read(load_relief_words, self.checked_relief)

    @cached_property
    def behind(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """The sources behind each call of a lesson, by (function, name)."""
        from gluteedu.content.course.sources_behind import sources_behind

        return sources_behind(self)

    @cached_property
    def citations(self) -> dict[str, str]:
        """Source id to the short form that running text uses."""
        return {source.id: source.short for source in self.sources.values()}

    @cached_property
    def objectives(self) -> dict[str, str]:
        """Objective id to its text."""
        return {o.id: o.text for x in self.course.lessons for o in x.objectives}
