"""The body map: a back view to explore by pointer, touch, keys or a list of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from urllib.parse import quote

import traitlets

from gluteedu.content.loading.digest import digest
from gluteedu.content.text.markup import to_html, to_inline_html, to_text
from gluteedu.domain.evidence.body_map import BodyMap, Region
from gluteedu.widgets.shared.base import CourseWidget


class BodyMapWidget(CourseWidget):
    """The body map of the course, to explore.

    It sends nothing: everything a learner does here stays in the browser.

    Args:
        body_map: names and texts of the regions, and the path of the nerve.
        drawing: the SVG, with one ``<g data-region="ID">`` for each region.
        highlight: a cause id, a region id or several region ids to bring out from the start.
        citations: source id to a short citation.

    Raises:
        ValueError: ``highlight`` names no region and no cause.
    """

    drawing = traitlets.Unicode("").tag(sync=True)

    def __init__(
        self,
        body_map: BodyMap,
        drawing: str,
        highlight: str | Iterable[str] | None = None,
        citations: Mapping[str, str] | None = None,
    ) -> None:
        self._map = body_map
        self._marked = body_map.chosen(highlight)
        self._citations = dict(citations or {})
        super().__init__(view=self._view(), drawing=drawing)

    def handle(self, act: str, message: dict[str, Any]) -> None:
        """Nothing comes from the browser: any act is refused with ValueError."""
        raise ValueError("the body map takes no messages")

    def text(self) -> str:
        """The names of the regions and the path of the nerve, ending in a digest."""
        say = self._interface["body_map"].say
        lines = [say("text_title", alt=self._map.alt), ""]
        for region in self._map.regions:
            line = f"{region.name}: {region.also}"
            lines.append(f"- {say('marked', region=line) if region.id in self._marked else line}")
        lines += ["", say("nerve_path")]
        lines += [f"{n}. {to_text(s.text)}" for n, s in enumerate(self._map.nerve, start=1)]
        fingerprint = digest(self._map, self.drawing, self._marked)
        return "\n".join([*lines, "", f"[content {fingerprint}]"])

    def html(self) -> str:
        """The drawing as a picture and every text, to read where no widget can run."""
        shown = [r for r in self._map.regions if not self._marked or r.id in self._marked]
        regions = "".join(
            f"<dt><strong>{escape(r.name)}</strong> ({escape(r.also)})</dt>"
            f"<dd>{to_html(r.text)}{to_html(r.hurts)}</dd>"
            for r in shown
        )
        steps = "".join(f"<li>{to_inline_html(s.text)}</li>" for s in self._map.nerve)
        say = self._interface["body_map"].html
        nerve = "" if self._marked else f"<p>{say('nerve_path')}</p><ol>{steps}</ol>"
        return (
            f'<section class="g-card"><p class="g-title">{say("title")}</p>'
            f'<p><img src="{picture_url(self.drawing)}" alt="{escape(self._map.alt)}" '
            'width="340" height="544"></p>'
            f'<p class="g-small">{to_inline_html(self._map.caption)}</p>'
            f"<dl>{regions}</dl>{nerve}"
            f"<p>{to_inline_html(self._map.caution)}</p></section>"
        )

    def _view(self) -> dict[str, Any]:
        whole = self._map
        return {
            "alt": whole.alt,
            "caption": to_inline_html(whole.caption),
            "caution": to_inline_html(whole.caution),
            "regions": [self._region(region) for region in whole.regions],
            "nerve": [
                {"part": step.part, "html": to_inline_html(step.text), "said": to_text(step.text)}
                for step in whole.nerve
            ],
            "marked": list(self._marked),
        }

    def _region(self, region: Region) -> dict[str, Any]:
        return {
            "id": region.id,
            "name": region.name,
            "also": region.also,
            "text": to_html(region.text),
            "hurts": to_html(region.hurts),
            "said": f"{region.name}. {to_text(region.text)} {to_text(region.hurts)}",
            "sources": [self._citations.get(s, s) for s in region.sources],
        }


def picture_url(svg: str) -> str:
    """``svg`` as a data URL, which survives where inline SVG is cut out (untrusted notebooks).

    Comments are left out, and the space they took.
    """
    bare = re.sub(r"<!--.*?-->", "", svg, flags=re.S)
    bare = re.sub(r">\s+<", "><", bare).strip().replace('"', "'")
    return "data:image/svg+xml," + quote(bare, safe=" ='():/;,.{}-+@!*$&?[]|~^`\\")
