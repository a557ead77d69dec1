"""《处理单》 on paper: whole or with what it lacks, masked; in full only with a reason."""

from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Role
from app.residents.tables import ContactReveal
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import AREA_MANAGER, DESK, HEAD, Work
from tests.paper.reading import text_of

IN_FULL = "13800001234"


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


async def printed(work: Work, case: str, role: Role = DESK) -> str:
    answer = await work.ask(role, f"/cases/{case}/handling-sheet")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    return text_of(answer.content)


async def entries(work: Work, case: str) -> dict[str, str]:
    """What stands beside each label, as the print view has it."""
    told = await work.told(DESK, f"/cases/{case}/handling-sheet", format="view")
    sections = [block for block in told["blocks"] if block["type"] == "section"]
    return {entry["label"]: entry["text"] for each in sections for row in each["rows"] for entry in row}


async def in_full(work: Work, case: str, role: Role = DESK, **asked: Any) -> httpx.Response:
    body = {"reason": "call_about_case"} | asked
    headers = work.centre.signed_in(role)
    return await work.client.post(f"/cases/{case}/handling-sheet", json=body, headers=headers)


@pytest.mark.clause("4.6.2-a")
async def test_a_finished_sheet_tells_the_whole_way_and_that_it_is_complete(work: Work) -> None:
    case = await work.returned_challenge(words="凭什么涨价？", summary="停车费涨价依据")
    await work.called_back(case, comments="说清楚了")
    await work.act(DESK, case, "archive", owner_file_number="A-0602")
    told = await printed(work, case)
    for said in (
        "业户投诉、建议、问询、质疑和求助处理工作单", "编号：20260401-001", "■质疑", "□求助", "■完整",
        "凭什么涨价？", "停车费涨价依据", "1栋602", "王女士", "138****1234", "问过工程部，机器正常。",
        "已查清：周末也能在前台补办。", "已补卡", "满意", "说清楚了", "A-0602", "前台经办人：", "年月日",
    ):  # fmt: skip
        assert said in told, said


@pytest.mark.clause("4.6.2-a")
async def test_an_unfinished_sheet_names_what_it_lacks(work: Work) -> None:
    case = await work.take_in(kind="inquiry")
    await work.act(DESK, case, "issue-sheet")
    told = await printed(work, case)
    assert "□完整，尚缺：来龙去脉、回复内容" in told


@pytest.mark.clause("4.2.5-a")
async def test_a_help_sheet_tells_who_came_when_and_what_came_of_it(work: Work) -> None:
    case = await work.take_in(kind="help", place="地库B2", department="security", words="有人摔倒了")
    guard = Role.PATROL_GUARD
    await work.act(Role.SECURITY_DUTY_SUPERVISOR, case, "acknowledge")
    await work.act(Role.SECURITY_DUTY_SUPERVISOR, case, "dispatch", doer=str(work.centre.people[guard]))
    await work.later(minutes=7)
    await work.act(guard, case, "arrive")
    await work.act(guard, case, "record-result", outcome="helped", result="扶起，无恙")
    await work.act(guard, case, "write-duty-log", entry="到场扶起，送回家")
    told = await entries(work, case)
    assert told["到场人员"] == told["处理人"] == "patrol_guard"
    assert (told["到场时间"], told["值班记录"]) == ("2026-04-01 10:07", "2026-04-01 10:07")
    assert told["处理结果"].startswith("■已帮好　□到场时已不需要")
    assert told["经过结果"] == "扶起，无恙"
    assert "回复内容" not in told


async def test_a_late_record_keeps_both_times_and_its_reason(work: Work) -> None:
    case = await work.take_in(
        kind="inquiry", received_at="2026-03-31T16:20:00+08:00", late_reason="断网，先记在纸上"
    )
    told = await entries(work, case)
    assert (told["接到时间"], told["受理时间"]) == ("2026-03-31 16:20", "2026-04-01 10:00")
    assert told["补录原因"] == "断网，先记在纸上"


