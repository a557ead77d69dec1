"""《前台受理工作登记表》 over HTTP. No row is changed or deleted; a voided one keeps its place."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from app.cases.ordinals import gaps
from app.database.rows import missing
from app.procedure.actors import Actor
from app.procedure.refusal import Words
from app.procedure.vocabulary import Channel, Kind, Role
from app.register import queries
from app.register.queries import RegisterFilter
from app.register.schemas import DayWithGaps, RegisterRow, gap_of, register_row_of
from app.residents.guards import CUSTOMER_SERVICE
from app.staff.guards import require
from app.web.dependencies import SessionDep
from app.web.lists import PageDep
from app.web.paging import Page, cut, key_of
from app.web.problems import problem_responses

router = APIRouter(prefix="/register", tags=["register"], responses=problem_responses(401, 403))

ReadsRegister = Annotated[Actor, Depends(require(*CUSTOMER_SERVICE, Role.ADMINISTRATOR, clause="4.6.1-b"))]
"""The register names residents, so customer service reads it, and the administrator who answers for it."""

ROW = Words("登记", "register row")


async def _wanted(
    from_day: Annotated[date | None, Query(description="First day, included")] = None,
    to_day: Annotated[date | None, Query(description="Last day, included")] = None,
    kind: Kind | None = None,
    channel: Channel | None = None,
    voided: Annotated[bool | None, Query(description="Only voided rows, or only those that count")] = None,
    latest_first: bool = False,
) -> RegisterFilter:
    return RegisterFilter(
        from_day=from_day,
        to_day=to_day,
        kind=kind,
        channel=channel,
        voided=voided,
        latest_first=latest_first,
    )


@router.get("", summary="The intake register")
async def list_register(
    session: SessionDep,
    actor: ReadsRegister,
    page: PageDep,
    wanted: Annotated[RegisterFilter, Depends(_wanted)],
) -> Page[RegisterRow]:
    """Everything the desk accepted, in the order of its numbers, also what was settled at once (4.6.1)."""
    after = key_of(page.cursor, date, int)
    rows = await queries.register_page(session, actor.centre_id, wanted, after, page.limit)
    kept, following = cut(rows, page.limit, lambda row: (row["day"], row["ordinal"]))
    return Page(items=[register_row_of(row) for row in kept], next_cursor=following)


@router.get("/gaps", summary="Days whose numbers have gaps")
async def list_register_gaps(
    session: SessionDep,
    actor: ReadsRegister,
    from_day: Annotated[date, Query(description="First day, included")],
    to_day: Annotated[date, Query(description="Last day, included")],
) -> list[DayWithGaps]:
    """Every number given out has its row, so this list is empty unless somebody tampered with the store."""
    return [gap_of(row) for row in await gaps(session, actor.centre_id, from_day, to_day)]


@router.get("/{number}", summary="One row of the register", responses=problem_responses(404))
async def get_register_row(
    number: Annotated[str, Path(max_length=20, examples=["20260401-001"])],
    session: SessionDep,
    actor: ReadsRegister,
) -> RegisterRow:
    """By its printed number."""
    row = await queries.register_row(session, actor.centre_id, number)
    if row is None:
        raise missing(ROW)
    return register_row_of(row)
