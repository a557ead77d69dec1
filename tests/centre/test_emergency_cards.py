"""紧急情况卡: the centre's own, a sample, or empty; never invented."""

import pytest

from app.procedure.vocabulary import EmergencyType, Role
from tests.factories.callers import Callers

CARD = {
    "first_calls": [{"who": "火警", "number": "119"}, {"who": "监控中心", "number": None}],
    "things_to_do": ["报清楼栋楼层", "走楼梯疏散"],
    "never_do": ["不乘电梯"],
    "commander": "安防当值主管",
}
HEAD = Role.HEAD_OF_CUSTOMER_SERVICE


@pytest.mark.clause("4.2.3-b")
async def test_there_is_a_card_for_each_of_fourteen_types_empty_until_the_centre_writes_it(
    as_: Callers,
) -> None:
    cards = (await as_(Role.PATROL_GUARD)("GET", "/emergency-cards")).json()
    assert [card["type"] for card in cards] == [each.value for each in EmergencyType]
    assert len(cards) == 14
    assert all(card["is_empty"] and not card["is_sample"] for card in cards)
    assert all(card["label"]["zh"] and card["label"]["en"] for card in cards)


async def test_the_centre_writes_its_own_card_and_the_patrol_reads_it(as_: Callers) -> None:
    written = await as_(HEAD)("PUT", "/emergency-cards/fire", CARD, seen=0)
    assert written.status_code == 200, written.text
    read = (await as_(Role.PATROL_GUARD)("GET", "/emergency-cards/fire")).json()
    assert (read["is_empty"], read["is_sample"], read["version"]) == (False, False, 1)
    assert {name: read[name] for name in CARD} == CARD
    later = await as_(HEAD)("PUT", "/emergency-cards/fire", CARD | {"commander": None}, seen=1)
    assert (later.json()["commander"], later.json()["version"]) == (None, 2)


async def test_two_who_write_the_same_empty_card_do_not_overwrite_each_other(as_: Callers) -> None:
    await as_(HEAD)("PUT", "/emergency-cards/fire", CARD, seen=0)
    late = await as_(Role.CENTRE_MANAGER)("PUT", "/emergency-cards/fire", CARD, seen=0)
    assert late.status_code == 412


async def test_only_those_in_charge_write_cards_and_only_of_known_types(as_: Callers) -> None:
    for role in (Role.FRONT_DESK, Role.PATROL_GUARD, Role.SECURITY_DUTY_SUPERVISOR):
        assert (await as_(role)("PUT", "/emergency-cards/fire", CARD, seen=0)).status_code == 403
    assert (await as_(HEAD)("PUT", "/emergency-cards/flood", CARD, seen=0)).status_code == 422
    crowded = CARD | {"things_to_do": ["做"] * 21}
    assert (await as_(HEAD)("PUT", "/emergency-cards/fire", crowded, seen=0)).status_code == 422


async def test_a_card_of_another_centre_is_not_shown_here(as_: Callers, as_stranger: Callers) -> None:
    await as_(HEAD)("PUT", "/emergency-cards/fire", CARD, seen=0)
    assert (await as_stranger(HEAD)("GET", "/emergency-cards/fire")).json()["is_empty"]
