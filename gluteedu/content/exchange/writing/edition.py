"""What is exported: the course or one lesson of it, with all that a file for elsewhere may name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gluteedu.content.course.library import Library
from gluteedu.domain.items.item import Item, Quiz


@dataclass(frozen=True)
class Chapter:
    """A lesson that has quizzes, with their items in the order in which they are asked."""

    lesson: str
    title: str
    quizzes: tuple[tuple[Quiz, tuple[Item, ...]], ...]


@dataclass(frozen=True)
class Edition:
    """The part of the course that is exported.

    Attributes:
        name: the stem of the file that is written if no other is named.
        caution: what the course is not, the first line below every page of it.
        citations: source id to its short form.
        objectives: objective id to its text.
    """

    name: str
    title: str
    caution: str
    chapters: tuple[Chapter, ...]
    citations: Mapping[str, str]
    objectives: Mapping[str, str]

    def asked(self) -> Iterator[tuple[Chapter, Quiz, Item]]:
        """Every item, with its lesson and its quiz, in the order of the course."""
        for chapter in self.chapters:
            for quiz, items in chapter.quizzes:
                for item in items:
                    yield chapter, quiz, item

    def cited(self, item: Item) -> str:
        """The sources of ``item`` in short form, on one line."""
        return "; ".join(self.citations.get(source, source) for source in item.sources)


def edition(library: Library, lesson: str | None = None) -> Edition:
    """The whole course, or one lesson.

    Raises:
        ContentError: when the content has faults.
        KeyError: when ``lesson`` is not a lesson with items; it says which there are.
    """
    course, bank = library.course, library.bank
    titles = {x.id: x.title for x in course.lessons}
    chapters = tuple(
        Chapter(
            held.lesson,
            titles.get(held.lesson, held.lesson),
            tuple((quiz, bank.quiz(quiz.id)[2]) for quiz in held.quizzes),
        )
        for held in bank.lessons
        if lesson in (None, held.lesson)
    )
    if not chapters:
        known = ", ".join(held.lesson for held in bank.lessons)
        raise KeyError(f"there is no lesson {lesson!r} with items; there are: {known}")
    return Edition(
        name=lesson or "gluteedu",
        title=course.title,
        caution=next(iter(course.footer), ""),
        chapters=chapters,
        citations=library.citations,
        objectives=library.objectives,
    )
