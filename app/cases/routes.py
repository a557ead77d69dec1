"""Cases over HTTP: taking in, lists, one case and its history."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import ConfigDict, Field

from app.cases.actions import Desk, Done, take_in
from app.cases.acts import acts_router
from app.cases.alike_routes import router as alike_router
from app.cases.attachments import router as attachments_router
from app.cases.audit_routes import router as audit_router
from app.cases.contact_routes import router as contact_router
from app.cases.doing import done_once
from app.cases.finding_routes import found_line
from app.cases.finding_routes import router as finding_router
from app.cases.guards import DeskDep, IntakeDeskDep
from app.cases.lists import CaseFilter, DutyFilter, Sort, cases_page, duties_of, duties_page
from app.cases.queries import case_of, journal_of
from app.cases.receipts import CaseReceipt, receipt_again, receipt_of
from app.cases.replay_routes import router as replay_router
from app.cases.rulebook import router as rulebook_router
from app.cases.schemas import body_of, values_of
from app.cases.seal_routes import router as seals_router
from app.cases.search import found_page
from app.cases.sheet_routes import router as sheets_router
from app.cases.views import CaseLine, CaseOut, DutyLine, JournalLine, case_line, duty_line
from app.cases.voice_routes import router as voice_router
from app.centre.queries import refuse_unknown_topic
from app.database.found import Asked
from app.database.ids import new_id
from app.procedure.actions.intake import TakeIn
from app.web.etag import etag
from app.web.idempotency import Earlier, OnceDep
from app.web.paging import MOST, CursorQuery, LimitQuery, Page, cut, key_of
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(tags=["cases"], responses=problem_responses(401, 403, 503))


class NewCase(body_of(TakeIn)):  # type: ignore[misc]
    """A matter as it reached the centre. Help and emergencies ask for a place and nothing else."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"kind": "inquiry", "channel": "phone", "words": "门禁卡丢了，怎么补？"},
                {"kind": "help", "place": "地库B2", "words": "有人摔倒了", "emergency": "medical"},
            ]
        }
    )

    id: UUID | None = Field(
        default=None, description="Made by the phone that recorded it, so that it arrives once"
    )


@router.post(
    "/cases",
    status_code=201,
    summary="Take a matter in",
    responses=problem_responses(409, 413, 422),
)
async def take_in_case(body: NewCase, desk: IntakeDeskDep, once: OnceDep, response: Response) -> CaseReceipt:
    """The desk accepts it at once: number, register row, sheet, duties. Anyone else captures it."""
    case_id = body.id or new_id()
    taken = TakeIn(**values_of(body, TakeIn))

    async def deed(desk: Desk) -> Done:
        return await take_in(desk, taken, case_id)

    done = await done_once(desk, once, deed, status=201, resource_id=case_id)
    if isinstance(done, Earlier):
        return await receipt_again(desk.session, desk.actor, done.resource_id or case_id)
    return _answered(done, response)


def _answered(done: Done, response: Response) -> CaseReceipt:
    response.headers["ETag"] = etag(done.version)
    response.headers["Location"] = f"/api/v1/cases/{done.case_id}"
    return receipt_of(done.facts, done.number, done.version, done.owed)


class CaseQuery(CaseFilter):
    """The filters of a list of cases, and where its page begins."""

    q: str | None = Field(
        default=None,
        min_length=1,
        max_length=80,
        description="Words that all occur: in what was said, the place, the home, the name, the number",
        examples=["漏水 3栋"],
    )
    sort: Sort = Field(default="due", description="`due`: open ones as they fall due; `latest`: newest first")
    limit: int = Field(default=50, ge=1, le=MOST)
    cursor: str | None = Field(default=None, max_length=500)


