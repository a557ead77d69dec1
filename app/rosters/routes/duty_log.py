"""值班工作本: everyone's own, read by supervisors (4.2.5, 3.4)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from app.procedure.vocabulary import Department
from app.rosters.actions.duty_log import LogEntry, write_entry
from app.rosters.guards import logs_read_by
from app.rosters.queries import duty_log as queries
from app.rosters.queries.shifts import During, shift_of
from app.rosters.schemas.duty_log import DutyLogEntry, NewDutyLogEntry
from app.rosters.tables import DutyLogEntry as EntryRow
from app.rosters.tables import Shift
from app.schema import Schema
from app.staff.guards import ActorDep
from app.staff.making import MakingDep, person_behind
from app.web.bodies import Moment
from app.web.dependencies import SessionDep
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/duty-log", tags=["duty log"], responses=problem_responses(401, 403))
LATEST_FIRST = Order(
    (EntryRow.occurred_at, EntryRow.id),
    (datetime, UUID),
    lambda row: (row[0].occurred_at, row[0].id),
    descending=True,
)


class Wanted(Schema):
    """Whose entries, and of which time. A shift names both: its person, from signing on to signing off."""

    person_id: UUID | None = None
    everyone: bool = False
    shift_id: UUID | None = None
    since: Moment | None = None
    until: Moment | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The entries that are asked for; nobody's in particular where a department's are wanted."""

    during: During
    person_id: UUID | None
    departments: frozenset[Department] | None
    shift: Shift | None


async def asked_for(wanted: Annotated[Wanted, Query()], session: SessionDep, actor: ActorDep) -> Asked:
    """My own; or, where the one who asks supervises them, a person's or a department's (3.4)."""
    me = person_behind(actor)
    shift = await shift_of(session, actor.centre_id, wanted.shift_id) if wanted.shift_id else None
    person = shift.person_id if shift else wanted.person_id
    during = (
        During(shift.signed_on_at or shift.starts_at, shift.signed_off_at or shift.ends_at)
        if shift
        else During(wanted.since, wanted.until)
    )
    if wanted.everyone and shift is None:
        return Asked(during, wanted.person_id, logs_read_by(actor), None)
    if person in {None, me}:
        return Asked(during, me, None, shift)
    return Asked(during, person, logs_read_by(actor), shift)


AskedDep = Annotated[Asked, Depends(asked_for)]


@router.get("", summary="Duty-log entries", responses=problem_responses(404))
async def list_duty_log(
    asked: AskedDep, session: SessionDep, actor: ActorDep, page: PageDep
) -> Page[DutyLogEntry]:
    """My own, the latest first. Supervisors may ask for their department's, or a person's of it."""
    query = queries.entries(actor.centre_id, asked.during, asked.person_id)
    if asked.departments is not None:
        query = queries.of_departments(query, asked.departments)
    rows, following = await page_of(session, query, LATEST_FIRST, page)
    return Page(items=[DutyLogEntry.of(row[0]) for row in rows], next_cursor=following)


@router.post("", summary="Write in my duty log", status_code=201, responses=problem_responses(404, 409))
async def create_duty_log_entry(given: NewDutyLogEntry, actor: ActorDep, making: MakingDep) -> DutyLogEntry:
    """In my own hand, never changed afterwards. An entry about a case is written on that case."""
    entry = LogEntry(**given.model_dump())
    author = person_behind(actor)
    row = await making.made(
        lambda: write_entry(making.session, actor.centre_id, entry, author=author, now=making.now),
        lambda made: queries.entry_of(making.session, actor.centre_id, made),
    )
    return DutyLogEntry.of(row)


@router.get("/{entry_id}", summary="One duty-log entry", responses=problem_responses(404))
async def get_duty_log_entry(entry_id: UUID, session: SessionDep, actor: ActorDep) -> DutyLogEntry:
    """My own, or one of a department I supervise."""
    entry = await queries.entry_of(session, actor.centre_id, entry_id)
    if entry.person_id != person_behind(actor):
        await queries.entry_read_in(session, entry, logs_read_by(actor))
    return DutyLogEntry.of(entry)
