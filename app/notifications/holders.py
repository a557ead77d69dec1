"""Who holds a post at a moment: by shift where the post is rostered, by appointment elsewhere."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.standings import ROSTERED
from app.procedure.notices import NEXT_IN_CHAIN
from app.procedure.roles import CENTRE
from app.procedure.vocabulary import Role
from app.rosters.queries.shifts import OnDuty, on_duty
from app.rosters.tables import Leave
from app.staff.tables import Appointment, Person


class Ground(StrEnum):
    """By what somebody is there."""

    SHIFT = "shift"
    APPOINTMENT = "appointment"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class HoldsPost:
    """A person in a post, with the area where the post has one; by a shift or an appointment of a time."""

    person_id: UUID
    name: str
    area_id: UUID | None
    role: Role
    by: Ground
    since: datetime | None = None
    until: datetime | None = None
    signed_on: bool = False
    acting: bool = False


@dataclass(frozen=True, slots=True)
class Present:
    """Everybody who is there at one moment, by post."""

    posts: dict[Role, list[HoldsPost]]

    def holding(self, role: Role, area_id: UUID | None = None) -> list[HoldsPost]:
        """Who holds the post now; an area manager only that of the own area."""
        held = self.posts.get(role, [])
        if role is Role.AREA_CUSTOMER_MANAGER and area_id is not None:
            return [each for each in held if each.area_id == area_id]
        return held

    def has(self, person_id: UUID) -> bool:
        """Whether this person is there, in whichever post."""
        return any(each.person_id == person_id for held in self.posts.values() for each in held)

    def reached_for(self, role: Role, area_id: UUID | None = None) -> list[HoldsPost]:
        """Who holds the post, or where nobody does the next in the chain; at its end the administrator."""
        asked: Role | None = role
        while asked is not None:
            if held := self.holding(asked, area_id):
                return held
            asked = Role.ADMINISTRATOR if asked is CENTRE else NEXT_IN_CHAIN.get(asked)
        return []


async def present(session: AsyncSession, centre_id: UUID, now: datetime) -> Present:
    """Who is there now. Nobody off duty, signed off or away is ever chosen."""
    posts: dict[Role, list[HoldsPost]] = defaultdict(list)
    for duty in await on_duty(session, centre_id, now):
        posts[duty.role].append(_by_shift(duty))
    away = exists().where(
        Leave.centre_id == Appointment.centre_id,
        Leave.person_id == Appointment.person_id,
        Leave.cancelled_at.is_(None),
        Leave.starts_at <= now,
        Leave.ends_at > now,
    )
    query = (
        select(Appointment, Person.name)
        .join(Person, (Person.centre_id == Appointment.centre_id) & (Person.id == Appointment.person_id))
        .where(
            Appointment.centre_id == centre_id,
            Appointment.role.not_in([role.value for role in ROSTERED]),
            Appointment.starts_at <= now,
            or_(Appointment.ends_at.is_(None), Appointment.ends_at > now),
            Person.deactivated_at.is_(None),
            ~away,
        )
        .order_by(Appointment.role, Appointment.starts_at, Appointment.id)
    )
    for post, name in (await session.execute(query)).all():
        posts[Role(post.role)].append(_by_appointment(post, name))
    return Present(dict(posts))


def _by_shift(duty: OnDuty) -> HoldsPost:
    signed_on = duty.signed_on_at is not None
    return HoldsPost(
        *(duty.person_id, duty.name, duty.area_id, duty.role, Ground.SHIFT),
        until=duty.ends_at,
        signed_on=signed_on,
    )


def _by_appointment(post: Appointment, name: str) -> HoldsPost:
    return HoldsPost(
        *(post.person_id, name, post.area_id, Role(post.role), Ground.APPOINTMENT),
        since=post.starts_at,
        until=post.ends_at,
        acting=post.acting,
    )
