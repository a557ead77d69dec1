"""Residents' requests about their data, who saw contacts, and the notice (PIPL 7, 19, 44–50, 54)."""

from datetime import date, datetime
from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends, Query, Request, Response
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.attachment_store import AttachmentStore
from app.centre.queries import policy, zone_of
from app.centre.tables import Centre
from app.database.ids import new_id
from app.database.rows import row_of
from app.privacy import actions, notice, queries, schemas
from app.privacy.erasing import Erasing, cases_of_resident
from app.privacy.list_of_erasures import ErasureList
from app.privacy.tables import Erasure, PrivacyRequest
from app.privacy.vocabulary import Ground, RequestState, may_be_copied
from app.procedure.actors import Actor
from app.procedure.refusal import Refused, conflict
from app.procedure.vocabulary import Kind, Role
from app.register.conformance_routes import refuse_bad_days
from app.register.tallies import Period
from app.residents.actions.reveals import Reveal, log_reveal
from app.residents.guards import HEADS, ContactKeysDep, WorksWithResidents
from app.residents.vocabulary import RevealReason
from app.staff.guards import ActorDep, require
from app.staff.making import person_behind
from app.web.dependencies import ClockDep, DatabaseDep, SessionDep, SettingsDep
from app.web.idempotency import OnceDep
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/privacy", tags=["privacy"], responses=problem_responses(401, 403))

Decides = Annotated[Actor, Depends(require(*HEADS))]
Reports = Annotated[Actor, Depends(require(Role.ADMINISTRATOR, *HEADS))]
NEWEST_REQUEST = Order((PrivacyRequest.id,), (UUID,), lambda row: (row[0].id,), descending=True)
NEWEST_ERASURE = Order(
    (Erasure.erased_at, Erasure.id),
    (datetime, UUID),
    lambda row: (row[0].erased_at, row[0].id),
    descending=True,
)


async def _files(request: Request, settings: SettingsDep) -> AttachmentStore:
    state = request.app.state
    if not hasattr(state, "attachment_store"):
        state.attachment_store = AttachmentStore(settings.attachments_address)
    return cast("AttachmentStore", state.attachment_store)


FilesDep = Annotated[AttachmentStore, Depends(_files)]


@router.post(
    "/requests",
    status_code=201,
    summary="Take a resident's request down",
    responses=problem_responses(404, 422),
)
async def take_request_down(
    asked: schemas.NewRequest, session: SessionDep, actor: WorksWithResidents, clock: ClockDep, once: OnceDep
) -> schemas.RequestOut:
    """A copy of the own data, a correction, or erasure: the head or the centre manager decides."""
    request_id = new_id()
    earlier = await once.earlier(session, actor, clock(), status=201, resource_id=request_id)
    if earlier is not None and earlier.resource_id is not None:
        return await _told(session, actor.centre_id, earlier.resource_id)
    wanted = (asked.resident_id, asked.kind, asked.details)
    await actions.take_down(
        session, actor.centre_id, request_id, wanted, by=person_behind(actor), now=clock()
    )
    return await _told(session, actor.centre_id, request_id)


async def _told(session: AsyncSession, centre_id: UUID, request_id: UUID) -> schemas.RequestOut:
    named = await queries.request_named(session, centre_id, request_id)
    return schemas.RequestOut.of(named[0], named)


@router.get("/requests", summary="Residents' requests")
async def list_privacy_requests(
    session: SessionDep, actor: WorksWithResidents, page: PageDep, state: RequestState | None = None
) -> Page[schemas.RequestOut]:
    """The newest first."""
    rows, following = await page_of(session, queries.requests(actor.centre_id, state), NEWEST_REQUEST, page)
    items = [schemas.RequestOut.of(row[0], row) for row in rows]
    return Page(items=items, next_cursor=following)


