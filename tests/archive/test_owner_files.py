"""Owner files over HTTP: two kinds of sheet, under the unit, filed by the desk and by nobody else."""

from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Role
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import AREA_MANAGER, DESK, HEAD, Work


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


async def filed(work: Work, folder: str | None = None, **asked: Any) -> list[dict[str, Any]]:
    address = f"/owner-files/{folder or work.centre.unit}"
    return list((await work.told(DESK, address, **asked))["items"])


@pytest.mark.clause("4.6.2-b")
async def test_a_challenge_sheet_stands_in_the_file_of_its_unit(work: Work) -> None:
    case = await work.filed_challenge(topic="parking_fee", resident_type="tenant")
    entry = (await filed(work))[0]
    assert (entry["case_id"], entry["kind"], entry["owner_file_number"]) == (case, "challenge", "A-0602")
    assert (entry["filed_by"], entry["resident_type"]) == ("front_desk", "tenant")
    assert entry["contact"] == "138****1234"
    told = (await work.told(HEAD, "/owner-files"))["items"]
    assert [(each["unit"], each["entries"], each["challenges"]) for each in told] == [("1栋602", 1, 1)]


@pytest.mark.clause("4.6.2-b")
async def test_a_suggestion_sheet_is_filed_with_what_became_of_it(work: Work) -> None:
    case = await work.take_in(kind="suggestion", thanked=True, told_will_study=True)
    await work.act(HEAD, case, "begin-study")
    await work.act(HEAD, case, "decide", decision="not_adopted", reasons="管线不允许")
    await work.act(HEAD, case, "reply", reply_text="研究过了，管线不允许。", channel="phone")
    await work.act(HEAD, case, "return-sheet")
    await work.called_back(case)
    await work.act(DESK, case, "archive", owner_file_number="A-0602")
    entry = (await filed(work))[0]
    assert (entry["kind"], entry["decision"]) == ("suggestion", "not_adopted")


@pytest.mark.clause("4.6.2-b")
async def test_no_other_kind_is_filed(work: Work) -> None:
    case = await work.returned_inquiry()
    await work.called_back(case)
    refused = await work.try_to(DESK, case, "archive", owner_file_number="A-0602")
    assert refused.status_code == 409
    assert await filed(work) == []
    assert (await work.told(DESK, "/owner-files"))["items"] == []


@pytest.mark.clause("4.6.2-b")
async def test_nobody_but_the_desk_files(work: Work) -> None:
    case = await work.returned_challenge()
    await work.called_back(case)
    refused = await work.try_to(AREA_MANAGER, case, "archive", owner_file_number="A-0602")
    assert (refused.status_code, refused.json()["code"]) == (403, "only_the_desk")
    assert await filed(work) == []


async def test_an_anonymous_challenge_lies_in_the_centres_own_folder(work: Work) -> None:
    nobody: dict[str, Any] = {
        "contact": None,
        "contact_state": "declined",
        "contact_reason": "不愿留",
        "salutation": None,
    }
    case = await work.take_in(
        kind="challenge", resident_type="anonymous", unit_id=None, area_id=str(work.centre.area), **nobody
    )
    await work.act(DESK, case, "issue-sheet")
    await work.hand_back(case)
    await work.act(DESK, case, "declare-impossible", what="callback", reason="匿名")
    await work.act(HEAD, case, "confirm-impossible", what="callback")
    await work.act(DESK, case, "archive", owner_file_number="C-01")
    assert await filed(work) == []
    assert [each["case_id"] for each in await filed(work, "centre-folder")] == [case]


async def test_the_newest_comes_first_page_by_page(work: Work) -> None:
    cases = []
    for _ in range(3):
        cases.append(await work.filed_challenge())
        await work.later(minutes=10)
    first = await work.told(DESK, f"/owner-files/{work.centre.unit}", limit=2)
    second = await work.told(DESK, f"/owner-files/{work.centre.unit}", limit=2, cursor=first["next_cursor"])
    assert [each["case_id"] for each in first["items"] + second["items"]] == cases[::-1]
    assert second["next_cursor"] is None


async def test_a_unit_is_found_as_people_say_it(work: Work) -> None:
    await work.filed_challenge()
    for said, found in (("1栋 602", 1), ("602", 1), ("603", 0), ("%", 0)):
        assert len((await work.told(DESK, "/owner-files", q=said))["items"]) == found, said


async def test_another_centre_finds_no_file(work: Work) -> None:
    await work.filed_challenge()
    others = await work.elsewhere()
    assert (await others.told(DESK, "/owner-files"))["items"] == []
    assert (await others.ask(DESK, f"/owner-files/{work.centre.unit}")).status_code == 404


@pytest.mark.parametrize("role", [Role.PATROL_GUARD, Role.DUTY_ENGINEER, Role.ADMINISTRATOR])
async def test_other_posts_do_not_read_files(work: Work, role: Role) -> None:
    refused = await work.ask(role, "/owner-files")
    assert (refused.status_code, refused.json()["clause"]) == (403, "4.6.2-b")
