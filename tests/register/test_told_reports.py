"""Reports as they are handed over: the month kept when it is over, on paper, in a workbook, of a group."""

from datetime import UTC, datetime
from typing import Any, cast

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.tables import Centre
from app.database.session import Database
from app.procedure.vocabulary import Role
from app.register.monthly import make_if_due
from tests.conftest import NOON, SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import DESK, HEAD, Work
from tests.paper.reading import rows_of_book, text_of

MONTH = {"from_day": "2026-04-01", "to_day": "2026-04-30"}
VIEWER = Role.GROUP_VIEWER
FIRST_OF_MAY = datetime(2026, 4, 30, 16, 5, tzinfo=UTC)
"""Five past midnight in the centre's zone."""


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


@pytest.fixture
def store(app: FastAPI, work: Work) -> Database:
    return cast("Database", app.state.database)


async def some_work(work: Work) -> None:
    case = await work.returned_inquiry()
    await work.called_back(case)
    suggestion = await work.take_in(
        kind="suggestion", summary="=SUM(1) 加盏灯", thanked=True, told_will_study=True
    )
    await work.act(HEAD, suggestion, "begin-study")
    await work.act(HEAD, suggestion, "decide", decision="adopted", reasons="可行")


async def test_the_report_of_a_month_is_made_on_the_first_of_the_next_and_stays(
    work: Work, store: Database
) -> None:
    await some_work(work)
    early = datetime(2026, 4, 30, 15, 59, tzinfo=UTC)
    assert (await make_if_due(store, work.centre.id, early, 100)) is not None, "March, which was empty"
    assert await make_if_due(store, work.centre.id, early, 100) is None
    made = await make_if_due(store, work.centre.id, FIRST_OF_MAY, 100)
    assert made is not None
    assert await make_if_due(store, work.centre.id, FIRST_OF_MAY, 100) is None
    await work.later(days=29, hours=14, minutes=5)
    live = await work.told(HEAD, "/reports/period", **MONTH)
    kept = await work.told(HEAD, "/reports/monthly/2026-04")
    told_apart = {"at", "month", "made_at"}
    assert {k: v for k, v in kept.items() if k not in told_apart} == {
        k: v for k, v in live.items() if k not in told_apart
    }
    work.clock.at = NOON
    await work.take_in(kind="inquiry")
    assert (await work.told(HEAD, "/reports/monthly/2026-04"))["accepted"] == 2
    assert (await work.told(HEAD, "/reports/period", **MONTH))["accepted"] == 3
    months = await work.told(HEAD, "/reports/monthly")
    assert [(each["month"], each["accepted"]) for each in months["items"]] == [("2026-04", 2), ("2026-03", 0)]


async def test_a_month_before_the_centre_was_there_has_no_report(work: Work, store: Database) -> None:
    await work.session.execute(
        update(Centre).where(Centre.id == work.centre.id).values(created_at=datetime(2026, 4, 1, tzinfo=UTC))
    )
    await work.session.commit()
    assert await make_if_due(store, work.centre.id, work.clock(), 100) is None
    assert (await work.ask(HEAD, "/reports/monthly/2026-03")).status_code == 404
    assert (await work.ask(HEAD, "/reports/monthly/2026-13")).status_code == 422


async def test_a_report_waits_until_every_case_of_its_month_is_counted(work: Work, store: Database) -> None:
    await some_work(work)
    assert await make_if_due(store, work.centre.id, FIRST_OF_MAY, 1) is None
    assert await make_if_due(store, work.centre.id, FIRST_OF_MAY, 1) is None
    made = await make_if_due(store, work.centre.id, FIRST_OF_MAY, 1)
    assert made is not None
    assert (made.figures["accepted"], made.figures["not_counted"]) == (2, 0)


