"""The directory, the emergency cards and the topics, as seen from outside."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import MISSING, AwareDatetime, ConfigDict, Field, StringConstraints

from app.centre.tables import DirectoryEntry as EntryRow
from app.centre.tables import EmergencyCard as CardRow
from app.centre.tables import Topic as TopicRow
from app.centre.vocabulary import Mark
from app.procedure.labels import label_of
from app.procedure.vocabulary import EmergencyType
from app.schema import Schema
from app.staff.schemas.common import Phone
from app.web.bodies import Body, Label, Line, Short


class DirectoryEntry(Schema):
    """其它咨询途径: another body, what for, how to reach it (4.3.3)."""

    id: UUID
    name: str
    purpose: str
    reach: str
    hours: str | None
    checked_on: date | None
    withdrawn_at: AwareDatetime | None
    version: int

    @classmethod
    def of(cls, row: EntryRow) -> "DirectoryEntry":
        return cls.model_validate(row, from_attributes=True)


class NewDirectoryEntry(Body):
    """Another body residents may be shown the way to."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "name": "燃气公司",
                "purpose": "开户、过户、表具与气费",
                "reach": "服务热线见缴费单；营业厅在人民路18号",
                "hours": "每日 08:30–17:30",
                "checked_on": "2026-03-02",
            }
        }
    )

    name: Short
    purpose: Line
    reach: Line
    hours: Line | None = None
    checked_on: date | None = None


class DirectoryEntryEdit(Body):
    """What of an entry changes."""

    name: Short | MISSING = MISSING
    purpose: Line | MISSING = MISSING
    reach: Line | MISSING = MISSING
    hours: Line | MISSING | None = MISSING
    checked_on: date | MISSING | None = MISSING


class FirstCall(Body):
    """Whom to call, and the number where the centre has written one."""

    who: Short
    number: Phone | None = None


Lines = Annotated[list[Line], Field(max_length=20)]


class EmergencyCardBody(Body):
    """The centre's own card: first calls, what to do, what never to do, who commands."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "first_calls": [{"who": "火警", "number": "119"}, {"who": "监控中心", "number": "8000"}],
                "things_to_do": ["报清楼栋楼层", "组织人员走楼梯疏散"],
                "never_do": ["不乘电梯"],
                "commander": "安防当值主管",
            }
        }
    )

    first_calls: Annotated[list[FirstCall], Field(max_length=10)]
    things_to_do: Lines
    never_do: Lines
    commander: Short | None = None


class EmergencyCard(Schema):
    """紧急情况卡 of one type: empty, a sample, or the centre's own (4.2.3)."""

    type: EmergencyType
    label: Label
    is_empty: bool
    is_sample: bool
    first_calls: list[FirstCall]
    things_to_do: list[str]
    never_do: list[str]
    commander: str | None
    changed_at: AwareDatetime | None
    version: int

    @classmethod
    def of(cls, emergency: EmergencyType, row: CardRow | None) -> "EmergencyCard":
        return cls(
            type=emergency,
            label=Label.of(label_of(emergency)),
            is_empty=row is None,
            is_sample=row is not None and row.is_sample,
            first_calls=[FirstCall.model_validate(each) for each in row.first_calls] if row else [],
            things_to_do=row.things_to_do if row else [],
            never_do=row.never_do if row else [],
            commander=row.commander if row else None,
            changed_at=row.changed_at if row else None,
            version=row.version if row else 0,
        )


TopicWords = Annotated[list[Short], Field(max_length=50)]


class Topic(Schema):
    """主题: what matters are about, with the words it is recognised by and the mark it sets."""

    key: str
    name: Label
    mark: Mark
    words: list[str]
    in_use: bool
    version: int

    @classmethod
    def of(cls, row: TopicRow) -> "Topic":
        return cls(
            key=row.key,
            name=Label(zh=row.name_zh, en=row.name_en),
            mark=Mark(row.mark),
            words=row.words,
            in_use=row.in_use,
            version=row.version,
        )


class NewTopic(Body):
    """A topic of the centre's own."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "key": "parking",
                "name_zh": "停车",
                "name_en": "Parking",
                "mark": "none",
                "words": ["车位", "停车"],
            }
        }
    )

    key: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
    name_zh: Short
    name_en: Short
    mark: Mark = Mark.NONE
    words: TopicWords = Field(default_factory=list)


class TopicEdit(Body):
    """What of a topic changes; its key stays."""

    name_zh: Short | MISSING = MISSING
    name_en: Short | MISSING = MISSING
    mark: Mark | MISSING = MISSING
    words: TopicWords | MISSING = MISSING
    in_use: bool | MISSING = MISSING
