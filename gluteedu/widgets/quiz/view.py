"""What a learner may see of a quiz: key, feedback and explanation only once they are earned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gluteedu.content.text.markup import to_html, to_inline_html, to_text
from gluteedu.content.text.words import course_words
from gluteedu.domain.items.grade import GradeOutcome
from gluteedu.domain.items.grading import response_to_json
from gluteedu.domain.items.item import Item, Quiz
from gluteedu.domain.items.item_type import Remark
from gluteedu.domain.items.quiz_state import Attempt, QuizState, results_by_objective
from gluteedu.domain.items.shuffle import target_order
from gluteedu.domain.items.types import item_type
from gluteedu.domain.words import Words
from gluteedu.widgets.shared.base import View

_MARKS = {True: "right", False: "wrong", None: None}


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
            for one in item_type(item).option_order(item, setting.seed)
        ],
        "tries_used": len(attempt.tries),
        "tries_left": state.tries_left(item.id),
        "closed": closed,
        "outcome": str(attempt.outcome if told else GradeOutcome.NOT_ATTEMPTED),
        "has_hint": bool(item.hint) and state.mode == "formative",
    }
    view |= _parts(item, setting.seed) | _saved(item, attempt)
    if told and (attempt.tries or closed):
        view |= _earned(item, attempt, closed, setting.words)
    if told and closed:
        view |= _revealed(item, attempt, setting)
    return view


def _saved(item: Item, attempt: Attempt) -> View:
    """What the learner left off with: the answer not yet handed in, and the hint they asked for."""
    view: View = {}
    if attempt.saved is not None:
        view["response"] = response_to_json(item, attempt.saved)
        view["confidence"] = attempt.saved_confidence
    if attempt.hint_shown and item.hint:
        view["hint"] = to_html(item.hint)
    return view


def _parts(item: Item, seed: str) -> View:
    """What there is to answer with, beside the options."""
    parts: View = {}
    if item.targets:
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
    kind = item_type(item)
    marks = kind.marks(item, last.grade)
    earned["marks"] = {one: _MARKS[right] for one, right in marks.items()}
    earned["notes"] = [_note(each) for each in kind.remarks(item, last.response, last.grade)]
    return earned


def _revealed(item: Item, attempt: Attempt, setting: Setting) -> View:
    """What is shown once an item is over: the right answer, all feedback, why, and sources."""
    revealed: View = {
        "explanation": to_html(item.explanation),
        "sources": [setting.citations.get(one, one) for one in item.sources],
        "others": [],
    }
    kind = item_type(item)
    solution = kind.solution(item)
    if answer := kind.answer(item, setting.words, attempt.solved):
        revealed["answer"] = to_text(answer)
    if solution.order:
        revealed |= {"answer_order": _notes(item, solution.order), "notes": []}
    if solution.pairs:
        text = {target.id: to_text(target.text) for target in item.targets}
        revealed["answer_pairs"] = {left: text[right] for left, right in solution.pairs.items()}
        revealed["notes"] = _notes(item, item.option_ids)
    if solution.key:
        picked = attempt.tries[-1].grade.feedback if attempt.tries else ()
        revealed |= {"key": list(solution.key), "others": _others(item, solution.key, picked)}
    return revealed


def _others(item: Item, key: Sequence[str], picked: Sequence[str]) -> list[View]:
    """The feedback of options that were not picked, the right ones first."""
    return [
        *_notes(item, [one for one in item.option_ids if one in key and one not in picked], True),
        *_notes(item, [one for one in item.option_ids if one not in key and one not in picked]),
    ]


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
    detail = [item_type(item).nearness(item, attempt.tries[-1].grade, words)]
    if closed:
        detail.append(say("here_is_the_answer"))
    return head, " ".join(one for one in detail if one)


def _notes(item: Item, option_ids: Sequence[str], right: bool | None = None) -> list[View]:
    options = [item.option(one) for one in option_ids]
    return [_note(Remark(option.text, option.feedback, right)) for option in options]


def _note(remark: Remark) -> View:
    label, mark = to_inline_html(remark.label), _MARKS[remark.right]
    return {"label": label, "mark": mark, "html": to_html(remark.text)}


def stem_html(item: Item) -> str:
    """The stem: without a paragraph around it where it is just one, so that it fits a legend."""
    blocks = to_html(item.stem)
    one = blocks.startswith("<p>") and blocks.count("<p>") == 1 and blocks.endswith("</p>")
    return blocks.removeprefix("<p>").removesuffix("</p>") if one else blocks
