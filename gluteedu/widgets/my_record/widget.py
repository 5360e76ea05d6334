"""The learner's own record: how much it is, a copy to take away, and two ways to be rid of it."""

from __future__ import annotations

from html import escape
from typing import Any

from gluteedu.content.loading.digest import digest
from gluteedu.domain.learning.learner_record import (
    LearnerRecord,
    RecordFileError,
    RecordUnavailableError,
)
from gluteedu.widgets.shared.base import CourseWidget

_FILES = {
    "json": ("gluteedu-record.json", "application/json"),
    "csv": ("gluteedu-record.csv", "text/csv"),
}


class MyRecord(CourseWidget):
    """Looks after the learner's own record.

    ``view`` says only whether a record is kept, and who says who the learner is. Name, numbers and
    files travel in messages. The browser sends ``refresh``, ``name`` (name: text, empty for none),
    ``download`` (form: json or csv), ``load`` (text), ``erase`` and ``begin_anew``; each is
    answered with ``about`` (name, numbers, saving) and with one of ``did``, ``file``, ``loaded``
    (new, known), ``fault`` (a file that is no record) or ``away`` (the store does not answer).

    Args:
        service: what does it; None where nothing is kept.
    """

    def __init__(self, service: LearnerRecord | None = None) -> None:
        self._service = service
        super().__init__(view=self._view())

    def text(self) -> str:
        """What the record is for; the same for everybody."""
        title, *about = self._about_it()
        return "\n".join([title, *about, f"[content {digest(title, about)}]"])

    def html(self) -> str:
        """What the record is for, where no widget can run."""
        title, *about = self._about_it()
        lines = "".join(f"<p>{escape(line)}</p>" for line in about)
        return f'<section class="g-card"><p class="g-title">{escape(title)}</p>{lines}</section>'

    def _about_it(self) -> list[str]:
        say = self._interface["my_record"].say
        return [say("title"), say("kept_for_another_day"), say("what_you_can_do")]

    def handle(self, act: str, message: dict[str, Any]) -> None:
        """One act of the learner. ValueError for one that is unknown or malformed."""
        if self._service is None:
            raise ValueError("no record is kept here")
        try:
            done = self._do(self._service, act, message)
        except RecordFileError as fault:
            done = {"fault": str(fault)}
        except RecordUnavailableError:
            done = {"away": act}
        about = self._about(self._service)
        if self._view() != self.view:
            self.view = self._view()
        self.send({**done, "about": about})

    def _view(self) -> dict[str, Any]:
        kept = self._service is not None and self._service.saving != "off"
        return {
            "kept": kept,
            "known_by": self._service.known_by if self._service and kept else None,
        }

    def _do(self, service: LearnerRecord, act: str, message: dict[str, Any]) -> dict[str, Any]:
        if act == "refresh":
            return {}
        if act == "download":
            return {"file": _download(service, message.get("form"))}
        if act == "load":
            loaded = service.load(_text(message, "text"))
            return {"loaded": {"new": loaded.new, "known": loaded.known}}
        if act == "name":
            service.set_name(" ".join(_text(message, "name").split()) or None)
        elif act == "erase":
            service.erase()
        elif act == "begin_anew" and service.known_by == "machine":
            service.begin_anew()
        else:
            raise ValueError("the acts are refresh, name, download, load, erase and begin_anew")
        return {"did": act}

    def _about(self, service: LearnerRecord) -> dict[str, Any]:
        counts = service.counts()
        try:
            name = service.name()
        except RecordUnavailableError:
            name = None
        return {
            "name": name,
            "saving": service.saving,
            "events": counts.events,
            "answers": counts.answers,
            "quizzes": counts.quizzes,
            "reviews": counts.reviews,
            "since": None if counts.first is None else counts.first.date().isoformat(),
        }


def _download(service: LearnerRecord, form: Any) -> dict[str, str]:
    if form not in _FILES:
        raise ValueError("form must be json or csv")
    name, kind = _FILES[form]
    text = service.as_json() if form == "json" else service.as_csv()
    return {"name": name, "type": kind, "text": text}


def _text(message: dict[str, Any], field: str) -> str:
    value = message.get(field)
    if not isinstance(value, str):
        raise ValueError(f"{field} must be a text")
    return value
