"""A change that is one statement is written whole, once, and only on what it was decided on."""

import asyncio
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from app.database.session import Database, LightSession, alone
from tests.factories.at_once import AtOnce
from tests.factories.matters import DESK, HEAD


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every transaction that is begun: a change of one statement begins none."""
    seen: list[str] = []
    begin = asyncpg.Connection.transaction

    def noted(self: Any, **options: Any) -> Any:
        seen.append("begun")
        return begin(self, **options)

    monkeypatch.setattr(asyncpg.Connection, "transaction", noted)
    return seen


async def _journal(at_once: AtOnce, case: str) -> list[str]:
    answer = await at_once.client.get(f"/cases/{case}/journal", headers=at_once.centre.signed_in(DESK))
    return [line["event"] for line in answer.json()["items"]]


async def _noted(at_once: AtOnce, case: str, key: str, note: str = "提醒") -> httpx.Response:
    return await at_once.send(DESK, f"/cases/{case}/add-note", {"note": note}, key=key)


async def test_taking_in_and_noting_begin_no_transaction_and_leave_a_whole_store(
    at_once: AtOnce, begun: list[str]
) -> None:
    await at_once.taken_in()  # which also reads what is kept from then on
    begun.clear()
    case = await at_once.taken_in()
    noted = await _noted(at_once, case["id"], str(uuid4()))
    assert noted.status_code == 200, noted.text
    assert begun == []
    assert noted.json()["version"] == case["version"] + 1
    await at_once.is_whole()


async def test_the_same_key_at_once_is_done_once_and_answered_the_same(at_once: AtOnce) -> None:
    key, matter = str(uuid4()), at_once.matter()
    answers = await asyncio.gather(*(at_once.send(DESK, "/cases", matter, key=key) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {201}
    [case] = {answer.json()["id"] for answer in answers}
    note = str(uuid4())
    answers = await asyncio.gather(*(_noted(at_once, case, note) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {200}
    assert (await _journal(at_once, case)).count("Noted") == 1
    other = await _noted(at_once, case, note, "别的")
    assert (other.status_code, other.json()["code"]) == (422, "key_used_otherwise")
    await at_once.is_whole()


async def test_notes_at_once_are_all_written_one_after_the_other(at_once: AtOnce) -> None:
    case = await at_once.taken_in()
    answers = await asyncio.gather(*(_noted(at_once, case["id"], str(uuid4())) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {200}
    assert (await _journal(at_once, case["id"])).count("Noted") == 5
    await at_once.is_whole()


async def test_who_asks_again_after_it_can_be_done_no_more_hears_what_was_done(at_once: AtOnce) -> None:
    case, key = await at_once.taken_in(), str(uuid4())
    path, given = f"/cases/{case['id']}/answer-at-desk", {"answer": "到前台登记", "satisfied": True}
    first = await at_once.send(DESK, path, given, seen=case["version"], key=key)
    again = await at_once.send(DESK, path, given, seen=case["version"], key=key)
    assert (first.status_code, again.status_code) == (200, 200), first.text + again.text
    assert again.json() == first.json()
    afresh = await at_once.send(DESK, path, given, seen=case["version"], key=str(uuid4()))
    assert afresh.status_code == 412
    await at_once.is_whole()


async def test_a_refused_request_leaves_its_key_free(at_once: AtOnce) -> None:
    case, key = await at_once.taken_in(), str(uuid4())
    path = f"/cases/{case['id']}/archive"
    given = {"owner_file_number": "3-502"}
    refused = await at_once.send(DESK, path, given, key=key)
    assert refused.status_code == 409, refused.text
    assert (await at_once.send(HEAD, path, given, key=key)).status_code in {403, 409}
    connection = await asyncpg.connect(
        at_once.database.engine.url.set(drivername="postgresql").render_as_string()
    )
    try:
        assert await connection.fetchval("SELECT count(*) FROM idempotency_keys WHERE key = $1", key) == 0
    finally:
        await connection.close()


async def test_no_statement_stands_alone_where_a_transaction_is_under_way(own_database: Database) -> None:
    async with own_database.transaction() as session:
        assert isinstance(session, LightSession)
        assert await alone(session) is not None
        await session.driver()
        assert await alone(session) is None
