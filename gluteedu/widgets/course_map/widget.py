"""The map of the course: its lessons as a path, with where the learner stands on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from gluteedu.content.loading.digest import digest
from gluteedu.domain.course.lessons import Lesson
from gluteedu.domain.learning.replay import CourseProgress
from gluteedu.domain.triage.causes import Causes
from gluteedu.widgets.shared.base import View
from gluteedu.widgets.shared.summary import SummaryWidget


class CourseMap(SummaryWidget):
    """The lessons in reading order, each with a link, its minutes, objectives and progress.

    Progress comes from the learner's record, and ``refresh`` from the browser brings it anew. Where
    nothing is kept it stays in the browser: ``gluteedu:progress`` holds ``{lesson: {quiz: {done,
    total}}}``. ``gluteedu:visited`` there holds ``{lesson: ISO date}``. Text and HTML show none.

    Args:
        lessons: the lessons in reading order.
        here: the id of the lesson that shows the map.
        questions: lesson id to the number of its questions; without it the map counts only the
            quizzes that the learner has begun.
        progress: how far the learner is by their record; it is None, or gives None, where
            nothing is kept.
        causes: whose chips stand on the lessons about them.

    Raises:
        ValueError: ``here`` is none of the lessons.
    """

    def __init__(
        self,
        lessons: Iterable[Lesson],
        here: str | None = None,
        questions: Mapping[str, int] | None = None,
        progress: Callable[[], CourseProgress | None] | None = None,
        causes: Causes | None = None,
    ) -> None:
        self._causes = causes
        self._lessons = tuple(lessons)
        ids = [lesson.id for lesson in self._lessons]
        if here is not None and here not in ids:
            raise ValueError(f"there is no lesson {here!r}; there are: {', '.join(ids)}")
        self._here = here
        self._questions = {i: n for i, n in (questions or {}).items() if i in ids and n > 0}
        self._progress = progress
        super().__init__(view=self.current_view())

    @property
    def minutes(self) -> int:
        """How long the whole course takes, in minutes."""
        return sum(lesson.minutes for lesson in self._lessons)

    def text(self) -> str:
        """The lessons with their minutes and objectives, ending in a digest."""
        say = self._interface["course_map"].say
        lines = [say("text_title", how_much=self._how_much())]
        for lesson in self._lessons:
            minutes = "minutes_here" if lesson.id == self._here else "minutes"
            lines.append(f"\n{_label(lesson)} ({say(minutes, n=lesson.minutes)})")
            lines += [f"   - {objective.text}" for objective in lesson.objectives]
        fingerprint = digest(self._content())
        return "\n".join([*lines, "", f"[content {fingerprint}]"])

    def html(self) -> str:
        """The lessons as an ordered list of links, where no widget can run."""
        items = "".join(self._item(lesson) for lesson in self._lessons)
        title = self._interface["course_map"].html("title")
        return (
            f'<section class="g-card"><p class="g-title">{title}</p>'
            f"<p>{escape(self._how_much())}.</p>"
            f'<ol start="{_start(self._lessons)}">{items}</ol></section>'
        )

    def _how_much(self) -> str:
        numbered = sum(_number(lesson) is not None for lesson in self._lessons)
        say = self._interface["course_map"].say
        return say("how_much", lessons=numbered, minutes=self.minutes)

    def _item(self, lesson: Lesson) -> str:
        say = self._interface["course_map"].html
        title = escape(lesson.title)
        if lesson.id == self._here:
            link = say("you_are_here", lesson=f"<strong>{title}</strong>")
        else:
            link = f'<a href="{escape(lesson.id)}.ipynb">{title}</a>'
        aims = "".join(f"<li>{escape(o.text)}</li>" for o in lesson.objectives)
        minutes = say("minutes", n=lesson.minutes)
        return f"<li>{link}, {minutes}{f'<ul>{aims}</ul>' if aims else ''}</li>"

    def current_view(self) -> View:
        """What is shown, worked out from the record as it is now."""
        progress = None if self._progress is None else self._progress()
        return {**self._content(), "progress": progress}

    def _chips(self, lesson: Lesson) -> list[dict[str, str]]:
        found = () if self._causes is None else self._causes.of_lesson(lesson.id)
        return [{"id": cause.id, "name": cause.name} for cause in found]

    def _content(self) -> dict[str, Any]:
        return {
            "here": self._here,
            "minutes": self.minutes,
            "lessons": [
                {
                    "id": lesson.id,
                    "number": _number(lesson),
                    "title": lesson.title,
                    "minutes": lesson.minutes,
                    "objectives": [objective.text for objective in lesson.objectives],
                    "causes": self._chips(lesson),
                    "questions": self._questions.get(lesson.id, 0),
                }
                for lesson in self._lessons
            ],
        }


def _number(lesson: Lesson) -> int | None:
    """The number that begins the notebook's name, None for the home page."""
    head = lesson.id.partition("-")[0]
    return int(head) if head.isdigit() else None


def _label(lesson: Lesson) -> str:
    number = _number(lesson)
    return lesson.title if number is None else f"{number}. {lesson.title}"


def _start(lessons: tuple[Lesson, ...]) -> int:
    first = _number(lessons[0]) if lessons else None
    return 0 if first is None else first
