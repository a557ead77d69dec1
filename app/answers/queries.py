"""Reading unified answers: above all, which wording holds for a topic now (4.4.5)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from app.answers.tables import AnswerScript, Designation, ScriptVersion
from app.answers.vocabulary import VersionState
from app.centre.tables import Topic
from app.database.found import Asked, how_well
from app.database.rows import missing, row_of
from app.procedure.context import ScriptInForce
from app.procedure.refusal import Words

SCRIPT = Words("统一口径", "unified answer")
VERSION = Words("口径版本", "version of this answer")
ONCE_APPROVED = [
    VersionState.APPROVED.value,
    VersionState.SUPERSEDED.value,
    VersionState.WITHDRAWN.value,
]


def _later_than(column: Any, at: datetime) -> ColumnElement[bool]:
    return or_(column.is_(None), column > at)


def held(at: datetime) -> ColumnElement[bool]:
    """The wording held at this moment: begun, and not yet ended, superseded or withdrawn."""
    return and_(
        ScriptVersion.state.in_(ONCE_APPROVED),
        ScriptVersion.decided_at.is_not(None),
        ScriptVersion.effective_from <= at,
        _later_than(ScriptVersion.effective_to, at),
        _later_than(ScriptVersion.superseded_at, at),
        _later_than(ScriptVersion.withdrawn_at, at),
    )


def holds_now(at: datetime) -> ColumnElement[bool]:
    """The wording holds as the store stands: what was decided a moment after `at` counts as well."""
    begun = or_(ScriptVersion.effective_from <= at, ScriptVersion.effective_from == ScriptVersion.decided_at)
    return and_(
        ScriptVersion.state == VersionState.APPROVED.value,
        begun,
        _later_than(ScriptVersion.effective_to, at),
        _later_than(ScriptVersion.superseded_at, at),
    )


async def script_of(
    session: AsyncSession, centre_id: UUID, script_id: UUID, *, lock: bool = False
) -> AnswerScript:
    """The unified answer of this id, or a refusal."""
    return await row_of(session, AnswerScript, centre_id, script_id, SCRIPT, lock=lock)


async def version_of(session: AsyncSession, script: AnswerScript, version_id: UUID) -> ScriptVersion:
    """One of the answer's wordings, or a refusal. Whoever changes it holds the answer itself."""
    version = await row_of(session, ScriptVersion, script.centre_id, version_id, VERSION)
    if version.script_id != script.id:
        raise missing(VERSION)
    return version


async def version_before(session: AsyncSession, script: AnswerScript, number: int) -> ScriptVersion | None:
    """The wording of this number; of none before the first."""
    if number < 1:
        return None
    query = select(ScriptVersion).where(
        ScriptVersion.centre_id == script.centre_id,
        ScriptVersion.script_id == script.id,
        ScriptVersion.number == number,
    )
    found = (await session.execute(query)).scalars().first()
    if found is None:
        raise missing(VERSION)
    return found


async def ending_soon(
    session: AsyncSession, centre_id: UUID, at: datetime, until: datetime
) -> Sequence[tuple[AnswerScript, ScriptVersion]]:
    """Answers whose last approved wording ends, or has ended, with none to follow it."""
    later = aliased(ScriptVersion)
    followed = exists().where(
        later.centre_id == ScriptVersion.centre_id,
        later.script_id == ScriptVersion.script_id,
        later.number > ScriptVersion.number,
        later.state == VersionState.APPROVED.value,
        or_(later.effective_to.is_(None), later.effective_to > at),
    )
    query = (
        select(AnswerScript, ScriptVersion)
        .join(
            ScriptVersion,
            and_(
                ScriptVersion.centre_id == AnswerScript.centre_id, ScriptVersion.script_id == AnswerScript.id
            ),
        )
        .where(
            AnswerScript.centre_id == centre_id,
            ScriptVersion.state == VersionState.APPROVED.value,
            ScriptVersion.effective_to <= until,
            ScriptVersion.superseded_at.is_(None),
            ~followed,
        )
        .order_by(ScriptVersion.effective_to, AnswerScript.id)
    )
    return [(row[0], row[1]) for row in (await session.execute(query)).all()]


async def version_in_force(
    session: AsyncSession, centre_id: UUID, topic: str, at: datetime
) -> ScriptVersion | None:
    """The wording that held for a topic at a moment."""
    return await _of_topic(session, centre_id, topic, held(at))


async def _of_topic(
    session: AsyncSession, centre_id: UUID, topic: str, when: ColumnElement[bool]
) -> ScriptVersion | None:
    query = (
        select(ScriptVersion)
        .join(
            AnswerScript,
            and_(
                AnswerScript.centre_id == ScriptVersion.centre_id,
                AnswerScript.id == ScriptVersion.script_id,
            ),
        )
        .where(AnswerScript.centre_id == centre_id, AnswerScript.topic == topic, when)
        .order_by(ScriptVersion.number.desc())
        .limit(1)
    )
    return (await session.execute(query)).scalars().first()


