"""《前台受理工作登记表》 over HTTP. No row is changed or deleted; a voided one keeps its place."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query

from app.cases.ordinals import gaps
from app.database.found import Asked
from app.database.rows import missing
from app.procedure.refusal import Words
from app.register import queries
from app.register.guards import ReadsRegister, register_wanted
from app.register.paper_routes import router as papers
from app.register.queries import RegisterFilter
from app.register.schemas import DayWithGaps, RegisterRow, found_row_of, gap_of, register_row_of
from app.web.dependencies import SessionDep
from app.web.lists import PageDep
from app.web.paging import Page, cut, key_of
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/register", tags=["register"], responses=problem_responses(401, 403))

ROW = Words("登记", "register row")


@router.get("", summary="The intake register")
async def list_register(
    session: SessionDep,
    actor: ReadsRegister,
    page: PageDep,
    wanted: Annotated[RegisterFilter, Depends(register_wanted)],
    q: Annotated[str | None, Query(min_length=1, max_length=80, description="Words that all occur")] = None,
) -> Page[RegisterRow]:
    """Everything the desk accepted, in the order of its numbers, also what was settled at once (4.6.1)."""
    after = key_of(page.cursor, date, int)
    rows = await queries.register_page(session, actor.centre_id, wanted, q, after, page.limit)
    kept, following = cut(rows, page.limit, lambda row: (row["day"], row["ordinal"]))
    asked = Asked.of(q or "")
    return Page(items=[found_row_of(row, asked) for row in kept], next_cursor=following)


@router.get("/gaps", summary="Days whose numbers have gaps")
async def list_register_gaps(
    session: SessionDep,
    actor: ReadsRegister,
    from_day: Annotated[date, Query(description="First day, included")],
    to_day: Annotated[date, Query(description="Last day, included")],
) -> list[DayWithGaps]:
    """Every number given out has its row, so this list is empty unless somebody tampered with the store."""
    return [gap_of(row) for row in await gaps(session, actor.centre_id, from_day, to_day)]


router.takes_in(papers)


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
