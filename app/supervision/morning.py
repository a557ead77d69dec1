"""晨会清单: what the head takes to the morning meeting, on paper (3.4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.views import DUTY_LABELS, ROLE_LABELS, STATUS_LABELS
from app.notifications.holders import Present, present
from app.paper.document import Block, Column, Entry, Note, Paper, Section, Signatures, Table
from app.paper.writing import joined, minute, where
from app.procedure.vocabulary import Role
from app.supervision import queries
from app.supervision.vocabulary import WATCHED_WORDS, Watched

MORNING_LIST = "晨会清单"
SIGNED_BY = ("主持人", "客户服务部门负责人")
MOST_OF_A_PART = 300
SHOWN_AS_CASES = (Watched.REOPENED, Watched.MARKED_FOR_WATCH, Watched.EXTENDED)
MORE = "“{}”只列前 {} 项，其余请看督导页面。"
NOTHING = "没有逾期、今日到期、重新办理、督办或延期的事项。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Everything on the list, as it stands at one moment."""

    today: date
    zone: ZoneInfo
    figures: dict[Watched, int]
    overdue: Sequence[Any]
    due_today: Sequence[Any]
    cases: dict[Watched, Sequence[Any]]
    there: Present


async def gathered(session: AsyncSession, centre_id: UUID, now: datetime, zone: ZoneInfo) -> Gathered:
    """What is late, what the day asks for, what went another way."""
    today = now.astimezone(zone).date()
    tomorrow = datetime.combine(today + timedelta(days=1), time(), zone)
    most = MOST_OF_A_PART
    overdue = await queries.due_between(session, centre_id, None, now, most)
    return Gathered(
        today=today,
        zone=zone,
        figures=await queries.figures(session, centre_id, now),
        overdue=sorted(overdue[:most], key=lambda row: (row["clause"], row["due_at"])) + overdue[most:],
        due_today=await queries.due_between(session, centre_id, now, tomorrow, most),
        cases={
            watched: await queries.watched_page(session, centre_id, watched, after=None, limit=most, now=now)
            for watched in SHOWN_AS_CASES
        },
        there=await present(session, centre_id, now),
    )


def morning_paper(centre: str, listed: Gathered, now: datetime, foot: str) -> Paper:
    """The list to print."""
    parts = [("逾期未办", listed.overdue), ("今日到期", listed.due_today)]
    duties = [_duties(title, rows, listed) for title, rows in parts if rows]
    cases = [
        _cases(WATCHED_WORDS[watched].zh, rows, listed.zone) for watched, rows in listed.cases.items() if rows
    ]
    lists = parts + [(WATCHED_WORDS[watched].zh, rows) for watched, rows in listed.cases.items()]
    cut_off = [MORE.format(title, MOST_OF_A_PART) for title, rows in lists if len(rows) > MOST_OF_A_PART]
    blocks: list[Block] = [_summary(listed.figures), *duties, *cases, Signatures(names=SIGNED_BY)]
    if not duties and not cases:
        cut_off.append(NOTHING)
    return Paper(
        centre=centre,
        title=MORNING_LIST,
        heading=(f"{listed.today.isoformat()}　截至 {minute(now, listed.zone)}",),
        blocks=(*blocks, *(Note(text=each) for each in cut_off)),
        foot=foot,
        landscape=True,
    )


def _summary(figures: dict[Watched, int]) -> Section:
    entries = [
        Entry(label=WATCHED_WORDS[watched].zh, text=_counted(found)) for watched, found in figures.items()
    ]
    return Section(title="概况", rows=tuple(tuple(entries[at : at + 4]) for at in range(0, len(entries), 4)))


def _counted(found: int) -> str:
    most = queries.MOST_COUNTED
    return f"超过 {most}" if found > most else str(found)


def _duties(title: str, rows: Iterable[Any], listed: Gathered) -> Table:
    columns = (
        ("条款", 0.9),
        ("待办", 1.3),
        ("编号", 1.3),
        ("房号、事由", 3.2),
        ("应办人", 1.8),
        ("应办时间", 1.3),
    )
    return _table(title, columns, (_duty(row, listed) for row in list(rows)[:MOST_OF_A_PART]))


def _duty(row: Any, listed: Gathered) -> tuple[str, ...]:
    return (
        row["clause"],
        DUTY_LABELS[row["code"]].zh,
        row["number"] or "未受理",
        joined(where(row["unit"], row["place"]), row["summary"]),
        _owner(row, listed.there),
        minute(row["due_at"], listed.zone),
    )


def _owner(row: Any, there: Present) -> str:
    """Who owes it by name; or the post, and whoever holds it now."""
    if row["person"]:
        return str(row["person"])
    if not row["role"]:
        return ""
    names = "、".join(each.name for each in there.holding(Role(row["role"]), row["area_id"]))
    return joined(ROLE_LABELS[row["role"]].zh, names or "（无人在岗）", by=" ")


def _cases(title: str, rows: Iterable[Any], zone: ZoneInfo) -> Table:
    columns = (("编号", 1.3), ("房号、事由", 3.6), ("状态", 1.1), ("承办", 1.8), ("下一步", 2.0))
    return _table(title, columns, (_case(row, zone) for row in list(rows)[:MOST_OF_A_PART]))


def _case(row: Any, zone: ZoneInfo) -> tuple[str, ...]:
    role, duty = row["responsible_role"], row["next_duty"]
    return (
        row["number"] or "未受理",
        joined(where(row["unit"], row["place"]), row["summary"]),
        STATUS_LABELS[row["status"]].zh,
        joined(ROLE_LABELS[role].zh if role else None, row["responsible_person"], by=" "),
        joined(DUTY_LABELS[duty].zh if duty else None, minute(row["next_due_at"], zone), by=" "),
    )


def _table(title: str, columns: Iterable[tuple[str, float]], rows: Iterable[tuple[str, ...]]) -> Table:
    headed = tuple(Column(heading=heading, share=share) for heading, share in columns)
    return Table(title=title, columns=headed, rows=tuple(rows))
