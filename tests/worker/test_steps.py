"""The worker's own steps on a real store: each does its part in every centre."""

from datetime import timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.attachment_store import place_of
from app.cases.tables import JournalEntry, Seal
from app.database.ids import new_id
from app.database.once import IdempotencyKey
from app.database.session import Database
from app.notifications.tables import Notification
from app.procedure.vocabulary import Role
from app.settings import Settings
from app.worker import AtHand, Step, steps_of
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import DESK, Work


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


@pytest.fixture
def hand(app: FastAPI, work: Work, settings: Settings, tmp_path: Path) -> AtHand:
    kept = settings.model_copy(update={"attachments_url": f"file://{tmp_path}"})
    return AtHand.of(kept, cast("Database", app.state.database))


@pytest.fixture
def steps(hand: AtHand) -> dict[str, Step]:
    return {step.name: step for step in steps_of(hand)}


async def count(work: Work, table: Any, **where: Any) -> int:
    query = select(func.count()).select_from(table).filter_by(centre_id=work.centre.id, **where)
    return int((await work.session.execute(query)).scalar_one())


async def test_what_time_does(steps: dict[str, Step]) -> None:
    assert set(steps) == {
        "deliver",
        "send",
        "take further",
        "tell of lateness",
        "remind",
        "measure",
        "measure all",
        "report",
        "seal",
        "anonymise",
        "forget",
        "sweep",
    }


async def test_every_centre_has_its_turn(work: Work, steps: dict[str, Step]) -> None:
    others = await work.elsewhere()
    for each in (work, others):
        await each.take_in(kind="help", place="地库B2", department="security")
    await steps["deliver"].perform(work.clock())
    for each in (work, others):
        supervisor = each.centre.people[Role.SECURITY_DUTY_SUPERVISOR]
        assert await count(each, Notification, person_id=supervisor) == 1


async def test_what_fails_in_one_centre_hinders_no_other(
    work: Work, hand: AtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = await work.elsewhere()
    first = min(work.centre.id, others.centre.id)
    real = AtHand.seal

    async def fail_in_the_first(self: AtHand, centre_id: UUID, at: Any) -> None:
        if centre_id == first:
            raise ConnectionError
        await real(self, centre_id, at)

    monkeypatch.setattr(AtHand, "seal", fail_in_the_first)
    step = next(step for step in steps_of(hand) if step.name == "seal")
    with pytest.raises(ConnectionError):
        await step.perform(work.clock())
    assert await count(work, Seal) + await count(others, Seal) == 1


async def test_notices_and_promises_are_taken_further(work: Work, steps: dict[str, Step]) -> None:
    await work.take_in(kind="help", place="地库B2", department="security")
    asked = await work.take_in(
        Role.OTHER_STAFF, kind="inquiry", sure=False, refer_choice="contact_taken", finding_out_myself=True
    )
    await work.later(days=2)
    await steps["take further"].perform(work.clock())
    assert await count(work, JournalEntry, event="NoticeSent") == 2
    assert await count(work, JournalEntry, event="PassedOn", case_id=asked) == 2


async def test_a_seal_is_made_once_a_day(work: Work, steps: dict[str, Step]) -> None:
    for _ in range(3):
        await steps["seal"].perform(work.clock())
    assert await count(work, Seal) == 1


async def test_idempotency_keys_are_forgotten_after_their_days(work: Work, steps: dict[str, Step]) -> None:
    headers = {**work.centre.signed_in(DESK), "Idempotency-Key": str(new_id())}
    body = {"kind": "help", "place": "地库B2"}
    assert (await work.client.post("/cases", json=body, headers=headers)).status_code == 201
    await steps["forget"].perform(work.clock() + timedelta(days=29))
    assert await count(work, IdempotencyKey) == 1
    await steps["forget"].perform(work.clock() + timedelta(days=31))
    assert await count(work, IdempotencyKey) == 0


async def test_files_without_a_row_are_swept(work: Work, hand: AtHand, steps: dict[str, Step]) -> None:
    place = place_of(work.centre.id, new_id(), new_id(), bytes(32))
    await hand.attachments.keep(place, b"left over")
    await steps["sweep"].perform(work.clock() + timedelta(days=3650))
    far = work.clock() + timedelta(days=9999)
    assert [kept async for kept in hand.attachments.kept_before(work.centre.id, far)] == []
