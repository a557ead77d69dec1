"""The register over HTTP: everything accepted stands in it, in the order of its numbers, for good."""

from typing import Any

import httpx
import pytest
from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.tables import RegisterCounter, RegisterEntry
from app.procedure.vocabulary import Role
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import DESK, HEAD, Work

DAY = "2026-04-01"


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


async def rows(work: Work, **asked: Any) -> list[dict[str, Any]]:
    return list((await work.told(DESK, "/register", **asked))["items"])


@pytest.mark.clause("4.6.1-b")
async def test_whatever_the_desk_accepts_stands_in_the_register_also_what_was_settled_at_once(
    work: Work,
) -> None:
    at_once = await work.take_in(kind="inquiry", answer="周一到周五都可以办。", satisfied=True)
    suggestion = await work.take_in(kind="suggestion", thanked=True, told_will_study=True)
    helped = await work.take_in(kind="help", place="地库B2")
    told = await rows(work, from_day=DAY, to_day=DAY)
    assert [row["case_id"] for row in told] == [at_once, suggestion, helped]
    assert [row["number"] for row in told] == ["20260401-001", "20260401-002", "20260401-003"]
    assert told[0]["on_the_spot"] == "周一到周五都可以办。"
    assert told[0]["sheet_number"] is None
    assert told[1]["sheet_number"] == "20260401-002"
    assert told[1]["assigned_to"]["role"] == HEAD


async def test_a_row_has_the_columns_of_the_paper_register(work: Work) -> None:
    case = await work.returned_inquiry(words="门禁卡\n丢了", summary="门禁卡\n补办")
    await work.later(minutes=20)
    await work.called_back(case)
    row = (await rows(work))[0]
    assert row["unit"] == "1栋602"
    assert row["salutation"] == "王女士"
    assert row["contact"] == "138****1234"
    assert row["matter"] == "门禁卡 补办"
    assert row["accepted_by"] == "front_desk"
    assert row["handed_over_by"] is None
    assert row["assigned_to"]["role"] == Role.AREA_CUSTOMER_MANAGER
    assert row["returned_at"] < row["closed_at"]
    assert row["callback"]["satisfaction"] == "satisfied"
    assert row["callback"]["tries"] == 1
    assert not row["voided"]


async def test_who_handed_a_matter_over_is_named(work: Work) -> None:
    case = await work.take_in(
        Role.OTHER_STAFF, kind="suggestion", channel="met_on_patrol", thanked=True, told_will_study=True
    )
    assert await rows(work) == [], "a capture is no acceptance"
    await work.act(DESK, case, "accept", kind="suggestion", thanked=True, told_will_study=True)
    row = (await rows(work))[0]
    assert (row["handed_over_by"], row["handed_over_as"]) == ("other_staff", "other_staff")
    assert row["accepted_by"] == "front_desk"


@pytest.mark.clause("4.6.1-b")
async def test_a_voided_row_keeps_its_number_and_says_why(work: Work) -> None:
    case = await work.take_in(kind="inquiry")
    await work.act(HEAD, case, "void", reason="重复登记")
    row = (await rows(work, voided=True))[0]
    assert (row["number"], row["voided"], row["void_reason"]) == ("20260401-001", True, "重复登记")
    assert await rows(work, voided=False) == []


@pytest.mark.clause("4.6.1-b")
@pytest.mark.parametrize("address", ["/register", "/register/20260401-001", "/cases/{case}"])
async def test_nothing_is_ever_deleted(work: Work, address: str) -> None:
    case = await work.take_in(kind="inquiry")
    answer = await work.client.delete(
        address.format(case=case), headers=work.centre.signed_in(Role.ADMINISTRATOR)
    )
    assert (answer.status_code, answer.json()["code"]) == (405, "not_possible")


async def test_a_corrected_kind_leaves_both_in_the_row(work: Work) -> None:
    case = await work.take_in(kind="inquiry")
    await work.act(DESK, case, "reclassify", kind="challenge", reason="质疑收费依据")
    row = (await rows(work))[0]
    assert (row["registered_kind"], row["kind"]) == ("inquiry", "challenge")


