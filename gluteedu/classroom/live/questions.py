"""What can be put to a class: every item of the bank, and every stage of every case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from gluteedu.content.course.library import Library
from gluteedu.content.text.markup import to_line
from gluteedu.domain.items.item import Item, Option
from gluteedu.domain.items.shuffle import target_order
from gluteedu.domain.items.types import item_type
from gluteedu.domain.triage.case_clinic import Case

_SEED = "class"
_LONGEST_TITLE = 110


@dataclass(frozen=True)
class ClassQuestion:
    """One question for a class.

    Attributes:
        id: ``item:<item id>``, or ``case:<case id>:<stage from 1>``.
        item: what is asked; a stage of a case is a single choice among the causes.
        title: plain words for a list.
        story: what was told at earlier stages of the case, as markup.
        quiz: the quiz it stands in; None for a case.
        last: the last stage of its case.
    """

    id: str
    item: Item
    title: str
    story: tuple[str, ...] = ()
    quiz: str | None = None
    last: bool = False

    @property
    def kind(self) -> Literal["item", "case"]:
        """Whether it comes from the bank or from the case clinic."""
        return "item" if self.quiz is not None else "case"

    @property
    def option_order(self) -> tuple[str, ...]:
        """Option ids in the order that everybody sees: phones and projector alike."""
        if self.kind == "case":
            return self.item.option_ids
        return item_type(self.item).option_order(self.item, _SEED)

    @property
    def target_order(self) -> tuple[str, ...]:
        """The same for the right-hand sides of a matching item."""
        return target_order(self.item, _SEED)


@dataclass(frozen=True)
class QuestionGroup:
    """Questions that stand together: a quiz of a lesson, or a case."""

    id: str
    title: str
    lesson: str
    questions: tuple[ClassQuestion, ...]
    test: bool = False


@dataclass(frozen=True)
class QuestionCatalogue:
    """Everything that can be asked, and the short form of each source it rests on."""

    groups: tuple[QuestionGroup, ...]
    lessons: Mapping[str, str]
    citations: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _by_id(self) -> dict[str, ClassQuestion]:
        return {question.id: question for group in self.groups for question in group.questions}

    def find(self, question_id: Any) -> ClassQuestion:
        """The question with this id; LookupError when there is none."""
        found = self._by_id.get(question_id) if isinstance(question_id, str) else None
        if found is None:
            raise LookupError("there is no such question")
        return found

    def listed(self, lesson: str | None = None) -> list[dict[str, Any]]:
        """The groups as plain JSON values, without any key; of one lesson, or all of them."""
        return [
            {
                "id": group.id,
                "title": group.title,
                "lesson": group.lesson,
                "lesson_title": self.lessons.get(group.lesson, ""),
                "test": group.test,
                "kind": group.questions[0].kind,
                "questions": [
                    {"id": question.id, "title": question.title, "type": question.item.type}
                    for question in group.questions
                ],
            }
            for group in self.groups
            if lesson is None or group.lesson == lesson
        ]


def question_catalogue(library: Library) -> QuestionCatalogue:
    """Everything of the course that can be asked."""
    groups = []
    for lesson in library.bank.lessons:
        for quiz in lesson.quizzes:
            items = library.bank.quiz(quiz.id)[2]
            questions = tuple(
                ClassQuestion(f"item:{item.id}", item, _title(item.stem), quiz=quiz.id)
                for item in items
            )
            test = quiz.mode == "summative"
            groups.append(QuestionGroup(quiz.id, quiz.title, lesson.lesson, questions, test))
    names = {cause.id: cause.name for cause in library.knowledge.model.causes}
    for case in library.cases:
        stages = tuple(case_stage(case, n, names) for n in range(len(case.stages)))
        groups.append(QuestionGroup(f"case:{case.id}", case.title, "", stages))
    titles = {lesson.id: lesson.title for lesson in library.course.lessons}
    return QuestionCatalogue(tuple(groups), titles, library.citations)


def case_stage(case: Case, stage: int, cause_names: Mapping[str, str]) -> ClassQuestion:
    """One stage of a case as a question: what is the cause, as far as is known now?

    Before the last stage the key is what the clinician thought by then; at the last, every cause
    that the case accepts.

    Args:
        case: the case.
        stage: which stage, from 0.
        cause_names: cause id to its name.
    """
    last = stage == len(case.stages) - 1
    now = case.stages[stage]
    item = Item(
        id=f"case:{case.id}:{stage + 1}",
        version=1,
        type="single",
        objective="",
        stem=now.text,
        explanation=f"{now.knew}\n\n{case.teaching}" if last else now.knew,
        sources=case.sources if last else (),
        options=tuple(Option(cause, name, "") for cause, name in cause_names.items()),
        key=case.causes if last else (now.cause,),
    )
    earlier = tuple(told.text for told in case.stages[:stage])
    return ClassQuestion(item.id, item, _title(now.text), earlier, last=last)


def _title(stem: str) -> str:
    text = to_line(stem)
    if len(text) <= _LONGEST_TITLE:
        return text
    return text[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
