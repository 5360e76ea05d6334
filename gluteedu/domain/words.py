"""The words of the interface: texts by id, with places to fill and forms for one and for many."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

TextOrForms = str | Mapping[str, str]
"""A text, or its forms ``one`` and ``other``, of which the value ``n`` chooses."""

PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""A place to fill, such as ``{name}``."""


class Words:
    """The texts of one file of ``data/words``.

    Args:
        file: how an error calls the file (its path below the data folder).
        texts: the texts by id.
    """

    def __init__(self, file: str, texts: Mapping[str, TextOrForms]) -> None:
        self.file = file
        self.texts = dict(texts)

    def say(self, text_id: str, **values: Any) -> str:
        """The text with its places filled by ``values``.

        Raises:
            KeyError: there is no such id, or a place has no value; it names the file and the id.
        """
        return PLACE.sub(
            lambda place: str(self._value(text_id, place[1], values)), self._form(text_id, values)
        )

    def html(self, text_id: str, **values: Any) -> str:
        """The same as safe HTML: the text is escaped, and ``values`` are safe HTML already."""
        return PLACE.sub(
            lambda place: str(self._value(text_id, place[1], values)),
            escape(self._form(text_id, values)),
        )

    def __contains__(self, text_id: object) -> bool:
        return text_id in self.texts

    def _form(self, text_id: str, values: Mapping[str, Any]) -> str:
        if text_id not in self.texts:
            raise KeyError(f"{self.file} has no text {text_id!r}")
        text = self.texts[text_id]
        if isinstance(text, str):
            return text
        return text["one" if self._value(text_id, "n", values) == 1 else "other"]

    def _value(self, text_id: str, place: str, values: Mapping[str, Any]) -> Any:
        if place not in values:
            raise KeyError(f"{self.file}: {text_id}: nothing was given for {{{place}}}")
        return values[place]
