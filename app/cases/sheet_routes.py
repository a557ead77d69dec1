"""The handling sheet over HTTP: to be printed, masked; in full only with a reason that is written down."""

from uuid import UUID

from fastapi import Response

from app.cases.contact_routes import contact_of
from app.cases.sheet_paper import handling_sheet
from app.cases.sheet_sources import Source, source_of
from app.paper.writing import printed
from app.residents.actions.reveals import Reveal
from app.residents.guards import ContactKeysDep, WorksWithResidents
from app.residents.schemas.people import RevealAsked
from app.residents.vocabulary import REVEAL_LABELS
from app.staff.guards import ActorDep
from app.staff.making import person_behind
from app.staff.queries.people import name_of
from app.web.dependencies import ClockDep, SessionDep
from app.web.papers import AS_PAPER, FILE, PDF, PaperFormat, PaperFormatQuery, PressDep, paper_answer
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/cases/{case_id}/handling-sheet", tags=["cases"])
NAME = "处理单"


@router.get(
    "",
    summary="The handling sheet",
    response_class=Response,
    responses={**AS_PAPER, **problem_responses(404)},
)
async def get_handling_sheet(
    case_id: UUID,
    session: SessionDep,
    actor: ActorDep,
    clock: ClockDep,
    press: PressDep,
    form: PaperFormatQuery = PaperFormat.PDF,
) -> Response:
    """《处理单》 on A4, complete or with what it lacks, the contact masked (4.6.2)."""
    now = clock()
    source = await source_of(session, actor.centre_id, case_id)
    who = await name_of(session, actor.centre_id, actor.person_id)
    paper = handling_sheet(source, printed(who, now, source.zone))
    return await paper_answer(press, paper, form, now, _name(source))


@router.post(
    "",
    summary="The handling sheet with the contact in full",
    response_class=Response,
    responses={200: {"description": "The document", "content": {PDF: FILE}}, **problem_responses(404, 409)},
)
async def print_handling_sheet_in_full(
    case_id: UUID,
    asked: RevealAsked,
    session: SessionDep,
    actor: WorksWithResidents,
    keys: ContactKeysDep,
    clock: ClockDep,
    press: PressDep,
) -> Response:
    """With a reason, written down as any other showing of a contact. Nobody on the way keeps the answer."""
    now = clock()
    source = await source_of(session, actor.centre_id, case_id)
    reveal = Reveal(by=person_behind(actor), at=now, reason=asked.reason, note=asked.note)
    contact = await contact_of(session, keys, actor.centre_id, case_id, reveal)
    who = await name_of(session, actor.centre_id, actor.person_id)
    paper = handling_sheet(source, printed(who, now, source.zone), (contact, REVEAL_LABELS[asked.reason].zh))
    return await paper_answer(press, paper, PaperFormat.PDF, now, _name(source))


def _name(source: Source) -> str:
    return f"{NAME}{source.row['number'] or ''}"
