"""A centre with people in their posts, and callers who have proved who they are."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.tables import Centre
from app.database.ids import new_id
from app.procedure.vocabulary import Role
from app.residents.tables import Area
from app.staff.tables import ApiKey, Appointment, Person, SignIn
from app.staff.tokens import hash_of, new_key, new_session_token
from app.staff.vocabulary import KeyScope

LONG_AGO = timedelta(days=400)


@dataclass(frozen=True)
class House:
    """A centre with one area, where somebody can be appointed to any post."""

    session: AsyncSession
    centre: Centre
    area: Area
    now: datetime

    async def person(self, name: str, *roles: Role) -> Person:
        """A member of staff who has held these posts for a long time."""
        person = Person(
            centre_id=self.centre.id, id=new_id(), name=name, work_phone=None, created_at=self.now - LONG_AGO
        )
        self.session.add(person)
        await self.session.flush()
        for role in roles:
            await self.post(person, role)
        return person

    async def post(
        self,
        person: Person,
        role: Role,
        *,
        starts_at: datetime | None = None,
        ends_at: datetime | None = None,
        acting_for: Appointment | None = None,
        reports_to: Appointment | None = None,
    ) -> Appointment:
        """A post held from then to then; an area customer manager's is that of the one area."""
        held = Appointment(
            centre_id=self.centre.id,
            id=new_id(),
            person_id=person.id,
            role=role.value,
            area_id=self.area.id if role is Role.AREA_CUSTOMER_MANAGER else None,
            starts_at=starts_at or self.now - LONG_AGO,
            ends_at=ends_at,
            acting=acting_for is not None,
            acting_for_id=acting_for.id if acting_for else None,
            reports_to_id=reports_to.id if reports_to else None,
            appointed_at=self.now - LONG_AGO,
        )
        self.session.add(held)
        await self.session.flush()
        return held

    async def session_of(self, person: Person, *, lasts: timedelta = timedelta(hours=8)) -> str:
        """The token of a session of this person."""
        token = new_session_token()
        self.session.add(
            SignIn(
                token_hash=hash_of(token),
                id=new_id(),
                centre_id=person.centre_id,
                person_id=person.id,
                created_at=self.now,
                last_seen_at=self.now,
                expires_at=self.now + lasts,
            )
        )
        await self.session.flush()
        return token

    async def key(
        self,
        name: str,
        *scopes: KeyScope,
        by: Person,
        acts_for: Person | None = None,
        expires_at: datetime | None = None,
    ) -> str:
        """Another system's key, or with a person the token that this person delegated."""
        key = new_key()
        self.session.add(
            ApiKey(
                key_hash=hash_of(key),
                id=new_id(),
                centre_id=self.centre.id,
                name=name,
                scopes=[scope.value for scope in scopes],
                person_id=acts_for.id if acts_for else None,
                created_by=by.id,
                created_at=self.now,
                starts_at=self.now,
                expires_at=expires_at or (self.now + timedelta(days=30) if acts_for else None),
            )
        )
        await self.session.flush()
        return key


async def a_house(session: AsyncSession, now: datetime, name: str = "晴川苑") -> House:
    """An open centre with one area and nobody in it yet."""
    centre = Centre(id=new_id(), name=name, created_at=now - LONG_AGO)
    session.add(centre)
    await session.flush()
    area = Area(centre_id=centre.id, id=new_id(), name="A区", description=None)
    session.add(area)
    await session.flush()
    return House(session, centre, area, now)


def as_system(key: str) -> dict[str, str]:
    """The header another system sends."""
    return {"Authorization": f"Bearer {key}"}
