"""The contact left with a case, in full: with a reason that is written down."""

from uuid import UUID

from fastapi import Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.loading import no_such_case
from app.cases.naming import contact_told
from app.cases.statements import LOAD
from app.database.session import driver
from app.procedure.refusal import Refused, conflict
from app.residents.actions.reveals import Reveal, log_reveal
from app.residents.contacts import ContactKeys
from app.residents.guards import ContactKeysDep, WorksWithResidents
from app.residents.schemas.people import ContactShown, RevealAsked
from app.staff.making import person_behind
from app.web.dependencies import ClockDep, SessionDep
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(tags=["cases"])
NO_CONTACT = conflict(
    "no_contact",
    None,
    "该事项没有留下联系方式",
    "No contact was left with this case",
    then=(None, "直接打印处理单", "Print the sheet as it is"),
)


async def contact_of(
    session: AsyncSession, keys: ContactKeys, centre_id: UUID, case_id: UUID, reveal: Reveal
) -> str:
    """Opens the contact of a case, and writes down who saw it and why."""
    if await (await driver(session)).fetchrow(LOAD, centre_id, case_id) is None:
        raise no_such_case()
    contact = await contact_told(session, keys, centre_id, case_id)
    if contact is None:
        raise Refused(NO_CONTACT)
    await log_reveal(session, centre_id, reveal, case_id=case_id)
    return contact


@router.post(
    "/cases/{case_id}/reveal-contact",
    summary="See the contact of a case in full",
    responses=problem_responses(404, 409),
)
async def reveal_case_contact(
    case_id: UUID,
    asked: RevealAsked,
    session: SessionDep,
    actor: WorksWithResidents,
    keys: ContactKeysDep,
    clock: ClockDep,
    response: Response,
) -> ContactShown:
    """With a reason, written down with the showing. The answer is not to be kept by anyone on the way."""
    reveal = Reveal(by=person_behind(actor), at=clock(), reason=asked.reason, note=asked.note)
    contact = await contact_of(session, keys, actor.centre_id, case_id, reveal)
    response.headers["Cache-Control"] = "no-store"
    return ContactShown(contact=contact, revealed_at=reveal.at)