async def test_pages_follow_the_numbers_both_ways(work: Work) -> None:
    for _ in range(3):
        await work.take_in(kind="inquiry")
    await work.later(days=1)
    await work.take_in(kind="inquiry")
    numbers = ["20260401-001", "20260401-002", "20260401-003", "20260402-001"]
    for latest_first, expected in ((False, numbers), (True, numbers[::-1])):
        seen: list[str] = []
        asked: dict[str, Any] = {"limit": 2, "latest_first": latest_first}
        while True:
            page = await work.told(DESK, "/register", **asked)
            seen += [row["number"] for row in page["items"]]
            if page["next_cursor"] is None:
                break
            asked["cursor"] = page["next_cursor"]
        assert seen == expected
    assert [row["number"] for row in await rows(work, from_day="2026-04-02")] == ["20260402-001"]


async def test_one_row_is_found_by_its_number_within_its_own_centre(work: Work) -> None:
    case = await work.take_in(kind="inquiry")
    assert (await work.told(DESK, "/register/20260401-001"))["case_id"] == case
    assert (await work.ask(DESK, "/register/20260401-002")).status_code == 404
    others = await work.elsewhere()
    assert (await others.ask(DESK, "/register/20260401-001")).status_code == 404
    assert await rows(others) == []


@pytest.mark.parametrize("role", [Role.PATROL_GUARD, Role.OTHER_STAFF, Role.GROUP_VIEWER])
async def test_posts_outside_customer_service_do_not_read_it(work: Work, role: Role) -> None:
    refused = await work.ask(role, "/register")
    assert (refused.status_code, refused.json()["clause"]) == (403, "4.6.1-b")


async def test_a_register_without_gaps_has_none_to_tell(work: Work) -> None:
    await work.take_in(kind="inquiry")
    assert await work.told(DESK, "/register/gaps", from_day="2026-01-01", to_day="2026-12-31") == []


async def test_a_missing_row_and_a_row_too_many_are_told(work: Work, session: AsyncSession) -> None:
    for _ in range(3):
        await work.take_in(kind="inquiry")
    own = RegisterEntry.centre_id == work.centre.id
    await session.execute(delete(RegisterEntry).where(own, RegisterEntry.ordinal == 2))
    await session.commit()
    told = await work.told(DESK, "/register/gaps", from_day=DAY, to_day=DAY)
    assert told == [{"day": DAY, "given_out": 3, "entries": 2, "missing": [2]}]
    counter = RegisterCounter.centre_id == work.centre.id
    await session.execute(update(RegisterCounter).where(counter).values(last=2))
    await session.commit()
    told = await work.told(DESK, "/register/gaps", from_day=DAY, to_day=DAY)
    assert told[0]["given_out"] == 2
    await session.execute(delete(RegisterCounter).where(counter))
    await session.commit()
    told = await work.told(DESK, "/register/gaps", from_day=DAY, to_day=DAY)
    assert (told[0]["given_out"], told[0]["entries"]) == (0, 2)


async def test_malformed_questions_are_refused(work: Work) -> None:
    for asked in ({"from_day": "yesterday"}, {"limit": 0}, {"cursor": "x"}, {"kind": "complaint"}):
        assert (await work.ask(DESK, "/register", **asked)).status_code == 422
    assert (await work.ask(DESK, "/register/gaps")).status_code == 422


async def test_words_narrow_the_register_to_the_cases_they_occur_in(work: Work) -> None:
    leak = await work.take_in(kind="inquiry", summary="天花板漏水", words="楼上漏水")
    await work.take_in(kind="inquiry")
    found = (await work.told(DESK, "/register", q="漏水"))["items"]
    assert [row["case_id"] for row in found] == [leak]
    assert (await work.told(DESK, "/register", q="漏水 停电"))["items"] == []
    assert (await work.told(DESK, "/register", q="。"))["items"] == []
