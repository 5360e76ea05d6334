"""The quiz widget: asks its items one by one, grades in Python, keeps every key to itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from html import escape
from typing import Any

import traitlets

from gluteedu.content.loading.digest import digest
from gluteedu.content.text.markup import to_inline_html, to_text
from gluteedu.domain.items.grading import read_response
from gluteedu.domain.items.item import Item, LessonItems
from gluteedu.domain.items.item import Quiz as QuizContent
from gluteedu.domain.items.quiz_state import QuizState
from gluteedu.domain.items.shuffle import target_order
from gluteedu.domain.items.types import item_type
from gluteedu.domain.learning.event import Record, now
from gluteedu.domain.learning.quiz_step import ItemAct, take_step
from gluteedu.domain.words import Words
from gluteedu.widgets.quiz.messages import read_act
from gluteedu.widgets.quiz.record import QuizRecord
from gluteedu.widgets.quiz.view import Setting, quiz_view, stem_html
from gluteedu.widgets.shared.base import CourseWidget

_STATIC_SEED = "as printed"


class _PageIsBehind(ValueError):
    """An answer to what the page shows, which is not how things stand any more."""


class QuizWidget(CourseWidget):
    """One quiz for one learner.

    The browser sends ``submit`` (item, response, confidence, tries: how many were used before),
    ``clear`` (item; a test only), ``hint`` (item), ``reveal`` (item) and ``hand_in``, each with the
    ``seconds`` it took. Each answer comes back as a new ``view``; its ``rev`` counts them, and its
    ``saving`` says whether what is done is kept. ``refresh`` brings what other pages have done.

    Args:
        quiz: which items, in which mode.
        items: the items in the order of the quiz.
        lesson_id: the lesson it stands in; the course map counts by lesson and quiz.
        regions_svg: the drawing of the body map, for quizzes with a hotspot.
        citations: source id to a short citation, shown when an item is over.
        seed: decides the order of options; another learner may have another.
        objectives: objective id to its sentence, for the result of a test.
        record: where what the learner does is kept, and what they did before; None keeps nothing.
        clock: tells the time of what is done.
    """

    drawing = traitlets.Unicode("").tag(sync=True)

    def __init__(
        self,
        quiz: QuizContent,
        items: Iterable[Item],
        lesson_id: str,
        regions_svg: str | None = None,
        citations: Mapping[str, str] | None = None,
        seed: str = "",
        objectives: Mapping[str, str] | None = None,
        record: Record | None = None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._quiz = quiz
        self._items = {item.id: item for item in items}
        if tuple(self._items) != quiz.items:
            raise ValueError(f"the quiz {quiz.id!r} asks {quiz.items}, not {tuple(self._items)}")
        self._setting = Setting(
            lesson_id,
            seed,
            dict(citations or {}),
            dict(objectives or {}),
            self._interface["quiz"],
        )
        self._record = QuizRecord(record, quiz, self._items, clock)
        self._state = self._record.state()
        self._rev = 0
        hotspot = any(item_type(item).on_body_map for item in self._items.values())
        super().__init__(view=self._view(), drawing=(regions_svg or "") if hotspot else "")
        self._loop: asyncio.AbstractEventLoop | None = None
        self._note_loop()
        if record is not None:
            record.on_change(self._changed)

    @property
    def state(self) -> QuizState:
        """Where the learner stands."""
        return self._state

    def handle(self, act: str, message: dict[str, Any]) -> None:
        """One act of the learner. ValueError for an unknown act, item, confidence or response."""
        self._note_loop()
        before = self._record.state(self._state)
        if act == "refresh":
            self._refresh(before)
            return
        missed, self._state = before != self._state, before
        try:
            done = read_act(act, message, self._items)
            answer = done if isinstance(done, ItemAct) and done.kind == "submit" else None
            if answer:
                self._check_tries(answer, message)
            step = take_step(before, done, self._items.values(), self._record.context)
        except ValueError as error:
            if missed:
                self._show(before)
            elif isinstance(error, _PageIsBehind):
                self.send_state("view")
            raise
        self._record.append(step.events)
        self._show(step.state)
        if answer and step.state.attempt(answer.item.id).unreadable:
            read_response(answer.item, answer.response)  # raises, and says what is allowed

    def _check_tries(self, answer: ItemAct, message: Mapping[str, Any]) -> None:
        """That an answer is to what the page shows, and not to an item that was tried since."""
        used = len(self._state.attempt(answer.item.id).tries)
        if message.get("tries", used) != used:
            raise _PageIsBehind(f"{answer.item.id}: this answer was given before")

    def _refresh(self, state: QuizState) -> None:
        if (state, self._record.saving) != (self._state, self.view["saving"]):
            self._show(state)

    def _note_loop(self) -> None:
        """Remember the loop that acts come in on; what other threads say goes through it."""
        with suppress(RuntimeError):
            self._loop = asyncio.get_running_loop()

    def _changed(self) -> None:
        """The record says, from any thread, that it is kept again, or no more, or another's."""
        if self._loop is None:
            self._refresh(self._record.state(self._state))
            return
        with suppress(RuntimeError):  # the kernel is ending
            self._loop.call_soon_threadsafe(lambda: self._refresh(self._record.state(self._state)))

    def text(self) -> str:
        """Title, stems and options; the digest changes with the key, too."""
        words = self._interface["quiz"]
        lines = [words.say("text_title", title=self._quiz.title)]
        for number, item in enumerate(self._items.values(), start=1):
            stem = to_text(item.stem).replace("\n", "\n   ")
            lines.append(f"\n{number}. {stem} ({item_type(item).ask(item, words)})")
            lines += [f"   - {to_text(item.option(o).text)}" for o in _printed(item)]
            if item.targets:
                partners = "; ".join(to_text(one) for one in _partners(item))
                lines.append(f"   {words.say('partners')} {partners}")
        return "\n".join([*lines, "", f"[content {self._digest()}]"])

    def html(self) -> str:
        """The questions as a list to read, where no widget can run."""
        words, parts = self._interface["quiz"], []
        for item in self._items.values():
            ask = escape(item_type(item).ask(item, words))
            options = "".join(
                f"<li>{to_inline_html(item.option(o).text)}</li>" for o in _printed(item)
            )
            parts.append(
                f'<li><div>{stem_html(item)}</div><p class="g-small">{ask}</p>'
                + (f"<ul>{options}</ul>" if options else "")
                + _partners_html(item, words)
                + "</li>"
            )
        title = escape(self._quiz.title)
        return (
            f'<section class="g-card"><p class="g-title">{title}</p>'
            f"<ol>{''.join(parts)}</ol>"
            f'<p class="g-small">{words.html("run_to_answer")}</p></section>'
        )

    def _show(self, state: QuizState) -> None:
        self._state = state
        self._rev += 1
        self.view = self._view()

    def _view(self) -> dict[str, Any]:
        items = tuple(self._items.values())
        view = quiz_view(self._quiz, items, self._state, self._setting)
        return {**view, "rev": self._rev, "saving": self._record.saving}

    def _digest(self) -> str:
        return digest(self._quiz, tuple(self._items.values()))


def from_bank(
    lesson: LessonItems, quiz: QuizContent, items: Iterable[Item], **more: Any
) -> QuizWidget:
    """The widget for what ``ItemBank.quiz`` returns; ``more`` goes to :class:`Quiz`."""
    return QuizWidget(quiz, items, lesson.lesson, **more)


def _printed(item: Item) -> tuple[str, ...]:
    return item_type(item).option_order(item, _STATIC_SEED)


def _partners(item: Item) -> list[str]:
    text = {target.id: target.text for target in item.targets}
    return [text[one] for one in target_order(item, _STATIC_SEED)]


def _partners_html(item: Item, words: Words) -> str:
    if not item.targets:
        return ""
    rows = "".join(f"<li>{to_inline_html(text)}</li>" for text in _partners(item))
    return f'<p class="g-small">{words.html("partners")}</p><ul>{rows}</ul>'
