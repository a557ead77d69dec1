"""Daily seals: once a day, chained, signed by a key outside the store, to be checked without us."""

import asyncio
import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import httpx
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.faults import Fault
from app.cases.seals import SigningKeys, seal, seal_if_due
from app.cases.verification import examine
from app.database.session import Database
from app.procedure.vocabulary import Role
from app.secret_keys import KeyRing
from app.settings import Settings
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import AREA_MANAGER, CENTRE_MANAGER, DESK, HEAD, Work

ADMINISTRATOR = Role.ADMINISTRATOR


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


@pytest.fixture
def keys(settings: Settings) -> SigningKeys:
    return SigningKeys(settings.keys().seal)


@pytest.fixture
def store(app: FastAPI, work: Work) -> Database:
    return cast("Database", app.state.database)


async def sealed(work: Work, keys: SigningKeys) -> None:
    await seal(work.session, work.centre.id, work.clock(), keys)
    await work.session.commit()


async def faults(work: Work, store: Database, keys: SigningKeys) -> set[Fault]:
    report = await examine(store, keys, work.centre.id)
    return {each.fault for each in report.differences}


async def seals(work: Work) -> list[dict[str, Any]]:
    return list((await work.told(ADMINISTRATOR, "/seals"))["items"])


async def test_a_centre_is_sealed_once_a_day_of_its_own_zone(work: Work, keys: SigningKeys) -> None:
    work.clock.at = datetime(2026, 4, 1, 15, 50, tzinfo=UTC)  # ten to midnight at the desk
    first = await seal_if_due(work.session, work.centre.id, work.clock(), keys)
    assert first is not None
    assert first.number == 1
    assert await seal_if_due(work.session, work.centre.id, work.clock(), keys) is None
    work.clock.advance(minutes=20)
    second = await seal_if_due(work.session, work.centre.id, work.clock(), keys)
    assert second is not None
    assert second.number == 2


async def test_a_seal_covers_what_has_grown_since_the_one_before(work: Work, keys: SigningKeys) -> None:
    one = await work.take_in(kind="inquiry")
    two = await work.take_in(kind="inquiry")
    await sealed(work, keys)
    await work.act(DESK, two, "issue-sheet")
    three = await work.take_in(kind="inquiry")
    await sealed(work, keys)
    await sealed(work, keys)
    told = await seals(work)
    assert [(each["number"], each["cases"]) for each in told] == [(3, 0), (2, 2), (1, 2)]
    covered = [
        {each["case_id"] for each in (await work.told(HEAD, f"/seals/{number}/heads"))["items"]}
        for number in (1, 2, 3)
    ]
    assert covered == [{one, two}, {two, three}, set()]


async def test_an_exported_seal_is_checked_by_the_public_key_alone(work: Work, keys: SigningKeys) -> None:
    case = await work.returned_inquiry()
    await sealed(work, keys)
    await work.called_back(case)
    await sealed(work, keys)
    second, first = await seals(work)
    public = {each["key_id"]: each["public_key"] for each in await work.told(HEAD, "/seals/keys")}
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public[first["key_id"]]))
    for each in (first, second):
        key.verify(base64.b64decode(each["signature"]), each["statement"].encode())
        with pytest.raises(InvalidSignature):
            key.verify(base64.b64decode(each["signature"]), each["statement"].replace("1", "2").encode())
    said = first["statement"].encode() + base64.b64decode(first["signature"])
    assert (
        second["previous"] == hashlib.sha256(said).hexdigest() == json.loads(second["statement"])["previous"]
    )
    digest = hashlib.sha256()
    for head in (await work.told(HEAD, "/seals/2/heads"))["items"]:
        digest.update(bytes.fromhex(head["case_id"].replace("-", "")))
        digest.update(head["version"].to_bytes(8, "big") + bytes.fromhex(head["head"]))
    assert second["heads"] == digest.hexdigest()
    journal = (await work.told(HEAD, f"/cases/{case}/journal"))["items"]
    assert head["head"] == journal[-1]["hash"]


