"""Drags a slider by the mouse and measures until its bars stand still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page

from benchmarks.browser import NotAliveError, Way, close, visit
from benchmarks.lessons import Swing
from benchmarks.places import HERE

MOVES = 60
_FRAME = 12  # milliseconds between moves; with the driver's own time about one frame
_STILL = 1200  # milliseconds after the last move in which a late answer is still seen
_THUMB = 16  # pixels


@dataclass(frozen=True)
class Handle:
    """Where a page has the slider and its bars.

    Attributes:
        track: the element along which the handle is dragged.
        bars: every bar.
        within: what holds the bars.
    """

    track: str
    bars: str
    within: str


@dataclass(frozen=True)
class Drag:
    """Milliseconds from the last move until Python's answer was in the page, and bars at rest."""

    answered: float
    at_rest: float


def drag(context: BrowserContext, url: str, way: Way, handle: Handle, swing: Swing) -> Drag:
    """Drag 60 times; only the last move crosses to where the bars are others."""
    seen = visit(context, url, way, keep=True)
    page = seen.page
    assert page is not None
    try:
        return _drag(page, handle, swing)
    finally:
        close(page)


def _drag(page: Page, handle: Handle, swing: Swing) -> Drag:
    script = (HERE / "drag.js").read_text(encoding="utf-8")
    look = {"bars": handle.bars, "within": handle.within}
    track = page.locator(handle.track).first
    track.scroll_into_view_if_needed()
    page.evaluate(script[script.index("({") :], look)
    box = track.bounding_box()
    assert box is not None
    low, high = swing.input.low, swing.input.high
    middle = box["y"] + box["height"] / 2

    def x(value: float) -> float:
        share = (value - low) / (high - low)
        return box["x"] + _THUMB / 2 + share * (box["width"] - _THUMB)

    from_, to = swing.before - 10, swing.before - 3
    page.mouse.move(x(_start(page, handle.track, swing)), middle)
    page.mouse.down()
    for number in range(1, MOVES):
        page.mouse.move(x(from_ + (to - from_) * number / MOVES), middle)
        page.wait_for_timeout(_FRAME)
    page.mouse.move(x(swing.after + 4), middle)
    page.wait_for_timeout(_STILL)
    page.mouse.up()
    found = page.evaluate("window.benchDrag")
    _check(found["lengths"], swing.bars(swing.after), found["moves"])
    last = found["lastMove"]
    return Drag(found["lastChange"] - last, found["lastDrawn"] - last)


def _start(page: Page, track: str, swing: Swing) -> float:
    value = page.locator(track).first.evaluate("el => el.value ?? null")
    return float(value) if value is not None else swing.before


def _check(lengths: Sequence[float], wanted: Sequence[float], moves: int) -> None:
    """The bars must stand as the last value has them, or the measure means nothing."""
    longest, most = max(lengths, default=0.0), max(wanted)
    fits = len(lengths) == len(wanted) and all(
        abs(length / longest - want / most) < 0.02
        for length, want in zip(lengths, wanted, strict=True)
    )
    if not fits or moves < MOVES * 0.8:
        raise NotAliveError(f"after {moves} moves the bars stand at {lengths}, not at {wanted}")
