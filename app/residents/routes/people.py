"""Residents: their records, what they need, and whether their suggestions go higher."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response
from pydantic import Field
from sqlalchemy import func

from app.centre.queries import today_at
from app.procedure.roles import is_told_of_key
from app.residents import queries
from app.residents.actions import records
from app.residents.guards import ContactKeysDep, GrantsKeyFlag, WorksWithResidents
from app.residents.schemas import people
from app.residents.tables import Building as BuildingRow
from app.residents.tables import Resident as ResidentRow
from app.residents.tables import Unit as UnitRow
from app.schema import Schema
from app.staff.making import MakingDep, person_behind
from app.web.dependencies import ClockDep, SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/residents", tags=["residents"], responses=problem_responses(401, 403))
EDIT = problem_responses(404, 412, 428)
BY_UNIT = Order(
    (
        func.length(BuildingRow.name),
        BuildingRow.name,
        func.length(UnitRow.number),
        UnitRow.number,
        ResidentRow.id,
    ),
    (int, str, int, str, UUID),
    lambda row: (len(row.building), row.building, len(row.number), row.number, row[0].id),
)


@dataclass(frozen=True, slots=True)
class Telling:
    """How residents are told of in one answer: to this caller, on this day."""

    session: SessionDep
    tells_key: bool
    today: date

    def line(self, row: ResidentRow, label: str, area_id: UUID) -> people.Resident:
        return people.resident_out(row, label, area_id, tells_key=self.tells_key, today=self.today)

    async def one(self, row: ResidentRow, response: Response) -> people.Resident:
        response.headers["ETag"] = etag(row.version)
        where = await queries.location_of(self.session, row.centre_id, row.unit_id)
        return self.line(row, where.label, where.area_id)


async def telling(session: SessionDep, actor: WorksWithResidents, clock: ClockDep) -> Telling:
    """Whom the answer is for."""
    return Telling(session, is_told_of_key(actor), await today_at(session, actor.centre_id, clock()))


TellingDep = Annotated[Telling, Depends(telling)]


class Wanted(Schema):
    """By what residents are looked for."""

    unit_id: UUID | None = None
    building_id: UUID | None = None
    name: Annotated[str | None, Field(min_length=1, max_length=80, examples=["王"])] = None
    with_moved_out: bool = False


@router.get("", summary="Residents")
async def list_residents(
    wanted: Annotated[Wanted, Query()], actor: WorksWithResidents, page: PageDep, telling: TellingDep
) -> Page[people.Resident]:
    """Found by unit, building or part of a name; contacts stay masked."""
    query = queries.residents(
        actor.centre_id,
        unit_id=wanted.unit_id,
        building_id=wanted.building_id,
        name=wanted.name,
        with_moved_out=wanted.with_moved_out,
    )
    rows, following = await page_of(telling.session, query, BY_UNIT, page)
    items = [telling.line(row[0], row.label, row.area_id) for row in rows]
    return Page(items=items, next_cursor=following)


@router.post("", summary="Record a resident", status_code=201, responses=problem_responses(404))
async def create_resident(
    given: people.NewResident,
    actor: WorksWithResidents,
    keys: ContactKeysDep,
    making: MakingDep,
    telling: TellingDep,
    response: Response,
) -> people.Resident:
    """One record for one person at one unit. The contact is sealed before it is stored."""
    left = records.LeftContact(given.contact, given.contact_basis) if given.contact else None
    values = given.model_dump(include={"type", "name", "salutation"}, mode="json")
    resident = await making.made(
        lambda: records.add_resident(
            making.session, keys, actor.centre_id, unit_id=given.unit_id, left=left, values=values
        ),
        lambda made: queries.resident_of(making.session, actor.centre_id, made),
    )
    return await telling.one(resident, response)


@router.get("/{resident_id}", summary="One resident", responses=problem_responses(404))
async def get_resident(
    resident_id: UUID, actor: WorksWithResidents, telling: TellingDep, response: Response
) -> people.Resident:
    """A resident's record; the contact stays masked."""
    return await telling.one(
        await queries.resident_of(telling.session, actor.centre_id, resident_id), response
    )


async def _seen(
    resident_id: UUID, seen: IfMatch, session: SessionDep, actor: WorksWithResidents
) -> ResidentRow:
    """The record, held for a change, as the caller has seen it."""
    resident = await queries.resident_of(session, actor.centre_id, resident_id, lock=True)
    if resident.version != seen:
        raise changed_meanwhile(resident.version)
    return resident


SeenDep = Annotated[ResidentRow, Depends(_seen)]


@router.patch("/{resident_id}", summary="Correct a resident's record", responses=EDIT)
async def change_resident(
    edit: people.ResidentEdit, resident: SeenDep, telling: TellingDep, response: Response
) -> people.Resident:
    """Only what is given changes. Someone who moved out is no longer offered at intake."""
    await records.change_resident(telling.session, resident, edit.model_dump())
    return await telling.one(resident, response)


@router.put("/{resident_id}/contact", summary="Replace or remove a contact", responses=EDIT)
async def change_resident_contact(
    edit: people.ContactEdit,
    resident: SeenDep,
    keys: ContactKeysDep,
    telling: TellingDep,
    response: Response,
) -> people.Resident:
    """The new contact takes the old one's place; the old one is not kept."""
    left = records.LeftContact(edit.contact, edit.contact_basis) if edit.contact else None
    await records.change_contact(telling.session, keys, resident, left)
    return await telling.one(resident, response)


@router.put("/{resident_id}/key-flag", summary="Say whether a resident is a key resident", responses=EDIT)
async def set_key_flag(
    edit: people.KeyFlag,
    actor: GrantsKeyFlag,
    resident: SeenDep,
    clock: ClockDep,
    telling: TellingDep,
    response: Response,
) -> people.Resident:
    """Their suggestions go to the centre manager (4.1.2.1); help is never ranked by it."""
    by = person_behind(actor)
    await records.set_key_flag(telling.session, resident, is_key=edit.is_key, by=by, now=clock())
    return await telling.one(resident, response)


@router.put("/{resident_id}/care", summary="Say what a household needs from the service", responses=EDIT)
async def set_care(
    edit: people.CareEdit, resident: SeenDep, telling: TellingDep, response: Response
) -> people.Resident:
    """Only with consent and only until a day; never a diagnosis."""
    care = records.Care(tuple(edit.needs), edit.consent_on, edit.expires_on)
    await records.set_care(telling.session, resident, care, today=telling.today)
    return await telling.one(resident, response)
