"""交接班: open items with a receiver each, signed by who goes and by who comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.lists import DUTY, Conditions, mine
from app.cases.standings import ROSTERED
from app.database.ids import new_id
from app.database.rows import row_of, store
from app.database.session import driver
from app.notifications.holders import Present, present
from app.procedure.actors import Actor
from app.procedure.notices import NEXT_IN_CHAIN
from app.procedure.refusal import Refused, Words, conflict, incomplete
from app.procedure.vocabulary import Role
from app.rosters.actions.shifts import sign_off
from app.rosters.queries.shifts import During, running_shift, shift_of, shifts
from app.rosters.tables import Shift
from app.staff.tables import Person
from app.supervision.tables import HandedOver, HandOver

HAND_OVER = Words("交接班记录", "hand-over")
COMES_SOON = timedelta(hours=4)
"""How far ahead the next shift is looked for."""
SOON_DUE = timedelta(hours=24)
MOST = 300


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who may take things on: in one of my posts now, or next on the roster."""

    person_id: UUID
    name: str
    role: Role
    begins_at: datetime | None


@dataclass(frozen=True, slots=True)
class Given:
    """One item and the one who is to take it on."""

    case_id: UUID
    duty: str
    receiver_id: UUID


async def open_items(session: AsyncSession, actor: Actor, now: datetime) -> list[Any]:
    """What may not be left without a receiver: what I owe by name, and what my post owes within a day."""
    where = Conditions(actor.centre_id, now + SOON_DUE)
    where.texts.append("d.centre_id = $1 AND (d.person_id IS NOT NULL OR d.due_at <= $2)")
    where.texts.append(mine(where, actor))
    statement = f"{DUTY} WHERE {where} ORDER BY d.due_at, d.case_id, d.key LIMIT {MOST}"
    return list(await (await driver(session)).fetch(statement, *where.values))


async def receivers(session: AsyncSession, actor: Actor, now: datetime) -> list[Receiver]:
    """Who is there in my posts, who comes next, and whoever stands above; nobody off duty or away (4.2)."""
    roles = sorted(actor.roles(), key=list(Role).index)
    there = await present(session, actor.centre_id, now)
    found = _there(there, roles)
    above = dict.fromkeys(NEXT_IN_CHAIN[role] for role in roles if role in NEXT_IN_CHAIN)
    coming = shifts(actor.centre_id, During(now, now + COMES_SOON)).where(
        Shift.role.in_([role.value for role in roles if role in ROSTERED]), Shift.starts_at > now
    )
    query = select(Shift.person_id, Person.name, Shift.role, Shift.starts_at).join(
        Person, (Person.centre_id == Shift.centre_id) & (Person.id == Shift.person_id)
    )
    query = query.where(Shift.id.in_(coming.with_only_columns(Shift.id)), Shift.centre_id == actor.centre_id)
    for person_id, name, role, begins_at in (await session.execute(query.order_by(Shift.starts_at))).all():
        found.append(Receiver(person_id, name, Role(role), begins_at))
    found += [
        Receiver(each.person_id, each.name, role, None) for role in above for each in there.reached_for(role)
    ]
    once = {each.person_id: each for each in reversed(found) if each.person_id != actor.person_id}
    return list(reversed(once.values()))


def _there(there: Present, roles: Sequence[Role]) -> list[Receiver]:
    return [Receiver(each.person_id, each.name, role, None) for role in roles for each in there.holding(role)]


