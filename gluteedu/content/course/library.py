"""The whole content of the course, each part read once and only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.problems import ContentError, Problem

# Each part's reader is imported where it is read: a lesson never pays for what it does not show.
if TYPE_CHECKING:
    from gluteedu.content.items.bank import Known
    from gluteedu.content.text.words import WordGroups
    from gluteedu.domain.evidence.body_map import BodyMap
    from gluteedu.domain.evidence.figure import FigureSpec
    from gluteedu.domain.evidence.reference import Claim, Course, Source, Term, Triage
    from gluteedu.domain.evidence.table import Table
    from gluteedu.domain.items.item import ItemBank
    from gluteedu.domain.items.prediction import Prediction
    from gluteedu.domain.relief.planner_text import ReliefWords
    from gluteedu.domain.relief.planning import ReliefKnowledge
    from gluteedu.domain.sliders.definition import SliderLesson
    from gluteedu.domain.triage.assessment import Knowledge
    from gluteedu.domain.triage.case_clinic import Case
    from gluteedu.domain.triage.causes import Causes
    from gluteedu.domain.triage.explorer_text import ExplorerWords

Part = TypeVar("Part")


class Library:
    """The content below one data folder. A part with faults raises ContentError when asked for.

    Args:
        root: the data folder; the course's own if None.
    """

    def __init__(self, root: Path | None = None):
        self.root = root or data_folder()

    def _whole(self, load: Callable[[list[Problem]], Part]) -> Part:
        problems: list[Problem] = []
        part = load(problems)
        if problems:
            raise ContentError(problems)
        return part

    @cached_property
    def words(self) -> WordGroups:
        """What the interface says: the words of each feature by its name."""
        from gluteedu.content.text.words import WordGroups, course_words

        return course_words() if self.root == data_folder() else WordGroups(self.root)

    @cached_property
    def course(self) -> Course:
        """Title, footer and lessons."""
        from gluteedu.content.evidence.reference import load_course

        return self._whole(lambda problems: load_course(self.root, problems))

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source by id."""
        from gluteedu.content.evidence.reference import load_sources

        return self._whole(lambda problems: load_sources(self.root, problems))

    @cached_property
    def glossary(self) -> dict[str, Term]:
        """Every term by id."""
        from gluteedu.content.evidence.reference import load_glossary

        return self._whole(lambda problems: load_glossary(self.root, problems))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What the article said, claim by claim."""
        from gluteedu.content.evidence.reference import load_claims

        return self._whole(lambda problems: load_claims(self.root, problems))

    @cached_property
    def triage(self) -> Triage:
        """The levels of care and the telephone numbers."""
        from gluteedu.content.evidence.reference import load_triage

        return self._whole(lambda problems: load_triage(self.root, problems))

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The evidence tables by id."""
        from gluteedu.content.evidence.tables import load_tables

        return self._whole(lambda problems: load_tables(self.root, self.sources, problems))

    @cached_property
    def body_map(self) -> BodyMap:
        """The regions of the body map."""
        from gluteedu.content.evidence.body_map import load_body_map

        return self._whole(lambda problems: load_body_map(self.root, problems))

    @cached_property
    def bank(self) -> ItemBank:
        """Every item and quiz."""
        from gluteedu.content.items.bank import read_bank

        def load(problems: list[Problem]) -> ItemBank:
            bank, found = read_bank(self.root / "items", self.known)
            problems.extend(found)
            return bank

        return self._whole(load)

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
                return self._file_bank(path)
        return self.bank

    def _file_bank(self, path: Path) -> ItemBank:
        from gluteedu.content.items.bank import read_items
        from gluteedu.domain.items.item import ItemBank

        if path not in self._files:
            self._files[path] = self._whole(
                lambda problems: ItemBank(
                    tuple(
                        lesson
                        for lesson in [read_items(path, f"items/{path.name}", self.known, problems)]
                        if lesson is not None
                    )
                )
            )
        return self._files[path]

    @cached_property
    def _files(self) -> dict[Path, ItemBank]:
        return {}

    @cached_property
    def sliders(self) -> dict[str, SliderLesson]:
        """The symptom sliders by id."""
        from gluteedu.content.sliders.lessons import load_sliders

        return self._whole(
            lambda problems: load_sliders(self.root, problems, self.sources, self._columns)
        )

    @cached_property
    def predictions(self) -> dict[str, Prediction]:
        """The predictions by id."""
        from gluteedu.content.items.predictions import load_predictions

        return self._whole(
            lambda problems: load_predictions(self.root, problems, self.sources, self._columns)
        )

    @cached_property
    def _columns(self) -> Mapping[str, list[str]]:
        return {t.id: [c.name for c in t.columns] for t in self.tables.values()}

    @cached_property
    def causes(self) -> Causes:
        """The causes and how each looks."""
        from gluteedu.content.triage.causes import read_causes

        causes = self._whole(lambda problems: read_causes(self.root, problems))
        assert causes is not None, "no causes, and no problem that says why"
        return causes

    @cached_property
    def knowledge(self) -> Knowledge:
        """Findings, red flags and likelihoods."""
        from gluteedu.content.triage.knowledge import read_knowledge

        def load(problems: list[Problem]) -> Knowledge | None:
            return read_knowledge(self.root, problems, self.sources)

        knowledge = self._whole(load)
        assert knowledge is not None, "no knowledge, and no problem that says why"
        return knowledge

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The staged cases of the case clinic."""
        from gluteedu.content.triage.cases import load_cases

        return self._whole(
            lambda problems: load_cases(
                self.root, self.knowledge.vocabulary, problems, self.sources
            )
        )

    @cached_property
    def explorer(self) -> ExplorerWords:
        """The words and stories of the explorer."""
        from gluteedu.content.triage.explorer import load_explorer

        return self._whole(
            lambda problems: load_explorer(self.root, self.knowledge.vocabulary, problems)
        )

    @cached_property
    def relief(self) -> ReliefKnowledge:
        """What the relief planner weighs."""
        from gluteedu.content.relief.measures import read_relief

        def load(problems: list[Problem]) -> ReliefKnowledge | None:
            return read_relief(self.root, problems, self.sources)

        knowledge = self._whole(load)
        assert knowledge is not None, "no relief, and no problem that says why"
        return knowledge

    @cached_property
    def relief_words(self) -> ReliefWords:
        """What the relief planner says, and how it asks."""
        from gluteedu.content.relief.planner_text import load_relief_words

        return self._whole(lambda problems: load_relief_words(self.root, self.relief, problems))

    @cached_property
    def figures(self) -> dict[str, FigureSpec]:
        """The words of the figures by id."""
        from gluteedu.content.evidence.figures import load_figures

        return self._whole(
            lambda problems: load_figures(self.root, self.tables, self.sources, problems)
        )

    @cached_property
    def behind(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """The sources behind each call of a lesson, by (function, name)."""
        from gluteedu.content.triage.cases import load_cases
        from gluteedu.domain.triage.findings import Vocabulary

        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for quiz in self.bank.quizzes:
            items = self.bank.quiz(quiz.id)[2]
            found["quiz", quiz.id] = tuple(s for item in items for s in item.sources)
        for name, slider in self.sliders.items():
            found["slider", name] = tuple(s for r in slider.readings for s in r.sources)
        for name, prediction in self.predictions.items():
            found["predict", name] = prediction.sources
        for name, table in self.tables.items():
            found["table", name] = table.sources
        for name, figure in self.figures.items():
            found["figure", name] = figure.sources
        # Their findings are not looked at here, so the rules need not be read.
        cases = self._whole(
            lambda problems: load_cases(self.root, Vocabulary(), problems, self.sources)
        )
        found["case_clinic", ""] = tuple(s for case in cases for s in case.sources)
        return found

    @cached_property
    def citations(self) -> dict[str, str]:
        """Source id to the short form that running text uses."""
        return {source.id: source.short for source in self.sources.values()}

    @cached_property
    def objectives(self) -> dict[str, str]:
        """Objective id to its text."""
        return {o.id: o.text for x in self.course.lessons for o in x.objectives}
