"""Who is on duty: a fact at a moment, never a guess."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Department, Role
from app.rosters.queries.shifts import on_duty
from app.rosters.tables import Shift
from app.staff.tables import Appointment, Person
from tests.conftest import SettableClock
from tests.factories.callers import Callers
from tests.factories.centres import SmallCentre, person_in

SUPERVISOR, GUARD, HEAD = Role.SECURITY_DUTY_SUPERVISOR, Role.PATROL_GUARD, Role.HEAD_OF_CUSTOMER_SERVICE


@pytest.fixture(autouse=True)
async def nobody_rostered(session: AsyncSession, here: SmallCentre) -> None:
    await session.execute(delete(Shift).where(Shift.centre_id == here.id))


def hours(clock: SettableClock, start: float, end: float) -> dict[str, str]:
    moments = (clock.at + timedelta(hours=start), clock.at + timedelta(hours=end))
    return dict(zip(("starts_at", "ends_at"), (each.isoformat() for each in moments), strict=True))


async def rostered(
    as_: Callers, clock: SettableClock, role: Role = GUARD, start: float = -1, end: float = 8, **more: Any
) -> dict[str, Any]:
    body = {"person_id": str(as_.centre.people[role]), "role": role.value} | hours(clock, start, end) | more
    made = await as_(HEAD)("POST", "/shifts", body)
    assert made.status_code == 201, made.text
    told: dict[str, Any] = made.json()
    return told


async def present(session: AsyncSession, here: SmallCentre, at: datetime) -> set[Role]:
    return {each.role for each in await on_duty(session, here.id, at)}


@pytest.mark.clause("4.2.1-a")
async def test_a_rostered_person_is_on_duty_from_the_start_up_to_but_not_at_the_end(
    as_: Callers, session: AsyncSession, here: SmallCentre, clock: SettableClock
) -> None:
    shift = await rostered(as_, clock, SUPERVISOR, 0, 8)
    assert (shift["department"], shift["signed_on_at"]) == ("security", None)
    start = clock.at
    for offset, there in ((-0.01, False), (0, True), (7.99, True), (8, False)):
        moment = start + timedelta(hours=offset)
        assert (SUPERVISOR in await present(session, here, moment)) is there, offset
    told = (await as_(Role.FRONT_DESK)("GET", "/shifts/on-duty")).json()
    assert [each["person_id"] for each in told["on_duty"]] == [str(here.people[SUPERVISOR])]
    assert SUPERVISOR not in told["unmanned"]
    assert set(told["unmanned"]) >= {"engineering_duty_supervisor", "patrol_guard", "duty_engineer"}
    asked = (await as_(Role.FRONT_DESK)("GET", "/shifts/on-duty", role="duty_engineer")).json()
    assert (asked["on_duty"], asked["unmanned"]) == ([], ["duty_engineer"])


async def test_who_comes_early_is_on_duty_at_once_and_who_signed_off_no_more(
    as_: Callers, session: AsyncSession, here: SmallCentre, clock: SettableClock
) -> None:
    shift = await rostered(as_, clock, GUARD, 1, 9)
    guard = as_(GUARD)
    on = await guard("POST", f"/shifts/{shift['id']}/sign-on")
    assert (on.status_code, on.json()["signed_on_at"] is not None) == (200, True)
    assert GUARD in await present(session, here, clock.at)
    again = await guard("POST", f"/shifts/{shift['id']}/sign-on")
    assert again.json() == on.json()
    clock.advance(hours=4)
    off = await guard("POST", f"/shifts/{shift['id']}/sign-off")
    assert off.json()["signed_off_at"] is not None
    assert GUARD not in await present(session, here, clock.at)
    assert GUARD in await present(session, here, clock.at - timedelta(minutes=1))
    back = await guard("POST", f"/shifts/{shift['id']}/sign-on")
    assert (back.status_code, back.json()["code"]) == (409, "already_signed_off")


async def test_signing_on_is_for_the_time_of_the_shift(as_: Callers, clock: SettableClock) -> None:
    shift = await rostered(as_, clock, GUARD, 3, 9)
    early = await as_(GUARD)("POST", f"/shifts/{shift['id']}/sign-on")
    assert (early.status_code, early.json()["code"]) == (409, "not_the_time_of_this_shift")
    off = await as_(GUARD)("POST", f"/shifts/{shift['id']}/sign-off")
    assert off.json()["code"] == "shift_not_begun"
    clock.advance(hours=9)
    late = await as_(GUARD)("POST", f"/shifts/{shift['id']}/sign-on")
    assert late.json()["code"] == "not_the_time_of_this_shift"


async def test_one_signs_on_oneself_or_the_supervisor_does(as_: Callers, clock: SettableClock) -> None:
    shift = await rostered(as_, clock, GUARD)
    path = f"/shifts/{shift['id']}/sign-on"
    for role in (Role.FRONT_DESK, Role.ENGINEERING_DUTY_SUPERVISOR, Role.DUTY_ENGINEER):
        refused = await as_(role)("POST", path)
        assert (refused.status_code, refused.json()["code"]) == (403, "not_your_shift"), role
    assert (await as_(SUPERVISOR)("POST", path)).status_code == 200


async def test_who_is_on_leave_is_not_on_duty(
    as_: Callers, session: AsyncSession, here: SmallCentre, clock: SettableClock
) -> None:
    await rostered(as_, clock, GUARD)
    body = {"person_id": str(here.people[GUARD])} | hours(clock, -1, 2)
    leave = await as_(SUPERVISOR)("POST", "/leaves", body)
    assert leave.status_code == 201, leave.text
    assert GUARD not in await present(session, here, clock.at)
    assert GUARD in await present(session, here, clock.at + timedelta(hours=2))
    assert len((await as_(SUPERVISOR)("GET", "/leaves")).json()["items"]) == 1
    assert (await as_(SUPERVISOR)("DELETE", f"/leaves/{leave.json()['id']}")).status_code == 204
    assert GUARD in await present(session, here, clock.at)


async def test_nobody_is_rostered_for_a_time_of_leave(as_: Callers, clock: SettableClock) -> None:
    own = {"person_id": str(as_.centre.people[GUARD])}
    leave = await as_(SUPERVISOR)("POST", "/leaves", own | hours(clock, 0, 24))
    own |= {"role": GUARD.value}
    refused = await as_(SUPERVISOR)("POST", "/shifts", own | hours(clock, 0, 8))
    assert (refused.status_code, refused.json()["code"]) == (409, "on_leave")
    until_the_leave = await as_(SUPERVISOR)("POST", "/shifts", own | hours(clock, -8, 2))
    assert until_the_leave.status_code == 201, until_the_leave.text
    assert (await as_(SUPERVISOR)("DELETE", f"/leaves/{leave.json()['id']}")).status_code == 204
    assert (await as_(SUPERVISOR)("POST", "/shifts", own | hours(clock, 2, 8))).status_code == 201


async def test_who_lost_the_post_or_left_the_centre_is_not_on_duty(
    as_: Callers, session: AsyncSession, here: SmallCentre, clock: SettableClock
) -> None:
    await rostered(as_, clock, GUARD)
    await rostered(as_, clock, SUPERVISOR)
    ended = update(Appointment).where(
        Appointment.centre_id == here.id, Appointment.person_id == here.people[GUARD]
    )
    await session.execute(ended.values(ends_at=clock.at))
    gone = update(Person).where(Person.centre_id == here.id, Person.id == here.people[SUPERVISOR])
    await session.execute(gone.values(deactivated_at=clock.at))
    assert await present(session, here, clock.at) == set()


async def test_a_cancelled_shift_does_not_count_and_does_not_stand_on_the_roster(
    as_: Callers, session: AsyncSession, here: SmallCentre, clock: SettableClock
) -> None:
    shift = await rostered(as_, clock, GUARD)
    path = f"/shifts/{shift['id']}"
    assert (await as_(SUPERVISOR)("DELETE", path)).status_code == 428
    assert (await as_(SUPERVISOR)("DELETE", path, seen=1)).status_code == 204
    assert GUARD not in await present(session, here, clock.at)
    assert (await as_(HEAD)("GET", "/shifts")).json()["items"] == []
    assert (await as_(HEAD)("GET", path)).json()["cancelled_at"] is not None
    assert (await as_(GUARD)("POST", f"{path}/sign-on")).json()["code"] == "shift_cancelled"


async def test_only_someone_appointed_to_the_post_is_rostered_in_it(
    as_: Callers, clock: SettableClock
) -> None:
    body = {"person_id": str(as_.centre.people[GUARD]), "role": SUPERVISOR.value} | hours(clock, 0, 8)
    refused = await as_(HEAD)("POST", "/shifts", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_appointed")


async def test_a_shift_that_cannot_be_is_refused(
    as_: Callers, as_stranger: Callers, clock: SettableClock
) -> None:
    own = {"person_id": str(as_.centre.people[GUARD]), "role": "patrol_guard"}
    await rostered(as_, clock, GUARD, 0, 8)
    for body, status, code in (
        (own | hours(clock, 8, 8), 422, "ends_before_it_starts"),
        (own | hours(clock, 8, 60), 422, "shift_too_long"),
        (own | hours(clock, 7, 9), 409, "on_duty_already"),
        (own | hours(clock, 9, 17) | {"area_id": str(as_stranger.centre.area)}, 404, "not_found"),
        (own | hours(clock, 9, 17) | {"person_id": str(as_stranger.centre.people[GUARD])}, 404, "not_found"),
        (own | {"starts_at": "2026-04-01T08:00:00", "ends_at": "2026-04-01T09:00:00"}, 422, "malformed"),
        (own | {"starts_at": "0001-01-01T00:00:00+14:00", "ends_at": clock.at.isoformat()}, 422, "malformed"),
    ):
        told = await as_(HEAD)("POST", "/shifts", body)
        assert (told.status_code, told.json()["code"]) == (status, code), body


async def test_a_duty_supervisor_keeps_the_own_departments_roster_alone(
    as_: Callers, clock: SettableClock
) -> None:
    engineer = Role.DUTY_ENGINEER
    shift = await rostered(as_, clock, engineer)
    body = {"person_id": str(as_.centre.people[engineer]), "role": engineer.value} | hours(clock, 20, 28)
    refused = await as_(SUPERVISOR)("POST", "/shifts", body)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_roster")
    assert refused.json()["clause"] == "3.3-a"
    changed = await as_(SUPERVISOR)("PATCH", f"/shifts/{shift['id']}", hours(clock, 0, 4), seen=1)
    assert changed.status_code == 403
    away = {"person_id": str(as_.centre.people[engineer])} | hours(clock, 0, 4)
    assert (await as_(SUPERVISOR)("POST", "/leaves", away)).status_code == 403
    assert (await as_(Role.ENGINEERING_DUTY_SUPERVISOR)("POST", "/shifts", body)).status_code == 201
    assert (await as_(Role.FRONT_DESK)("POST", "/shifts", body)).status_code == 403


async def test_a_shift_moves_in_time_and_to_another_person_until_somebody_has_come(
    as_: Callers, session: AsyncSession, here: SmallCentre, clock: SettableClock
) -> None:
    first = here.people[GUARD]
    other = await person_in(session, here, GUARD, clock.at)
    await session.execute(delete(Shift).where(Shift.centre_id == here.id))
    here.people[GUARD] = first
    shift = await rostered(as_, clock, GUARD)
    path = f"/shifts/{shift['id']}"
    moved = await as_(SUPERVISOR)("PATCH", path, {"person_id": str(other)} | hours(clock, -1, 6), seen=1)
    assert (moved.status_code, moved.json()["person_id"]) == (200, str(other))
    assert (await as_(SUPERVISOR)("POST", f"{path}/sign-on")).status_code == 200
    swapped = await as_(SUPERVISOR)("PATCH", path, {"person_id": str(first)}, seen=3)
    assert (swapped.status_code, swapped.json()["code"]) == (409, "already_signed_on")
    longer = await as_(SUPERVISOR)("PATCH", path, hours(clock, -1, 9), seen=3)
    assert longer.status_code == 200


async def test_the_roster_is_read_by_time_department_and_person(as_: Callers, clock: SettableClock) -> None:
    await rostered(as_, clock, GUARD, 0, 8)
    await rostered(as_, clock, Role.DUTY_ENGINEER, 24, 32)
    desk = as_(Role.FRONT_DESK)
    later = (clock.at + timedelta(hours=20)).isoformat()
    asked: list[tuple[dict[str, Any], list[str]]] = [
        ({}, ["patrol_guard", "duty_engineer"]),
        ({"since": later}, ["duty_engineer"]),
        ({"until": later}, ["patrol_guard"]),
        ({"department": Department.SECURITY.value}, ["patrol_guard"]),
        ({"role": "duty_engineer"}, ["duty_engineer"]),
        ({"person_id": str(as_.centre.people[GUARD])}, ["patrol_guard"]),
    ]
    for query, roles in asked:
        found = (await desk("GET", "/shifts", **query)).json()["items"]
        assert [each["role"] for each in found] == roles, query


async def test_another_centres_shift_is_not_there(
    as_: Callers, as_stranger: Callers, clock: SettableClock
) -> None:
    path = f"/shifts/{(await rostered(as_, clock))['id']}"
    for method, further in (
        ("GET", ""),
        ("PATCH", ""),
        ("DELETE", ""),
        ("POST", "/sign-on"),
        ("POST", "/sign-off"),
    ):
        body: dict[str, Any] | None = {} if method == "PATCH" else None
        told = await as_stranger(HEAD)(method, path + further, body, seen=1)
        assert told.status_code == 404, method
    listed = (await as_stranger(HEAD)("GET", "/shifts/on-duty")).json()["on_duty"]
    assert all(each["shift_id"] not in path for each in listed)
