"""Owner files over HTTP: two kinds of sheet, under the unit, filed by the desk and by nobody else."""

from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Role
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import AREA_MANAGER, DESK, HEAD, Work
from tests.paper.reading import rows_of_book, text_of


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


async def opened(work: Work, folder: str | None = None, role: Role = DESK, **why: Any) -> httpx.Response:
    address = f"/owner-files/{folder or work.centre.unit}/viewings"
    body = {"reason": "handle_case"} | why
    return await work.client.post(address, json=body, headers=work.centre.signed_in(role))


async def filed(work: Work, folder: str | None = None, **asked: Any) -> list[dict[str, Any]]:
    address = f"/owner-files/{folder or work.centre.unit}"
    await opened(work, folder)
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
    await opened(work)
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


async def test_a_file_is_read_by_who_said_why_and_only_for_a_while(work: Work) -> None:
    await work.filed_challenge()
    address = f"/owner-files/{work.centre.unit}"
    refused = await work.ask(DESK, address)
    assert (refused.status_code, refused.json()["code"]) == (409, "open_the_file_first")
    assert (await opened(work, reason="curious")).status_code == 422
    assert (await opened(work)).status_code == 201
    assert (await work.ask(DESK, address)).status_code == 200
    assert (await work.ask(HEAD, address)).status_code == 409
    assert (await work.ask(DESK, "/owner-files/centre-folder")).status_code == 409
    await work.later(minutes=31)
    assert (await work.ask(DESK, address)).status_code == 409


async def test_every_viewing_stands_in_the_log(work: Work) -> None:
    await opened(work, note="核对上次答复")
    await work.later(minutes=1)
    await opened(work, "centre-folder", HEAD, reason="inspection")
    log = (await work.told(DESK, "/owner-files/log"))["items"]
    told = [(each["sort"], each["unit"], each["person"], each["reason"], each["note"]) for each in log]
    assert told == [
        ("viewing", None, "head_of_customer_service", "inspection", None),
        ("viewing", "1栋602", "front_desk", "handle_case", "核对上次答复"),
    ]
    of_unit = await work.told(DESK, "/owner-files/log", unit_id=str(work.centre.unit))
    assert [each["unit"] for each in of_unit["items"]] == ["1栋602"]


def loan(work: Work, **given: Any) -> dict[str, Any]:
    borrower = str(work.centre.people[AREA_MANAGER])
    return {"borrowed_by": borrower, "due_on": "2026-04-08", "reason": "inspection"} | given


async def lent(work: Work, role: Role = DESK, folder: str | None = None, **given: Any) -> httpx.Response:
    address = f"/owner-files/{folder or work.centre.unit}/borrowings"
    return await work.client.post(address, json=loan(work, **given), headers=work.centre.signed_in(role))


async def taken_back(work: Work, borrowing: str) -> httpx.Response:
    address = f"/owner-files/borrowings/{borrowing}/return"
    return await work.client.post(address, json={"note": "完好"}, headers=work.centre.signed_in(HEAD))


@pytest.mark.parametrize("folder", [None, "centre-folder"])
async def test_a_paper_file_is_out_with_one_person_until_it_is_taken_back(
    work: Work, folder: str | None
) -> None:
    made = await lent(work, folder=folder)
    assert made.status_code == 201
    again = await lent(work, folder=folder)
    assert (again.status_code, again.json()["code"]) == (409, "file_is_out")
    assert len((await work.told(DESK, "/owner-files/log", out=True))["items"]) == 1
    back = await taken_back(work, made.json()["id"])
    assert back.json()["taken_back_by"] == str(work.centre.people[HEAD])
    assert (await taken_back(work, made.json()["id"])).json()["code"] == "returned_already"
    assert (await work.told(DESK, "/owner-files/log", out=True))["items"] == []
    assert (await lent(work, folder=folder)).status_code == 201


async def test_who_borrows_is_staff_and_brings_it_back_in_time(work: Work) -> None:
    assert (await lent(work, borrowed_by=str(work.centre.unit))).status_code == 404
    for day in ("2026-03-31", "2026-07-15"):
        assert (await lent(work, due_on=day)).json()["code"] == "impossible_due_day"
    assert (await lent(work, AREA_MANAGER)).status_code == 403


async def test_another_centres_borrowing_is_not_there(work: Work) -> None:
    made = (await lent(work)).json()["id"]
    others = await work.elsewhere()
    assert (await taken_back(others, made)).status_code == 404
    assert (await others.told(DESK, "/owner-files/log"))["items"] == []
    assert (await opened(others, str(work.centre.unit))).status_code == 404


async def test_the_files_sheet_tells_what_is_filed_and_who_looked(work: Work) -> None:
    case = await work.filed_challenge(summary="停车费依据", resident_type="tenant")
    address = f"/owner-files/{work.centre.unit}/document"
    assert (await work.ask(DESK, address)).status_code == 409
    await opened(work, note="核对答复")
    await lent(work)
    told = text_of((await work.ask(DESK, address)).content)
    number = (await work.told(DESK, f"/cases/{case}"))["number"]
    for said in ("业主档案归档登记表", "1栋602", number, "停车费依据", "租户", "A-0602", "核对答复", "借出"):
        assert said in told, said
    book = await work.ask(DESK, address, format="xlsx")
    assert rows_of_book(book.content)[2][:4] == [number, "质疑", "A-0602", "停车费依据"]
