"""What Python and the widgets' scripts must agree on, written for the scripts as a module.

``python -m gluteedu.widgets.shared.constants`` writes it; ``make scripts`` does so first.
"""

from __future__ import annotations

import json
from pathlib import Path

from gluteedu.domain.items.quiz_state import Confidence
from gluteedu.domain.learning.learner_record import MAX_NAME_LENGTH, MAX_RECORD_BYTES
from gluteedu.figures.theme import COLOURS, TOKENS
from gluteedu.widgets.shared.care import CARE_SHAPES

SCRIPT = Path(__file__).with_suffix(".js")

# The shape of each level of care, as the path of an SVG; how sure a learner can be; how long a
# learner's name (letters) and a file with a record (bytes) can be; the colours of figures on light
# paper by token, without those of the causes, which the style sheet has.
CONSTANTS = {
    "CARE_SHAPES": CARE_SHAPES,
    "CONFIDENCES": [str(one) for one in Confidence],
    "FIGURE_COLOURS": {name: value for name, value in TOKENS.items() if name not in COLOURS},
    "MAX_NAME_LENGTH": MAX_NAME_LENGTH,
    "MAX_RECORD_BYTES": MAX_RECORD_BYTES,
}


def as_script() -> str:
    """The constants as an ES module."""
    head = "// Written by constants.py out of Python's own values: change them there.\n"
    parts = (
        f"export const {name} = {json.dumps(value, indent=2)};\n"
        for name, value in CONSTANTS.items()
    )
    return "\n".join([head, *parts])


if __name__ == "__main__":
    SCRIPT.write_text(as_script(), encoding="utf-8")
