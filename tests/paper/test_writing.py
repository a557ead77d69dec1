"""Words of documents."""

import pytest

from app.paper.writing import where


@pytest.mark.parametrize(
    ("unit", "place", "told"),
    [
        ("8栋602", "厨房", "8栋602 厨房"),
        ("8栋602", "8栋602", "8栋602"),
        ("8栋602", None, "8栋602"),
        (None, "大门", "大门"),
        (None, None, ""),
    ],
)
def test_a_home_and_a_place_are_told_once(unit: str | None, place: str | None, told: str) -> None:
    assert where(unit, place) == told
