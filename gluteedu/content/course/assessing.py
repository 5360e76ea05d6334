"""``gluteedu assess``: findings as JSON in, assessments as JSON out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gluteedu.content.loading.safe_reading import open_ordinary
from gluteedu.content.relief.measures import load_relief
from gluteedu.content.triage.knowledge import load_knowledge
from gluteedu.domain.relief.planning import ReliefPlan, read_situation
from gluteedu.domain.relief.planning import plan_measures as _plan_relief
from gluteedu.domain.triage.assessment import Assessment
from gluteedu.domain.triage.assessment import assess_findings as _assess
from gluteedu.domain.triage.findings import Findings, FindingsError

_LONGEST = 1_000_000
"""Characters of JSON that are read at most."""
_TOO_LONG = f"more than {_LONGEST} characters; give fewer people at once"
_MOST_PEOPLE = 1_000
"""In one list; a thousand take some seconds."""


def assess(findings: dict[str, Any]) -> Assessment:
    """What the rules say about ``findings`` (ids of findings.csv to values).

    A finding that is left out is unknown, never "no". It teaches; it is no diagnosis.

    Raises:
        FindingsError: an unknown id, a wrong type, a value out of range or a contradiction.
    """
    knowledge = load_knowledge()
    return _assess(knowledge, Findings(knowledge.vocabulary, findings))


def plan_relief(cause: str, situation: dict[str, Any]) -> ReliefPlan:
    """Every relief measure under do, ask first, do not or closed.

    Args:
        cause: one of the causes of the course.
        situation: ``hours`` or ``days`` since it began, ``age``, ``pregnant``, ``weeks_pregnant``,
            ``weeks_postpartum``, and ``cautions`` (a list of those that apply, or an object of
            true and false). What is left out is unknown; a medicine stays closed meanwhile.

    Raises:
        FindingsError: an unknown id, a wrong type, a value out of range or a contradiction.
    """
    knowledge = load_relief()
    return _plan_relief(knowledge, read_situation(knowledge, cause, situation))


def assess_text(text: str) -> str:
    """The assessment of a JSON object, or the list of those of a JSON list, as JSON text.

    Raises:
        FindingsError: text that is no JSON, a key that stands twice, or findings that are wrong;
            the message says which person of a list is meant.
    """
    given = _parse(text)
    if isinstance(given, list):
        if len(given) > _MOST_PEOPLE:
            raise FindingsError([f"more than {_MOST_PEOPLE} people; give fewer at once"])
        results = [_one(entry, f"person {n}: ") for n, entry in enumerate(given, start=1)]
        return _written(results)
    return _written(_one(given, ""))


def assess_file(name: str) -> str:
    """``assess_text`` of a file; ``-`` is standard input.

    Raises:
        FindingsError: it cannot be read or used; the first word is its name.
    """
    where = "standard input" if name == "-" else name
    try:
        return assess_text(_text_of(name))
    except UnicodeDecodeError:
        raise FindingsError([f"{where}: is not UTF-8 text"]) from None
    except OSError as error:
        raise FindingsError([f"{where}: cannot be read ({error.strerror})"]) from None
    except FindingsError as error:
        raise FindingsError([f"{where}: {fault}" for fault in error.faults]) from None


def _text_of(name: str) -> str:
    limit = 4 * _LONGEST + 1  # bytes: no character of UTF-8 has more than four
    if name == "-":
        if sys.stdin is None:
            raise FindingsError(["is closed"])
        given = getattr(sys.stdin, "buffer", sys.stdin).read(limit)
    else:
        with open_ordinary(Path(name)) as file:
            given = file.read(limit)
    if isinstance(given, str):
        return given
    if len(given) == limit:
        raise FindingsError([_TOO_LONG])
    text: str = given.decode("utf-8-sig")
    return text


def _one(entry: Any, where: str) -> dict[str, Any]:
    try:
        return assess(entry).to_dict()
    except FindingsError as error:
        raise FindingsError([where + fault for fault in error.faults]) from None


def _written(result: Any) -> str:
    return json.dumps(result, indent=2, ensure_ascii=False)


def _parse(text: str) -> Any:
    if len(text) > _LONGEST:
        raise FindingsError([_TOO_LONG])
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        message = f"not JSON (line {error.lineno}, column {error.colno}: {error.msg})"
        raise FindingsError(
            [f'{message}; give an object such as {{"age": 30, "days": 2}}']
        ) from None
    except FindingsError:
        raise
    except ValueError:
        raise FindingsError(["a number has too many digits"]) from None
    except RecursionError:
        raise FindingsError(["nested too deeply; give an object of ids and values"]) from None


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise FindingsError([f"{key}: stands twice; give each finding once"])
        found[key] = value
    return found
