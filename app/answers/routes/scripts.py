"""统一口径: the unified answers, the wording in force, and who alone may give it (4.4.5)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from app.answers import queries
from app.answers.actions.designations import designate, hand_to_owner
from app.answers.actions.wordings import Wording, begin_script
from app.answers.guards import Approves, Drafts
from app.answers.schemas import (
    AnswerScript,
    Designees,
    NewAnswerScript,
    OwnerEdit,
    ScriptReminder,
    ScriptVersion,
    found_in,
)
from app.answers.tables import AnswerScript as ScriptRow
from app.centre.queries import policy, topic_of
from app.database.found import Asked
from app.database.rows import missing
from app.staff.guards import ActorDep
from app.staff.making import MakingDep, person_behind
from app.web.bodies import Moment
from app.web.dependencies import ClockDep, SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.lists import Order, PageAsked, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/answer-scripts", tags=["answer scripts"], responses=problem_responses(401, 403))
EDIT = problem_responses(404, 412, 428)
BY_TOPIC = Order((ScriptRow.topic,), (str,), lambda row: (row[0].topic,))
TopicQuery = Annotated[str, Query(max_length=40, examples=["fees"])]


@dataclass(frozen=True, slots=True)
class Telling:
    """How answers are told of: what holds now."""

    session: SessionDep
    now: datetime

    async def all(self, rows: list[ScriptRow]) -> list[AnswerScript]:
        """Several answers by three statements, however many they are."""
        if not rows:
            return []
        centre_id, ids = rows[0].centre_id, [row.id for row in rows]
        in_force = await queries.versions_in_force(self.session, centre_id, ids, self.now)
        in_work = await queries.open_versions(self.session, centre_id, ids)
        designees = await queries.designees_of(self.session, centre_id, ids, self.now)
        return [
            AnswerScript.of(
                row,
                self.now,
                designees=designees.get(row.id, []),
                in_force=in_force.get(row.id),
                in_work=in_work.get(row.id),
            )
            for row in rows
        ]

    async def one(self, row: ScriptRow, response: Response) -> AnswerScript:
        response.headers["ETag"] = etag(row.version)
        return (await self.all([row]))[0]


async def _telling(session: SessionDep, clock: ClockDep) -> Telling:
    return Telling(session, clock())


TellingDep = Annotated[Telling, Depends(_telling)]


@router.get("", summary="Unified answers")
async def list_answer_scripts(
    actor: Drafts,
    page: PageDep,
    telling: TellingDep,
    topic: TopicQuery | None = None,
    q: Annotated[str | None, Query(min_length=1, max_length=80, description="Words that all occur")] = None,
) -> Page[AnswerScript]:
    """With the wording in force and the one being worked on; with `q` by how well they fit, then newest."""
    if q is not None:
        return await _found(actor.centre_id, page, telling, Asked.of(q), topic)
    query = queries.scripts(actor.centre_id, topic)
    rows, following = await page_of(telling.session, query, BY_TOPIC, page)
    return Page(items=await telling.all([row[0] for row in rows]), next_cursor=following)


async def _found(
    centre_id: UUID, page: PageAsked, telling: Telling, asked: Asked, topic: str | None
) -> Page[AnswerScript]:
    query, columns = queries.found_scripts(centre_id, asked, telling.now, topic)
    order = Order(
        columns, (int, datetime, UUID), lambda row: (row.fit, row.latest, row[0].id), descending=True
    )
    rows, following = await page_of(telling.session, query, order, page)
    scripts = await telling.all([row[0] for row in rows])
    items = [
        script.model_copy(update={"found": found_in(row, asked)})
        for script, row in zip(scripts, rows, strict=True)
    ]
    return Page(items=items, next_cursor=following)


@router.post(
    "", summary="Begin the unified answer of a topic", status_code=201, responses=problem_responses(404, 409)
)
async def create_answer_script(
    given: NewAnswerScript, actor: Drafts, making: MakingDep, telling: TellingDep, response: Response
) -> AnswerScript:
    """A topic has one answer; its first wording begins as a draft."""
    wording = Wording(**given.model_dump(exclude={"topic"}))
    author = person_behind(actor)
    script = await making.made(
        lambda: begin_script(
            making.session, actor.centre_id, given.topic, wording, author=author, now=making.now
        ),
        lambda made: queries.script_of(making.session, actor.centre_id, made),
    )
    return await telling.one(script, response)


@router.get("/in-force", summary="What to say on a topic", responses=problem_responses(404))
async def get_answer_in_force(
    topic: TopicQuery, session: SessionDep, actor: ActorDep, clock: ClockDep, at: Moment | None = None
) -> ScriptVersion:
    """The wording that holds now, or held at a moment; for everyone who may have to answer."""
    await topic_of(session, actor.centre_id, topic)
    version = await queries.version_in_force(session, actor.centre_id, topic, at or clock())
    if version is None:
        raise missing(queries.SCRIPT)
    return ScriptVersion.of(version, clock())


@router.get("/reminders", summary="Unified answers that end soon")
async def list_script_reminders(session: SessionDep, actor: Drafts, clock: ClockDep) -> list[ScriptReminder]:
    """Within the centre's days, with no wording to follow; whoever owns one of them is to see to it."""
    now = clock()
    days = (await policy(session, actor.centre_id)).script_reminder_days
    found = await queries.ending_soon(session, actor.centre_id, now, now + timedelta(days=days))
    return [
        ScriptReminder(
            script_id=script.id,
            topic=script.topic,
            owner_id=script.owner_id,
            number=version.number,
            ends_at=version.effective_to,
            ended=version.effective_to <= now,
            mine=script.owner_id == actor.person_id,
        )
        for script, version in found
        if version.effective_to is not None
    ]


@router.get("/{script_id}", summary="One unified answer", responses=problem_responses(404))
async def get_answer_script(
    script_id: UUID, actor: Drafts, telling: TellingDep, response: Response
) -> AnswerScript:
    """Its wording in force, the one being worked on, and who alone may give it."""
    script = await queries.script_of(telling.session, actor.centre_id, script_id)
    return await telling.one(script, response)


async def _seen(script_id: UUID, seen: IfMatch, session: SessionDep, actor: Approves) -> ScriptRow:
    """The answer, held for a change by who decides on it, as the caller has seen it."""
    script = await queries.script_of(session, actor.centre_id, script_id, lock=True)
    if script.version != seen:
        raise changed_meanwhile(script.version)
    return script


SeenDep = Annotated[ScriptRow, Depends(_seen)]


@router.patch("/{script_id}", summary="Give an answer another owner", responses=EDIT)
async def change_answer_script(
    edit: OwnerEdit, script: SeenDep, telling: TellingDep, response: Response
) -> AnswerScript:
    """The owner keeps it up to date."""
    await hand_to_owner(telling.session, script, edit.owner_id)
    return await telling.one(script, response)


@router.put("/{script_id}/designees", summary="Say who alone answers on this topic", responses=EDIT)
async def designate_answerers(
    edit: Designees, script: SeenDep, actor: Approves, telling: TellingDep, response: Response
) -> AnswerScript:
    """From now on everyone else takes the contact and hands the matter over."""
    by = person_behind(actor)
    await designate(telling.session, script, edit.person_ids, by=by, now=telling.now)
    return await telling.one(script, response)
