"""Who and where the centre is."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.actions.opening import lay_out_sample_cards, open_centre
from app.centre.queries import policy, today_at, topics_said
from app.centre.tables import EmergencyCard, Topic
from app.procedure.policy import Policy
from app.procedure.vocabulary import EmergencyType, Role
from tests.factories.callers import Callers


@pytest.mark.clause("2.1-a")
async def test_a_fresh_centre_is_residential_and_that_cannot_be_emptied(as_: Callers) -> None:
    manager = as_(Role.CENTRE_MANAGER)
    told = await manager("GET", "/centre")
    assert told.json()["project_type"] == "residential"
    for nothing in (None, "", "office"):
        refused = await manager("PATCH", "/centre", {"project_type": nothing}, seen=1)
        assert refused.status_code == 422, nothing
    kept = await manager("PATCH", "/centre", {"project_type": "residential"}, seen=1)
    assert kept.json()["project_type"] == "residential"


async def test_the_profile_is_changed_by_administrator_and_centre_manager_alone(as_: Callers) -> None:
    for role in Role:
        seen = (await as_(role)("GET", "/centre")).json()["version"]
        told = await as_(role)("PATCH", "/centre", {"desk_phone": "0571-8888 0000"}, seen=seen)
        expected = 200 if role in {Role.ADMINISTRATOR, Role.CENTRE_MANAGER} else 403
        assert told.status_code == expected, role
    assert (await as_(Role.PATROL_GUARD)("GET", "/centre")).json()["desk_phone"] == "0571-8888 0000"


async def test_only_what_is_given_changes_and_the_time_zone_stays(as_: Callers) -> None:
    manager = as_(Role.CENTRE_MANAGER)
    told = await manager("PATCH", "/centre", {"address": "人民路18号"}, seen=1)
    assert (told.json()["name"], told.json()["address"]) == ("翠湖苑", "人民路18号")
    assert (await manager("PATCH", "/centre", {"zone": "Asia/Tokyo"}, seen=2)).status_code == 422
    assert (await manager("PATCH", "/centre", {"adress": "x"}, seen=2)).status_code == 422
    emptied = await manager("PATCH", "/centre", {"address": None}, seen=2)
    assert emptied.json()["address"] is None


async def test_a_new_centre_finds_its_topics_in_place_and_every_setting_at_its_default(
    session: AsyncSession, clock: Callable[[], datetime]
) -> None:
    centre = await open_centre(session, name="晴川苑", zone="Asia/Shanghai", now=clock())
    marks = dict((await session.execute(select(Topic.key, Topic.mark).filter_by(centre_id=centre.id))).all())
    assert {key for key, mark in marks.items() if mark == "sensitive"} >= {
        "fees",
        "common_income",
        "repair_fund",
        "staff_conduct",
        "personal_data",
        "legal_claims",
        "media",
    }
    assert {key for key, mark in marks.items() if mark == "important"} == {"safety", "water", "lift"}
    assert await policy(session, centre.id) == Policy()


async def test_a_topic_is_recognised_by_its_longest_word(
    session: AsyncSession, clock: Callable[[], datetime]
) -> None:
    centre = await open_centre(session, name="晴川苑", zone="Asia/Shanghai", now=clock())
    said = await topics_said(session, centre.id, "公共收益里的停车费去哪了？")
    assert [(each.key, each.word) for each in said] == [("common_income", "公共收益"), ("fees", "停车费")]
    assert await topics_said(session, centre.id, "草坪该剪了") == []


async def test_sample_cards_cover_every_type_and_say_that_they_are_samples(
    session: AsyncSession, clock: Callable[[], datetime]
) -> None:
    centre = await open_centre(session, name="晴川苑", zone="Asia/Shanghai", now=clock())
    await lay_out_sample_cards(session, centre, clock())
    cards = (await session.execute(select(EmergencyCard).filter_by(centre_id=centre.id))).scalars().all()
    assert {card.type for card in cards} == {each.value for each in EmergencyType}
    assert all(card.is_sample for card in cards)


async def test_today_is_the_date_on_the_centres_own_wall(
    session: AsyncSession, clock: Callable[[], datetime]
) -> None:
    centre = await open_centre(session, name="晴川苑", zone="Asia/Shanghai", now=clock())
    late = datetime.fromisoformat("2026-03-31T16:30:00+00:00")
    assert (await today_at(session, centre.id, late)).isoformat() == "2026-04-01"