@router.post(
    "/requests/{request_id}/decision", summary="Decide a request", responses=problem_responses(404, 409, 422)
)
async def decide_privacy_request(
    request_id: UUID,
    decision: schemas.Decision,
    actor: Decides,
    database: DatabaseDep,
    files: FilesDep,
    settings: SettingsDep,
    clock: ClockDep,
) -> schemas.RequestOut:
    """With its reason. A granted erasure takes the values out of every case, log and file at once."""
    erasing = Erasing(
        centre_id=actor.centre_id,
        at=clock(),
        by=person_behind(actor),
        ground=Ground.REQUEST,
        kept=ErasureList(settings.erasure_list),
    )
    async with database.transaction() as session:
        places = await actions.decide(
            session, erasing, request_id, granted=decision.granted, reason=decision.reason
        )
        told = await _told(session, actor.centre_id, request_id)
    if places:
        await files.remove(places)
    return told


@router.post(
    "/requests/{request_id}/copy",
    summary="The copy a resident asked for",
    responses=problem_responses(404, 409),
)
async def copy_personal_data(
    request_id: UUID,
    session: SessionDep,
    actor: Decides,
    keys: ContactKeysDep,
    clock: ClockDep,
    response: Response,
) -> schemas.PersonalData:
    """Everything held of this resident, the contact in full: granted before, and logged as a showing."""
    row = await row_of(session, PrivacyRequest, actor.centre_id, request_id, queries.REQUEST)
    if not may_be_copied(row.kind, row.state):
        raise Refused(NOT_GRANTED)
    cases = [each["id"] for each in await cases_of_resident(session, actor.centre_id, row.resident_id)]
    resident, found, shown = await queries.held_of(session, actor.centre_id, row.resident_id, cases)
    told = dict(resident)
    ciphertext, key = told.pop("contact_ciphertext"), told.pop("contact_key")
    if ciphertext is not None:
        reveal = Reveal(by=person_behind(actor), at=clock(), reason=RevealReason.RESIDENT_ASKED)
        await log_reveal(session, actor.centre_id, reveal, resident_id=row.resident_id)
        told["contact"] = keys.open_contact(actor.centre_id, ciphertext, key)
    response.headers["Cache-Control"] = "no-store"
    return schemas.PersonalData(resident=told, cases=found, reveals=shown, made_at=clock())


@router.get("/erasures", summary="What was erased")
async def list_erasures(session: SessionDep, actor: Reports, page: PageDep) -> Page[schemas.ErasureOut]:
    """Ids, moments and grounds; the newest first. The same list lies beside the store, for restores."""
    rows, following = await page_of(session, queries.erasures(actor.centre_id), NEWEST_ERASURE, page)
    return Page(items=[schemas.ErasureOut.of(*row) for row in rows], next_cursor=following)


@router.get("/access-report", summary="Who saw contacts in full", responses=problem_responses(422))
async def get_access_report(
    session: SessionDep,
    actor: Reports,
    from_day: Annotated[date, Query(description="First day, included", examples=["2026-04-01"])],
    to_day: Annotated[date, Query(description="Last day, included", examples=["2026-04-30"])],
) -> schemas.AccessReport:
    """By colleague and by reason, over any range of days; for a month, its first and last."""
    refuse_bad_days(from_day, to_day)
    period = Period.of(from_day, to_day, await zone_of(session, actor.centre_id))
    rows = await queries.access(session, actor.centre_id, period.begins, period.ends)
    lines = [schemas.Shown.of(row) for row in rows]
    return schemas.AccessReport(
        from_day=from_day, to_day=to_day, total=sum(line.times for line in lines), lines=lines
    )


@router.get("/notice", summary="Notice for residents")
async def get_privacy_notice(session: SessionDep, actor: ActorDep) -> schemas.Notice:
    """What is kept, what for, how long, and what a resident may ask: to be read out, printed or hung up."""
    settings = await policy(session, actor.centre_id)
    by_kind = {kind: settings.kept_years(kind) for kind in Kind}
    longest = max(settings.kept_years(None), *by_kind.values())
    name = (await session.execute(select(Centre.name).where(Centre.id == actor.centre_id))).scalar_one()
    return schemas.Notice(
        centre=name,
        retention_years=longest,
        retention_by_kind=by_kind,
        text=notice.text(name, by_kind, settings.kept_years(None)),
    )


NOT_GRANTED = conflict(
    "not_granted",
    None,
    "须先同意提供副本的请求",
    "The request for a copy must be granted first",
    then=(None, "先作出决定", "Decide it first"),
)
