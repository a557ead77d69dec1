"""One question to everything the caller may see. It stands in the body, so that no log holds a number."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field

from app.answers.guards import DRAFTERS
from app.answers.queries import found_scripts
from app.answers.schemas import found_in
from app.cases.actions import Desk
from app.cases.guards import DeskDep
from app.cases.lists import CaseFilter
from app.cases.search import cases_with, found_page
from app.cases.views import CaseLine, View, case_line
from app.centre.queries import today_at
from app.database.found import Asked, Found, marked
from app.procedure.refusal import Words
from app.procedure.roles import is_told_of_key
from app.residents.guards import CUSTOMER_SERVICE
from app.residents.queries import found_residents
from app.residents.schemas.people import Resident, found_resident
from app.residents.tables import Resident as ResidentRow
from app.web.bodies import Body, Short
from app.web.rooms import Room

router = Room()
MOST = 20


class SearchAsked(Body):
    """What somebody looks for: words, a home, a name, a printed number, a telephone number."""

    model_config = ConfigDict(json_schema_extra={"example": {"q": "漏水 3栋", "limit": 8}})

    q: Short
    limit: Annotated[int, Field(ge=1, le=MOST)] = 8


class FoundAnswer(View):
    """A unified answer in which the words occur."""

    script_id: UUID
    topic: str
    name: Words
    in_force: bool
    found: list[Found]


class Everything(View):
    """What was found, each list best fit first, then newest."""

    cases: list[CaseLine]
    residents: list[Resident] = Field(description="For those who work with residents, else empty")
    answers: list[FoundAnswer] = Field(description="For those who keep the unified answers, else empty")


def found_line(row: Any, asked: Asked) -> CaseLine:
    """A found case as one line, with the places marked."""
    texts = [(name, row[name]) for name in ("summary", "words", "place")]
    return case_line(row).model_copy(update={"found": marked(texts, asked)})


@router.post("/search", summary="Find cases, residents and answers", tags=["search"])
async def find_everything(question: SearchAsked, desk: DeskDep) -> Everything:
    """By words in Chinese or Latin letters; a telephone number is found by its keyed hash alone."""
    asked = Asked.of(question.q)
    return Everything(
        cases=await _cases(desk, asked, question.limit),
        residents=await _residents(desk, asked, question.limit),
        answers=await _answers(desk, asked, question.limit),
    )


async def _cases(desk: Desk, asked: Asked, limit: int) -> list[CaseLine]:
    if asked.contacts:
        digests = [desk.keys.digest(desk.actor.centre_id, each) for each in asked.contacts]
        rows = await cases_with(desk.session, desk.actor.centre_id, digests, asked.texts, limit)
    else:
        rows = await found_page(
            desk.session, desk.actor, asked, CaseFilter(), after=None, limit=limit, now=desk.now
        )
    return [found_line(row, asked.texts) for row in rows[:limit]]


async def _residents(desk: Desk, asked: Asked, limit: int) -> list[Resident]:
    actor = desk.actor
    if not actor.holds(*CUSTOMER_SERVICE):
        return []
    digests = [desk.keys.digest(actor.centre_id, each) for each in asked.contacts]
    query, fit = found_residents(actor.centre_id, asked.texts, digests)
    rows = await desk.session.execute(query.order_by(fit.desc(), ResidentRow.id.desc()).limit(limit))
    today = await today_at(desk.session, actor.centre_id, desk.now)
    return [found_resident(row, asked.texts, tells_key=is_told_of_key(actor), today=today) for row in rows]


async def _answers(desk: Desk, asked: Asked, limit: int) -> list[FoundAnswer]:
    if not desk.actor.holds(*DRAFTERS):
        return []
    query, order = found_scripts(desk.actor.centre_id, asked, desk.now)
    rows = await desk.session.execute(query.order_by(*(column.desc() for column in order)).limit(limit))
    return [
        FoundAnswer(
            script_id=row[0].id,
            topic=row[0].topic,
            name=Words(row.name_zh, row.name_en),
            in_force=row.in_force,
            found=found_in(row, asked),
        )
        for row in rows
    ]
