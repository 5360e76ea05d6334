"""What a learner may see of a quiz: key, feedback and explanation only once they are earned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

from gluteedu.content.text.markup import to_html, to_inline_html, to_text
from gluteedu.content.text.words import course_words
from gluteedu.domain.items.grading import GradeOutcome, response_to_json
from gluteedu.domain.items.item import Item, NumberKey, Quiz
from gluteedu.domain.items.quiz_state import Attempt, QuizState, results_by_objective
from gluteedu.domain.items.shuffle import option_order, target_order
from gluteedu.domain.words import Words
from gluteedu.widgets.shared.base import View


@dataclass(frozen=True)
class Setting:
    """What surrounds a quiz: its lesson, the seed of its shuffle, and names for ids.

    Attributes:
        citations: source id to a short citation.
        objectives: objective id to its sentence.
        words: what a quiz says.
    """

    lesson: str
    seed: str
    citations: Mapping[str, str] = field(default_factory=dict)
    objectives: Mapping[str, str] = field(default_factory=dict)
    words: Words = field(default_factory=lambda: course_words()["quiz"])


def quiz_view(quiz: Quiz, items: Sequence[Item], state: QuizState, setting: Setting) -> View:
    """The whole quiz as plain JSON values, holding no more than ``state`` has earned."""
    view: View = {
        "quiz": quiz.id,
        "title": quiz.title,
        "mode": quiz.mode,
        "lesson": setting.lesson,
        "handed_in": state.handed_in,
        "done": state.done,
        "items": [_item_view(item, state, setting) for item in items],
    }
    if state.handed_in:
        view["results"] = [
            {
                "text": setting.objectives.get(result.objective, result.objective),
                "items": result.items,
                "correct": result.correct,
                "score": round(result.score, 2),
            }
            for result in results_by_objective(state, items)
        ]
    return view


def _item_view(item: Item, state: QuizState, setting: Setting) -> View:
    attempt = state.attempt(item.id)
    closed = state.closed(item.id)
    told = state.mode != "pretest"  # a pre-test gives away nothing of what the course is to teach
    view: View = {
        "id": item.id,
        "type": item.type,
        "stem": stem_html(item),
        "options": [
            {"id": one, "html": to_inline_html(item.option(one).text)}
            for one in option_order(item, setting.seed)
        ],
        "tries_used": len(attempt.tries),
        "tries_left": state.tries_left(item.id),
        "closed": closed,
        "outcome": str(attempt.outcome if told else GradeOutcome.NOT_ATTEMPTED),
        "has_hint": bool(item.hint) and state.mode == "formative",
    }
    view |= _parts(item, setting.seed)
    if attempt.saved is not None:
        view["response"] = response_to_json(item, attempt.saved)
        view["confidence"] = attempt.saved_confidence
    if attempt.hint_shown and item.hint:
        view["hint"] = to_html(item.hint)
    if told and (attempt.tries or closed):
        view |= _earned(item, attempt, closed, setting.words)
    if told and closed:
        view |= _revealed(item, attempt, setting)
    return view


def _parts(item: Item, seed: str) -> View:
    """What there is to answer with, beside the options."""
    parts: View = {}
    if item.type == "matching":
        text = {target.id: to_text(target.text) for target in item.targets}
        parts["targets"] = [{"id": one, "text": text[one]} for one in target_order(item, seed)]
    if item.number is not None:
        key = item.number
        span = {"min": key.minimum, "max": key.maximum, "step": key.step}
        parts["number"] = {"unit": key.unit, **span}
    return parts


def _earned(item: Item, attempt: Attempt, closed: bool, words: Words) -> View:
    """What a graded answer brings: verdict, marks, and the feedback of what was chosen."""
    verdict, detail = _verdict(item, attempt, closed, words)
    earned: View = {"verdict": verdict, "detail": detail, "notes": [], "marks": {}}
    if not attempt.tries:
        return earned
    last = attempt.tries[-1]
    earned["first_score"] = attempt.first_score
    earned["response"] = response_to_json(item, last.response)
    earned["confidence"] = last.confidence
    if item.number is not None and isinstance(last.response, float):
        said = getattr(item.number, last.grade.feedback[0])
        label = f"{last.response:g} {item.number.unit}"
        kind = "right" if last.grade.correct else "wrong"
        earned["notes"] = [{"label": label, "mark": kind, "html": to_html(said)}]
        return earned
    if item.type in ("ordering", "matching"):
        right = last.grade.feedback
        earned["marks"] = {one: "right" if one in right else "wrong" for one in item.option_ids}
    else:
        right = item.key
        earned["marks"] = {one: "right" if one in right else "wrong" for one in last.grade.feedback}
    earned["notes"] = [_note(item, one, earned["marks"].get(one)) for one in last.grade.feedback]
    return earned


def _revealed(item: Item, attempt: Attempt, setting: Setting) -> View:
    """What is shown once an item is over: the right answer, all feedback, why, and sources."""
    revealed: View = {
        "explanation": to_html(item.explanation),
        "sources": [setting.citations.get(one, one) for one in item.sources],
        "others": [],
    }
    picked = attempt.tries[-1].grade.feedback if attempt.tries else ()
    if item.number is not None:
        revealed["answer"] = _number_words(item.number, setting.words)
    elif item.type == "ordering":
        revealed["answer_order"] = [_note(item, one, None) for one in item.key]
        revealed["notes"] = []
    elif item.type == "matching":
        target = {one.id: one.text for one in item.targets}
        revealed["answer_pairs"] = {left: to_text(target[right]) for left, right in item.pairs}
        revealed["notes"] = [_note(item, one, None) for one in item.option_ids]
    else:
        revealed |= _key(item, attempt, picked, setting.words)
    return revealed


def _key(item: Item, attempt: Attempt, picked: Sequence[str], words: Words) -> View:
    """The right options, and the feedback of those that were not picked, the right ones first."""
    key: View = {"key": list(item.key)}
    if item.type == "hotspot" and not attempt.solved:
        names = [to_text(item.option(one).text) for one in item.key]
        key["answer"] = reduce(lambda a, b: words.say("either", a=a, b=b), names)
    key["others"] = [
        _note(item, one, "right" if one in item.key else None)
        for one in sorted(item.option_ids, key=lambda o: o not in item.key)
        if one not in picked
    ]
    return key


def _verdict(item: Item, attempt: Attempt, closed: bool, words: Words) -> tuple[str, str]:
    """One short sentence that says how it went, and one that says more (or nothing)."""
    say = words.say
    if attempt.solved:
        tries = len(attempt.tries)
        return (say("correct"), "" if tries == 1 else say("solved_at_try", n=tries))
    if attempt.outcome is GradeOutcome.NOT_ATTEMPTED:
        return say("not_answered"), say("here_is_the_answer")
    missed = "not_this_time" if closed else "not_yet"
    head = say("partly_right" if attempt.outcome is GradeOutcome.PARTLY else missed)
    detail = [_count(item, attempt, words)]
    if closed:
        detail.append(say("here_is_the_answer"))
    return head, " ".join(one for one in detail if one)


def _count(item: Item, attempt: Attempt, words: Words) -> str:
    say, last = words.say, attempt.tries[-1]
    if item.type == "multiple":
        return _picks_right(item, last.grade.feedback, words)
    if item.type == "ordering":
        placed = len(last.grade.feedback)
        if placed == 0:
            return say("order_fits_in_part" if last.grade.score > 0 else "none_in_place")
        return say("in_place", n=placed, of=len(item.key))
    if item.type == "matching":
        fit = len(last.grade.feedback)
        return (
            say("pairs_fit", n=fit, of=len(item.pairs))
            if fit
            else say("no_pair_fits", of=len(item.pairs))
        )
    return ""


def _picks_right(item: Item, picked: Sequence[str], words: Words) -> str:
    say, hits = words.say, sum(one in item.key for one in picked)
    if len(picked) == 1:
        told = say("your_pick_is_right" if hits else "your_pick_is_not_right")
    else:
        told = say("picks_right", n=hits, of=len(picked))
    return f"{told} {say('more_to_find')}" if hits == len(picked) else told


def _note(item: Item, option_id: str, mark: str | None) -> View:
    option = item.option(option_id)
    label = to_inline_html(option.text)
    return {"label": label, "mark": mark, "html": to_html(option.feedback)}


def _number_words(key: NumberKey, words: Words) -> str:
    low = max(key.minimum, key.value - key.tolerance)
    high = min(key.maximum, key.value + key.tolerance)
    exact = f"{key.value:g} {key.unit}"
    if low == high:
        return exact
    return words.say("number_with_room", value=exact, low=f"{low:g}", high=f"{high:g}")


def stem_html(item: Item) -> str:
    """The stem: without a paragraph around it where it is just one, so that it fits a legend."""
    blocks = to_html(item.stem)
    one = blocks.startswith("<p>") and blocks.count("<p>") == 1 and blocks.endswith("</p>")
    return blocks.removeprefix("<p>").removesuffix("</p>") if one else blocks
