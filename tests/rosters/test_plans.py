"""Many shifts at once: a weekly pattern, a sheet. All of them are entered, or none."""

import base64
import io
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
import xlsxwriter
from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Role
from app.rosters.tables import Shift
from app.staff.tables import Person
from tests.factories.callers import Callers
from tests.factories.centres import SmallCentre, person_in

HEAD, SUPERVISOR, GUARD = Role.HEAD_OF_CUSTOMER_SERVICE, Role.SECURITY_DUTY_SUPERVISOR, Role.PATROL_GUARD
HEADINGS = "姓名,岗位,日期,上班,下班,片区\n"


@pytest.fixture(autouse=True)
async def nobody_rostered(session: AsyncSession, here: SmallCentre) -> None:
    await session.execute(delete(Shift).where(Shift.centre_id == here.id))
    for role, name in ((GUARD, "巡逻甲"), (SUPERVISOR, "安防主管甲")):
        await session.execute(
            update(Person)
            .where(Person.centre_id == here.id, Person.id == here.people[role])
            .values(name=name)
        )


async def rostered(session: AsyncSession, here: SmallCentre) -> int:
    query = select(func.count()).select_from(Shift).where(Shift.centre_id == here.id)
    return int((await session.execute(query)).scalar_one())


def sheet(content: str | bytes, *, dry_run: bool = False) -> dict[str, Any]:
    raw = content.encode() if isinstance(content, str) else content
    return {"content": base64.b64encode(raw).decode(), "dry_run": dry_run}


def pattern(here: SmallCentre, **more: Any) -> dict[str, Any]:
    return {
        "person_id": str(here.people[GUARD]),
        "role": GUARD.value,
        "weekdays": [0, 2],
        "starts": "20:00",
        "ends": "08:00",
        "first_day": "2026-04-06",
        "last_day": "2026-04-19",
    } | more


async def test_a_weekly_pattern_makes_a_shift_for_each_of_its_days_over_midnight(
    as_: Callers, session: AsyncSession, here: SmallCentre
) -> None:
    tried = await as_(HEAD)("POST", "/shifts/patterns", pattern(here, dry_run=True))
    assert (tried.status_code, tried.json()["entered"]) == (200, False), tried.text
    assert (len(tried.json()["made"]), await rostered(session, here)) == (4, 0)
    made = (await as_(HEAD)("POST", "/shifts/patterns", pattern(here))).json()
    assert (made["entered"], made["errors"], await rostered(session, here)) == (True, [], 4)
    first = made["made"][0]
    assert first["starts_at"].startswith("2026-04-06T12:00:00")
    assert first["ends_at"].startswith("2026-04-07T00:00:00")
    again = (await as_(HEAD)("POST", "/shifts/patterns", pattern(here))).json()
    assert (again["unchanged"], again["made"], await rostered(session, here)) == (4, [], 4)


async def test_one_day_that_cannot_stand_leaves_the_whole_pattern_out(
    as_: Callers, session: AsyncSession, here: SmallCentre
) -> None:
    one = pattern(here, weekdays=[2], first_day="2026-04-08", last_day="2026-04-08", starts="22:00")
    assert (await as_(HEAD)("POST", "/shifts/patterns", one)).json()["entered"] is True
    told = (await as_(HEAD)("POST", "/shifts/patterns", pattern(here))).json()
    assert (told["entered"], [each["row"] for each in told["errors"]]) == (False, [2])
    assert await rostered(session, here) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"weekdays": [7]}, {"last_day": "2026-04-01"}, {"last_day": "2028-04-01"}, {"starts": "20:00Z"}],
)
async def test_a_pattern_that_makes_no_sense_is_refused(
    as_: Callers, here: SmallCentre, wrong: dict[str, Any]
) -> None:
    assert (await as_(HEAD)("POST", "/shifts/patterns", pattern(here, **wrong))).status_code == 422


async def test_a_sheet_is_entered_whole(as_: Callers, session: AsyncSession, here: SmallCentre) -> None:
    rows = (
        "巡逻甲,巡逻安防员,2026/4/6,20:00,08:00,\n\n"
        "安防主管甲,security_duty_supervisor,2026年4月6日,8：00,24:00,A区\n"
    )
    tried = (await as_(HEAD)("POST", "/shifts/import", sheet(HEADINGS + rows, dry_run=True))).json()
    assert (tried["entered"], tried["errors"], len(tried["made"])) == (False, [], 2), tried
    assert await rostered(session, here) == 0
    told = (await as_(HEAD)("POST", "/shifts/import", sheet(HEADINGS + rows))).json()
    assert (told["entered"], await rostered(session, here)) == (True, 2)
    again = (await as_(HEAD)("POST", "/shifts/import", sheet(HEADINGS + rows))).json()
    assert (again["unchanged"], await rostered(session, here)) == (2, 2)