@pytest.mark.parametrize("address", ["/reports/period/document", "/reports/monthly/2026-04/document"])
async def test_a_report_is_a_pdf_and_a_workbook_with_the_same_numbers(
    work: Work, store: Database, address: str
) -> None:
    await some_work(work)
    await make_if_due(store, work.centre.id, FIRST_OF_MAY, 100)
    await work.later(days=29, hours=14, minutes=5)
    asked: dict[str, Any] = {} if "monthly" in address else MONTH
    told = await work.told(HEAD, "/reports/period", **MONTH)
    pdf = await work.ask(HEAD, address, **asked)
    assert pdf.headers["content-type"] == "application/pdf", pdf.text
    words = text_of(pdf.content)
    for said in ("受理日期：2026-04-01至2026-04-30", "接通率11100.00%", "受理2件", "加盏灯", "问询1"):
        assert said in words, (said, words)
    book = await work.ask(HEAD, address, format="xlsx", **asked)
    rows = {(row[0], row[1]): row[2:] for row in rows_of_book(book.content)[2:]}
    assert rows["总数", "受理"][0] == 2
    for rate in told["rates"]:
        found = rows["比率", rate["label"]["zh"]]
        assert [found[0], found[1]] == [rate["part"], rate["whole"]]
        assert found[3] == rate["formula"]["zh"]
    assert any("=SUM(1)" in item for _, item in rows), "written as text"
    view = await work.told(HEAD, address, format="view", **asked)
    assert view["title"] == "建议、问询、质疑和求助处理工作报表"


async def test_a_group_viewer_sees_the_centres_of_the_group_side_by_side(work: Work) -> None:
    await some_work(work)
    other, stranger = await work.elsewhere(), await work.elsewhere()
    await some_work(other)
    await stranger.take_in(kind="inquiry")
    for centre in (work.centre, other.centre):
        await work.session.execute(update(Centre).where(Centre.id == centre.id).values(group_name="集团"))
    await work.session.commit()
    answer = await work.ask(VIEWER, "/reports/group", **MONTH)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert {each["centre_id"] for each in told["centres"]} == {str(work.centre.id), str(other.centre.id)}
    assert told["accepted"] == 4
    rates = {each["name"]: (each["part"], each["whole"]) for each in told["rates"]}
    assert rates["reach"] == (2, 2)
    for personal in ("王女士", "门禁卡", "加盏灯", "138****1234", "front_desk"):
        assert personal not in answer.text
    alone = await stranger.told(VIEWER, "/reports/group", **MONTH)
    assert [each["centre_id"] for each in alone["centres"]] == [str(stranger.centre.id)]
    for role in (DESK, HEAD, Role.CENTRE_MANAGER, Role.ADMINISTRATOR):
        assert (await work.ask(role, "/reports/group", **MONTH)).status_code == 403


OPEN_TO_ALL = {"/healthz", "/readyz"}
THE_REPORT = "/api/v1/reports/group"
OF_THE_OWN_ACCOUNT = ("/api/v1/session", "/api/v1/api-keys")
"""The own password, sessions and delegated tokens; a token sees no more than who gave it."""


async def test_a_group_viewer_reaches_nothing_else(work: Work, app: FastAPI) -> None:
    case = await work.returned_inquiry()
    headers = work.centre.signed_in(VIEWER) | {"If-Match": '"1"', "Idempotency-Key": "a"}
    reached: dict[str, int] = {}
    for context in iter_route_contexts(tuple(app.routes)):
        if not isinstance(context.original_route, APIRoute) or not context.path:
            continue
        for method in context.methods or ():
            if (method, context.path) == ("DELETE", "/api/v1/session"):
                continue  # which would end the walk
            address = context.path.replace("{case_id}", case).replace("{number}", "20260401-001")
            for name in ("{unit_id}", "{resident_id}", "{person_id}", "{month}", "{clause_id}"):
                address = address.replace(name, str(work.centre.unit))
            answer = await work.client.request(method, f"http://house{address}", headers=headers, json={})
            reached[f"{method} {context.path}"] = answer.status_code
    open_doors = {
        door
        for door, status in reached.items()
        if status != 403
        and door.split(" ")[1] not in {THE_REPORT} | OPEN_TO_ALL
        and door != "GET /api/v1/centre"
        and not door.split(" ")[1].startswith(OF_THE_OWN_ACCOUNT)
    }
    assert len(reached) > 150
    assert open_doors == set()
