"""Rows of other rooms that a change to a case writes in the same transaction."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.tables import CaseLink
from app.database.ids import new_id
from app.procedure.actions.joining import LinkCase
from app.procedure.actors import Actor
from app.procedure.events.common import Event
from app.procedure.events.help import Dispatched, DutyLogWritten
from app.procedure.events.intake import TakenIn
from app.procedure.events.joining import Linked
from app.procedure.events.suggestions import StepPlanned
from app.procedure.events.supervision import FlagRaised
from app.procedure.lifecycle import Decided
from app.procedure.refusal import Refused, incomplete
from app.rosters.actions.duty_log import LogEntry, write_entry
from app.staff.tables import Person


def has_companions(actor: Actor, decided: Decided) -> bool:
    """Whether anything is to be written or looked up beside the change itself."""
    if any(isinstance(event, DutyLogWritten | Linked) for event in decided.events):
        return True
    return bool(_others_named(actor, decided.events))


async def written_beside(session: AsyncSession, actor: Actor, decided: Decided) -> None:
    """The own duty log, the link between two cases; and nobody may be named who is not of the centre."""
    for event in decided.events:
        if isinstance(event, DutyLogWritten):
            await _duty_log(session, actor, decided.facts.id, event)
        elif isinstance(event, Linked):
            await write_link(session, actor, decided.facts.id, event)
    await _everyone_is_of_the_centre(session, actor, decided.events)


async def _duty_log(session: AsyncSession, actor: Actor, case_id: UUID, event: DutyLogWritten) -> None:
    """The entry also stands in the author's own log, in the shift that ran (4.2.5)."""
    assert event.by is not None
    entry = LogEntry(occurred_at=event.occurred_at, process=event.entry or "", case_id=case_id)
    await write_entry(session, actor.centre_id, entry, author=event.by, now=event.at)


async def write_link(session: AsyncSession, actor: Actor, case_id: UUID, link: LinkCase | Linked) -> None:
    """The link as this case tells it; told twice, it stands there once."""
    await session.execute(
        upsert(CaseLink)
        .values(
            centre_id=actor.centre_id,
            id=new_id(),
            case_id=case_id,
            other_id=link.other,
            relation=link.relation.value,
        )
        .on_conflict_do_nothing()
    )


def _named(event: Event) -> set[UUID]:
    if isinstance(event, Dispatched):
        return {event.doer}
    if isinstance(event, StepPlanned) and event.person_id:
        return {event.person_id}
    if isinstance(event, TakenIn | FlagRaised):
        return set(event.persons_concerned)
    return set()


def _others_named(actor: Actor, events: tuple[Event, ...]) -> set[UUID]:
    return {person for event in events for person in _named(event)} - {actor.person_id}


async def _everyone_is_of_the_centre(session: AsyncSession, actor: Actor, events: tuple[Event, ...]) -> None:
    named = _others_named(actor, events)
    if not named:
        return
    query = select(func.count()).where(Person.centre_id == actor.centre_id, Person.id.in_(named))
    if (await session.execute(query)).scalar_one() != len(named):
        raise Refused(
            incomplete(
                "person_unknown", None, "所选人员不在本中心", "That person is not of this centre", "person"
            )
        )
