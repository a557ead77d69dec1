"""One's own inbox over HTTP."""

from typing import cast

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.database.session import Database
from app.notifications.delivery import deliver
from app.notifications.tables import Notification
from app.notifications.vocabulary import TOLD_WORDS, Told
from app.procedure.vocabulary import Role
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import AREA_MANAGER, DESK, HEAD, Work
from tests.journeys.voices import Voice

SECURITY = Role.SECURITY_DUTY_SUPERVISOR


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


@pytest.fixture
def store(app: FastAPI, work: Work) -> Database:
    return cast("Database", app.state.database)


async def help_is_asked(work: Work, store: Database, **matter: str) -> str:
    case = await work.take_in(kind="help", place="地库B2", department="security", **matter)  # type: ignore[arg-type]
    await deliver(store, work.centre.id, work.clock(), 100)
    return case


async def test_a_notification_says_why_by_which_clause_and_of_which_case(work: Work, store: Database) -> None:
    case = await help_is_asked(work, store)
    line = (await work.told(SECURITY, "/notifications"))["items"][0]
    assert (line["case_id"], line["told"], line["clause"]) == (case, "notified", "4.2.1-a")
    assert (line["number"], line["unit"], line["place"]) == ("20260401-001", "1栋602", "地库B2")
    assert (line["notice_number"], line["must_acknowledge"], line["read_at"]) == (1, True, None)
    assert line["label"] == {"zh": "有人求助，请接单", "en": "Somebody needs help: acknowledge"}


@pytest.mark.clause("4.4.5-c")
async def test_the_designee_to_whom_a_challenge_is_handed_hears_of_it_and_nobody_else_does(
    work: Work, store: Database
) -> None:
    voice = Voice(work)
    await voice.has_topics()
    await voice.designate(await voice.script(), Role.OTHER_STAFF)
    case = await voice.challenge()
    await deliver(store, work.centre.id, work.clock(), 100)
    assert (await work.told(Role.OTHER_STAFF, "/notifications"))["items"] == []
    await work.act(DESK, case, "hand-to-designee", designee=str(work.centre.people[Role.OTHER_STAFF]))
    for _ in range(2):
        await deliver(store, work.centre.id, work.clock(), 100)
        [line] = (await work.told(Role.OTHER_STAFF, "/notifications"))["items"]
        assert (line["case_id"], line["told"], line["clause"]) == (case, "to_answer", "4.4.5-c")
    for role in (AREA_MANAGER, DESK, HEAD):
        told = (await work.told(role, "/notifications"))["items"]
        assert "to_answer" not in {each["told"] for each in told}


async def test_no_telephone_number_stands_in_it(work: Work, store: Database) -> None:
    await help_is_asked(work, store, summary="请回电 139-1234-5678，老人摔倒")
    text = (await work.ask(SECURITY, "/notifications")).text
    assert "5678" not in text
    assert "13800001234" not in text
    assert "老人摔倒" in text


async def test_only_ones_own_are_seen_and_read(work: Work, store: Database) -> None:
    await help_is_asked(work, store)
    mine = (await work.told(SECURITY, "/notifications"))["items"][0]["id"]
    assert (await work.told(HEAD, "/notifications"))["items"] == []
    address = f"/notifications/{mine}/read"
    strangers = [work.centre.signed_in(HEAD), (await work.elsewhere()).centre.signed_in(SECURITY)]
    for headers in strangers:
        assert (await work.client.post(address, headers=headers)).status_code == 404
    assert (await work.told(SECURITY, "/notifications/unread-count"))["count"] == 1


async def test_reading_counts_once_and_acknowledges_nothing(work: Work, store: Database) -> None:
    case = await help_is_asked(work, store)
    mine = (await work.told(SECURITY, "/notifications", unread=True))["items"][0]["id"]
    address, headers = f"/notifications/{mine}/read", work.centre.signed_in(SECURITY)
    first = await work.client.post(address, headers=headers)
    work.clock.advance(minutes=3)
    again = await work.client.post(address, headers=headers)
    assert first.status_code == again.status_code == 200
    assert first.json()["read_at"] == again.json()["read_at"] is not None
    assert (await work.told(SECURITY, "/notifications/unread-count")) == {"count": 0, "more": False}
    assert (await work.told(SECURITY, "/notifications", unread=True))["items"] == []
    assert len((await work.told(SECURITY, "/notifications", unread=False))["items"]) == 1
    owed = await work.told(SECURITY, f"/cases/{case}/duties")
    assert "acknowledge_notice" in {duty["duty"] for duty in owed}


async def test_the_newest_comes_first_page_by_page(work: Work, store: Database) -> None:
    cases = [await help_is_asked(work, store) for _ in range(3)]
    first = await work.told(SECURITY, "/notifications", limit=2)
    second = await work.told(SECURITY, "/notifications", limit=2, cursor=first["next_cursor"])
    assert [line["case_id"] for line in first["items"] + second["items"]] == cases[::-1]
    assert second["next_cursor"] is None


async def test_beyond_a_thousand_it_only_says_that_there_are_more(work: Work, store: Database) -> None:
    case = await help_is_asked(work, store)
    row = {
        "centre_id": work.centre.id,
        "person_id": work.centre.people[SECURITY],
        "told": "informed",
        "clause": "3.4-b",
        "case_id": case,
        "must_acknowledge": False,
        "happened_at": work.clock(),
        "created_at": work.clock(),
    }
    many = [row | {"id": new_id(), "entry": 100 + place} for place in range(1001)]
    await work.session.execute(insert(Notification), many)
    await work.session.commit()
    assert await work.told(SECURITY, "/notifications/unread-count") == {"count": 1000, "more": True}


async def test_the_unknown_and_the_malformed_are_refused(work: Work) -> None:
    assert (await work.client.get("/notifications")).status_code == 401
    assert (await work.ask(DESK, "/notifications", cursor="x")).status_code == 422
    answer = await work.client.post(
        f"/notifications/{new_id()}/read", headers=work.centre.signed_in(AREA_MANAGER)
    )
    assert answer.status_code == 404


def test_everything_that_can_be_told_has_its_words() -> None:
    assert set(TOLD_WORDS) == set(Told)
    assert all(words.zh and words.en for words in TOLD_WORDS.values())
