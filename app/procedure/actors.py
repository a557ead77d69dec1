"""Who acts: a person with dated appointments, another system, or time itself."""

from dataclasses import dataclass
from uuid import UUID

from app.procedure.vocabulary import Credential, Department, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A post a person holds now: as its holder or as the dated acting holder (X25)."""

    id: UUID
    role: Role
    area_id: UUID | None = None
    department: Department | None = None
    acting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The one who performs an action, with the appointments in force at that moment.

    `person_id` is empty for time's own steps. Another system acts under the name of its API key and
    may only capture and read; a `delegated` token acts for the person who delegated it.
    """

    centre_id: UUID
    person_id: UUID | None
    credential: Credential
    appointments: tuple[Appointment, ...] = ()
    via: str | None = None

    def roles(self) -> frozenset[Role]:
        return frozenset(appointment.role for appointment in self.appointments)

    def holds(self, *roles: Role) -> bool:
        return any(appointment.role in roles for appointment in self.appointments)

    def manages_area(self, area_id: UUID | None) -> bool:
        """Whether the actor is (acting) area manager of exactly this area (3.2)."""
        return area_id is not None and any(
            appointment.role is Role.AREA_CUSTOMER_MANAGER and appointment.area_id == area_id
            for appointment in self.appointments
        )
