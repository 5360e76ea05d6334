"""What phones and the projector may see of a question: no count before it is shown, no key before
it is revealed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gluteedu.classroom.live.questions import ClassQuestion
from gluteedu.content.text.markup import to_html, to_inline_html, to_text
from gluteedu.domain.items.grading import response_to_json
from gluteedu.domain.items.item import Item, NumberKey
from gluteedu.domain.items.types import item_type
from gluteedu.domain.voting.live_question import LiveQuestion, Round, next_act, possible_acts
from gluteedu.domain.voting.vote_counts import (
    count_sure_but_wrong,
    distribution,
    is_right,
    share_right,
    transitions,
)

_View = dict[str, Any]


def asked_view(asked: ClassQuestion) -> _View:
    """The question itself, as everybody may see it from the start."""
    item = asked.item
    view: _View = {
        "id": asked.id,
        "kind": asked.kind,
        "type": item.type,
        "story": [to_html(text) for text in asked.story],
        "stem": to_html(item.stem),
        "options": [
            {"id": one, "html": to_inline_html(item.option(one).text)} for one in asked.option_order
        ],
    }
    if item.targets:
        words = {target.id: to_text(target.text) for target in item.targets}
        view["targets"] = [{"id": one, "text": words[one]} for one in asked.target_order]
    if item.number is not None:
        key = item.number
        view["number"] = {
            "unit": key.unit,
            "min": key.minimum,
            "max": key.maximum,
            "step": key.step,
        }
    return view


def revealed_view(asked: ClassQuestion, citations: Mapping[str, str]) -> _View:
    """The key, the reason behind every option, the explanation and its sources."""
    item, solution = asked.item, item_type(asked.item).solution(asked.item)
    view: _View = {
        "explanation": to_html(item.explanation),
        "sources": [citations.get(one, one) for one in item.sources],
        "key": list(solution.key),
        "last": asked.last,
    }
    if item.number is not None:
        return view | _revealed_number(item.number)
    if solution.order:
        view["order"] = list(solution.order)
    if solution.pairs:
        view["pairs"] = dict(solution.pairs)
    view["reasons"] = [
        {"id": one, "html": to_html(item.option(one).feedback), "right": one in item.key}
        for one in solution.order or asked.option_order
        if item.option(one).feedback
    ]
    return view


def _revealed_number(key: NumberKey) -> _View:
    return {
        "answer": key.accepted_text,
        "range": list(key.accepted),
        "reasons": [
            {"html": to_html(text), "right": when == "right", "when": when}
            for text, when in ((key.right, "right"), (key.low, "low"), (key.high, "high"))
        ],
    }


def instructor_view(
    asked: ClassQuestion, question: LiveQuestion, run: str, citations: Mapping[str, str]
) -> _View:
    """The current question for the projector and the instructor's page."""
    view = {
        **asked_view(asked),
        "title": asked.title,
        "run": run,
        "phase": question.phase,
        "round": question.round.number,
        "answered": question.answered,
        "shown": question.shown,
        "acts": list(possible_acts(question)),
        "next": next_act(question),
    }
    if question.shown:
        rounds = dict.fromkeys([0, len(question.rounds) - 1])  # the first and the current one
        view["counts"] = [_counts(question.item, question.rounds[n]) for n in rounds]
    if question.phase == "revealed":
        view["revealed"] = revealed_view(asked, citations)
        sure, wrong = count_sure_but_wrong(question.item, question.round)
        view["sure"] = {"n": sure, "wrong": wrong}
        if len(question.rounds) > 1:
            view["moves"] = _moves(question)
    return view


def phone_view(
    asked: ClassQuestion, question: LiveQuestion, run: str, citations: Mapping[str, str]
) -> _View:
    """The current question for every phone: what is asked, and the key once it is revealed."""
    view = {
        **asked_view(asked),
        "run": run,
        "phase": question.phase,
        "round": question.round.number,
    }
    if question.phase == "revealed":
        view["revealed"] = revealed_view(asked, citations)
    return view


def vote_view(question: LiveQuestion, device: str) -> _View | None:
    """The vote of one device in the current round; whether it is right once the key is revealed."""
    vote = question.round.votes.get(device)
    if vote is None:
        return None
    view: _View = {
        "round": question.round.number,
        "response": response_to_json(question.item, vote.response),
        "confidence": vote.confidence,
    }
    if question.phase == "revealed":
        view["right"] = is_right(question.item, question.round, device)
    return view


def peek_view(question: LiveQuestion) -> _View:
    """A closed round for the instructor alone: the share that is right, and the counts."""
    share = share_right(question.item, question.round)
    return {**_counts(question.item, question.round), "right": share}


def _counts(item: Item, votes: Round) -> _View:
    found = distribution(item, votes)
    return {
        "round": votes.number,
        "n": found.n,
        "options": dict(found.options) if found.options is not None else None,
        "numbers": [list(pair) for pair in found.numbers] if found.numbers is not None else None,
        "grid": {row: dict(cells) for row, cells in found.grid.items()} if found.grid else None,
    }


def _moves(question: LiveQuestion) -> _View:
    first, last = question.rounds[0], question.round
    moved = transitions(question.item, first, last)
    return {
        "before": first.number,
        "after": last.number,
        "n": moved.n,
        "counts": {move: len(devices) for move, devices in moved.moves.items()},
        "only_before": len(moved.only_before),
        "only_after": len(moved.only_after),
    }
