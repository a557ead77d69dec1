"""The desk's callbacks over HTTP: whom to call, what is known, who may not, and what was said."""

from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Role
from tests.conftest import SettableClock
from tests.factories.centres import person_in, small_centre
from tests.factories.matters import AREA_MANAGER, DESK, HEAD, Work


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


async def owed(work: Work, role: Role = DESK, **asked: Any) -> list[dict[str, Any]]:
    return list((await work.told(role, "/callbacks", **asked))["items"])


@pytest.mark.clause("4.5.1-a")
async def test_nobody_is_called_before_the_sheet_is_returned(work: Work) -> None:
    case = await work.take_in(kind="inquiry")
    await work.act(DESK, case, "issue-sheet")
    assert await owed(work) == []
    await work.hand_back(case)
    assert [line["case_id"] for line in await owed(work)] == [case]


@pytest.mark.clause("4.5.1-b")
async def test_what_the_desk_itself_finished_needs_no_call(work: Work) -> None:
    await work.take_in(kind="inquiry", answer="周末也能办。", satisfied=True)
    assert await owed(work) == []


async def test_the_caller_finds_everything_at_hand(work: Work) -> None:
    await work.returned_inquiry()
    line = (await owed(work))[0]
    assert line["unit"] == "1栋602"
    assert (line["salutation"], line["contact"]) == ("王女士", "138****1234")
    assert line["done"]["reply"] == "已查清：周末也能在前台补办。"
    assert line["done"]["measures"] == "已补卡"
    assert line["done"]["findings"] == "问过工程部，机器正常。"
    assert line["done"]["reply_channel"] == "phone"
    assert [each["name"] for each in line["handlers"]] == ["area_customer_manager"]
    assert line["due_at"] < line["limit_at"]
    assert (line["round"], line["tries"], line["overdue"]) == (1, [], False)
    assert "13800001234" not in (await work.ask(DESK, "/callbacks")).text


async def test_the_words_to_say_follow_the_fields_of_the_act(work: Work) -> None:
    script = (await work.told(DESK, "/callbacks"))["script"]
    asked = [line["field"] for line in script if line["field"]]
    assert asked == ["reached", "solved", "satisfaction", "comments"]
    assert all(line["say"]["zh"] and line["say"]["en"] for line in script)


async def test_tries_are_counted_until_the_resident_is_reached(work: Work) -> None:
    case = await work.returned_inquiry()
    for _ in range(2):
        await work.later(hours=1)
        await work.called_back(case, reached=False, solved=None, satisfaction=None)
    tries = (await owed(work))[0]["tries"]
    assert [each["reached"] for each in tries] == [False, False]
    await work.called_back(case)
    assert await owed(work) == []


async def test_it_is_overdue_past_its_target_and_told_when_past_the_limit(work: Work) -> None:
    await work.returned_inquiry()
    assert await owed(work, overdue=True) == []
    await work.later(days=1, minutes=1)
    late = (await owed(work, overdue=True))[0]
    assert (late["overdue"], late["past_limit"]) == (True, False)
    await work.later(days=5)
    assert (await owed(work))[0]["past_limit"]
    assert await owed(work, overdue=False) == []


@pytest.mark.clause("3.1-c")
async def test_who_handled_it_is_told_that_someone_else_must_call(
    work: Work, session: AsyncSession, clock: SettableClock
) -> None:
    case = await work.take_in(kind="help", place="地库B2", department="security")
    helper = work.centre.people[DESK]
    await work.act(Role.SECURITY_DUTY_SUPERVISOR, case, "acknowledge")
    await work.act(Role.SECURITY_DUTY_SUPERVISOR, case, "dispatch", doer=str(helper))
    await work.act(DESK, case, "arrive")
    await work.act(DESK, case, "record-result", outcome="helped", result="扶起，无恙")
    await work.act(DESK, case, "write-duty-log", entry="到场扶起，送回家")
    await work.act(DESK, case, "return-sheet")
    line = (await owed(work))[0]
    assert line["someone_else_must_call"]
    assert await owed(work, mine=True) == []
    refused = await work.try_to(DESK, case, "record-callback", reached=False)
    assert refused.status_code == 403
    await person_in(session, work.centre, DESK, clock())
    await session.commit()
    assert not (await owed(work))[0]["someone_else_must_call"]
    assert len(await owed(work, mine=True)) == 1


