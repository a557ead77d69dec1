"""主题: what touches a nerve, kept by those who approve."""

import pytest

from app.procedure.vocabulary import Role
from tests.factories.callers import Callers

HEAD = Role.HEAD_OF_CUSTOMER_SERVICE
PARKING = {"key": "parking", "name_zh": "停车", "name_en": "Parking", "mark": "none", "words": ["车位"]}


@pytest.mark.clause("4.4.4-c")
async def test_the_head_adds_a_topic_and_marks_it_sensitive(as_: Callers) -> None:
    made = await as_(HEAD)("POST", "/topics", PARKING)
    assert made.status_code == 201, made.text
    marked = await as_(HEAD)("PATCH", "/topics/parking", {"mark": "sensitive"}, seen=1)
    assert (marked.json()["mark"], marked.json()["words"]) == ("sensitive", ["车位"])
    found = (await as_(Role.FRONT_DESK)("GET", "/topics", mark="sensitive")).json()["items"]
    assert [each["key"] for each in found] == ["parking"]


async def test_a_key_is_given_once_and_stays(as_: Callers) -> None:
    await as_(HEAD)("POST", "/topics", PARKING)
    twice = await as_(HEAD)("POST", "/topics", PARKING | {"name_zh": "别的"})
    assert (twice.status_code, twice.json()["code"]) == (409, "taken_already")
    assert (await as_(HEAD)("PATCH", "/topics/parking", {"key": "cars"}, seen=1)).status_code == 422
    for key in ("Parking", "停车", "p", "a b"):
        assert (await as_(HEAD)("POST", "/topics", PARKING | {"key": key})).status_code == 422, key


async def test_the_same_request_sent_twice_makes_one_topic(as_: Callers) -> None:
    first = await as_(HEAD)("POST", "/topics", PARKING, key="topic-0001")
    again = await as_(HEAD)("POST", "/topics", PARKING, key="topic-0001")
    assert (again.status_code, again.json()) == (201, first.json())


async def test_who_does_not_approve_does_not_move_the_marks(as_: Callers) -> None:
    await as_(HEAD)("POST", "/topics", PARKING)
    for role in (Role.FRONT_DESK, Role.AREA_CUSTOMER_MANAGER, Role.ADMINISTRATOR):
        assert (await as_(role)("POST", "/topics", PARKING)).status_code == 403
        assert (await as_(role)("PATCH", "/topics/parking", {"mark": "none"}, seen=1)).status_code == 403


async def test_another_centres_topic_is_not_there(as_: Callers, as_stranger: Callers) -> None:
    await as_(HEAD)("POST", "/topics", PARKING)
    assert (await as_stranger(HEAD)("GET", "/topics/parking")).status_code == 404
    assert (await as_stranger(HEAD)("POST", "/topics", PARKING)).status_code == 201
