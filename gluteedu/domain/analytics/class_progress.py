"""How far a class has got: by learner, by lesson and by objective; and what is gone since."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from statistics import fmean

from gluteedu.domain.analytics.item_analysis import item_version
from gluteedu.domain.intervals import Estimate, mean_score
from gluteedu.domain.items.item import Item, ItemBank
from gluteedu.domain.learning.event import Event

DIGITS = 9


@dataclass(frozen=True)
class LearnerProgress:
    """Where one learner stands.

    Attributes:
        done: lesson id to how many of its items of today the learner has answered, in any version.
        handed_in: ids of the tests that were handed in.
        last: when the learner was last heard of.
    """

    learner: str
    name: str
    done: Mapping[str, int]
    handed_in: tuple[str, ...]
    last: datetime


@dataclass(frozen=True)
class ObjectiveProgress:
    """First tries for one objective, in the lessons (``practice``) and in the tests (``test``).

    Each figure is the mean over learners of their own mean score, 0 to 1; None below the least n.
    """

    objective: str
    lesson: str
    practice: Estimate | None
    test: Estimate | None


@dataclass(frozen=True)
class RetiredAnswers:
    """First tries that no longer belong to an item of today: counted, but apart.

    ``why`` is ``version`` (the item has another version now) or ``withdrawn`` (there is no such
    item, or it left that quiz).
    """

    quiz: str
    item: str
    version: int
    why: str
    answers: int


def pseudonyms(
    learners: Iterable[str],
    names: Mapping[str, str] | None = None,
    called: Callable[[str], str] = "Learner {}".format,
) -> dict[str, str]:
    """What a report calls each learner: the name they gave, else "Learner A1", "Learner A2", ….

    The order follows a hash of the ids, so it says nothing about who came when; it is the same
    each time for the same learners. Two who gave one name are told apart by their pseudonym.
    ``called`` makes a pseudonym out of a code such as A1.
    """
    given = {key: " ".join(name.split()) for key, name in (names or {}).items() if name.strip()}
    ordered = sorted(set(learners), key=lambda learner: sha256(learner.encode()).hexdigest())
    bearers = Counter(map(given.get, ordered))
    found = {}
    for place, learner in enumerate(ordered):
        code = _code(place)
        name = given.get(learner)
        if name is None:
            found[learner] = called(code)
        else:
            found[learner] = f"{name} ({code})" if bearers[name] > 1 else name
    return found


def _code(place: int) -> str:
    block, digit = divmod(place, DIGITS)
    return f"{_letters(block)}{digit + 1}"


def _letters(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    found = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def learner_progress(
    events: Sequence[Event], tries: Sequence[Event], bank: ItemBank, names: Mapping[str, str]
) -> list[LearnerProgress]:
    """Each learner of ``names`` (id to what the report calls them), the furthest first."""
    done = _answered(tries, bank)
    last: dict[str, datetime] = {}
    handed_in: dict[str, dict[str, None]] = defaultdict(dict)
    for event in events:
        last[event.learner] = max(event.at, last.get(event.learner, event.at))
        if event.kind == "hand_in" and event.quiz:
            handed_in[event.learner][event.quiz] = None
    found = [
        LearnerProgress(
            learner,
            name,
            {one.lesson: len(done[learner][one.lesson]) for one in bank.lessons},
            tuple(handed_in[learner]),
            last[learner],
        )
        for learner, name in names.items()
        if learner in last
    ]
    return sorted(found, key=lambda one: (-sum(one.done.values()), one.name))


def _answered(tries: Sequence[Event], bank: ItemBank) -> dict[str, dict[str, set[str]]]:
    """Learner to lesson to the ids of its items that were answered."""
    lesson_of = {
        (quiz.id, item): lesson.lesson
        for lesson in bank.lessons
        for quiz in lesson.quizzes
        for item in quiz.items
    }
    done: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for event in tries:
        item = event.item or ""
        if lesson := lesson_of.get((event.quiz or "", item)):
            done[event.learner][lesson].add(item)
    return done


def objective_progress(
    tries: Sequence[Event], bank: ItemBank, objectives: Mapping[str, str], minimum: int
) -> list[ObjectiveProgress]:
    """Mean first-try scores by objective, in the order of ``objectives`` (id to its lesson).

    Items count under the objective they have today, also in an older version. What was withdrawn
    counts nowhere here. The interval is Student's t over learners, kept within 0 to 1.
    """
    item_of = {item.id: item for item in bank.items}
    scores: dict[tuple[str, bool], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for one in tries:
        item = item_of.get(one.item or "")
        if item is not None and one.mode in ("formative", "summative"):
            by_learner = scores[item.objective, one.mode == "summative"]
            by_learner[one.learner].append(one.score or 0.0)
    return [
        ObjectiveProgress(
            objective,
            lesson,
            _mean_of_means(scores[objective, False], minimum),
            _mean_of_means(scores[objective, True], minimum),
        )
        for objective, lesson in objectives.items()
    ]


def _mean_of_means(by_learner: Mapping[str, Sequence[float]], minimum: int) -> Estimate | None:
    if len(by_learner) < max(1, minimum):
        return None
    return mean_score([fmean(scores) for scores in by_learner.values()])


def retired_answers(tries: Sequence[Event], bank: ItemBank) -> list[RetiredAnswers]:
    """What was answered in a version or a place that the course no longer has."""
    items: Mapping[str, Item] = {item.id: item for item in bank.items}
    placed = {(quiz.id, item) for quiz in bank.quizzes for item in quiz.items}
    counts = Counter(map(item_version, tries))
    found = []
    for (quiz, item, version), answers in sorted(counts.items()):
        if (quiz, item) not in placed:
            found.append(RetiredAnswers(quiz, item, version, "withdrawn", answers))
        elif items[item].version != version:
            found.append(RetiredAnswers(quiz, item, version, "version", answers))
    return found
