"""The wordings of a unified answer, on their way from draft to withdrawal (4.4.5)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from app.answers import queries
from app.answers.actions import decisions, wordings
from app.answers.guards import Approves, Drafts, refuse_anothers_draft, refuse_withdrawal
from app.answers.schemas import Differences, ScriptVersion, SentBack, Withdrawal, WordingBody, WordingEdit
from app.answers.tables import AnswerScript as ScriptRow
from app.answers.tables import ScriptVersion as VersionRow
from app.database.keyset import MOST_INTEGER
from app.procedure.actors import Actor
from app.staff.making import MakingDep, person_behind
from app.web.dependencies import ClockDep, SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(
    prefix="/answer-scripts/{script_id}/versions",
    tags=["answer scripts"],
    responses=problem_responses(401, 403, 404),
)
EDIT = problem_responses(409, 412, 428)


@router.get("", summary="Every wording of an answer")
async def list_script_versions(
    script_id: UUID, session: SessionDep, actor: Drafts, clock: ClockDep
) -> list[ScriptVersion]:
    """The latest first; none is ever thrown away."""
    script = await queries.script_of(session, actor.centre_id, script_id)
    return [ScriptVersion.of(each, clock()) for each in await queries.versions(session, script)]


@router.post("", summary="Draft another wording", status_code=201, responses=problem_responses(409))
async def draft_script_version(
    script_id: UUID, given: WordingBody, actor: Drafts, making: MakingDep, response: Response
) -> ScriptVersion:
    """The wording in force holds until this one is approved."""
    script = await queries.script_of(making.session, actor.centre_id, script_id, lock=True)
    wording = wordings.Wording(**given.model_dump())
    author = person_behind(actor)
    version = await making.made(
        lambda: wordings.draft_version(making.session, script, wording, author=author, now=making.now),
        lambda made: queries.version_of(making.session, script, made),
    )
    return _told(version, making.now, response)


@router.get("/{version_id}", summary="One wording")
async def get_script_version(
    script_id: UUID,
    version_id: UUID,
    session: SessionDep,
    actor: Drafts,
    clock: ClockDep,
    response: Response,
) -> ScriptVersion:
    """A wording with the version to name when changing or deciding on it."""
    script = await queries.script_of(session, actor.centre_id, script_id)
    return _told(await queries.version_of(session, script, version_id), clock(), response)


@router.get("/{version_id}/differences", summary="What changed between two wordings")
async def list_script_differences(
    script_id: UUID,
    version_id: UUID,
    session: SessionDep,
    actor: Drafts,
    since: Annotated[
        int | None, Query(ge=1, le=MOST_INTEGER, description="Number of the earlier wording; the one before")
    ] = None,
) -> Differences:
    """Sign by sign, for what is said, what is not said and the background."""
    script = await queries.script_of(session, actor.centre_id, script_id)
    version = await queries.version_of(session, script, version_id)
    earlier = await queries.version_before(session, script, since or version.number - 1)
    return Differences.between(earlier, version)


@dataclass(frozen=True, slots=True)
class Held:
    """An answer and one of its wordings, held for a change, as the caller has seen them."""

    session: SessionDep
    actor: Actor
    script: ScriptRow
    version: VersionRow
    now: datetime


async def _held(
    script_id: UUID, version_id: UUID, seen: IfMatch, session: SessionDep, actor: Drafts, clock: ClockDep
) -> Held:
    script = await queries.script_of(session, actor.centre_id, script_id, lock=True)
    version = await queries.version_of(session, script, version_id)
    if version.version != seen:
        raise changed_meanwhile(version.version)
    return Held(session, actor, script, version, clock())


HeldDep = Annotated[Held, Depends(_held)]


@router.patch("/{version_id}", summary="Change a draft", responses=EDIT)
async def change_script_version(edit: WordingEdit, held: HeldDep, response: Response) -> ScriptVersion:
    """A draft alone: what was submitted stands as it is."""
    refuse_anothers_draft(held.actor, held.version)
    await wordings.change_draft(held.session, held.version, edit.model_dump())
    return _told(held.version, held.now, response)


@router.post("/{version_id}/submit", summary="Lay a draft before the head", responses=EDIT)
async def submit_script_version(held: HeldDep, response: Response) -> ScriptVersion:
    """From here on its words stand as they are."""
    refuse_anothers_draft(held.actor, held.version)
    await wordings.submit(held.session, held.version, held.now)
    return _told(held.version, held.now, response)


@router.post("/{version_id}/approve", summary="Approve a wording", responses=EDIT)
async def approve_script_version(held: HeldDep, actor: Approves, response: Response) -> ScriptVersion:
    """It takes the place of every earlier one, now or from its day on. Never by its own author."""
    by = person_behind(actor)
    await decisions.approve(held.session, held.script, held.version, by=by, now=held.now)
    return _told(held.version, held.now, response)


@router.post("/{version_id}/send-back", summary="Send a wording back", responses=EDIT)
async def send_back_script_version(
    told: SentBack, held: HeldDep, actor: Approves, response: Response
) -> ScriptVersion:
    """With what to change; the next attempt is a version of its own."""
    by = person_behind(actor)
    await decisions.send_back(held.session, held.version, told.remark, by=by, now=held.now)
    return _told(held.version, held.now, response)


@router.post("/{version_id}/withdraw", summary="Withdraw a wording", responses=EDIT)
async def withdraw_script_version(told: Withdrawal, held: HeldDep, response: Response) -> ScriptVersion:
    """From this moment nobody answers by it, and no earlier one comes back."""
    refuse_withdrawal(held.actor, held.version)
    by = person_behind(held.actor)
    await decisions.withdraw(held.session, held.script, held.version, told.reason, by=by, now=held.now)
    return _told(held.version, held.now, response)


def _told(version: VersionRow, now: datetime, response: Response) -> ScriptVersion:
    response.headers["ETag"] = etag(version.version)
    return ScriptVersion.of(version, now)
