"""换班: asked, agreed, confirmed; until then the roster stays as it is."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Role
from app.rosters.queries.shifts import on_duty
from app.rosters.tables import Shift
from tests.conftest import SettableClock
from tests.factories.callers import Caller, Callers
from tests.factories.centres import SmallCentre, person_in

HEAD, SUPERVISOR, GUARD = Role.HEAD_OF_CUSTOMER_SERVICE, Role.SECURITY_DUTY_SUPERVISOR, Role.PATROL_GUARD


@pytest.fixture
async def first(here: SmallCentre, as_: Callers) -> Caller:
    return as_(GUARD)


@pytest.fixture
async def first_id(here: SmallCentre) -> UUID:
    return here.people[GUARD]


@pytest.fixture
async def second(
    first: Caller,
    first_id: UUID,
    session: AsyncSession,
    here: SmallCentre,
    clock: SettableClock,
    as_: Callers,
) -> Caller:
    """A second guard; from here on, `here` knows this one as the guard."""
    await person_in(session, here, GUARD, clock())
    await session.execute(delete(Shift).where(Shift.centre_id == here.id))
    return as_(GUARD)


async def shift(as_: Callers, clock: SettableClock, person: UUID, start: float) -> str:
    times = {
        "starts_at": (clock.at + timedelta(hours=start)).isoformat(),
        "ends_at": (clock.at + timedelta(hours=start + 8)).isoformat(),
    }
    made = await as_(HEAD)("POST", "/shifts", {"person_id": str(person), "role": GUARD.value} | times)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def ask(caller: Caller, shift_id: str, other: UUID, **more: Any) -> Any:
    return await caller("POST", "/shift-swaps", {"shift_id": shift_id, "other_id": str(other)} | more)


async def step(caller: Caller, swap: str, name: str, agree: bool | None = None) -> tuple[int, Any]:
    body = None if agree is None else {"agree": agree}
    told = await caller("POST", f"/shift-swaps/{swap}/{name}", body)
    return told.status_code, told.json()


async def test_two_exchange_their_shifts_once_the_supervisor_has_confirmed(
    as_: Callers,
    first: Caller,
    first_id: UUID,
    second: Caller,
    here: SmallCentre,
    session: AsyncSession,
    clock: SettableClock,
) -> None:
    mine, theirs = (
        await shift(as_, clock, first_id, 2),
        await shift(as_, clock, here.people[GUARD], 26),
    )
    asked = await ask(first, mine, here.people[GUARD], return_shift_id=theirs)
    assert (asked.status_code, asked.json()["state"]) == (201, "asked"), asked.text
    swap = asked.json()["id"]
    assert (await step(first, swap, "answer", True))[0] == 403
    assert (await step(as_(SUPERVISOR), swap, "rule", True))[1]["code"] == "swap_elsewhere"
    assert (await step(second, swap, "answer", True))[1]["state"] == "agreed"
    assert (await step(first, swap, "rule", True))[0] == 403
    at = clock.at + timedelta(hours=3)
    assert [each.person_id for each in await on_duty(session, here.id, at)] == [first_id]
    assert (await step(as_(SUPERVISOR), swap, "rule", True))[1]["state"] == "confirmed"
    assert [each.person_id for each in await on_duty(session, here.id, at)] == [here.people[GUARD]]
    later = clock.at + timedelta(hours=27)
    assert [each.person_id for each in await on_duty(session, here.id, later)] == [first_id]


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ([("second", "answer", False)], "declined"),
        ([("first", "withdraw", None)], "withdrawn"),
        ([("second", "answer", True), ("supervisor", "rule", False)], "refused"),
    ],
)
async def test_what_is_not_confirmed_leaves_the_roster_alone(
    as_: Callers,
    first: Caller,
    first_id: UUID,
    second: Caller,
    here: SmallCentre,
    session: AsyncSession,
    clock: SettableClock,
    steps: list[tuple[str, str, bool | None]],
    state: str,
) -> None:
    callers = {"first": first, "second": second, "supervisor": as_(SUPERVISOR)}
    mine = await shift(as_, clock, first_id, 2)
    swap = (await ask(first, mine, here.people[GUARD])).json()["id"]
    assert (await ask(first, mine, here.people[GUARD])).status_code == 409
    for who, what, said in steps:
        status, told = await step(callers[who], swap, what, said)
        assert status == 200, told
    assert told["state"] == state
    present = await on_duty(session, here.id, clock.at + timedelta(hours=3))
    assert [each.person_id for each in present] == [first_id]
    assert (await step(as_(SUPERVISOR), swap, "rule", True))[0] == 409
    assert (await ask(first, mine, here.people[GUARD])).status_code == 201


async def test_only_the_own_shift_and_only_before_it_begins(
    as_: Callers, first: Caller, first_id: UUID, second: Caller, here: SmallCentre, clock: SettableClock
) -> None:
    mine = await shift(as_, clock, first_id, 2)
    assert (await ask(second, mine, first_id)).json()["code"] == "not_your_shift"
    assert (await ask(first, mine, first_id)).json()["code"] == "swap_with_oneself"
    assert (await ask(first, mine, here.people[HEAD])).json()["code"] == "not_appointed"
    assert (await ask(first, mine, here.id)).status_code == 404
    swap = (await ask(first, mine, here.people[GUARD])).json()["id"]
    await step(second, swap, "answer", True)
    clock.advance(hours=2)
    assert (await step(as_(HEAD), swap, "rule", True))[1]["code"] == "shift_begun"


@pytest.mark.clause("3.3-a")
async def test_a_supervisor_does_not_confirm_the_own_swap_nor_another_departments(
    as_: Callers, first: Caller, first_id: UUID, second: Caller, here: SmallCentre, clock: SettableClock
) -> None:
    mine = await shift(as_, clock, first_id, 2)
    swap = (await ask(first, mine, here.people[GUARD])).json()["id"]
    await step(second, swap, "answer", True)
    status, told = await step(as_(Role.ENGINEERING_DUTY_SUPERVISOR), swap, "rule", True)
    assert (status, told["code"]) == (403, "not_your_roster")


async def test_another_centres_swap_is_not_there(
    as_: Callers,
    as_stranger: Callers,
    first: Caller,
    first_id: UUID,
    second: Caller,
    here: SmallCentre,
    clock: SettableClock,
) -> None:
    swap = (await ask(first, await shift(as_, clock, first_id, 2), here.people[GUARD])).json()["id"]
    for what in ("answer", "rule"):
        assert (await step(as_stranger(HEAD), swap, what, True))[0] == 404
    listed = (await as_stranger(HEAD)("GET", "/shift-swaps")).json()
    assert listed["items"] == []
    running = (await as_(HEAD)("GET", "/shift-swaps", running=True)).json()
    assert [each["id"] for each in running["items"]] == [swap]


async def test_a_swap_with_somebody_who_went_on_leave_meanwhile_is_not_confirmed(
    as_: Callers, first: Caller, first_id: UUID, second: Caller, here: SmallCentre, clock: SettableClock
) -> None:
    mine = await shift(as_, clock, first_id, 10)
    asked = (await ask(first, mine, here.people[GUARD])).json()["id"]
    assert (await step(second, asked, "answer", agree=True))[0] == 200
    away = {
        "person_id": str(here.people[GUARD]),
        "starts_at": clock.at.isoformat(),
        "ends_at": (clock.at + timedelta(hours=24)).isoformat(),
    }
    assert (await as_(SUPERVISOR)("POST", "/leaves", away)).status_code == 201
    status, told = await step(as_(SUPERVISOR), asked, "rule", agree=True)
    assert (status, told["code"]) == (409, "on_leave")
    assert (await as_(HEAD)("GET", f"/shifts/{mine}")).json()["person_id"] == str(first_id)
