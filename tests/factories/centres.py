"""A small service centre with somebody in every post, for tests that need people."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.tables import Centre
from app.database.ids import new_id
from app.procedure.actors import Actor
from app.procedure.actors import Appointment as Post
from app.procedure.vocabulary import Credential, Department, Role
from app.residents.tables import Area, Building, Unit
from app.rosters.tables import Shift
from app.staff.tables import Appointment, Person, SignIn
from app.staff.tokens import hash_of

DEPARTMENT_OF = {
    Role.SECURITY_DUTY_SUPERVISOR: Department.SECURITY,
    Role.CONTROL_ROOM_OPERATOR: Department.SECURITY,
    Role.PATROL_GUARD: Department.SECURITY,
    Role.ENGINEERING_DUTY_SUPERVISOR: Department.ENGINEERING,
    Role.DUTY_ENGINEER: Department.ENGINEERING,
}
LONG_AGO = timedelta(days=400)


@dataclass
class SmallCentre:
    """One centre: an area, a building, a unit, and a person in each post."""

    id: UUID
    area: UUID
    building: UUID
    unit: UUID
    people: dict[Role, UUID] = field(default_factory=dict)
    posts: dict[Role, Post] = field(default_factory=dict)
    tokens: dict[Role, str] = field(default_factory=dict)

    def actor(self, role: Role) -> Actor:
        return Actor(
            centre_id=self.id,
            person_id=self.people[role],
            credential=Credential.PERSON,
            appointments=(self.posts[role],),
        )

    def signed_in(self, role: Role) -> dict[str, str]:
        """Request headers of a person in this post."""
        return {"Cookie": f"yingmen_session={self.tokens[role]}"}


async def small_centre(session: AsyncSession, now: datetime, name: str = "翠湖苑") -> SmallCentre:
    """Store such a centre; everyone is signed in and on duty."""
    centre_id, area, building, unit = new_id(), new_id(), new_id(), new_id()
    await session.execute(insert(Centre).values(id=centre_id, name=name, created_at=now - LONG_AGO))
    await session.execute(insert(Area).values(centre_id=centre_id, id=area, name="A区"))
    await session.execute(
        insert(Building).values(
            centre_id=centre_id, id=building, area_id=area, name="1栋", place_kind="residential"
        )
    )
    await session.execute(
        insert(Unit).values(centre_id=centre_id, id=unit, building_id=building, number="602")
    )
    centre = SmallCentre(centre_id, area, building, unit)
    for role in Role:
        await person_in(session, centre, role, now)
    return centre


async def person_in(session: AsyncSession, centre: SmallCentre, role: Role, now: datetime) -> UUID:
    """One more person, appointed, on duty and signed in."""
    person, post, token = new_id(), new_id(), f"token-of-{role}-{new_id()}"
    area = centre.area if role is Role.AREA_CUSTOMER_MANAGER else None
    department = DEPARTMENT_OF.get(role)
    own = {"centre_id": centre.id}
    await session.execute(insert(Person).values(**own, id=person, name=f"{role}", created_at=now - LONG_AGO))
    await session.execute(
        insert(Appointment).values(
            **own,
            id=post,
            person_id=person,
            role=role,
            area_id=area,
            department=department,
            starts_at=now - LONG_AGO,
            appointed_at=now - LONG_AGO,
        )
    )
    if department:
        await session.execute(
            insert(Shift).values(
                **own,
                id=new_id(),
                person_id=person,
                role=role,
                department=department,
                starts_at=now - timedelta(days=1),
                ends_at=now + timedelta(days=30),
            )
        )
    await session.execute(
        insert(SignIn).values(
            **own,
            id=new_id(),
            token_hash=hash_of(token),
            person_id=person,
            created_at=now,
            last_seen_at=now,
            expires_at=now + timedelta(days=300),
        )
    )
    centre.people[role], centre.tokens[role] = person, token
    centre.posts[role] = Post(id=post, role=role, area_id=area, department=department)
    return person
