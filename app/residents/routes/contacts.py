"""Finding a resident by contact, and seeing a contact in full: both without leaving it in any log."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from app.database.found import Asked
from app.residents import queries
from app.residents.actions.reveals import Reveal, reveal_contact
from app.residents.guards import ContactKeysDep, ReadsReveals, WorksWithResidents
from app.residents.routes.people import BY_UNIT, TellingDep
from app.residents.schemas import people
from app.residents.tables import ContactReveal
from app.residents.tables import Resident as ResidentRow
from app.staff.making import person_behind
from app.web.dependencies import ClockDep, SessionDep
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/residents", tags=["residents"], responses=problem_responses(401, 403))
LATEST_FIRST = Order(
    (ContactReveal.id,),
    (UUID,),
    lambda row: (row[0].id,),
    descending=True,
)


@router.post("/search", summary="Find residents by contact, home or name")
async def find_residents(
    wanted: people.ResidentSearch,
    actor: WorksWithResidents,
    keys: ContactKeysDep,
    page: PageDep,
    telling: TellingDep,
) -> Page[people.Resident]:
    """Exactly this contact, however it is written, found by a keyed hash and shown masked.

    Words find homes and names, best fit first, then the record made last.
    """
    if wanted.contact is not None:
        query = queries.residents_with(actor.centre_id, keys.digest(actor.centre_id, wanted.contact))
        rows, following = await page_of(telling.session, query, BY_UNIT, page)
        items = [telling.line(row[0], row.label, row.area_id) for row in rows]
        return Page(items=items, next_cursor=following)
    asked = Asked.of(wanted.q or "")
    digests = [keys.digest(actor.centre_id, each) for each in asked.contacts]
    found, fit = queries.found_residents(actor.centre_id, asked.texts, digests)
    order = Order((fit, ResidentRow.id), (int, UUID), lambda row: (row.fit, row[0].id), descending=True)
    rows, following = await page_of(telling.session, found, order, page)
    told = partial(people.found_resident, tells_key=telling.tells_key, today=telling.today)
    return Page(items=[told(row, asked.texts) for row in rows], next_cursor=following)


@router.get("/reveals", summary="Who was shown a contact")
async def list_contact_reveals(
    session: SessionDep,
    actor: ReadsReveals,
    page: PageDep,
    resident_id: Annotated[UUID | None, Query()] = None,
) -> Page[people.RevealLine]:
    """When, by whom and why contacts were seen in full; the latest first."""
    rows, following = await page_of(
        session, queries.reveals(actor.centre_id, resident_id), LATEST_FIRST, page
    )
    items = [people.RevealLine.model_validate(row[0], from_attributes=True) for row in rows]
    return Page(items=items, next_cursor=following)


@router.post("/{resident_id}/reveal", summary="See a contact in full", responses=problem_responses(404, 409))
async def reveal_resident_contact(
    resident_id: UUID,
    asked: people.RevealAsked,
    session: SessionDep,
    actor: WorksWithResidents,
    keys: ContactKeysDep,
    clock: ClockDep,
    response: Response,
) -> people.ContactShown:
    """With a reason, written down with the showing. The answer is not to be kept by anyone on the way."""
    resident = await queries.resident_of(session, actor.centre_id, resident_id)
    reveal = Reveal(by=person_behind(actor), at=clock(), reason=asked.reason, note=asked.note)
    contact = await reveal_contact(session, keys, resident, reveal)
    response.headers["Cache-Control"] = "no-store"
    return people.ContactShown(contact=contact, revealed_at=reveal.at)