async def hand_over(
    session: AsyncSession,
    actor: Actor,
    given: Sequence[Given],
    *,
    things: Sequence[str],
    leave: bool,
    now: datetime,
) -> HandOver:
    """Sign what is handed over. Nothing open stays without a receiver; who leaves signs off with it."""
    assert actor.person_id is not None
    to = {(each.case_id, each.duty): each.receiver_id for each in given}
    waiting = await open_items(session, actor, now)
    if any((row["case_id"], row["key"]) not in to for row in waiting):
        raise Refused(
            incomplete(
                "items_without_receiver",
                "4.3.2-e",
                "还有未了事项没有指定接收人",
                "An open item has no receiver yet",
                "items",
            )
        )
    may_receive = {each.person_id for each in await receivers(session, actor, now)}
    if not set(to.values()) <= may_receive:
        raise Refused(
            conflict(
                "receiver_not_there",
                "4.2.1-a",
                "接收人须为同岗位当班、下一班人员或上级",
                "A receiver is on duty in the same post, comes next, or stands above",
                then=(None, "改选当班或下一班的同事", "Choose a colleague on duty or next"),
            )
        )
    shift_id = await running_shift(session, actor.centre_id, actor.person_id, now)
    made = HandOver(
        centre_id=actor.centre_id,
        id=new_id(),
        person_id=actor.person_id,
        shift_id=shift_id,
        made_at=now,
        signed_off=leave and shift_id is not None,
        things=list(things),
    )
    await store(session, made)
    for row in waiting:
        session.add(
            HandedOver(
                centre_id=actor.centre_id,
                id=new_id(),
                hand_over_id=made.id,
                case_id=row["case_id"],
                duty=row["key"],
                code=row["code"],
                receiver_id=to[row["case_id"], row["key"]],
            )
        )
    if leave and shift_id is not None:
        await sign_off(session, await shift_of(session, actor.centre_id, shift_id, lock=True), now)
    await session.flush()
    return made


async def receive(session: AsyncSession, made: HandOver, *, by: UUID, now: datetime) -> None:
    """The receiver signs for what was handed to them. Twice is the same as once."""
    own = (
        HandedOver.centre_id == made.centre_id,
        HandedOver.hand_over_id == made.id,
        HandedOver.receiver_id == by,
    )
    if (await session.execute(select(HandedOver.id).where(*own).limit(1))).first() is None:
        raise Refused(
            conflict("nothing_for_you", None, "没有交给您的事项", "Nothing was handed over to you here")
        )
    unsigned = update(HandedOver).where(*own, HandedOver.received_at.is_(None))
    await session.execute(unsigned.values(received_at=now).execution_options(synchronize_session=False))


async def hand_over_of(session: AsyncSession, centre_id: UUID, made_id: UUID) -> HandOver:
    """A hand-over of this centre, or a refusal."""
    return await row_of(session, HandOver, centre_id, made_id, HAND_OVER)


def hand_overs(centre_id: UUID, person_id: UUID | None, *, waiting: bool | None) -> Select[HandOver]:
    """Hand-overs of everyone, or those one person gave or received."""
    query = select(HandOver).where(HandOver.centre_id == centre_id)
    items = (HandedOver.centre_id == HandOver.centre_id, HandedOver.hand_over_id == HandOver.id)
    if person_id is not None:
        taken = exists().where(*items, HandedOver.receiver_id == person_id)
        query = query.where(or_(HandOver.person_id == person_id, taken))
    if waiting is not None:
        unsigned = exists().where(*items, HandedOver.received_at.is_(None))
        query = query.where(unsigned if waiting else ~unsigned)
    return query


ITEMS = """
SELECT i.hand_over_id, i.case_id, i.duty, i.code, i.receiver_id, i.received_at, r.name AS receiver,
       c.number, c.kind, c.status, c.personal ->> 'summary' AS summary, c.personal ->> 'place' AS place,
       b.name || u.number AS unit,
       EXISTS (SELECT FROM case_duties d
                WHERE d.centre_id = i.centre_id AND d.case_id = i.case_id AND d.key = i.duty) AS still_open
  FROM hand_over_items i
  JOIN cases c ON c.centre_id = i.centre_id AND c.id = i.case_id
  JOIN people r ON r.centre_id = i.centre_id AND r.id = i.receiver_id
  LEFT JOIN units u ON u.centre_id = c.centre_id AND u.id = c.unit_id
  LEFT JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
 WHERE i.centre_id = $1 AND i.hand_over_id = ANY($2::uuid[])
 ORDER BY i.hand_over_id, i.id
"""


async def items_of(session: AsyncSession, centre_id: UUID, made: Sequence[HandOver]) -> list[Any]:
    """The items of some hand-overs, each with its case and its receiver."""
    connection = await driver(session)
    return list(await connection.fetch(ITEMS, centre_id, [each.id for each in made]))


async def names_of(session: AsyncSession, centre_id: UUID, people: set[UUID]) -> dict[UUID, str]:
    """What these people are called."""
    query = select(Person.id, Person.name).where(Person.centre_id == centre_id, Person.id.in_(people))
    return {person_id: name for person_id, name in (await session.execute(query)).all()}  # noqa: C416 - rows