TAMPERED = {
    "a seal dated back": (
        "UPDATE seals SET sealed_at = sealed_at - interval '1 day' WHERE centre_id = :centre AND number = 2",
        {Fault.SEAL_CHANGED},
    ),
    "a seal said to cover less": (
        "UPDATE seals SET cases = 0 WHERE centre_id = :centre AND number = 2",
        {Fault.SEAL_CHANGED, Fault.SEALED_HEADS_DIFFER},
    ),
    "a seal taken out": (
        "DELETE FROM seals WHERE centre_id = :centre AND number = 2",
        {Fault.SEAL_MISSING},
    ),
    "the last seal taken away": (
        "DELETE FROM seals WHERE centre_id = :centre AND number = 3",
        {Fault.SEAL_MISSING},
    ),
    "a head changed": (
        "UPDATE sealed_heads SET head = sha256('x') WHERE centre_id = :centre AND seal = 1",
        {Fault.SEALED_HEADS_DIFFER, Fault.SEALED_ENTRY_CHANGED},
    ),
    "a head taken out": (
        "DELETE FROM sealed_heads WHERE centre_id = :centre AND seal = 1",
        {Fault.SEALED_HEADS_DIFFER},
    ),
    "a signature of somebody else": (
        "UPDATE seals SET signature = sha256('x') || sha256('y') WHERE centre_id = :centre AND number = 3",
        {Fault.SEAL_CHANGED},
    ),
    "a key nobody knows": (
        "UPDATE seals SET key_id = 'other' WHERE centre_id = :centre AND number = 3",
        {Fault.SEAL_KEY_UNKNOWN},
    ),
}


@pytest.mark.parametrize("how", TAMPERED)
async def test_a_seal_that_was_tampered_with_is_found(
    work: Work, store: Database, keys: SigningKeys, how: str
) -> None:
    for _ in range(3):
        await work.take_in(kind="inquiry")
        await sealed(work, keys)
    assert await faults(work, store, keys) == set()
    statement, expected = TAMPERED[how]
    await work.session.execute(text(statement), {"centre": work.centre.id})
    await work.session.commit()
    found = await faults(work, store, keys)
    assert expected <= found
    assert found <= expected | {Fault.SEAL_CHANGED}, "a changed seal also breaks the chain behind it"


async def test_seals_outlive_a_change_of_the_key(work: Work, store: Database, settings: Settings) -> None:
    old = settings.keys().seal
    await work.take_in(kind="inquiry")
    await sealed(work, SigningKeys(old))
    ring = KeyRing("second", {"second": bytes(range(32)), **old.keys})
    await work.take_in(kind="inquiry")
    await sealed(work, SigningKeys(ring))
    assert await faults(work, store, SigningKeys(ring)) == set()
    assert [each["key_id"] for each in await seals(work)] == ["second", old.current]
    without = KeyRing("second", {"second": bytes(range(32))})
    assert await faults(work, store, SigningKeys(without)) == {Fault.SEAL_KEY_UNKNOWN}


async def test_two_workers_make_one_seal(
    own_database: Database, clock: SettableClock, keys: SigningKeys
) -> None:
    async with own_database.transaction() as session:
        centre = await small_centre(session, clock(), "封存苑")

    async def due() -> bool:
        async with own_database.transaction() as session:
            return await seal_if_due(session, centre.id, clock() + timedelta(days=1), keys) is not None

    assert sorted(await asyncio.gather(*(due() for _ in range(4)))) == [False, False, False, True]


async def test_seals_are_for_those_who_answer_for_the_store(work: Work, keys: SigningKeys) -> None:
    await sealed(work, keys)
    for role in (ADMINISTRATOR, HEAD, CENTRE_MANAGER):
        assert (await work.ask(role, "/seals/1")).status_code == 200
    for role in (DESK, AREA_MANAGER, Role.PATROL_GUARD):
        for address in ("/seals", "/seals/1", "/seals/1/heads", "/seals/keys"):
            assert (await work.ask(role, address)).status_code == 403
    others = await work.elsewhere()
    assert await seals(others) == []
    for number in (1, 2):
        assert (await others.ask(HEAD, f"/seals/{number}")).status_code == 404
        assert (await others.ask(HEAD, f"/seals/{number}/heads")).status_code == 404
    assert (await work.ask(HEAD, "/seals/0")).status_code == 422
