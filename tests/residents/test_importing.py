"""The sheet an office has: every row comes in, or none; nobody is repeated; nothing personal is echoed."""

import base64
from io import BytesIO
from typing import Any

import httpx
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Role
from app.residents.tables import Building, Resident, Unit
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import DESK, HEAD, Work

HEADINGS = ["责任区域", "楼栋", "房号", "类型", "姓名", "称呼", "联系方式"]
ROWS: list[list[Any]] = [
    ["A区", "2栋", 101, "业主", "欧阳翠兰", "欧阳女士", 13912345678.0],
    ["A区", "2栋", 101, "租户", "李四", "", "010-6666 7777"],
    ["", "1栋", "602", "家属", "", "王奶奶", ""],
    ["A区", "2栋", "102", "", "", "", ""],
]


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


def workbook(rows: list[list[Any]]) -> bytes:
    held = BytesIO()
    with xlsxwriter.Workbook(held) as book:
        page = book.add_worksheet()
        for at, row in enumerate([HEADINGS, *rows]):
            page.write_row(at, 0, row)
    return held.getvalue()


async def send(work: Work, content: bytes, role: Role = HEAD, **more: Any) -> httpx.Response:
    body = {"content": base64.b64encode(content).decode(), **more}
    return await work.client.post("/residents/import", json=body, headers=work.centre.signed_in(role))


async def counted(work: Work) -> tuple[int, int, int]:
    async def of(table: Any) -> int:
        query = select(func.count()).select_from(table).where(table.centre_id == work.centre.id)
        return int((await work.session.execute(query)).scalar_one())

    return await of(Building), await of(Unit), await of(Resident)


async def test_tried_first_nothing_comes_in_then_all_of_it_and_twice_is_once(work: Work) -> None:
    told = {"buildings": 1, "units": 2, "residents": 3, "unchanged": 0, "errors": []}
    tried = await send(work, workbook(ROWS), dry_run=True)
    assert tried.json() == told | {"entered": False}, tried.text
    assert await counted(work) == (1, 1, 0)
    done = await send(work, workbook(ROWS))
    assert done.json() == told | {"entered": True}
    assert await counted(work) == (2, 3, 3)
    again = await send(work, workbook(ROWS))
    assert again.json() == {
        "entered": True, "buildings": 0, "units": 0, "residents": 0, "unchanged": 4, "errors": [],
    }  # fmt: skip
    assert await counted(work) == (2, 3, 3)


async def test_what_came_in_is_sealed_and_found(work: Work) -> None:
    await send(work, workbook(ROWS))
    found = await work.client.post(
        "/residents/search", json={"contact": "139 1234 5678"}, headers=work.centre.signed_in(DESK)
    )
    assert found.status_code == 200, found.text
    (resident,) = found.json()["items"]
    assert (resident["name"], resident["contact_mask"], resident["unit_label"]) == (
        "欧阳翠兰", "139****5678", "2栋101",
    )  # fmt: skip
    assert (resident["type"], resident["contact_basis"]) == ("owner", "service_contract")


async def test_each_fault_is_told_by_row_and_nothing_comes_in(work: Work) -> None:
    wrong = [
        ROWS[0],
        ["C区", "3栋", "1", "", "", "", ""],
        ["A区", "", "2", "", "", "", ""],
        ["A区", "2栋", "3", "房客甲", "", "", ""],
        ["A区", "2栋", "4", "", "很长的名字" * 20, "", ""],
    ]
    answer = await send(work, workbook(wrong))
    told = answer.json()
    assert told["entered"] is False
    assert [(each["row"], each["column"]) for each in told["errors"]] == [
        (3, "area"), (4, "building"), (5, "type"), (6, "name"),
    ]  # fmt: skip
    assert await counted(work) == (1, 1, 0)
    assert "很长的名字" not in answer.text


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_empty_sheet_filled_in_comes_in(work: Work, language: str) -> None:
    answer = await work.ask(Role.ADMINISTRATOR, "/residents/import/template", language=language)
    assert answer.status_code == 200, answer.text
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    (headings,) = book.get_sheet_by_index(0).to_python()
    assert len(book.sheet_names) == 2, "and a page that says what may stand under each"
    held = BytesIO()
    with xlsxwriter.Workbook(held) as filled:
        page = filled.add_worksheet()
        page.write_row(0, 0, headings)
        page.write_row(1, 0, ["A区", "2栋", "101", "", "欧阳翠兰", "", "13912345678"])
    told = (await send(work, held.getvalue(), dry_run=True)).json()
    assert (told["units"], told["residents"], told["errors"]) == (1, 1, [])
    assert (await work.ask(DESK, "/residents/import/template")).status_code == 403


async def test_a_sheet_of_text_and_a_sheet_that_is_none(work: Work) -> None:
    text = "building,unit,name\n1栋,603,张三\n".encode("gb18030")
    assert (await send(work, text)).json()["residents"] == 1
    for content, code in ((b"\x00\x01\xff", "sheet_unreadable"), (b"a,b\n1,2\n", "headings_missing")):
        refused = await send(work, content)
        assert (refused.status_code, refused.json()["code"]) == (422, code)


async def test_it_is_for_those_who_keep_the_places_and_for_the_own_centre(work: Work) -> None:
    assert (await send(work, workbook(ROWS), DESK)).status_code == 403
    other = await work.elsewhere()
    await send(work, workbook(ROWS), Role.ADMINISTRATOR)
    assert await counted(other) == (1, 1, 0)