async def test_a_reopened_case_is_called_again_after_its_next_return(work: Work) -> None:
    case = await work.returned_inquiry()
    await work.called_back(case, satisfaction="dissatisfied", solved=False, comments="还是刷不开")
    assert await owed(work) == []
    await work.hand_back(case, "换了一张新卡。")
    line = (await owed(work))[0]
    assert (line["round"], line["tries"]) == (2, [])
    assert line["done"]["reply"] == "换了一张新卡。"


async def test_every_try_stands_in_the_records_the_newest_first(work: Work) -> None:
    case = await work.returned_inquiry()
    await work.called_back(case, reached=False, solved=None, satisfaction=None)
    await work.later(hours=2)
    await work.called_back(case, satisfaction="fairly_satisfied", comments="来得及时")
    told = (await work.told(HEAD, "/callbacks/records"))["items"]
    assert [each["reached"] for each in told] == [True, False]
    assert told[0]["satisfaction"] == "fairly_satisfied"
    assert told[0]["comments"] == "来得及时"
    assert told[0]["called_by"] == "front_desk"
    assert (told[0]["unit"], told[0]["salutation"]) == ("1栋602", "王女士")
    reached = await work.told(DESK, "/callbacks/records", reached=True, satisfaction="fairly_satisfied")
    assert len(reached["items"]) == 1


async def test_records_are_read_by_days_of_the_centres_zone_and_page_by_page(work: Work) -> None:
    for _ in range(3):
        case = await work.returned_inquiry()
        await work.called_back(case)
        await work.later(hours=15)
    told = await work.told(DESK, "/callbacks/records", from_day="2026-04-02", to_day="2026-04-02")
    assert [each["number"] for each in told["items"]] == ["20260402-002", "20260402-001"]
    seen, asked = [], {"limit": 2}
    while True:
        page = await work.told(DESK, "/callbacks/records", **asked)
        seen += [each["number"] for each in page["items"]]
        if page["next_cursor"] is None:
            break
        asked["cursor"] = page["next_cursor"]
    assert seen == ["20260402-002", "20260402-001", "20260401-001"]


async def test_pages_follow_the_due_times(work: Work) -> None:
    cases = []
    for _ in range(3):
        cases.append(await work.returned_inquiry())
        await work.later(minutes=5)
    first = await work.told(DESK, "/callbacks", limit=2)
    second = await work.told(DESK, "/callbacks", limit=2, cursor=first["next_cursor"])
    assert [line["case_id"] for line in first["items"] + second["items"]] == cases
    assert second["next_cursor"] is None


async def test_another_centre_sees_nothing(work: Work) -> None:
    case = await work.returned_inquiry()
    await work.called_back(case, reached=False, solved=None, satisfaction=None)
    others = await work.elsewhere()
    assert await owed(others) == []
    assert (await others.told(DESK, "/callbacks/records"))["items"] == []


@pytest.mark.parametrize(
    ("role", "address", "clause"),
    [
        (AREA_MANAGER, "/callbacks", "3.1-c"),
        (Role.PATROL_GUARD, "/callbacks", "3.1-c"),
        (Role.PATROL_GUARD, "/callbacks/records", "4.5.1-a"),
        (Role.GROUP_VIEWER, "/callbacks/records", "4.5.1-a"),
    ],
)
async def test_the_desk_calls_and_nobody_else(work: Work, role: Role, address: str, clause: str) -> None:
    refused = await work.ask(role, address)
    assert (refused.status_code, refused.json()["clause"]) == (403, clause)


async def test_the_caller_is_told_when_to_ring_and_what_the_household_needs(work: Work) -> None:
    case = await work.returned_inquiry()
    line = (await owed(work))[0]
    assert (line["best_time"]["zh"], line["care"]) == ("上午（业户来时的时段）", [])
    await work.called_back(case, reached=False, solved=None, satisfaction=None)
    assert (await owed(work))[0]["best_time"]["zh"] == "下午（上午已试）"
