"""Replaying a version of the routing rules over past cases, over HTTP."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import Path
from pydantic import AwareDatetime, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.replays import Elsewhere, Replayed, Span, replay
from app.routing.comparing import Difference, Way
from app.routing.compiled import CompiledRuleSet
from app.routing.guards import KeepsRules
from app.routing.labels import STAGES
from app.routing.queries import compiled, rule_set_in_force, rule_set_numbered
from app.routing.vocabulary import Stage
from app.schema import Schema
from app.web.bodies import Body, Label, Moment
from app.web.dependencies import SessionDep
from app.web.paging import cursor_of, key_of
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/routing-rules", tags=["routing rules"], responses=problem_responses(401, 403))

MOST_EXAMINED = 5_000
Number = Annotated[int, Path(ge=1, le=1_000_000, examples=[2])]


class ReplayAsked(Body):
    """Which past cases, and against which version; without one, the rules in force."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "recorded_from": "2026-03-01T00:00:00+08:00",
                "recorded_to": "2026-04-01T00:00:00+08:00",
                "against": None,
                "show": 50,
                "cursor": None,
            }
        }
    )

    recorded_from: Moment
    recorded_to: Moment
    against: int | None = Field(default=None, ge=1, le=1_000_000)
    show: int = Field(default=50, ge=0, le=200, description="At most so many cases are told one by one")
    cursor: str | None = Field(default=None, max_length=500, description="`next_cursor` of the part before")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.recorded_from >= self.recorded_to:
            raise PydanticCustomError("span_empty", "A span begins before it ends")
        return self


class WayOut(Schema):
    """The rule that decides a stage, and what it asks for."""

    rule: str | None
    name: Label
    adds: Label

    @classmethod
    def of(cls, way: Way) -> "WayOut":
        """In both languages."""
        return cls(rule=way.rule, name=Label.of(way.name), adds=Label.of(way.adds))


class DifferenceOut(Schema):
    """A stage that would have ended otherwise, and why."""

    stage: Stage
    label: Label
    before: WayOut
    after: WayOut
    why: Label

    @classmethod
    def of(cls, found: Difference) -> "DifferenceOut":
        """In both languages."""
        return cls(
            stage=found.stage,
            label=Label.of(STAGES[found.stage]),
            before=WayOut.of(found.before),
            after=WayOut.of(found.after),
            why=Label.of(found.why),
        )


class ElsewhereOut(Schema):
    """A case that would have gone another way."""

    case_id: UUID
    number: str | None
    kind: str | None
    recorded_at: AwareDatetime
    summary: str | None
    differences: list[DifferenceOut]

    @classmethod
    def of(cls, each: Elsewhere) -> "ElsewhereOut":
        """With its differences in both languages."""
        return cls(
            case_id=each.case_id,
            number=each.number,
            kind=each.kind,
            recorded_at=each.recorded_at,
            summary=each.summary,
            differences=[DifferenceOut.of(found) for found in each.differences],
        )


class WayCount(Schema):
    """How many cases would go from one way to another."""

    stage: Stage
    label: Label
    before: Label
    after: Label
    cases: int


class ReplayOut(Schema):
    """What the version would have done to one part of the past cases; nothing is changed by it."""

    examined: int
    changed: int
    left_out: int = Field(description="Cases that keep nothing of what their rules looked at")
    ways: list[WayCount]
    items: list[ElsewhereOut]
    next_cursor: str | None = Field(description="The next part of the span; empty on the last")

    @classmethod
    def of(cls, told: Replayed) -> "ReplayOut":
        """The most frequent ways first."""
        return cls(
            examined=told.examined,
            changed=told.changed,
            left_out=told.left_out,
            ways=[
                WayCount(
                    stage=stage,
                    label=Label.of(STAGES[stage]),
                    before=Label.of(before),
                    after=Label.of(after),
                    cases=count,
                )
                for (stage, before, after), count in told.ways.most_common()
            ],
            items=[ElsewhereOut.of(each) for each in told.shown],
            next_cursor=cursor_of(told.goes_on) if told.goes_on else None,
        )


@router.post(
    "/versions/{number}/replay",
    summary="Replay a version over past cases",
    responses=problem_responses(404),
)
async def replay_rule_version(
    number: Number, asked: ReplayAsked, session: SessionDep, actor: KeepsRules
) -> ReplayOut:
    """How many cases would have gone elsewhere, which ones, and why; in parts of at most 5,000 cases."""
    row = await rule_set_numbered(session, actor.centre_id, number)
    before = await _against(session, actor.centre_id, asked.against)
    span = Span(
        asked.recorded_from,
        asked.recorded_to,
        key_of(asked.cursor, datetime, UUID),
        MOST_EXAMINED,
        asked.show,
    )
    return ReplayOut.of(await replay(session, actor.centre_id, before, await compiled(session, row), span))


async def _against(session: AsyncSession, centre_id: UUID, number: int | None) -> CompiledRuleSet:
    if number is None:
        return await rule_set_in_force(session, centre_id)
    return await compiled(session, await rule_set_numbered(session, centre_id, number))
