"""Posts as they are given, changed and shown."""

from datetime import datetime
from uuid import UUID

from pydantic import MISSING, AwareDatetime, ConfigDict

from app.procedure.labels import label_of
from app.procedure.vocabulary import Department, Role
from app.schema import Schema
from app.staff.schemas.common import Named, named
from app.staff.tables import Appointment as AppointmentRow
from app.web.bodies import Body, Label


class NewAppointment(Body):
    """A post for a person, from a moment on."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "person_id": "019d0a00-0000-7000-8000-000000000001",
                "role": "area_customer_manager",
                "area_id": "019d0a00-0000-7000-8000-000000000002",
                "starts_at": "2026-04-01T08:00:00+08:00",
            }
        }
    )

    person_id: UUID
    role: Role
    area_id: UUID | None = None
    department: Department | None = None
    starts_at: AwareDatetime
    ends_at: AwareDatetime | None = None
    reports_to_id: UUID | None = None


class NewActing(Body):
    """Somebody acts for the holder of a post, for a fixed time."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "person_id": "019d0a00-0000-7000-8000-000000000001",
                "acting_for_id": "019d0a00-0000-7000-8000-000000000003",
                "starts_at": "2026-04-01T08:00:00+08:00",
                "ends_at": "2026-04-08T08:00:00+08:00",
            }
        }
    )

    person_id: UUID
    acting_for_id: UUID
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class AppointmentEdit(Body):
    """When a post ends, and to whom it reports."""

    model_config = ConfigDict(json_schema_extra={"example": {"ends_at": "2026-06-30T18:00:00+08:00"}})

    ends_at: AwareDatetime | MISSING | None = MISSING
    reports_to_id: UUID | MISSING | None = MISSING


class Appointment(Schema):
    """A post: who holds it, from when to when, and for whom where somebody is acting."""

    id: UUID
    person: Named
    role: Role
    label: Label
    area: Named | None
    department: Department | None
    starts_at: datetime
    ends_at: datetime | None
    acting: bool
    acting_for_id: UUID | None
    reports_to_id: UUID | None
    appointed_by: UUID | None
    appointed_at: datetime
    version: int

    @classmethod
    def of(cls, row: AppointmentRow, person: str, area: str | None) -> "Appointment":
        return cls(
            id=row.id,
            person=Named(id=row.person_id, name=person),
            role=Role(row.role),
            label=Label.of(label_of(Role(row.role))),
            area=named(row.area_id, area),
            department=Department(row.department) if row.department else None,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            acting=row.acting,
            acting_for_id=row.acting_for_id,
            reports_to_id=row.reports_to_id,
            appointed_by=row.appointed_by,
            appointed_at=row.appointed_at,
            version=row.version,
        )
