"""The advice on the kind, measured on what residents may say; the figures stand in docs/advice.md."""

from pathlib import Path

import pytest

from tests.routing.labelled_utterances import FRESH, KNOWN
from tests.routing.measuring_advice import DEMO, rates

DOCS = Path(__file__).parents[2] / "docs" / "advice.md"


def test_there_are_enough_utterances_to_say_something() -> None:
    assert len(KNOWN) >= 100
    assert len(FRESH) >= 50


@pytest.mark.parametrize(
    ("said", "row"),
    [(DEMO, "demo cases"), (KNOWN, "looked at while"), (FRESH, "written afterwards")],
    ids=["demo", "known", "fresh"],
)
def test_the_documentation_says_what_is_measured(said: tuple[tuple[str, str], ...], row: str) -> None:
    right, wrong = rates(said)
    [line] = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if row in line]
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert cells[1:4] == [str(len(said)), f"{right:.2f}", f"{wrong:.2f}"]
