"""The predict widget on its Python side: the data stay hidden until there is a whole guess."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from gluteedu.content.items.predictions import load_predictions
from gluteedu.content.loading.paths import data_folder
from gluteedu.content.loading.reading import read_csv
from gluteedu.content.text.words import course_words
from gluteedu.domain.items.prediction import (
    CurvePrediction,
    Feedback,
    Prediction,
    Row,
    SharesPrediction,
)
from gluteedu.widgets.predict.widget import PredictWidget

FEEDBACK = (
    Feedback("close", "So *close*."),
    Feedback("too_low", "Low."),
    Feedback("mixed", "Mix."),
)
CURVE = CurvePrediction(
    id="c",
    title="Draw it",
    prompt="How does it go?",
    table="t",
    x="day",
    y="sore",
    sd="sd",
    x_label="Days",
    x_word="Day",
    y_label="Soreness",
    y_max=8,
    step=0.1,
    given=(0,),
    reading="It falls.",
    feedback=FEEDBACK,
    sources=("s",),
    note="A note.",
)
ROWS = [
    {"day": 0, "sore": 1.37, "sd": 0.91},
    {"day": 1, "sore": 5.23, "sd": 2.41},
    {"day": 2, "sore": 3.79, "sd": 2.17},
]
SHARES = SharesPrediction(
    id="s",
    title="Guess it",
    prompt="How many?",
    unit="days",
    rows=(Row("a", "Short", 7.31, 4.17, 9.53), Row("b", "Long", 71.9)),
    total=None,
    top=120,
    step=1,
    start=30,
    spread="one standard deviation",
    reading="Long ones are long.",
    feedback=FEEDBACK,
    sources=("s",),
)
HIDDEN = {
    "c": ["5.23", "2.41", "3.79", "2.17", "0.91", "It falls.", "A note.", "close"],
    "s": ["7.31", "4.17", "9.53", "71.9", "Long ones", "close", "standard"],
}


class Recorded(PredictWidget):
    """The widget with what it sends kept in a list."""

    def __init__(self, *args: Any) -> None:
        self.sent: list[dict[str, Any]] = []
        super().__init__(*args)

    def send(self, content: Any, buffers: Any = None) -> None:
        self.sent.append(content)


def widget(prediction: Prediction) -> Recorded:
    return Recorded(prediction, ROWS, {"s": "Someone, 2001"})


def reply(made: Recorded, guess: Any) -> dict[str, Any]:
    made._receive(made, {"act": "reveal", "guess": guess}, [])
    return made.sent[-1]


@pytest.mark.parametrize("prediction", [CURVE, SHARES])
def test_the_data_are_nowhere_before_the_guess(prediction: Prediction) -> None:
    made = widget(prediction)
    seen = json.dumps(made.get_state(), default=str, ensure_ascii=False)
    traits = {k: v for k, v in made.get_state().items() if not k.startswith("_")}
    interface = traits.pop("words")
    assert interface == {group: course_words()[group].texts for group in interface}
    state = json.dumps(traits, default=str)
    for secret in HIDDEN[prediction.id]:
        assert secret not in state
        assert secret not in made.html()
        assert secret not in made.text()
    for secret in HIDDEN[prediction.id][:4]:
        assert secret not in seen


def test_a_curve_is_revealed_with_its_words() -> None:
    found = reply(widget(CURVE), [[1, 5], [2, 4]])
    assert found["truth"] == [
        {"x": 0, "y": 1.37, "sd": 0.91},
        {"x": 1, "y": 5.23, "sd": 2.41},
        {"x": 2, "y": 3.79, "sd": 2.17},
    ]
    assert found["feedback"] == ["<p>So <em>close</em>.</p>"]
    assert found["said"] == (
        "On average you were 0.2 away from the data. 2 of your 2 guesses lie inside the spread."
    )
    assert found["reading"] == "<p>It falls.</p>"
    assert found["sources"] == ["Someone, 2001"]


def test_guessed_numbers_are_revealed_with_their_unit() -> None:
    found = reply(widget(SHARES), {"a": 5, "b": 20})
    assert found["truth"][0] == {"id": "a", "value": 7.31, "low": 4.17, "high": 9.53}
    assert found["feedback"] == ["<p>Low.</p>"]
    assert found["said"].startswith("On average you were 27.1 days away from the data. 1 of your 2")
    assert found["spread"] == "one standard deviation"


@pytest.mark.parametrize(
    "guess",
    [
        None,
        [],
        [[1, 5]],
        [[1, 5], [2, 4], [3, 1]],
        [[1, 5], [1, 5]],
        [[1, 5], [2, 9]],
        [[1, 5], [2, "4"]],
        [[1, 5], [2, True]],
        [[1, 5], [2]],
        {"1": 5},
        [[0, 1]] * 5000,
    ],
)
def test_a_curve_that_is_not_whole_reveals_nothing(guess: Any) -> None:
    made = widget(CURVE)
    assert reply(made, guess) == {"refused": "reveal"}


@pytest.mark.parametrize(
    "guess", [None, {}, {"a": 5}, {"a": 5, "b": 121}, {"a": 5, "b": "x"}, [["a", 5], ["b", 6]]]
)
def test_numbers_that_are_not_whole_reveal_nothing(guess: Any) -> None:
    assert reply(widget(SHARES), guess) == {"refused": "reveal"}


@pytest.mark.parametrize(
    ("prediction", "guess"), [(CURVE, [[1, 5], [2, 4]]), (SHARES, {"a": 1, "b": 2})]
)
def test_a_reveal_changes_no_trait(prediction: Prediction, guess: Any) -> None:
    made = widget(prediction)
    before = json.dumps(made.get_state(), default=str)
    assert reply(made, guess)["act"] == "reveal"
    assert json.dumps(made.get_state(), default=str) == before


def test_the_given_point_is_shown_and_told() -> None:
    made = widget(CURVE)
    assert made.view["given"] == [{"x": 0, "y": 1.37}]
    assert "Day 0: 1.37 (given)" in made.text()
    assert "Day 1" in made.html()


def test_the_digest_changes_with_the_truth_alone() -> None:
    last = lambda made: made.text().splitlines()[-1]  # noqa: E731
    assert last(widget(CURVE)) == last(widget(CURVE))
    other = [*ROWS[:2], {"day": 2, "sore": 3.8, "sd": 2.17}]
    assert last(Recorded(CURVE, other)) != last(widget(CURVE))
    rows = (SHARES.rows[0], replace(SHARES.rows[1], value=72.0))
    assert last(widget(replace(SHARES, rows=rows))) != last(widget(SHARES))


def test_shipped_predictions_can_be_answered() -> None:
    folder = data_folder()
    for prediction in load_predictions(folder, []).values():
        if isinstance(prediction, CurvePrediction):
            rows = read_csv(folder / "tables" / f"{prediction.table}.csv", "t", [])
            made = Recorded(prediction, rows)
            xs = [x for x in made.view["xs"] if x not in prediction.given]
            guess: Any = [[x, prediction.y_max / 2] for x in xs]
        else:
            made = Recorded(prediction)
            guess = {r.id: r.value for r in prediction.rows}
        found = reply(made, guess)
        assert found["act"] == "reveal"
        assert found["feedback"]
