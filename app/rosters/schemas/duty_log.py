"""Duty logs, as seen from outside."""

from uuid import UUID

from pydantic import AwareDatetime, ConfigDict

from app.rosters.tables import DutyLogEntry as EntryRow
from app.schema import Schema
from app.web.bodies import Body, Long, Moment


class DutyLogEntry(Schema):
    """值班工作本: one entry, in its author's own hand."""

    id: UUID
    person_id: UUID
    shift_id: UUID | None
    case_id: UUID | None
    occurred_at: AwareDatetime
    recorded_at: AwareDatetime
    process: str
    result: str | None

    @classmethod
    def of(cls, row: EntryRow) -> "DutyLogEntry":
        return cls.model_validate(row, from_attributes=True)


class NewDutyLogEntry(Body):
    """What I did. An entry about a case is written on the case, and stands here too."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "occurred_at": "2026-04-01T21:40:00+08:00",
                "process": "巡查地库B2，发现3号排水泵有异响，已通知值班工程人员",
                "result": "工程人员已到场，待检修",
            }
        }
    )

    occurred_at: Moment
    process: Long
    result: Long | None = None
    shift_id: UUID | None = None
