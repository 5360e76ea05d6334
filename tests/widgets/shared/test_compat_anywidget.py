"""The inner workings of anywidget that the course's widgets depend on."""

from __future__ import annotations

from typing import ClassVar

from gluteedu.serving.compat.versions import check_version
from gluteedu.widgets.shared import compat


class Plain(compat.AnyWidget):
    _esm = "export default {render() {}}"
    _css = ".plain {}"
    made: ClassVar[list[bool]] = []

    def __init_subclass__(cls, **kwargs: object) -> None:
        Plain.made.append(compat.is_made_by_anywidget(cls))
        super().__init_subclass__(**kwargs)


class Further(Plain):
    pass


def test_the_version_is_known() -> None:
    check_version("anywidget", compat.HOLDS_FOR, compat.__name__)


def test_a_subclass_that_anywidget_makes_is_told_from_one_that_is_written() -> None:
    assert Plain.made[0] is False
    widget = Further()
    assert type(widget) is not Further
    assert type(widget).__name__ == "Further"
    assert type(widget).__module__ == __name__
    assert Plain.made[1:]
    assert all(Plain.made[1:])


def test_a_widget_refers_to_itself_by_its_view() -> None:
    widget = Plain()
    data, metadata = compat.widget_bundle(widget)
    view = data["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == widget.model_id
    assert isinstance(metadata, dict)
    widget.close()


def test_script_and_style_are_synced_traits() -> None:
    widget = Plain()
    assert widget.trait_metadata("_esm", "sync")
    assert widget.trait_metadata("_css", "sync")
    assert widget._css == ".plain {}"
    widget.close()
