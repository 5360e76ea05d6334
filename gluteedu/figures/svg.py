"""Turns plotly's SVG into one that is small, the same at every run, and follows dark mode."""

from __future__ import annotations

import re
from collections.abc import Collection
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from gluteedu.figures.theme import FONT, TEXT, TOKENS

SVG = "http://www.w3.org/2000/svg"

_NAMES = {value: name for name, value in reversed(TOKENS.items())}
_KEEP = {
    "d", "transform", "x", "y", "dx", "dy", "width", "height", "points", "rx", "cx", "cy", "r",
    "x1", "x2", "y1", "y2", "text-anchor", "clip-path", "id",
}  # fmt: skip
_STYLES = {
    "fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray",
    "stroke-linecap", "stroke-linejoin", "opacity", "font-size", "font-weight", "font-style",
}  # fmt: skip
_USUAL = {
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "opacity": "1",
    "font-size": str(TEXT),
    "font-weight": "normal",
    "font-style": "normal",
    "text-anchor": "start",
    "stroke-dasharray": "none",
}
_DRAWN = {"path", "rect", "text", "circle", "line", "use", "polygon", "polyline", "ellipse"}
_NO_TURN = re.compile(r"rotate\(0(,[^)]*)?\)")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}(e-?\d+)?")
_RGB = re.compile(r"rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)")


def tidy(raw: str, *, figure_id: str, title: str, alt: str, digest: str) -> str:
    """Plotly's SVG without what nobody sees.

    Random ids become ``<figure_id>-1``, ``-2``, …; styles become presentation attributes (which a
    content-security policy lets through); a colour of the theme becomes a custom property with
    that colour as fallback; ``digest`` of the figure's JSON goes into ``data-digest``.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(raw)
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
        _attributes(element)
    _prune(root)
    _lift(root)
    _rename(root, figure_id)
    size = {name: root.get(name, "") for name in ("width", "height")}
    root.attrib = {
        "xmlns": SVG,
        **size,
        "viewBox": f"0 0 {size['width']} {size['height']}",
        "role": "img",
        "aria-labelledby": f"{figure_id}-title {figure_id}-alt",
        "data-digest": digest,
        "font-family": FONT.replace('"', "'"),
        "font-size": str(TEXT),
    }
    for name, text in (("desc", alt), ("title", title)):
        element = Element(name, {"id": f"{figure_id}-{'title' if name == 'title' else 'alt'}"})
        element.text = text
        root.insert(0, element)
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=True) + "\n"


def _attributes(element: Element) -> None:
    """Keep what draws; turn ``style`` into attributes; leave out what is the default anyway."""
    found = {name: value for name, value in element.attrib.items() if name in _KEEP}
    found |= _styles(element)
    _paint(found)
    if element.tag == "text":
        found.setdefault("font-size", str(TEXT))
    turned = _NO_TURN.sub("", found.pop("transform", ""))
    if turned:
        found["transform"] = turned
    element.attrib = {
        name: _LONG_NUMBER.sub(lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), value)
        for name, value in found.items()
        if _USUAL.get(name) != value
    }


def _styles(element: Element) -> dict[str, str]:
    rules = (rule.partition(":") for rule in element.get("style", "").split(";"))
    named = ((name.strip(), value.strip()) for name, _, value in rules)
    return {name: value.replace("px", "") for name, value in named if name in _STYLES}


def _paint(found: dict[str, str]) -> None:
    """Fill and stroke by their custom properties; nothing of a stroke that is not drawn."""
    for paint in {"fill", "stroke"} & found.keys():
        found[paint] = _colour(found[paint])
        if found[paint] == "none" or found.get(f"{paint}-opacity") == "0":
            found[paint] = "none"
            found.pop(f"{paint}-opacity", None)
    if found.get("stroke", "none") == "none" or found.get("stroke-width") == "0":
        for name in ("stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin"):
            found.pop(name, None)


def _colour(value: str) -> str:
    match = _RGB.fullmatch(value)
    if not match:
        return value
    red, green, blue = (int(part) for part in match.groups()[:3])
    colour = f"#{red:02x}{green:02x}{blue:02x}"
    return f"var(--g-{_NAMES[colour]}, {colour})" if colour in _NAMES else colour


def _invisible(element: Element) -> bool:
    if element.tag in ("g", "defs"):
        return len(element) == 0
    if element.tag == "text":
        return not "".join(element.itertext()).strip()
    if element.tag == "path":
        return element.get("d", "M0,0") == "M0,0"
    if element.tag == "clipPath":
        return False
    if element.tag in _DRAWN:
        return element.get("fill") == "none" and "stroke" not in element.attrib
    return False


def _prune(element: Element, clipping: bool = False) -> None:
    """Drop what draws nothing, from the leaves up."""
    for child in list(element):
        _prune(child, clipping or element.tag == "clipPath")
        if not clipping and element.tag != "clipPath" and _invisible(child):
            element.remove(child)


def _lift(element: Element) -> None:
    """A group without attributes gives way to what it holds."""
    for child in list(element):
        _lift(child)
        if child.tag == "g" and not child.attrib:
            place = list(element).index(child)
            element.remove(child)
            for offset, inner in enumerate(list(child)):
                element.insert(place + offset, inner)


def _drop_clips(root: Element, used: Collection[str]) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == "clipPath" and child.get("id") not in used:
                parent.remove(child)


def _rename(root: Element, figure_id: str) -> None:
    """Give ids that are used a steady name, in the order of their use; drop the others."""
    used: dict[str, str] = {}
    for element in root.iter():
        target = element.get("clip-path", "")
        if match := re.search(r"#([^'\")]+)", target):
            name = used.setdefault(match[1], f"{figure_id}-{len(used) + 1}")
            element.set("clip-path", f"url(#{name})")
    _drop_clips(root, used)
    for element in root.iter():
        old = element.attrib.pop("id", None)
        if old in used:
            element.set("id", used[old])
    _prune(root)
