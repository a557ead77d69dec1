"""The register, the callback record and the duty log as documents, on paper and in a workbook."""

from datetime import datetime
from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.paper import lists
from app.procedure.vocabulary import Role
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import DESK, HEAD, Work
from tests.paper.reading import rows_of_book, text_of

REGISTER, CALLBACKS, LOG = "/register/document", "/callbacks/records/document", "/duty-log/document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


async def paper(work: Work, address: str, role: Role = DESK, **asked: Any) -> str:
    answer = await work.ask(role, address, **asked)
    assert answer.headers["content-type"] == "application/pdf", answer.text
    return text_of(answer.content)


async def book(work: Work, address: str, role: Role = DESK, **asked: Any) -> list[list[Any]]:
    answer = await work.ask(role, address, format="xlsx", **asked)
    assert answer.headers["content-type"] == XLSX, answer.text
    return rows_of_book(answer.content)


@pytest.mark.clause("4.6.1-b")
async def test_the_printed_register_has_every_row_and_its_columns(work: Work) -> None:
    await work.take_in(kind="inquiry", answer="周一到周五都可以办。", satisfied=True)
    case = await work.returned_inquiry(summary="门禁卡补办")
    await work.called_back(case)
    told = await paper(work, REGISTER, from_day="2026-04-01", to_day="2026-04-01")
    for said in (
        "前台受理工作登记表", "登记日期：2026-04-01", "20260401-001", "周一到周五都可以办。", "20260401-002",
        "处理单20260401-002", "1栋602王女士138****1234", "区域客户主任", "满意、已解决",
    ):  # fmt: skip
        assert said in told, said


@pytest.mark.clause("4.6.1-b")
async def test_a_voided_row_keeps_its_place_with_the_reason(work: Work) -> None:
    case = await work.take_in(kind="inquiry")
    await work.act(HEAD, case, "void", reason="重复登记")
    assert (await book(work, REGISTER))[2][-1] == "作废：重复登记"
    assert "作废：重复登记" in await paper(work, REGISTER)


async def test_the_workbook_holds_times_as_the_centres_clock_shows_them(work: Work) -> None:
    await work.take_in(kind="inquiry", words="=1+1", summary="=HYPERLINK(A1)")
    heading, columns, row = await book(work, REGISTER)
    assert heading[0] == "翠湖苑 前台受理工作登记表 全部"
    told = dict(zip(columns, row, strict=True))
    assert told["编号"] == "20260401-001"
    assert told["受理时间"] == datetime(2026, 4, 1, 10, 0)  # noqa: DTZ001 - a workbook knows no zones
    assert told["事由"] == "=HYPERLINK(A1)"
    assert told["联系方式（遮盖）"] == "138****1234"


@pytest.mark.clause("4.5.1-a")
async def test_unreachable_is_told_as_such_and_never_as_satisfied(work: Work) -> None:
    case = await work.returned_inquiry()
    for _ in range(3):
        await work.called_back(case, reached=False, solved=None, satisfaction=None)
        await work.later(hours=20)
    await work.act(HEAD, case, "rule-on-unreachable", close=True)
    columns, row = (await book(work, REGISTER))[1:]
    assert dict(zip(columns, row, strict=True))["回访结果"] == "联系不上（3次）"


async def test_the_callback_record_tells_every_try(work: Work) -> None:
    case = await work.returned_inquiry()
    await work.called_back(case, reached=False, solved=None, satisfaction=None)
    await work.later(hours=2)
    await work.called_back(case, satisfaction="fairly_satisfied", comments="来得及时")
    told = await paper(work, CALLBACKS, from_day="2026-04-01", to_day="2026-04-01")
    assert "回访记录表" in told
    assert "来得及时" in told
    rows = (await book(work, CALLBACKS))[2:]
    assert [row[8:] for row in rows] == [["否", "", "", ""], ["是", "是", "较满意", "来得及时"]]


async def test_the_duty_log_prints_my_own_and_a_supervisors_department(work: Work) -> None:
    guard, supervisor = Role.PATROL_GUARD, Role.SECURITY_DUTY_SUPERVISOR
    entry = {"occurred_at": "2026-04-01T09:40:00+08:00", "process": "巡查地库，3号泵异响", "result": "待检修"}
    made = await work.client.post("/duty-log", json=entry, headers=work.centre.signed_in(guard))
    assert made.status_code == 201
    told = await paper(work, LOG, guard)
    for said in (
        "值班工作本",
        "巡查地库，3号泵异响",
        "待检修",
        "2026-04-0109:40",
        "patrol_guard",
        "接班人：",
    ):
        assert said in told, said
    assert len(await book(work, LOG, supervisor, everyone=True)) == 3
    assert len(await book(work, LOG, supervisor)) == 2
    assert (await work.ask(Role.DUTY_ENGINEER, LOG, everyone=True)).status_code == 403


async def test_too_long_a_list_is_not_for_paper_but_for_a_workbook(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST_ON_PAPER", 2)
    for _ in range(3):
        await work.take_in(kind="inquiry")
    refused = await work.ask(DESK, REGISTER)
    assert (refused.status_code, refused.json()["code"]) == (422, "too_long_for_paper")
    assert len(await book(work, REGISTER)) == 5


async def test_documents_are_for_who_reads_the_lists_and_of_one_centre(work: Work) -> None:
    await work.take_in(kind="inquiry")
    for address in (REGISTER, CALLBACKS):
        assert (await work.ask(Role.PATROL_GUARD, address)).status_code == 403
    others = await work.elsewhere()
    assert len(await book(others, REGISTER)) == 2


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("handling-sheet", "业户投诉、建议、问询、质疑和求助处理工作单"),
        ("register", "前台受理工作登记表"),
        ("callback-record", "回访记录表"),
        ("duty-log", "值班工作本"),
        ("hand-over", "交接班记录"),
        ("owner-file", "业主档案归档登记表"),
    ],
)
async def test_every_form_can_be_had_blank(work: Work, name: str, says: str) -> None:
    told = await paper(work, f"/blank-forms/{name}", Role.PATROL_GUARD)
    assert says in told
    assert "■" not in told
    view = await work.told(DESK, f"/blank-forms/{name}", format="view")
    assert view["title"] == says


async def test_there_are_no_other_forms(work: Work) -> None:
    assert (await work.ask(DESK, "/blank-forms/complaint")).status_code == 422
