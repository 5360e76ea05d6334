"""What the browser is told of a slider before anything is moved, and its forms to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from gluteedu.content.text.markup import to_html, to_text
from gluteedu.domain.evidence.curve import CurvePoint
from gluteedu.domain.sliders.definition import (
    YES_NO,
    Bars,
    ChoiceInput,
    Curve,
    Input,
    RangeInput,
    Reading,
    SliderLesson,
    Timeline,
)
from gluteedu.domain.sliders.reading import read_answers
from gluteedu.domain.words import Words
from gluteedu.widgets.shared.base import View


def input_view(each: Input) -> View:
    """One input as plain values; ``row`` says that its options are short enough for one line."""
    common = {"id": each.id, "label": each.label, "help": each.help, "safety": each.safety}
    if isinstance(each, RangeInput):
        return common | {
            "kind": "range",
            "min": each.low,
            "max": each.high,
            "step": each.step,
            "value": each.start,
            "unit": each.unit,
            "words": [[w.upto, w.text] for w in each.words],
        }
    return common | {
        "kind": "choice",
        "row": tuple(o.id for o in each.options) == YES_NO,
        "options": [{"id": o.id, "text": o.text} for o in each.options],
        "value": each.start,
    }


def picture_view(
    slider: SliderLesson,
    curve: Sequence[CurvePoint],
    cite: Callable[[Sequence[str]], list[str]],
) -> View | None:
    """The part of the picture that no answer changes; None where there is nothing to draw."""
    picture = slider.picture
    if picture is None or (isinstance(picture, Curve) and not curve):
        return None
    view: View = {
        "title": picture.title,
        "see": picture.see,
        "note": picture.note,
        "sources": cite(picture.sources),
    }
    if isinstance(picture, Curve):
        points = [{"x": p.x, "y": p.y, "sd": p.sd} for p in curve]
        labels = {"x_label": picture.x_label, "y_label": picture.y_label}
        return {**view, "kind": "curve", "points": points, **labels}
    if isinstance(picture, Bars):
        return {**view, **_bars_view(picture)}
    return {**view, **_timeline_view(slider, picture)}


def slider_text(slider: SliderLesson, words: Words) -> str:
    """Title, inputs with their values, and the readings at the start, in plain text."""
    lines = [words.say("text_title", title=slider.title), to_text(slider.intro), ""]
    for title, inputs in _groups(slider, words):
        lines += [title, *(f"- {i.label} ({_values(i, words)})" for i in inputs), ""]
    lines.append(words.say("at_the_start", values=start_words(slider)))
    for panel, reading in read_answers(slider, {}).panels:
        said = to_text(reading.text).replace("\n", "\n  ")
        lines.append(f"- {panel.title}: {mark_words(reading, words)}{said}")
    return "\n".join(lines)


def slider_html(slider: SliderLesson, words: Words) -> str:
    """The same as a card to read where no widget can run."""
    lists = "".join(
        f"<p>{escape(title)}</p><ul>"
        + "".join(f"<li>{escape(i.label)} ({escape(_values(i, words))})</li>" for i in inputs)
        + "</ul>"
        for title, inputs in _groups(slider, words)
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(panel.title)}</th>'
        f"<td>{escape(mark_words(reading, words))}{to_html(reading.text)}</td></tr>"
        for panel, reading in read_answers(slider, {}).panels
    )
    start = words.html("at_the_start", values=escape(start_words(slider)))
    return (
        f'<section class="g-card"><p class="g-title">{escape(slider.title)}</p>'
        f"{to_html(slider.intro)}{lists}"
        f"<table><caption>{start}</caption>"
        f"<tbody>{rows}</tbody></table>"
        f'<p class="g-small">{words.html("run_to_move")}</p></section>'
    )


def start_words(slider: SliderLesson) -> str:
    """Where the inputs that apply stand at first, in one line."""
    asked = read_answers(slider, {}).asked
    said = []
    for each in slider.inputs:
        if each.id not in asked or each.start is None:
            continue
        if isinstance(each, RangeInput):
            said.append(f"{each.label}: {_value_words(each, each.start)}")
        else:
            text = next(o.text for o in each.options if o.id == each.start)
            said.append(f"{each.label} {text}")
    return "; ".join(said) + "."


def mark_words(reading: Reading, words: Words) -> str:
    """The mark of a reading as a short sentence with a blank behind it, or nothing."""
    return f"{words.say(f'mark_{reading.mark}')}. " if reading.mark else ""


def _bars_view(picture: Bars) -> View:
    rows = [{"id": r.id, "label": r.label, "cause": r.cause, "sd": r.sd} for r in picture.rows]
    spread = {r.id: r.sd for r in picture.rows}
    top = max(value + spread[row] for v in picture.values for row, value in v.values)
    return {"kind": "bars", "unit": picture.unit, "rows": rows, "top": top}


def _timeline_view(slider: SliderLesson, picture: Timeline) -> View:
    along = next(i for i in slider.inputs if i.id == picture.input and isinstance(i, RangeInput))
    titles = {p.id: p.title for p in slider.panels}
    return {
        "kind": "timeline",
        "end": along.high / picture.per,
        "lanes": [titles[p] for p in picture.panels],
        "x_label": picture.x_label,
    }


def _groups(slider: SliderLesson, words: Words) -> list[tuple[str, list[Input]]]:
    safety = [i for i in slider.inputs if i.safety]
    others = [i for i in slider.inputs if not i.safety]
    titled = [(words.say("safety_first"), safety), (words.say("you_can_set"), others)]
    return [(title, inputs) for title, inputs in titled if inputs]


def _value_words(each: RangeInput, value: float) -> str:
    words = next((w.text for w in each.words if value <= w.upto), "")
    unit = each.unit.removesuffix("s") if value == 1 else each.unit
    number = f"{value:g} {unit}".strip()
    return f"{number} ({words})" if words else number


def _values(each: Input, words: Words) -> str:
    if isinstance(each, ChoiceInput):
        return " / ".join(o.text for o in each.options)
    return words.say("from_to", low=f"{each.low:g}", high=f"{each.high:g}", unit=each.unit).strip()
