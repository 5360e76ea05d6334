"""Gives a question from elsewhere the shape of one of the course's types of item."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gluteedu.content.exchange.carrying import Carried
from gluteedu.content.exchange.reading.naming import slug, unused_id
from gluteedu.content.exchange.reading.question import Answer, Question
from gluteedu.content.exchange.wording import as_plain, split_list
from gluteedu.content.loading.blanks import blank

Span = tuple[float, float, str]
"""Lowest answer, highest answer, unit."""
Changes = list[tuple[str, str]]

_WHY_RIGHT = "say why this is right"
_WHY_WRONG = "say why this tempts and why it is wrong"


@dataclass
class Shape:
    """The type of an item, the fields that only this type has, and its explanation."""

    type: str
    explanation: str
    fields: dict[str, Any] = field(default_factory=dict)


def shaped(
    question: Question,
    carried: Carried,
    span: Span | None,
    regions: Mapping[str, str],
    changes: Changes,
) -> Shape:
    """The shape of ``question``; what it loses goes to ``changes`` as (thing, change).

    Args:
        question: what was read.
        carried: what its tags say; they tell a hotspot and an order that had to be disguised.
        span: range and unit, where the stem named them.
        regions: name of a region of the body map to its id.
        changes: receives what was lost.
    """
    if question.kind == "number":
        return _number(question, carried, span, changes)
    if question.kind == "ordering":
        return _ordering(question, [(a.text, a.feedback) for a in question.answers])
    if question.kind == "matching":
        if carried.type == "ordering" and _names_places(question):
            return _ordering(question, [(a.partner, a.feedback) for a in question.answers])
        return _matching(question)
    if carried.type == "hotspot" and all(as_plain(a.text) in regions for a in question.answers):
        return _hotspot(question, regions)
    return _choice(question, changes)


def _names_places(question: Question) -> bool:
    return all(a.text == f"Place {n}" for n, a in enumerate(question.answers, start=1))


def _choice(question: Question, changes: Changes) -> Shape:
    many = question.kind == "choices"
    ids = _ids([answer.text for answer in question.answers])
    worth = max(answer.share for answer in question.answers)
    right_from = 0.001 if many else max(0.001, min(worth, 0.999))
    by_id = dict(zip(ids, question.answers, strict=True))
    key = [option_id for option_id, answer in by_id.items() if answer.share >= right_from]
    _partial(question, many, len(key), changes)
    if not many:
        changes += _odd_key(len(key), worth)
    fields = {
        "options": [
            _option(option_id, answer.text, answer.feedback, option_id in key)
            for option_id, answer in by_id.items()
        ],
        "key": key or [blank("the id of the right option")],
    }
    return Shape("multiple" if many else "single", question.explanation, fields)


def _odd_key(right: int, worth: float) -> Iterator[tuple[str, str]]:
    """What is unusual about ``right`` answers of which the best earns ``worth``."""
    if right > 1:
        yield "key", f"{right} answers are wholly right; keep one or use multiple"
    if right and worth < 0.999:
        yield "key", f"no answer earns all; the best of them earns {worth:.0%}"


def _is_about(share: float, *usual: float) -> bool:
    return any(abs(share - each) <= 0.001 for each in usual)


def _partial(question: Question, many: bool, right: int, changes: Changes) -> None:
    """Say so when the shares are not those that this course gives by itself."""
    even = 1 / right if many and right else 1.0
    usual = (even, -even) if many else (even, 0.0)
    odd = [a for a in question.answers if not _is_about(a.share, *usual)]
    if not odd:
        return
    if not many or not all(_is_about(a.share, 0.0) for a in odd):
        shares = ", ".join(f"{as_plain(a.text)[:30]} {100 * a.share:.4g}%" for a in odd)
        changes.append(("partial credit", f"left out: {shares}"))
    else:
        changes.append(("partial credit", "a wrong pick costs as much here as a right one earns"))


def _hotspot(question: Question, regions: Mapping[str, str]) -> Shape:
    named = [(regions[as_plain(answer.text)], answer) for answer in question.answers]
    options = []
    for region, answer in named:
        option = _option(region, "", answer.feedback, answer.share > 0.999)
        del option["text"]
        options.append(option)
    key = [region for region, answer in named if answer.share > 0.999]
    fields = {"options": options, "key": key or [blank("the id of the right region")]}
    return Shape("hotspot", question.explanation, fields)


def _ordering(question: Question, parts: Sequence[tuple[str, str]]) -> Shape:
    texts = [text for text, _ in parts]
    explanation, told = split_list(question.explanation, texts)
    feedbacks = told or [feedback for _, feedback in parts]
    ids = _ids(texts)
    options = [
        {
            "id": option_id,
            "text": text or blank("the text of this part"),
            "feedback": words or blank("say why it stands in this place"),
        }
        for option_id, text, words in zip(ids, texts, feedbacks, strict=True)
    ]
    return Shape("ordering", explanation, {"options": options, "key": ids})


def _matching(question: Question) -> Shape:
    lefts = [answer for answer in question.answers if answer.text]
    explanation, told = split_list(question.explanation, [answer.text for answer in lefts])
    feedbacks = told or [""] * len(lefts)
    rights = list(dict.fromkeys(answer.partner for answer in question.answers))
    right_ids = dict(zip(rights, _ids(rights), strict=True))
    ids = _ids([answer.text for answer in lefts])
    fields = {
        "options": [
            {
                "id": entry_id,
                "text": answer.text,
                "feedback": words or blank("say why it belongs to its partner"),
            }
            for entry_id, answer, words in zip(ids, lefts, feedbacks, strict=True)
        ],
        "targets": [
            {"id": entry_id, "text": text or blank("a right-hand side")}
            for text, entry_id in right_ids.items()
        ],
        "key": {entry_id: right_ids[a.partner] for entry_id, a in zip(ids, lefts, strict=True)},
    }
    return Shape("matching", explanation, fields)


def _number(question: Question, carried: Carried, span: Span | None, changes: Changes) -> Shape:
    ranges = [answer for answer in question.answers if answer.text != "*"]
    best = max(ranges, key=lambda answer: answer.share)
    _other_numbers(ranges, best, changes)
    low, high, unit = span or (None, None, None)
    fields: dict[str, Any] = {
        "unit": unit or blank("the unit, like hours"),
        "value": float(best.text),
        "tolerance": best.tolerance,
        "min": blank("the lowest number to choose from") if low is None else low,
        "max": blank("the highest number to choose from") if high is None else high,
        "step": carried.step or blank("from one number to the next, like 1"),
        "feedback": _number_feedback(question, best),
    }
    return Shape("number", question.explanation, fields)


def _other_numbers(ranges: list[Answer], best: Answer, changes: Changes) -> None:
    others = [answer for answer in ranges if answer is not best and answer.share > 0.001]
    if others:
        numbers = ", ".join(f"{answer.text} ({100 * answer.share:.4g}%)" for answer in others)
        changes.append(("other right numbers", f"left out: {numbers}"))


def _number_feedback(question: Question, best: Answer) -> dict[str, str]:
    """What is said to the right number, to one too low and to one too high."""
    value = float(best.text)
    wrong = [answer for answer in question.answers if answer.share <= 0.001]
    any_wrong = next((answer.feedback for answer in wrong if answer.text == "*"), "")

    def where(fits: Callable[[float], bool]) -> str:
        found = (a.feedback for a in wrong if a.text != "*" and fits(float(a.text)))
        return next(found, "") or any_wrong or blank(_WHY_WRONG)

    return {
        "right": best.feedback or blank(_WHY_RIGHT),
        "low": where(lambda number: number < value),
        "high": where(lambda number: number > value),
    }


def _option(option_id: str, text: str, feedback: str, right: bool) -> dict[str, Any]:
    return {
        "id": option_id,
        "text": text or blank("the text of this option"),
        "feedback": feedback or blank(_WHY_RIGHT if right else _WHY_WRONG),
    }


def _ids(texts: Sequence[str]) -> list[str]:
    """An id for each text, made from its first words."""
    made: list[str] = []
    for number, text in enumerate(texts, start=1):
        made.append(unused_id(slug(as_plain(text), 24), made, f"option_{number}"))
    return made