@router.get("/cases", summary="List or search cases")
async def list_cases(desk: DeskDep, wanted: Annotated[CaseQuery, Query()]) -> Page[CaseLine]:
    """By due time or newest first, page by page; with `q` by how well they fit, then newest first."""
    await refuse_unknown_topic(desk.session, desk.actor.centre_id, wanted.topic)
    if wanted.q is not None:
        return await _found(desk, wanted, wanted.q)
    after = key_of(wanted.cursor, datetime, UUID)
    rows = await cases_page(
        desk.session, desk.actor, wanted, sort=wanted.sort, after=after, limit=wanted.limit, now=desk.now
    )
    column = "next_due_at" if wanted.sort == "due" else "recorded_at"
    kept, following = cut(rows, wanted.limit, lambda row: (row[column], row["id"]))
    return Page[CaseLine].model_construct(items=[case_line(row) for row in kept], next_cursor=following)


async def _found(desk: Desk, wanted: CaseQuery, q: str) -> Page[CaseLine]:
    asked, after = Asked.of(q), key_of(wanted.cursor, int, datetime, UUID)
    rows = await found_page(
        desk.session, desk.actor, asked, wanted, after=after, limit=wanted.limit, now=desk.now
    )
    kept, following = cut(rows, wanted.limit, lambda row: (row["fit"], row["recorded_at"], row["id"]))
    items = [found_line(row, asked) for row in kept]
    return Page[CaseLine].model_construct(items=items, next_cursor=following)


@router.get(
    "/cases/{case_id}",
    summary="One case",
    response_model=CaseOut,
    responses=problem_responses(404, 422),
)
async def get_case(case_id: UUID, desk: DeskDep) -> Response:
    """The sheet, where it stands, why it went there, and what may be done next by whoever asks."""
    case = await case_of(desk.session, desk.actor, case_id, desk.now)
    return Response(case.as_json(), media_type="application/json", headers={"ETag": etag(case.version)})


@router.get("/cases/{case_id}/journal", summary="History of a case", responses=problem_responses(404, 422))
async def list_journal(
    case_id: UUID, desk: DeskDep, limit: LimitQuery = 200, cursor: CursorQuery = None
) -> Page[JournalLine]:
    """Every event in its order, each with the hash that chains it to the one before."""
    rows = await journal_of(desk.session, desk.actor, case_id, key_of(cursor, int), limit)
    kept, following = cut(rows, limit, lambda line: (line.number,))
    return Page[JournalLine].model_construct(items=kept, next_cursor=following)


@router.get("/cases/{case_id}/duties", summary="What a case owes", responses=problem_responses(404, 422))
async def list_case_duties(case_id: UUID, desk: DeskDep) -> list[DutyLine]:
    """Computed from the facts; nobody keeps this list by hand."""
    rows = await duties_of(desk.session, desk.actor.centre_id, case_id)
    if not rows:
        await receipt_again(desk.session, desk.actor, case_id)
    return [duty_line(row, desk.now) for row in rows]


class DutyQuery(DutyFilter):
    """The filters of a list of duties, and where its page begins."""

    limit: int = Field(default=50, ge=1, le=MOST)
    cursor: str | None = Field(default=None, max_length=500)


@router.get("/duties", summary="List duties", tags=["duties"])
async def list_duties(desk: DeskDep, wanted: Annotated[DutyQuery, Query()]) -> Page[DutyLine]:
    """Duties as they fall due: by clause, post, person, area; `mine` are those of my posts and my name."""
    after = key_of(wanted.cursor, datetime, UUID, str)
    rows = await duties_page(desk.session, desk.actor, wanted, after=after, limit=wanted.limit, now=desk.now)
    kept, following = cut(rows, wanted.limit, lambda row: (row["due_at"], row["case_id"], row["key"]))
    items = [duty_line(row, desk.now) for row in kept]
    return Page[DutyLine].model_construct(items=items, next_cursor=following)


router.takes_in(
    acts_router(),
    voice_router,
    finding_router,
    alike_router,
    attachments_router,
    contact_router,
    sheets_router,
    rulebook_router,
    replay_router,
    audit_router,
    seals_router,
)
