"""Residents, as seen from outside: contacts only as masks."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import MISSING, AwareDatetime, ConfigDict, Field, model_validator

from app.database.found import Asked, Found, marked
from app.residents.tables import Resident as ResidentRow
from app.residents.vocabulary import CareNeed, ContactBasis, ResidentType, RevealReason
from app.schema import Schema
from app.web.bodies import Body, Line, Short


class Care(Schema):
    """A need of service, never a diagnosis, with the day its consent ends."""

    needs: list[CareNeed]
    consent_on: date
    expires_on: date


class Resident(Schema):
    """业户. `route_to_centre_manager` is told to those who take suggestions in, to nobody else."""

    id: UUID
    unit_id: UUID
    unit_label: str
    area_id: UUID
    type: ResidentType
    name: str | None
    salutation: str | None
    contact_mask: str | None
    contact_basis: ContactBasis | None
    care: Care | None
    route_to_centre_manager: bool | None = Field(
        default=None, description="Suggestions of this resident go to the centre manager (4.1.2.1)"
    )
    moved_out_on: date | None
    version: int
    found: list[Found] = Field(default=[], description="Where the words of a search stand")


def resident_out(row: ResidentRow, label: str, area_id: UUID, *, tells_key: bool, today: date) -> Resident:
    """A resident as this caller may see it; a care need past its day is not shown."""
    care = None
    if row.care_consent_on and row.care_expires_on and row.care_expires_on > today:
        needs = [CareNeed(need) for need in row.care_needs]
        care = Care(needs=needs, consent_on=row.care_consent_on, expires_on=row.care_expires_on)
    return Resident(
        id=row.id,
        unit_id=row.unit_id,
        unit_label=label,
        area_id=area_id,
        type=ResidentType(row.type),
        name=row.name,
        salutation=row.salutation,
        contact_mask=row.contact_mask,
        contact_basis=ContactBasis(row.contact_basis) if row.contact_basis else None,
        care=care,
        route_to_centre_manager=row.is_key if tells_key else None,
        moved_out_on=row.moved_out_on,
        version=row.version,
    )


def found_resident(row: Any, asked: Asked, *, tells_key: bool, today: date) -> Resident:
    """A resident who was found, with the places marked."""
    resident = resident_out(row[0], row.label, row.area_id, tells_key=tells_key, today=today)
    texts = (("unit_label", row.label), ("name", row[0].name), ("salutation", row[0].salutation))
    return resident.model_copy(update={"found": marked(texts, asked)})


ContactGiven = Annotated[Short, Field(examples=["138 0000 0000"])]


class NewResident(Body):
    """A resident of a unit. No identity number, age or occupation is asked for, or taken."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "unit_id": "01968a30-0000-7000-8000-000000000003",
                "type": "owner",
                "name": "王明",
                "salutation": "王先生",
                "contact": "138 0000 0000",
                "contact_basis": "service_contract",
            }
        }
    )

    unit_id: UUID
    type: ResidentType
    name: Short | None = None
    salutation: Short | None = None
    contact: ContactGiven | None = None
    contact_basis: ContactBasis = ContactBasis.SERVICE_CONTRACT


class ResidentEdit(Body):
    """What of a record is corrected. The contact has a door of its own."""

    unit_id: UUID | MISSING = MISSING
    type: ResidentType | MISSING = MISSING
    name: Short | MISSING | None = MISSING
    salutation: Short | MISSING | None = MISSING
    moved_out_on: date | MISSING | None = MISSING


class ContactEdit(Body):
    """A new contact with the ground on which it is kept; null takes the contact away."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"contact": "138 0000 0000", "contact_basis": "consent"}}
    )

    contact: ContactGiven | None
    contact_basis: ContactBasis = ContactBasis.SERVICE_CONTRACT


class KeyFlag(Body):
    """重要业户 or not. The reason is not asked for: it could tell of a person's standing."""

    model_config = ConfigDict(json_schema_extra={"example": {"is_key": True}})

    is_key: bool


class CareEdit(Body):
    """What the household needs from the service; an empty list takes it away."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "needs": ["come_to_the_door", "large_print"],
                "consent_on": "2026-03-02",
                "expires_on": "2027-03-01",
            }
        }
    )

    needs: Annotated[list[CareNeed], Field(max_length=len(CareNeed))]
    consent_on: date | None = None
    expires_on: date | None = None


class ResidentSearch(Body):
    """A contact, or words, to find residents by. They stand in the body, so that no log holds them."""

    model_config = ConfigDict(json_schema_extra={"example": {"contact": "138 0000 0000"}})

    contact: ContactGiven | None = None
    q: Annotated[
        Short | None,
        Field(description="Homes and names; a telephone number among them by its keyed hash alone"),
    ] = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.contact is None) == (self.q is None):
            raise ValueError("a contact or words, one of them")
        return self


class RevealAsked(Body):
    """Why a contact has to be seen in full."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"reason": "callback", "note": "回访3月2日的问询"}}
    )

    reason: RevealReason
    note: Line | None = None


class ContactShown(Schema):
    """A contact in full, shown once. It is not stored by the one who asked."""

    contact: str
    revealed_at: AwareDatetime


class RevealLine(Schema):
    """Who was shown a contact, when and why."""

    id: UUID
    resident_id: UUID | None
    case_id: UUID | None
    person_id: UUID
    revealed_at: AwareDatetime
    reason: RevealReason
    note: str | None
