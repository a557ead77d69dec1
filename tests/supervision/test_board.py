"""The head's board and the list of missed duties over HTTP."""

from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Role
from app.supervision.vocabulary import CLAUSE_OF, WATCHED_WORDS, Watched
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import AREA_MANAGER, CENTRE_MANAGER, DESK, HEAD, Work
from tests.paper.reading import text_of

SECURITY = Role.SECURITY_DUTY_SUPERVISOR


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


async def overdue(work: Work, **asked: Any) -> list[dict[str, Any]]:
    return list((await work.told(HEAD, "/supervision/overdue", **asked))["items"])


async def figures(work: Work) -> dict[str, int]:
    board = await work.told(HEAD, "/supervision/board")
    return {each["watched"]: each["found"]["count"] for each in board["figures"] if each["found"]["count"]}


@pytest.mark.clause("3.4-b")
async def test_the_head_sees_exactly_the_missed_duties_with_clause_due_time_and_owner(work: Work) -> None:
    returned = await work.returned_inquiry()
    helped = await work.take_in(kind="help", place="地库B2", department="security")
    suggested = await work.take_in(
        kind="suggestion", channel="suggestion_box", contact="13900001111", summary="加个灯"
    )
    assert await overdue(work) == []
    await work.later(hours=2)
    told = {(each["case_id"], each["duty"]): each for each in await overdue(work)}
    assert set(told) == {
        (helped, "acknowledge_notice"),
        (helped, "arrive"),
        (suggested, "ack_call"),
    }
    await work.later(days=1)
    late = {(each["case_id"], each["duty"]): each for each in await overdue(work)}
    callback = late[returned, "callback"]
    assert (callback["clause"], callback["role"]) == ("4.5.1-a", DESK)
    assert [owner["name"] for owner in callback["owners"]] == ["front_desk"]
    notice = told[helped, "acknowledge_notice"]
    assert [owner["name"] for owner in notice["owners"]] == [SECURITY]


async def test_missed_duties_are_found_by_clause_area_and_person(work: Work) -> None:
    case = await work.take_in(kind="inquiry")
    await work.act(DESK, case, "issue-sheet")
    await work.take_in(kind="help", place="地库B2", department="security")
    await work.later(days=5)
    everything = await overdue(work)
    manager = str(work.centre.people[AREA_MANAGER])
    of_manager = await overdue(work, person_id=manager)
    assert [(each["case_id"], each["duty"]) for each in of_manager] == [(case, "handle_sheet")]
    assert len(await overdue(work, area_id=str(work.centre.area))) == len(everything)
    assert await overdue(work, area_id=manager) == []
    by_clause = await overdue(work, clause="4.3.4(2)-c")
    assert [each["case_id"] for each in by_clause] == [case]
    assert {each["kind"] for each in await overdue(work, kind="help")} == {"help"}
    assert [each["duty"] for each in await overdue(work, code="handle_sheet")] == ["handle_sheet"]


async def test_the_longest_missed_comes_first_page_by_page(work: Work) -> None:
    for _ in range(3):
        await work.take_in(kind="help", place="地库B2", department="security")
        await work.later(minutes=1)
    await work.later(hours=3)
    whole = await overdue(work)
    assert [each["due_at"] for each in whole] == sorted(each["due_at"] for each in whole)
    seen: list[Any] = []
    asked: dict[str, Any] = {"limit": 2}
    while True:
        page = await work.told(HEAD, "/supervision/overdue", **asked)
        seen += page["items"]
        if page["next_cursor"] is None:
            break
        asked["cursor"] = page["next_cursor"]
    assert seen == whole


async def test_an_extended_duty_is_not_missed_and_stands_on_the_board(work: Work) -> None:
    case = await work.take_in(kind="inquiry")
    await work.act(DESK, case, "issue-sheet")
    await work.later(days=5)
    assert [each["duty"] for each in await overdue(work)] == ["handle_sheet"]
    await work.act(
        HEAD, case, "extend-duty", duty="handle_sheet", due_at="2026-05-01T08:00:00Z", reason="等厂家"
    )
    assert await overdue(work) == []
    assert (await figures(work))["extended"] == 1


async def test_the_board_counts_what_waits_and_what_went_another_way(work: Work) -> None:
    assert await figures(work) == {}
    await work.returned_inquiry()
    reopened = await work.returned_inquiry()
    await work.called_back(reopened, satisfaction="dissatisfied", solved=False)
    watched = await work.take_in(kind="inquiry")
    await work.act(DESK, watched, "issue-sheet")
    await work.act(HEAD, watched, "supervise", instruction="尽快", marked_for_watch=True)
    await work.take_in(kind="help", place="地库B2", department="security")
    late = await work.take_in(
        Role.OTHER_STAFF,
        kind="suggestion",
        channel="met_on_patrol",
        received_at="2026-04-01T01:00:00Z",
        late_reason="忙",
        thanked=True,
        told_will_study=True,
    )
    assert late
    await work.later(days=2)
    counted = await figures(work)
    assert counted["callbacks_missing"] == 1
    assert counted["reopened"] == 1
    assert counted["marked_for_watch"] == 1
    assert counted["unacknowledged"] == 1
    assert counted["late_records"] == 1
    assert "callbacks_past_limit" not in counted
    await work.later(days=7)
    counted = await figures(work)
    assert counted["callbacks_past_limit"] == 1
    assert counted["not_returned"] >= 2


