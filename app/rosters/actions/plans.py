"""Many shifts at once, from a weekly pattern or a sheet: all of them, or none."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.labels import LABELS
from app.procedure.refusal import Refused, Words
from app.procedure.vocabulary import Role
from app.residents.tables import Area
from app.rosters.actions.shifts import add_shift
from app.rosters.plans import Duty, Line, Plan, Wrong, duty_of, hours_of
from app.rosters.queries.shifts import During, is_appointed, shifts
from app.rosters.sheets import NEEDED, Column, SheetRow
from app.rosters.tables import Shift
from app.staff.tables import Person

A_DAY = timedelta(days=1)
POSTS: Mapping[str, Role] = {
    name.casefold(): role
    for role in Role
    for name in (role.value, LABELS[Role][role].zh, LABELS[Role][role].en)
}


async def enter(
    session: AsyncSession,
    centre_id: UUID,
    lines: Sequence[Line],
    *,
    may_enter: Callable[[Role], bool],
    dry_run: bool,
    wrong: Iterable[Wrong] = (),
) -> Plan:
    """Enter every line, or none if anything is wrong with one. A shift that stands already is left alone."""
    plan = Plan(wrong=list(wrong))
    await _hold(session, centre_id, {line.duty.person_id for line in lines})
    async with session.begin_nested() as attempt:
        for line in lines:
            await _enter_one(session, centre_id, line, plan, may_enter)
        plan.entered = not dry_run and not plan.wrong
        if not plan.entered:
            await attempt.rollback()
    plan.wrong.sort(key=lambda each: each.row)
    return plan


async def _enter_one(
    session: AsyncSession, centre_id: UUID, line: Line, plan: Plan, may_enter: Callable[[Role], bool]
) -> None:
    if not may_enter(line.duty.role):
        reason = Words("只能安排本部门的班次", "Only the own department's roster is yours to keep")
        plan.wrong.append(Wrong(line.row, Column.POST, reason))
    elif await _stands_already(session, centre_id, line.duty):
        plan.unchanged += 1
    else:
        try:
            plan.made.append(await add_shift(session, centre_id, line.duty))
        except Refused as refused:
            plan.wrong.append(Wrong(line.row, None, refused.refusal.reason))


async def _stands_already(session: AsyncSession, centre_id: UUID, duty: Duty) -> bool:
    query = shifts(
        centre_id, During(duty.starts_at, duty.ends_at), person_id=duty.person_id, role=duty.role
    ).where(Shift.starts_at == duty.starts_at, Shift.ends_at == duty.ends_at)
    return (await session.execute(query.limit(1))).first() is not None


async def _hold(session: AsyncSession, centre_id: UUID, people: set[UUID]) -> None:
    """Everybody concerned, in one order, so that two rosters entered at once wait and do not cross."""
    query = select(Person.id).where(Person.centre_id == centre_id, Person.id.in_(people)).order_by(Person.id)
    await session.execute(query.with_for_update(key_share=True))


async def lines_of_sheet(
    session: AsyncSession, centre_id: UUID, rows: Sequence[SheetRow], zone: ZoneInfo
) -> tuple[list[Line], list[Wrong]]:
    """What a sheet asks for, row by row, and what in it cannot be read."""
    people: dict[str, list[UUID]] = defaultdict(list)
    query = select(Person.name, Person.id).where(
        Person.centre_id == centre_id, Person.deactivated_at.is_(None)
    )
    for name, person_id in (await session.execute(query)).all():
        people[name.strip()].append(person_id)
    known = await session.execute(select(Area.name, Area.id).where(Area.centre_id == centre_id))
    areas = {name: area_id for name, area_id in known}  # noqa: C416 - rows are no pairs to `dict`
    lines: list[Line] = []
    wrong: list[Wrong] = []
    for row in rows:
        try:
            role, hours, area_id = _read(row, areas, zone)
            person_id = await _person(session, centre_id, row, people, role, hours[0])
            lines.append(Line(row.number, duty_of(person_id, role, area_id, hours)))
        except _Unread as unread:
            wrong.append(Wrong(row.number, unread.column, unread.reason))
    return lines, wrong


class _Unread(Exception):
    def __init__(self, column: Column, zh: str, en: str) -> None:
        super().__init__(en)
        self.column, self.reason = column, Words(zh, en)


def _read(
    row: SheetRow, areas: Mapping[str, UUID], zone: ZoneInfo
) -> tuple[Role, tuple[datetime, datetime], UUID | None]:
    for column in NEEDED:
        if column not in row.cells:
            raise _Unread(column, "这一格没有填", "This cell is empty")
    role = POSTS.get(row.cells[Column.POST].casefold())
    if role is None:
        raise _Unread(Column.POST, "没有这个岗位", "There is no such post")
    area = row.cells.get(Column.AREA)
    if area and area not in areas:
        raise _Unread(Column.AREA, "没有这个片区", "There is no such area")
    day = _date(row.cells[Column.DATE])
    starts, ends = (_time(row.cells[each], each) for each in (Column.STARTS, Column.ENDS))
    return role, hours_of(day, starts, ends, zone), areas[area] if area else None


def _date(text: str) -> date:
    told = text.replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").replace(".", "-")
    try:
        day = date(*(int(part) for part in told.split("-")))
    except (ValueError, TypeError):
        raise _Unread(Column.DATE, "日期看不懂，请写成 2026-04-01", "Not a date; write 2026-04-01") from None
    if not 1970 <= day.year <= 2200:
        raise _Unread(Column.DATE, "日期不在合理范围", "A date of another age")
    return day


def _time(text: str, column: Column) -> time:
    told = text.replace("：", ":")
    try:
        hour, minute, *_ = (int(part) for part in told.split(":"))
        return time(hour % 24 if hour == 24 and minute == 0 else hour, minute)
    except (ValueError, TypeError):
        raise _Unread(column, "时间看不懂，请写成 08:00", "Not a time; write 08:00") from None


async def _person(
    session: AsyncSession,
    centre_id: UUID,
    row: SheetRow,
    people: Mapping[str, list[UUID]],
    role: Role,
    at: datetime,
) -> UUID:
    """By name; of several with one name, the one who holds the post then."""
    found = people.get(row.cells[Column.PERSON], [])
    if len(found) > 1:
        found = [each for each in found if await is_appointed(session, centre_id, each, role, at)]
        if len(found) != 1:
            raise _Unread(
                Column.PERSON,
                "有重名，无法确定是哪一位；请在界面上逐个排班",
                "Several people have this name; enter this shift by hand",
            )
    if not found:
        raise _Unread(Column.PERSON, "没有这个在职人员", "Nobody of this name works here")
    return found[0]
