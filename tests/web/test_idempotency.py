"""A request that is sent twice is carried out once."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.once import IdempotencyKey
from app.database.session import Database
from app.procedure.vocabulary import Role
from app.staff.tables import Person
from app.web.idempotency import forget_old_keys
from tests.conftest import SettableClock
from tests.factories.centres import SmallCentre, small_centre

KEY = "7c0e6a52-0b2f-4f0e-9c6b-1d1f5a0b7e11"
SOMEBODY = {"name": "新来的"}


@pytest.fixture
async def centre(session: AsyncSession, clock: SettableClock) -> SmallCentre:
    return await small_centre(session, clock())


async def take_on(
    client: httpx.AsyncClient, centre: SmallCentre, body: dict[str, Any] = SOMEBODY, key: str | None = KEY
) -> httpx.Response:
    headers = centre.signed_in(Role.ADMINISTRATOR) | ({"Idempotency-Key": key} if key else {})
    return await client.post("/staff", json=body, headers=headers)


async def named_so(session: AsyncSession) -> int:
    query = select(func.count()).where(Person.name == SOMEBODY["name"])
    return int((await session.execute(query)).scalar_one())


async def test_the_second_answer_is_that_of_the_first(
    client: httpx.AsyncClient, session: AsyncSession, centre: SmallCentre
) -> None:
    first, second = await take_on(client, centre), await take_on(client, centre)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert await named_so(session) == 1


async def test_without_a_key_each_request_is_one_of_its_own(
    client: httpx.AsyncClient, session: AsyncSession, centre: SmallCentre
) -> None:
    await take_on(client, centre, key=None)
    await take_on(client, centre, key=None)
    assert await named_so(session) == 2


async def test_a_key_used_for_something_else_is_refused(
    client: httpx.AsyncClient, centre: SmallCentre
) -> None:
    await take_on(client, centre)
    refused = await take_on(client, centre, {"name": "另一位"})
    assert (refused.status_code, refused.json()["code"]) == (422, "key_used_otherwise")


async def test_a_refusal_leaves_the_key_free(
    client: httpx.AsyncClient, session: AsyncSession, centre: SmallCentre
) -> None:
    taken = SOMEBODY | {"login": "lin.qian"}
    await take_on(client, centre, taken, key="the-first-one")
    refused = await take_on(client, centre, taken)
    granted = await take_on(client, centre, SOMEBODY | {"login": "zhou.lan"})
    assert (refused.status_code, granted.status_code) == (409, 201)


async def test_a_key_is_the_callers_own(
    client: httpx.AsyncClient, session: AsyncSession, centre: SmallCentre, clock: SettableClock
) -> None:
    elsewhere = await small_centre(session, clock(), "远山苑")
    manager = centre.signed_in(Role.CENTRE_MANAGER) | {"Idempotency-Key": KEY}
    answers = [
        await take_on(client, centre),
        await client.post("/staff", json=SOMEBODY, headers=manager),
        await take_on(client, elsewhere),
    ]
    assert len({answer.json()["id"] for answer in answers}) == 3


async def test_after_thirty_days_a_key_is_free_again(
    client: httpx.AsyncClient, session: AsyncSession, centre: SmallCentre, clock: SettableClock
) -> None:
    first = await take_on(client, centre)
    clock.advance(days=6)
    await session.execute(update(IdempotencyKey).values(created_at=clock() - timedelta(days=31)))
    again = await take_on(client, centre)
    assert first.json()["id"] != again.json()["id"]


async def test_old_keys_are_forgotten_and_young_ones_kept(
    client: httpx.AsyncClient, session: AsyncSession, centre: SmallCentre, clock: SettableClock
) -> None:
    await take_on(client, centre)
    kept = select(func.count()).select_from(IdempotencyKey)
    await forget_old_keys(session, centre.id, clock() + timedelta(days=30))
    assert (await session.execute(kept)).scalar_one() == 1
    await forget_old_keys(session, centre.id, clock() + timedelta(days=30, seconds=1))
    assert (await session.execute(kept)).scalar_one() == 0


@pytest.mark.parametrize("key", ["short", "a" * 101, "has spaces in it", "key\ttabbed", "钥匙钥匙钥匙钥匙"])
async def test_a_key_that_is_none_is_malformed(
    client: httpx.AsyncClient, centre: SmallCentre, key: str
) -> None:
    headers = {
        b"Idempotency-Key": key.encode(),
        b"Cookie": centre.signed_in(Role.ADMINISTRATOR)["Cookie"].encode(),
    }
    refused = await client.post("/staff", json=SOMEBODY, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (422, "malformed")


async def test_many_at_once_are_carried_out_once(
    own_client: httpx.AsyncClient, own_database: Database, clock: SettableClock
) -> None:
    async with own_database.transaction() as session:
        centre = await small_centre(session, clock())
    answers = await asyncio.gather(*(take_on(own_client, centre) for _ in range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    async with own_database.transaction() as session:
        assert await named_so(session) == 1
