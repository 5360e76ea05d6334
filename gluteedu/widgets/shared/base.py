"""The base of every widget: its assets, its messages in and out, its readable forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import traitlets

from gluteedu.content.text.words import course_words
from gluteedu.content.triage.causes import load_causes
from gluteedu.domain.words import Words
from gluteedu.widgets.shared.cause_style import cause_style
from gluteedu.widgets.shared.compat import AnyWidget, is_made_by_anywidget, widget_bundle

_LONGEST_ACT = 80
View = dict[str, Any]
"""What a browser is shown, as plain JSON values."""

_WIDGETS = Path(__file__).resolve().parent.parent
_BUILT = _WIDGETS.parent / "built"


def asset_file(name: str) -> Path:
    """The style of this name, in whichever widget's folder it stands.

    FileNotFoundError when there is none, or more than one.
    """
    found = list(_WIDGETS.rglob(name))
    if len(found) != 1:
        raise FileNotFoundError(f"{name}: there must be one below {_WIDGETS}, not {len(found)}")
    return found[0]


@cache
def _style(*names: str) -> str:
    files = (asset_file(f"{part}.css") for part in ("tokens", "parts", *names))
    texts = [path.read_text(encoding="utf-8") for path in files]
    return "\n".join([cause_style(load_causes()), *texts])


def built_script(name: str) -> str:
    """A script as the browser gets it: made out of several by ``make scripts``.

    FileNotFoundError when it has not been made.
    """
    return (_BUILT / f"{name}.js").read_text(encoding="utf-8")


def _drawing() -> str:
    from gluteedu.content.evidence.body_map import drawing

    return drawing()


def _words_of_scripts() -> dict[str, Any]:
    """What the page and the scripts of its widgets say; no other page's words."""
    scripts = {path.stem for path in _WIDGETS.glob("*/*.js") if path.stem == path.parent.name}
    said = {"shared", "page", *scripts}
    return {group: words.texts for group, words in course_words().items() if group in said}


class CourseWidget(AnyWidget):
    """A widget of the course.

    A subclass lives in a folder whose name is also the name of its ``.js`` and ``.css`` there. The
    browser shows ``view`` (a plain dict, made by the subclass) and sends what the learner does as a
    message ``{"act": NAME, ...}``; ``handle`` turns it into a domain call and either sets ``view``
    anew or answers with ``self.send``. Anything about symptoms travels only in messages, never in
    a trait, so that it cannot be saved with a notebook.
    """

    asset: ClassVar[str] = ""
    """The name of its ``.js`` and ``.css``, by which a served page knows how to show it."""

    styles: ClassVar[tuple[str, ...]] = ()
    """Further files, without ``.css``, that its own style builds on."""

    word_groups: ClassVar[tuple[str, ...]] = ()
    """The files of ``data/words`` that its script needs beside ``shared`` and that of its asset."""

    shared: ClassVar[Mapping[str, Callable[[], Any]]] = {
        "drawing": _drawing,
        "words": _words_of_scripts,
    }
    """Traits that are long and mostly alike, and what they mostly are: a served page's script has
    it once (``bundle.py``), and its kernel need not send it. A dict counts as had when it is part
    of the shared one."""

    view = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    """Group to id to text: what its script says."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        name = cls.__module__.split(".")[-2:][0]
        if not is_made_by_anywidget(cls) and (_WIDGETS / name / f"{name}.js").is_file():
            cls.asset = name
            cls._esm = built_script(f"widgets/{name}")
            cls._css = _style(*cls.styles, name)
        super().__init_subclass__(**kwargs)

    def __init__(self, **kwargs: Any) -> None:
        groups = (group for group in ("shared", self.asset, *self.word_groups) if group)
        words = {
            group: self._interface[group].texts for group in groups if group in self._interface
        }
        super().__init__(words=words, **kwargs)
        self.on_msg(self._receive)

    @property
    def _interface(self) -> Mapping[str, Words]:
        """The words of every feature by its name, to be had before anything else is."""
        return course_words()

    def text(self) -> str:
        """The widget in plain text, the same at every run, ending in a digest of its content."""
        raise NotImplementedError

    def html(self) -> str:
        """The widget as readable HTML for where no widget can run; no key, no feedback."""
        raise NotImplementedError

    def handle(self, act: str, message: dict[str, Any]) -> None:
        """Act on one message from the browser. An unknown or malformed one raises ValueError."""
        raise NotImplementedError

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Nothing: a page asks for changes by messages, and sets no trait itself."""

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if not isinstance(content, dict) or not isinstance(content.get("act"), str):
            return
        try:
            self.handle(content["act"], content)
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
            self.log.debug(
                "a %s message was refused: %s", type(self).__name__, type(error).__name__
            )
            self.send({"refused": content["act"][:_LONGEST_ACT]})

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        data, metadata = widget_bundle(self, **kwargs)
        forms = {
            "text/plain": self.text(),
            "text/html": f'<div class="gluteedu">{self.html()}</div>',
        }
        return {**data, **forms}, metadata
