"""The explorer: safety questions first, then clues; how each answer pushes shows at once."""

from __future__ import annotations

from typing import Any

from gluteedu.content.loading.digest import digest
from gluteedu.domain.triage.assessment import Knowledge
from gluteedu.domain.triage.care_levels import CareGuide
from gluteedu.domain.triage.exploration import ChosenStart, ExplorationStep, explore
from gluteedu.domain.triage.explorer_text import ExplorerWords, SmallExplorer
from gluteedu.widgets.explorer.text import explorer_html, explorer_text
from gluteedu.widgets.explorer.view import explorer_view, step_view
from gluteedu.widgets.shared.base import CourseWidget

_MOST_ANSWERS = 100


class Explorer(CourseWidget):
    """Weighs one set of answers at a time. What a person enters lives in messages only.

    The browser sends ``weigh`` with ``n``, ``findings`` (id to value) and, for a start of the
    learner's own, ``start`` (id of a starting point) and ``share`` (of the adjustable cause); it
    gets back what may be shown, with the same ``n``.

    Args:
        knowledge: vocabulary, red flags and likelihoods.
        words: what the explorer says.
        triage: the levels of care and the emergency numbers.
        small: a small version: every safety question, and only its clues and stories.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        words: ExplorerWords,
        triage: CareGuide,
        small: SmallExplorer | None = None,
    ) -> None:
        self._knowledge = knowledge
        self._words = words if small is None else words.cut_to(small, knowledge.vocabulary)
        self._small = small
        start = step_view(self._step({}, ChosenStart()))
        view = explorer_view(knowledge, self._words, triage, small)
        super().__init__(view={**view, "first": start})

    def handle(self, act: str, message: dict[str, Any]) -> None:
        """Weigh the findings of one message and answer it; nothing of it is kept.

        Raises:
            ValueError: another act, an unknown finding, a value or a start that cannot be.
        """
        if act != "weigh":
            raise ValueError("the explorer knows no other act than weigh")
        number = message.get("n")
        given = message.get("findings")
        if not isinstance(number, int) or isinstance(number, bool):
            raise ValueError("n must be a whole number")
        if not isinstance(given, dict) or len(given) > _MOST_ANSWERS:
            raise ValueError("findings must map ids to values")
        step = self._step(given, _own_start(message))
        self.send({"n": number, **step_view(step)})

    def _step(self, given: dict[str, Any], own: ChosenStart) -> ExplorationStep:
        return explore(self._knowledge, given, own, self._words.stories)

    def text(self) -> str:
        """Title, the questions in order, the starting shares, the stories and the digest."""
        knowledge = self._knowledge
        key = digest(
            list(knowledge.vocabulary.values()),
            list(knowledge.flags),
            knowledge.otherwise,
            knowledge.model,
            self._words,
        )
        text = explorer_text(knowledge, self._words, self._interface["explorer"], self._small)
        return f"{text}\n\n[content {key}]"

    def html(self) -> str:
        """The questions as lists, the starting shares as a table, and the stories."""
        interface = self._interface["explorer"]
        return explorer_html(self._knowledge, self._words, interface, self._small)


def _own_start(message: dict[str, Any]) -> ChosenStart:
    id, share = message.get("start"), message.get("share")
    if id is not None and not isinstance(id, str):
        raise ValueError("start must be the id of a starting point")
    if share is not None and (isinstance(share, bool) or not isinstance(share, (int, float))):
        raise ValueError("share must be a number")
    return ChosenStart(id, share)
