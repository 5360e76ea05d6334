"""The inner workings of ipywidgets that a served lesson depends on."""

from __future__ import annotations

import ipywidgets

from gluteedu.serving.compat import ipywidgets as compat
from gluteedu.serving.compat.versions import check_version


def test_the_version_is_known() -> None:
    check_version("ipywidgets", compat.HOLDS_FOR, compat.__name__)


def test_an_open_widget_is_found_and_a_closed_one_is_not() -> None:
    widget = ipywidgets.IntSlider(value=3)
    model_id = str(widget.model_id)
    assert compat.find_widget(model_id) is widget
    assert compat.WIDGET_VIEW in widget._repr_mimebundle_()
    assert widget._repr_mimebundle_()[compat.WIDGET_VIEW]["model_id"] == model_id
    widget.close()
    assert compat.find_widget(model_id) is None


def test_synced_traits_are_the_widget_s_own() -> None:
    traits = compat.synced_traits(ipywidgets.IntSlider(value=3, min=1, max=5))
    assert traits["value"] == 3
    assert not any(name.startswith("_") for name in traits)
    assert not {"layout", "tabbable", "tooltip"} & traits.keys()
