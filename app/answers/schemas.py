"""Unified answers, as seen from outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import MISSING, AwareDatetime, ConfigDict, Field, JsonValue, StringConstraints

from app.answers.differences import Piece, differences
from app.answers.tables import AnswerScript as ScriptRow
from app.answers.tables import ScriptVersion as VersionRow
from app.answers.vocabulary import VersionState
from app.database.found import Asked, Found, marked
from app.schema import Schema
from app.web.bodies import Body, Line, Long, Moment

WORDING: dict[str, JsonValue] = {
    "say": "物业费标准按备案合同执行，每平方米2.4元，收费依据张贴在各栋大堂。",
    "do_not_say": "不评论其他小区的收费；不承诺减免。",
    "background": "合同备案号见前台资料夹第3页。",
    "effective_from": None,
    "effective_to": "2026-12-31T23:59:59+08:00",
}
Topic = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$"), Field(examples=["fees"])]


class WordingBody(Body):
    """What to say, what not to say, what staff should know, and from when to when."""

    model_config = ConfigDict(json_schema_extra={"example": WORDING})

    say: Long
    do_not_say: Long | None = None
    background: Long | None = None
    effective_from: Moment | None = Field(
        default=None, description="From this moment on; from the approval on when empty"
    )
    effective_to: Moment | None = None


class NewAnswerScript(WordingBody):
    """The unified answer of a topic, with its first draft."""

    model_config = ConfigDict(json_schema_extra={"example": {"topic": "fees", **WORDING}})

    topic: Topic


class WordingEdit(Body):
    """What of a draft changes."""

    say: Long | MISSING = MISSING
    do_not_say: Long | MISSING | None = MISSING
    background: Long | MISSING | None = MISSING
    effective_from: Moment | MISSING | None = MISSING
    effective_to: Moment | MISSING | None = MISSING


class SentBack(Body):
    """What to change before it can be approved."""

    model_config = ConfigDict(json_schema_extra={"example": {"remark": "请写明备案日期"}})

    remark: Line


class Withdrawal(Body):
    """Why nobody is to answer by it any more."""

    model_config = ConfigDict(json_schema_extra={"example": {"reason": "收费标准已调整"}})

    reason: Line


class Designees(Body):
    """指定专人: who alone answers on this topic; an empty list lets everyone answer."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"person_ids": ["01968a30-0000-7000-8000-000000000005"]}}
    )

    person_ids: Annotated[list[UUID], Field(max_length=20)]


class OwnerEdit(Body):
    """Who keeps the answer up to date."""

    owner_id: UUID


class ScriptVersion(Schema):
    """One wording. `digest` is the SHA-256 of `say`: the approval holds for exactly these words."""

    id: UUID
    script_id: UUID
    number: int
    state: VersionState
    in_force: bool
    say: str
    do_not_say: str | None
    background: str | None
    effective_from: AwareDatetime | None
    effective_to: AwareDatetime | None
    digest: str
    drafted_by: UUID
    drafted_at: AwareDatetime
    submitted_at: AwareDatetime | None
    decided_by: UUID | None
    decided_at: AwareDatetime | None
    remark: str | None
    superseded_at: AwareDatetime | None
    withdrawn_at: AwareDatetime | None
    withdrawn_reason: str | None
    version: int

    @classmethod
    def of(cls, row: VersionRow, now: datetime) -> "ScriptVersion":
        state = state_at(row, now)
        begun = row.effective_from is not None and row.effective_from <= now
        columns = {name: getattr(row, name) for name in cls.model_fields if name not in {"state", "in_force"}}
        return cls(**columns, state=state, in_force=state is VersionState.APPROVED and begun)


def state_at(row: VersionRow, now: datetime) -> VersionState:
    """The state a wording shows: an approved one may have ended by time alone."""
    state = VersionState(row.state)
    if state is VersionState.APPROVED and row.superseded_at is not None and row.superseded_at <= now:
        return VersionState.SUPERSEDED
    if state is VersionState.APPROVED and row.effective_to is not None and row.effective_to <= now:
        return VersionState.EXPIRED
    return state


class Differences(Schema):
    """Two wordings side by side, as pieces that stayed, came or went."""

    since: int | None = Field(description="The earlier wording's number; empty before the first")
    number: int
    say: list[Piece]
    do_not_say: list[Piece]
    background: list[Piece]

    @classmethod
    def between(cls, earlier: VersionRow | None, later: VersionRow) -> "Differences":
        told = {
            name: differences((getattr(earlier, name) if earlier else None) or "", getattr(later, name) or "")
            for name in ("say", "do_not_say", "background")
        }
        return cls(since=earlier.number if earlier else None, number=later.number, **told)


class ScriptReminder(Schema):
    """A unified answer that ends soon, or has ended, with none to follow: its owner is to see to it."""

    script_id: UUID
    topic: str
    owner_id: UUID
    number: int
    ends_at: AwareDatetime
    ended: bool
    mine: bool


SEARCHED = ("name_zh", "name_en", "say", "do_not_say", "background")


def found_in(row: Any, asked: Asked) -> list[Found]:
    """The places of an answer where the words stand."""
    return marked([(name, getattr(row, name)) for name in SEARCHED], asked)


class AnswerScript(Schema):
    """统一口径 of a topic: the wording in force, the one being worked on, and who alone may give it."""

    id: UUID
    topic: str
    owner_id: UUID
    designees: list[UUID]
    in_force: ScriptVersion | None
    in_work: ScriptVersion | None
    version: int
    found: list[Found] = Field(default=[], description="Where the words of `q` stand")

    @classmethod
    def of(
        cls,
        row: ScriptRow,
        now: datetime,
        *,
        designees: Sequence[UUID],
        in_force: VersionRow | None,
        in_work: VersionRow | None,
    ) -> "AnswerScript":
        return cls(
            id=row.id,
            topic=row.topic,
            owner_id=row.owner_id,
            designees=list(designees),
            in_force=ScriptVersion.of(in_force, now) if in_force else None,
            in_work=ScriptVersion.of(in_work, now) if in_work else None,
            version=row.version,
        )
