"""Drafting what to say on a topic, and laying it before the head (4.4.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers.queries import versions
from app.answers.tables import AnswerScript, ScriptVersion
from app.answers.vocabulary import VersionState
from app.centre.queries import topic_of
from app.database.ids import new_id
from app.database.rows import store
from app.procedure.challenge import digest_of
from app.procedure.refusal import Refused, conflict, incomplete


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What to say on a topic, what not to say, and from when to when."""

    say: str
    do_not_say: str | None = None
    background: str | None = None
    effective_from: datetime | None = None
    effective_to: datetime | None = None


async def begin_script(
    session: AsyncSession, centre_id: UUID, topic: str, wording: Wording, *, author: UUID, now: datetime
) -> AnswerScript:
    """Begin the unified answer of a topic with its first draft. A topic has one answer."""
    await topic_of(session, centre_id, topic)
    script = AnswerScript(centre_id=centre_id, id=new_id(), topic=topic, owner_id=author)
    await store(session, script)
    await draft_version(session, script, wording, author=author, now=now)
    return script


async def draft_version(
    session: AsyncSession, script: AnswerScript, wording: Wording, *, author: UUID, now: datetime
) -> ScriptVersion:
    """Draft another wording; the one in force holds until it is approved."""
    _refuse_times(wording.effective_from, wording.effective_to)
    earlier = await versions(session, script)
    if any(each.state in {VersionState.DRAFT, VersionState.SUBMITTED} for each in earlier):
        raise Refused(
            conflict(
                "draft_open",
                None,
                "已有一份草稿或待批的版本",
                "A draft, or a version awaiting approval, is there already",
                then=(None, "在已有的那一份上修改", "Work on that one"),
            )
        )
    version = ScriptVersion(
        centre_id=script.centre_id,
        id=new_id(),
        script_id=script.id,
        number=1 + max((each.number for each in earlier), default=0),
        state=VersionState.DRAFT.value,
        say=wording.say,
        do_not_say=wording.do_not_say,
        background=wording.background,
        effective_from=wording.effective_from,
        effective_to=wording.effective_to,
        digest=digest_of(wording.say),
        drafted_by=author,
        drafted_at=now,
    )
    await store(session, version)
    return version


async def change_draft(session: AsyncSession, version: ScriptVersion, changes: Mapping[str, Any]) -> None:
    """Change a draft; what has been submitted is read by others and stands as it is."""
    refuse_unless(version, VersionState.DRAFT)
    for name, value in changes.items():
        setattr(version, name, value)
    version.digest = digest_of(version.say)
    _refuse_times(version.effective_from, version.effective_to)
    await changed(session, version)


async def submit(session: AsyncSession, version: ScriptVersion, now: datetime) -> None:
    """Lay a draft before the head."""
    refuse_unless(version, VersionState.DRAFT)
    version.state, version.submitted_at = VersionState.SUBMITTED.value, now
    await changed(session, version)


def _refuse_times(begins: datetime | None, ends: datetime | None) -> None:
    if begins is not None and ends is not None and ends <= begins:
        raise Refused(
            incomplete(
                "ends_before_it_starts",
                None,
                "失效时间须晚于生效时间",
                "The end lies behind the beginning",
                "effective_to",
            )
        )


def refuse_unless(version: ScriptVersion, *states: VersionState) -> None:
    """A wording goes its way once; what has been decided stands."""
    if VersionState(version.state) not in states:
        raise Refused(
            conflict(
                "version_not_at_this_point",
                "4.4.5-a",
                "这一版本已走过这一步，不能再这样做",
                "This version is past that point",
                then=(None, "刷新后查看现状，或另起一版", "Look at it again, or draft another version"),
            )
        )


async def changed(session: AsyncSession, version: ScriptVersion) -> None:
    """Store a changed wording under its next version number."""
    version.version += 1
    await store(session, version)
