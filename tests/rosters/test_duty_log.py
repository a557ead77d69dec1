"""值班工作本: in the own hand, read by the own supervisor."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.procedure.vocabulary import Role
from app.rosters.tables import DutyLogEntry, Shift
from tests.conftest import SettableClock
from tests.factories.callers import Callers

GUARD, ENGINEER, DESK = Role.PATROL_GUARD, Role.DUTY_ENGINEER, Role.FRONT_DESK


def entry(clock: SettableClock, **more: Any) -> dict[str, Any]:
    return {"occurred_at": clock.at.isoformat(), "process": "巡查地库B2", "result": "正常"} | more


async def written(as_: Callers, role: Role, clock: SettableClock, **more: Any) -> dict[str, Any]:
    made = await as_(role)("POST", "/duty-log", entry(clock, **more))
    assert made.status_code == 201, made.text
    told: dict[str, Any] = made.json()
    return told


@pytest.mark.clause("4.2.5-a")
async def test_the_author_is_whoever_is_signed_in_and_nobody_can_be_named_instead(
    as_: Callers, session: AsyncSession, clock: SettableClock
) -> None:
    told = await written(as_, GUARD, clock)
    assert told["person_id"] == str(as_.centre.people[GUARD])
    shift = (
        await session.execute(select(Shift.id).where(Shift.person_id == as_.centre.people[GUARD]))
    ).scalar_one()
    assert told["shift_id"] == str(shift)
    for field in ("person_id", "case_id", "recorded_at"):
        forged = await as_(GUARD)("POST", "/duty-log", entry(clock) | {field: str(new_id())})
        assert forged.status_code == 422, field


async def test_an_entry_is_never_changed_or_thrown_away(as_: Callers, clock: SettableClock) -> None:
    path = f"/duty-log/{(await written(as_, GUARD, clock))['id']}"
    for method in ("PUT", "PATCH", "DELETE"):
        assert (await as_(GUARD)(method, path, entry(clock))).status_code == 405, method


async def test_only_what_has_happened_is_written_down(as_: Callers, clock: SettableClock) -> None:
    ahead = (clock.at + timedelta(minutes=6)).isoformat()
    refused = await as_(GUARD)("POST", "/duty-log", entry(clock, occurred_at=ahead))
    assert (refused.status_code, refused.json()["code"]) == (422, "not_happened_yet")
    a_little_ahead = (clock.at + timedelta(minutes=4)).isoformat()
    await written(as_, GUARD, clock, occurred_at=a_little_ahead)


async def test_everyone_reads_the_own_log_the_latest_first(as_: Callers, clock: SettableClock) -> None:
    await written(as_, GUARD, clock, process="一")
    clock.advance(hours=1)
    await written(as_, GUARD, clock, process="二")
    await written(as_, ENGINEER, clock, process="三")
    mine = (await as_(GUARD)("GET", "/duty-log")).json()["items"]
    assert [each["process"] for each in mine] == ["二", "一"]
    recent = (await as_(GUARD)("GET", "/duty-log", since=clock.at.isoformat())).json()["items"]
    assert [each["process"] for each in recent] == ["二"]


@pytest.mark.clause("3.4-b")
async def test_supervisors_read_their_departments_logs_and_no_others(
    as_: Callers, clock: SettableClock
) -> None:
    guard = await written(as_, GUARD, clock, process="安防")
    engineer = await written(as_, ENGINEER, clock, process="工程")
    await written(as_, DESK, clock, process="前台")
    for role, read in (
        (Role.SECURITY_DUTY_SUPERVISOR, {"安防"}),
        (Role.ENGINEERING_DUTY_SUPERVISOR, {"工程"}),
        (Role.HEAD_OF_CUSTOMER_SERVICE, {"前台"}),
        (Role.CENTRE_MANAGER, {"安防", "工程", "前台"}),
    ):
        found = (await as_(role)("GET", "/duty-log", everyone=True)).json()["items"]
        assert {each["process"] for each in found} == read, role
    supervisor = as_(Role.SECURITY_DUTY_SUPERVISOR)
    assert (await supervisor("GET", f"/duty-log/{guard['id']}")).json()["process"] == "安防"
    assert (await supervisor("GET", f"/duty-log/{engineer['id']}")).status_code == 404
    of_engineer = await supervisor("GET", "/duty-log", person_id=str(as_.centre.people[ENGINEER]))
    assert of_engineer.json()["items"] == []


async def test_the_log_of_a_shift_is_its_persons_from_signing_on_to_signing_off(
    as_: Callers, session: AsyncSession, clock: SettableClock
) -> None:
    shift = (
        await session.execute(select(Shift).where(Shift.person_id == as_.centre.people[GUARD]))
    ).scalar_one()
    during = await written(as_, GUARD, clock, process="班内")
    await written(as_, ENGINEER, clock, process="工程部的")
    before = (shift.starts_at - timedelta(hours=1)).isoformat()
    await written(as_, GUARD, clock, process="上班以前", occurred_at=before)
    mine = str(shift.id)
    for reader in (GUARD, Role.SECURITY_DUTY_SUPERVISOR):
        told = (await as_(reader)("GET", "/duty-log", shift_id=mine)).json()["items"]
        assert [each["id"] for each in told] == [during["id"]], reader
    assert (await as_(ENGINEER)("GET", "/duty-log", shift_id=mine)).status_code == 403
    sheet = (await as_(GUARD)("GET", "/duty-log/document", format="view", shift_id=mine)).json()
    head, table = sheet["blocks"][:2]
    assert head["rows"][0][0]["text"].endswith("巡逻安防员")
    assert [row[3] for row in table["rows"]] == ["班内"]
    nowhere = await as_(GUARD)("GET", "/duty-log", shift_id=str(new_id()))
    assert nowhere.status_code == 404


async def test_colleagues_do_not_read_each_others_logs(as_: Callers, clock: SettableClock) -> None:
    told = await written(as_, GUARD, clock)
    for query in ({"everyone": True}, {"person_id": told["person_id"]}):
        refused = await as_(ENGINEER)("GET", "/duty-log", **query)
        assert (refused.status_code, refused.json()["code"]) == (403, "not_your_log")
        assert refused.json()["clause"] == "3.4-b"
    assert (await as_(ENGINEER)("GET", f"/duty-log/{told['id']}")).status_code == 403
    own = await as_(GUARD)("GET", "/duty-log", person_id=told["person_id"])
    assert len(own.json()["items"]) == 1


async def test_an_entry_stands_in_the_own_shift_alone(
    as_: Callers, as_stranger: Callers, session: AsyncSession, clock: SettableClock
) -> None:
    async def shift_of(callers: Callers, role: Role) -> str:
        person = callers.centre.people[role]
        return str((await session.execute(select(Shift.id).where(Shift.person_id == person))).scalar_one())

    anothers = entry(clock, shift_id=await shift_of(as_, ENGINEER))
    refused = await as_(GUARD)("POST", "/duty-log", anothers)
    assert (refused.status_code, refused.json()["clause"]) == (403, "4.2.5-a")
    foreign = entry(clock, shift_id=await shift_of(as_stranger, GUARD))
    assert (await as_(GUARD)("POST", "/duty-log", foreign)).status_code == 404


async def test_the_same_entry_sent_twice_from_a_phone_is_written_once(
    as_: Callers, session: AsyncSession, clock: SettableClock
) -> None:
    for _ in range(2):
        sent = await as_(GUARD)("POST", "/duty-log", entry(clock), key="entry-of-guard-1")
        assert sent.status_code == 201
    rows = (await session.execute(select(DutyLogEntry).filter_by(centre_id=as_.centre.id))).scalars().all()
    assert len(rows) == 1
