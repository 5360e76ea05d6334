"""Files that stay as they are need not be understood again at each check of the whole course."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from gluteedu.content.items import checks as item_checks
from gluteedu.content.items import faults as item_faults
from gluteedu.content.loading import reading
from gluteedu.content.sliders import checks as slider_checks
from gluteedu.content.text import readability


@pytest.fixture(scope="module")
def same_text_read_once() -> Iterator[None]:
    """A check of the whole course is several times as fast where it differs in one file from the
    last: functions of a text, or of one slider, keep their results; each caller gets its own copy.
    """
    load = yaml.load

    @cache
    def pickled(text: str, loader: type) -> bytes:
        return pickle.dumps(load(text, Loader=loader))

    def loaded(text: str, Loader: type) -> Any:
        return pickle.loads(pickled(text, Loader))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "load", loaded)
        for module, name in (
            (reading, "_shape_fault"),
            (readability, "plain"),
            (readability, "school_grade"),
            (slider_checks, "gaps"),
            (item_checks, "markup_faults"),
            (item_faults, "_folded"),
        ):
            patch.setattr(module, name, cache(getattr(module, name)))
        yield