async def test_each_figure_has_its_cases_and_the_list_for_the_morning_names_them(work: Work) -> None:
    empty = await work.told(HEAD, "/supervision/morning-list", format="view")
    assert "没有逾期" in str(empty["blocks"])
    late = await work.returned_inquiry()
    reopened = await work.returned_inquiry(summary="车位灯不亮")
    await work.called_back(reopened, satisfaction="dissatisfied", solved=False)
    await work.act(HEAD, reopened, "supervise", instruction="尽快", marked_for_watch=True)
    await work.take_in(kind="help", place="地库B2", department="security")
    await work.later(days=2)
    counted = await figures(work)
    for watched in Watched:
        cases = (await work.told(HEAD, f"/supervision/board/{watched}"))["items"]
        assert len(cases) == counted.get(watched, 0), watched
    assert [each["id"] for each in (await work.told(HEAD, "/supervision/board/reopened"))["items"]] == [
        reopened
    ]
    missing = await work.told(HEAD, "/supervision/board/callbacks_missing", limit=1)
    assert [each["id"] for each in missing["items"]] == [late]
    pdf = await work.ask(HEAD, "/supervision/morning-list")
    assert pdf.headers["content-type"] == "application/pdf", pdf.text
    words = text_of(pdf.content)
    for said in (
        "晨会清单",
        "2026-04-03",
        "逾期未办",
        "4.5.1-a",
        "车位灯不亮",
        "地库B2",
        "督办中",
        "逾期未回访1",
    ):
        assert said in words, (said, words)
    view = await work.told(HEAD, "/supervision/morning-list", format="view")
    late_table = next(block for block in view["blocks"] if block.get("title") == "逾期未办")
    assert len(late_table["rows"]) == len(await overdue(work))


@pytest.mark.clause("4.1.3.1-b")
async def test_an_answer_another_way_than_asked_is_counted(work: Work) -> None:
    case = await work.take_in(kind="suggestion", thanked=True, told_will_study=True)
    await work.act(HEAD, case, "begin-study")
    await work.act(HEAD, case, "decide", decision="adopted", reasons="可行")
    await work.act(HEAD, case, "reply", reply_text="采纳了", channel="email", exception_reason="业户要求邮件")
    assert (await figures(work))["without_parity"] == 1


async def test_missed_duties_are_counted_by_clause_with_the_oldest(work: Work) -> None:
    for _ in range(2):
        await work.take_in(kind="help", place="地库B2", department="security")
        await work.later(minutes=1)
    await work.later(hours=1)
    board = await work.told(CENTRE_MANAGER, "/supervision/board")
    told = {(each["clause"], each["duty"]): each for each in board["overdue"]}
    notices = told["4.2.1-a", "acknowledge_notice"]
    assert notices["overdue"] == {"count": 2, "more": False}
    first = next(each for each in await overdue(work) if each["duty"] == "acknowledge_notice")
    assert notices["oldest_due_at"] == first["due_at"]


@pytest.mark.clause("3.4-b")
@pytest.mark.parametrize("role", [DESK, AREA_MANAGER, Role.ADMINISTRATOR, Role.PATROL_GUARD])
@pytest.mark.parametrize(
    "address",
    [
        "/supervision/overdue",
        "/supervision/board",
        "/supervision/board/reopened",
        "/supervision/morning-list",
    ],
)
async def test_only_the_head_and_the_centre_manager_look(work: Work, role: Role, address: str) -> None:
    refused = await work.ask(role, address)
    assert (refused.status_code, refused.json()["clause"]) == (403, "3.4-b")


async def test_another_centre_has_a_board_of_its_own(work: Work) -> None:
    await work.take_in(kind="help", place="地库B2", department="security")
    others = await work.elsewhere()
    await work.later(hours=1)
    await others.later(hours=0)
    assert await overdue(others) == []
    assert await figures(others) == {}


def test_every_figure_has_its_words_and_its_clause() -> None:
    assert set(WATCHED_WORDS) == set(CLAUSE_OF) == set(Watched)


async def test_duties_are_listed_by_whoever_owes_them_by_name_or_post_and_by_area(work: Work) -> None:
    case = await work.take_in(kind="inquiry")
    await work.act(DESK, case, "issue-sheet")
    help_wanted = await work.take_in(kind="help", place="地库B2", department="security")
    await work.later(days=5)

    async def late(**asked: str) -> set[tuple[str, str]]:
        found = (await work.told(DESK, "/duties", overdue=True, **asked))["items"]
        return {(each["case_id"], each["duty"]) for each in found}

    assert await late(person_id=str(work.centre.people[AREA_MANAGER])) == {(case, "handle_sheet")}
    supervisor = str(work.centre.people[Role.SECURITY_DUTY_SUPERVISOR])
    assert (help_wanted, "acknowledge_notice") in await late(person_id=supervisor)
    assert await late(person_id=supervisor, clause="4.3.4(2)-c") == set()
    assert (case, "handle_sheet") in await late(area_id=str(work.centre.area))
    assert await late(area_id=supervisor) == set()
