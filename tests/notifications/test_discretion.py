"""No notice tells a telephone number, however it is written; every notice tells the place."""

import pytest

from app.notifications.discretion import without_telephones


@pytest.mark.parametrize(
    "number",
    [
        "13800138000", "138 0013 8000", "138-0013-8000", "138.0013.8000", "138_0013_8000", "138–0013–8000",
        "138/0013/8000", "138\u30000013\u30008000", "138\u200b0013\u200b8000", "１３８００１３８０００",
        "1 3 8 0 0 1 3 8 0 0 0", "138-00-13-80-00", "8618800001111", "+86-138-0013-8000", "+852 9123 4567",
        "0571-88880000", "(0571)8888 0000", "010 8888 8888", "88880000", "8888-0000", "400-800-1234",
        "一三八零零一三八零零零", "幺三八 零零幺三 八零零零",
    ],
)  # fmt: skip
def test_a_number_is_hidden_and_what_stands_around_it_is_not(number: str) -> None:
    told = without_telephones(f"3栋门口，{number}，B区2号")
    assert told == "3栋门口，****，B区2号"


@pytest.mark.parametrize(
    "place",
    [
        "12-12-2502", "12-2-2502", "3-12-2-2502", "3-2-1201", "A12-1-101", "12#2-2502", "12–2–2502",
        "2501-2503", "8栋1203室", "1栋2单元2501、2502", "十二栋二单元二五零二", "车位B2-0123", "京A12345",
        "③栋", "2026-12-01 18:30 地库",
    ],
)  # fmt: skip
def test_a_place_is_told_as_it_was_written(place: str) -> None:
    assert without_telephones(place) == place


def test_nothing_stays_nothing() -> None:
    assert without_telephones(None) is None