async def test_each_wrong_row_is_told_with_its_cell_and_nothing_is_entered(
    as_: Callers, session: AsyncSession, here: SmallCentre, clock: Callable[[], Any]
) -> None:
    namesake = await person_in(session, here, GUARD, clock())
    await session.execute(
        update(Person).where(Person.centre_id == here.id, Person.id == namesake).values(name="巡逻乙")
    )
    await person_in(session, here, GUARD, clock())
    await session.execute(delete(Shift).where(Shift.centre_id == here.id))
    rows = [
        "巡逻甲,巡逻安防员,2026-04-06,20:00,08:00,",
        "无此人,巡逻安防员,2026-04-06,20:00,08:00,",
        "巡逻甲,船长,2026-04-06,20:00,08:00,",
        "巡逻甲,巡逻安防员,2026-02-30,20:00,08:00,",
        "巡逻甲,巡逻安防员,2026-04-07,25:00,08:00,",
        "巡逻甲,巡逻安防员,,20:00,08:00,",
        "巡逻甲,巡逻安防员,2026-04-06,21:00,23:00,",
        "巡逻甲,值班工程人员,2026-04-08,20:00,08:00,",
        "巡逻甲,巡逻安防员,2026-04-09,20:00,08:00,Z区",
        "patrol_guard,巡逻安防员,2026-04-09,20:00,08:00,",
    ]
    told = (await as_(HEAD)("POST", "/shifts/import", sheet(HEADINGS + "\n".join(rows)))).json()
    assert told["entered"] is False
    assert [(each["row"], each["column"]) for each in told["errors"]] == [
        (3, "person"),
        (4, "post"),
        (5, "date"),
        (6, "starts"),
        (7, "date"),
        (8, None),
        (9, None),
        (10, "area"),
    ]
    assert all(each["reason"]["zh"] and each["reason"]["en"] for each in told["errors"])
    assert await rostered(session, here) == 0


async def test_a_name_that_two_share_is_not_guessed(
    as_: Callers, session: AsyncSession, here: SmallCentre, clock: Callable[[], Any]
) -> None:
    row = HEADINGS + "巡逻甲,巡逻安防员,2026-04-06,20:00,08:00,\n"

    async def wrong_cells_with_one_more_of_that_name(role: Role) -> list[str]:
        person = await person_in(session, here, role, clock())
        named = update(Person).where(Person.centre_id == here.id, Person.id == person)
        await session.execute(named.values(name="巡逻甲"))
        await session.execute(delete(Shift).where(Shift.centre_id == here.id))
        told = (await as_(HEAD)("POST", "/shifts/import", sheet(row, dry_run=True))).json()
        return [each["column"] for each in told["errors"]]

    assert await wrong_cells_with_one_more_of_that_name(Role.DUTY_ENGINEER) == []
    assert await wrong_cells_with_one_more_of_that_name(GUARD) == ["person"]


async def test_an_xlsx_with_dates_and_times_as_sheets_keep_them(
    as_: Callers, session: AsyncSession, here: SmallCentre
) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet()
        dated, timed = (book.add_format({"num_format": each}) for each in ("yyyy-mm-dd", "hh:mm"))
        for at, heading in enumerate(("Name", "Post", "Date", "Start", "End")):
            page.write(0, at, heading)
        page.write_row(1, 0, ["巡逻甲", "Patrol guard"])
        page.write_datetime(1, 2, date(2026, 4, 6), dated)
        page.write_datetime(1, 3, time(20, 30), timed)
        page.write(1, 4, "08:30")
    told = (await as_(HEAD)("POST", "/shifts/import", sheet(made.getvalue()))).json()
    assert (told["errors"], told["entered"]) == ([], True), told
    assert told["made"][0]["starts_at"].startswith("2026-04-06T12:30:00")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "sheet_empty"),
        ("什么,都不是\n1,2\n", "headings_missing"),
        (b"PK\x03\x04 no workbook", "sheet_unreadable"),
        (b"\xff\xfe\xff\x00\x81", "sheet_unreadable"),
        (HEADINGS + "巡逻甲,巡逻安防员,2026-04-06,20:00,08:00,\n" * 1001, "sheet_too_long"),
    ],
)
async def test_what_is_no_roster_is_refused_as_a_whole(as_: Callers, content: str | bytes, code: str) -> None:
    told = await as_(HEAD)("POST", "/shifts/import", sheet(content))
    assert (told.status_code, told.json()["code"]) == (422, code)


async def test_an_old_office_csv_in_gb18030_is_read(as_: Callers, here: SmallCentre) -> None:
    rows = (HEADINGS + "巡逻甲,巡逻安防员,2026-04-06,20:00,08:00,\n").encode("gb18030")
    assert (await as_(HEAD)("POST", "/shifts/import", sheet(rows, dry_run=True))).json()["errors"] == []


@pytest.mark.clause("3.3-a")
async def test_a_supervisor_imports_the_own_department_alone(as_: Callers) -> None:
    rows = "巡逻甲,巡逻安防员,2026-04-06,20:00,08:00,\n"
    told = await as_(Role.ENGINEERING_DUTY_SUPERVISOR)("POST", "/shifts/import", sheet(HEADINGS + rows))
    assert [each["column"] for each in told.json()["errors"]] == ["post"]
    assert (await as_(GUARD)("POST", "/shifts/import", sheet(HEADINGS + rows))).status_code == 403
