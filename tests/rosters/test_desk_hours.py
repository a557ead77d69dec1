"""前台上班时间: [open, close), with holidays and make-up days."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Role
from app.rosters.actions.desk_hours import fill_in_official_days
from app.rosters.holidays import is_published, official_days
from app.rosters.hours import USUAL_WEEK, read_week, write_week
from app.rosters.queries.desk_hours import calendar, desk_hours_now
from tests.factories.callers import Callers
from tests.factories.centres import SmallCentre

MANAGER, DESK = Role.CENTRE_MANAGER, Role.FRONT_DESK
HOURS = [{"opens": "08:30", "closes": "12:00"}, {"opens": "13:30", "closes": "18:00"}]


def week(**more: Any) -> dict[str, Any]:
    return {
        "weekly": [HOURS] * 5 + [[], []],
        "working_days": [0, 1, 2, 3, 4],
        "exceptions": [],
        "reason": "按合同",
    } | more


def at(text: str) -> str:
    return f"2026-04-{text}:00+08:00"


async def test_a_centre_begins_with_the_usual_week(as_: Callers) -> None:
    told = (await as_(Role.PATROL_GUARD)("GET", "/desk-hours")).json()
    assert (told["version"], told["zone"], told["working_days"]) == (0, "Asia/Shanghai", [0, 1, 2, 3, 4])
    assert told["weekly"] == [[{"opens": "08:30", "closes": "18:00"}]] * 7


@pytest.mark.clause("4.2.2-a")
async def test_the_desk_is_open_from_its_opening_up_to_but_not_at_its_closing(as_: Callers) -> None:
    guard = as_(Role.CONTROL_ROOM_OPERATOR)
    for moment, is_open in (
        ("01T08:29", False),
        ("01T08:30", True),
        ("01T17:59", True),
        ("01T18:00", False),
        ("01T22:30", False),
    ):
        told = (await guard("GET", "/desk-hours/status", at=at(moment))).json()
        assert told["is_open"] is is_open, moment
    assert told["next_opening"] == "2026-04-02T00:30:00Z"
    open_now = (await guard("GET", "/desk-hours/status")).json()
    assert (open_now["is_open"], open_now["closes_at"]) == (True, "2026-04-01T10:00:00Z")


async def test_hours_holidays_and_make_up_days_are_set_and_counted(as_: Callers) -> None:
    days = [
        {"on": "2026-04-06", "kind": "holiday", "name": "清明节"},
        {"on": "2026-04-11", "kind": "make_up_day", "name": "调休", "hours": HOURS},
        {"on": "2026-04-03", "kind": "special_hours", "hours": [{"opens": "09:00", "closes": "11:00"}]},
    ]
    told = await as_(MANAGER)("PUT", "/desk-hours", week(exceptions=days), seen=0)
    assert told.status_code == 200, told.text
    assert (told.json()["version"], told.json()["reason"]) == (1, "按合同")
    assert [each["on"] for each in told.json()["exceptions"]] == ["2026-04-03", "2026-04-06", "2026-04-11"]
    for moment, is_open, working in (
        ("01T12:30", False, True),
        ("03T10:00", True, True),
        ("03T11:00", False, True),
        ("04T10:00", False, False),
        ("06T10:00", False, False),
        ("11T10:00", True, True),
    ):
        status = (await as_(DESK)("GET", "/desk-hours/status", at=at(moment))).json()
        assert (status["is_open"], status["is_working_day"]) == (is_open, working), moment


async def test_every_version_is_kept_and_the_last_one_holds(
    as_: Callers, here: SmallCentre, session: AsyncSession
) -> None:
    await as_(MANAGER)("PUT", "/desk-hours", week(), seen=0)
    late = await as_(Role.ADMINISTRATOR)("PUT", "/desk-hours", week(), seen=0)
    assert late.status_code == 412
    await as_(MANAGER)("PUT", "/desk-hours", week(weekly=[HOURS] * 7), seen=1)
    now = await desk_hours_now(session, here.id)
    assert (now.version, now.changed_by) == (2, here.people[MANAGER])
    assert (await calendar(session, here.id)).version == 2
    assert read_week(**write_week(now.week)) == now.week


async def test_muddled_hours_are_refused(as_: Callers) -> None:
    back = [{"opens": "18:00", "closes": "08:00"}]
    crossed = [{"opens": "08:00", "closes": "12:00"}, {"opens": "11:00", "closes": "18:00"}]
    for wrong, code in (
        (week(weekly=[back] * 7), "hours_muddled"),
        (week(weekly=[crossed] * 7), "hours_muddled"),
        (week(exceptions=[{"on": "2026-04-06", "kind": "holiday"}] * 2), "date_twice"),
        (week(weekly=[HOURS] * 6), "malformed"),
        (week(weekly=[[{"opens": "8:30", "closes": "25:00"}]] * 7), "malformed"),
        (week(working_days=[7]), "malformed"),
    ):
        told = await as_(MANAGER)("PUT", "/desk-hours", wrong, seen=0)
        assert (told.status_code, told.json()["code"]) == (422, code), wrong


async def test_a_desk_may_stay_open_until_midnight(as_: Callers) -> None:
    late = [{"opens": "08:00", "closes": "00:00"}]
    assert (await as_(MANAGER)("PUT", "/desk-hours", week(weekly=[late] * 7), seen=0)).status_code == 200
    for moment, is_open in (("01T23:59", True), ("02T00:00", False)):
        told = (await as_(DESK)("GET", "/desk-hours/status", at=at(moment))).json()
        assert told["is_open"] is is_open, moment


async def test_only_those_in_charge_set_the_hours(as_: Callers) -> None:
    for role in Role:
        told = await as_(role)("PUT", "/desk-hours", week(), seen=9)
        sets = role in {MANAGER, Role.ADMINISTRATOR, Role.HEAD_OF_CUSTOMER_SERVICE}
        assert told.status_code == (412 if sets else 403), role


async def test_the_official_days_of_a_year_are_filled_in_beside_the_centres_own(as_: Callers) -> None:
    own = [{"on": "2026-10-01", "kind": "special_hours", "hours": HOURS}]
    await as_(MANAGER)("PUT", "/desk-hours", week(exceptions=own), seen=0)
    told = await as_(MANAGER)("POST", "/desk-hours/official-days", {"year": 2026})
    assert told.status_code == 200, told.text
    days = {each["on"]: each for each in told.json()["exceptions"]}
    assert set(days) == {each.on.isoformat() for each in official_days(2026)} | {"2026-10-01"}
    assert days["2026-10-01"]["kind"] == "special_hours"
    assert days["2026-10-02"]["kind"] == "holiday"
    made_up = next(each for each in official_days(2026) if each.working)
    assert days[made_up.on.isoformat()]["hours"] == HOURS
    again = await as_(MANAGER)("POST", "/desk-hours/official-days", {"year": 2026})
    assert again.json()["version"] == told.json()["version"]


async def test_a_year_that_is_not_published_never_fails(
    as_: Callers, here: SmallCentre, session: AsyncSession, clock: Callable[[], datetime]
) -> None:
    assert not is_published(2199)
    assert official_days(2199) == []
    assert await fill_in_official_days(session, here.id, 2199, by=None, now=clock()) is None
    told = await as_(MANAGER)("POST", "/desk-hours/official-days", {"year": 2199})
    assert (told.status_code, told.json()["code"]) == (409, "year_not_published")
    status = await as_(DESK)("GET", "/desk-hours/status", at="2199-12-31T10:00:00+08:00")
    assert status.json()["is_open"] is True


async def test_a_make_up_day_on_an_open_weekend_keeps_its_own_hours() -> None:
    filled = USUAL_WEEK.with_official(official_days(2026))
    assert all(each.hours is None for each in filled.exceptions)


async def test_another_centre_keeps_its_own_hours(as_: Callers, as_stranger: Callers) -> None:
    await as_(MANAGER)("PUT", "/desk-hours", week(), seen=0)
    assert (await as_stranger(DESK)("GET", "/desk-hours")).json()["version"] == 0