async def script_in_force(
    session: AsyncSession, centre_id: UUID, topic: str, at: datetime, *, hold: bool = False
) -> ScriptInForce | None:
    """The unified answer of a topic as the rules read it, with those who alone may give it.

    `hold` keeps it as it is until the transaction ends: an approval or a withdrawal waits, and one that
    came first is seen, since it is read only after the lock is held.
    """
    if hold:
        keep = select(AnswerScript.id).where(AnswerScript.centre_id == centre_id, AnswerScript.topic == topic)
        await session.execute(keep.with_for_update(read=True))
    version = await _of_topic(session, centre_id, topic, holds_now(at) if hold else held(at))
    if version is None:
        return None
    named = await designees_of(session, centre_id, [version.script_id], at)
    return ScriptInForce(
        script_id=version.script_id,
        version_id=version.id,
        version=version.number,
        digest=version.digest,
        designees=frozenset(named.get(version.script_id, ())),
    )


async def designees_of(
    session: AsyncSession, centre_id: UUID, scripts: Sequence[UUID], at: datetime
) -> dict[UUID, list[UUID]]:
    """For each of these answers, who alone may give it at a moment."""
    query = select(Designation.script_id, Designation.person_id).where(
        Designation.centre_id == centre_id,
        Designation.script_id.in_(scripts),
        Designation.starts_at <= at,
        _later_than(Designation.ends_at, at),
    )
    found: dict[UUID, list[UUID]] = {}
    for script_id, person_id in (await session.execute(query.order_by(Designation.id))).all():
        found.setdefault(script_id, []).append(person_id)
    return found


async def versions(session: AsyncSession, script: AnswerScript) -> Sequence[ScriptVersion]:
    """Every wording of an answer, the latest first."""
    query = select(ScriptVersion).where(
        ScriptVersion.centre_id == script.centre_id, ScriptVersion.script_id == script.id
    )
    return (await session.execute(query.order_by(ScriptVersion.number.desc()))).scalars().all()


async def versions_in_force(
    session: AsyncSession, centre_id: UUID, scripts: Sequence[UUID], at: datetime
) -> dict[UUID, ScriptVersion]:
    """For each of these answers the wording that holds at a moment, where one does."""
    query = (
        select(ScriptVersion)
        .where(ScriptVersion.centre_id == centre_id, ScriptVersion.script_id.in_(scripts), held(at))
        .order_by(ScriptVersion.number)
    )
    return {each.script_id: each for each in (await session.execute(query)).scalars()}


async def open_versions(
    session: AsyncSession, centre_id: UUID, scripts: Sequence[UUID]
) -> dict[UUID, ScriptVersion]:
    """For each of these answers the wording being worked on, where there is one."""
    query = select(ScriptVersion).where(
        ScriptVersion.centre_id == centre_id,
        ScriptVersion.script_id.in_(scripts),
        ScriptVersion.state.in_([VersionState.DRAFT.value, VersionState.SUBMITTED.value]),
    )
    return {each.script_id: each for each in (await session.execute(query)).scalars()}


def scripts(centre_id: UUID, topic: str | None = None) -> Select[AnswerScript]:
    """The centre's unified answers."""
    query = select(AnswerScript).where(AnswerScript.centre_id == centre_id)
    return query if topic is None else query.where(AnswerScript.topic == topic)


def found_scripts(
    centre_id: UUID, asked: Asked, at: datetime, topic: str | None = None
) -> tuple[Select[*tuple[Any, ...]], tuple[Any, ...]]:
    """Answers in which every word occurs, with their texts; and what they go by, best fit first, then newest.

    A topic fits best, then what is said, then the rest. Of several wordings those count that hold or are
    being worked on.
    """
    shown = or_(held(at), ScriptVersion.state.in_([VersionState.DRAFT.value, VersionState.SUBMITTED.value]))
    mine = (
        ScriptVersion.centre_id == centre_id,
        ScriptVersion.script_id == AnswerScript.id,
        shown,
    )
    texts = {
        name: select(func.string_agg(column, " ")).where(*mine).scalar_subquery().label(name)
        for name, column in (
            ("say", ScriptVersion.say),
            ("do_not_say", ScriptVersion.do_not_say),
            ("background", ScriptVersion.background),
        )
    }
    newest = select(func.max(ScriptVersion.drafted_at)).where(*mine).scalar_subquery()
    latest = func.coalesce(newest, datetime.fromtimestamp(0, UTC))
    weights = [(Topic.name_zh, 4), (Topic.name_en, 4), (texts["say"], 2)]
    weights += [(texts["do_not_say"], 1), (texts["background"], 1)]
    fit, fits = how_well(asked, weights)
    holds = exists().where(*mine[:2], held(at)).label("in_force")
    same = (Topic.centre_id == AnswerScript.centre_id) & (Topic.key == AnswerScript.topic)
    query = (
        select(AnswerScript, Topic.name_zh, Topic.name_en, *texts.values(), holds)
        .add_columns(fit.label("fit"), latest.label("latest"))
        .join(Topic, same)
        .where(AnswerScript.centre_id == centre_id, fits if asked.words else false())
    )
    if topic is not None:
        query = query.where(AnswerScript.topic == topic)
    return query, (fit, latest, AnswerScript.id)