async def test_the_contact_is_printed_in_full_only_with_a_reason_that_is_logged(
    work: Work, session: AsyncSession
) -> None:
    case = await work.take_in(kind="inquiry")
    assert IN_FULL not in await printed(work, case)
    answer = await in_full(work, case, note="上门送书面回复")
    told = text_of(answer.content)
    assert IN_FULL in told
    assert "打印事由：为办理事项联系业户" in told
    assert answer.headers["cache-control"] == "no-store"
    logged = (await session.execute(select(ContactReveal))).scalar_one()
    assert (str(logged.case_id), logged.person_id) == (case, work.centre.people[DESK])
    assert (logged.reason, logged.note) == ("call_about_case", "上门送书面回复")


async def test_the_contact_of_a_case_is_shown_with_a_reason_that_is_logged(
    work: Work, session: AsyncSession
) -> None:
    case = await work.take_in(kind="inquiry")
    address, body = f"/cases/{case}/reveal-contact", {"reason": "callback"}
    guard = work.centre.signed_in(Role.PATROL_GUARD)
    assert (await work.client.post(address, json=body, headers=guard)).status_code == 403
    answer = await work.client.post(address, json=body, headers=work.centre.signed_in(DESK))
    assert answer.json()["contact"] == IN_FULL
    assert answer.headers["cache-control"] == "no-store"
    logged = (await session.execute(select(ContactReveal))).scalar_one()
    assert (str(logged.case_id), logged.person_id, logged.reason) == (
        case,
        work.centre.people[DESK],
        "callback",
    )


async def test_who_does_not_work_with_residents_prints_no_contact_in_full(
    work: Work, session: AsyncSession
) -> None:
    case = await work.take_in(kind="inquiry")
    assert (await in_full(work, case, Role.PATROL_GUARD)).status_code == 403
    assert (await in_full(work, case, reason="curious")).status_code == 422
    assert (await session.execute(select(ContactReveal))).scalars().all() == []


async def test_without_a_contact_nothing_is_printed_in_full(work: Work) -> None:
    nobody: dict[str, Any] = {"contact": None, "contact_state": "declined", "contact_reason": "不愿留"}
    case = await work.take_in(kind="inquiry", **nobody)
    assert (await in_full(work, case)).json()["code"] == "no_contact"
    assert (await entries(work, case))["联系方式"] == "不愿留：不愿留"


async def test_a_sheet_worked_on_once_more_shows_the_new_round_and_every_call(work: Work) -> None:
    case = await work.returned_inquiry()
    await work.called_back(case, satisfaction="dissatisfied", solved=False, comments="还是刷不开")
    told = await entries(work, case)
    assert (told["来龙去脉"], told["回复内容"]) == ("", "")
    await work.hand_back(case, "换了一张新卡。")
    assert (await entries(work, case))["回复内容"] == "换了一张新卡。"
    assert "还是刷不开" in await printed(work, case)


async def test_an_approval_stands_with_its_words(work: Work) -> None:
    case = await work.take_in(kind="challenge", sensitive=True)
    await work.act(DESK, case, "issue-sheet")
    await work.act(AREA_MANAGER, case, "record-findings", findings="查过账", involves_other_unit=False)
    await work.act(AREA_MANAGER, case, "request-approval", reply_text="依据是2025年公示。")
    await work.act(HEAD, case, "approve", remark="可以")
    told = await entries(work, case)
    assert told["意见"] == "■认可　□不认可　可以"
    assert told["认可人"] == "head_of_customer_service"


async def test_another_centre_finds_no_sheet(work: Work) -> None:
    case = await work.take_in(kind="inquiry")
    others = await work.elsewhere()
    assert (await others.ask(DESK, f"/cases/{case}/handling-sheet")).status_code == 404
    assert (await in_full(others, case)).status_code == 404
