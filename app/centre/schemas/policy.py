"""The procedure's words beside the centre's values, as seen from outside."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, Field, StrictBool, StrictInt, StringConstraints

from app.centre.queries import SettingNow
from app.centre.tables import PolicyVersion
from app.procedure.deadlines import ClockKind
from app.procedure.terms import TermType
from app.schema import Schema
from app.web.bodies import Body, Label, Line

SettingValue = StrictBool | StrictInt | Annotated[str, StringConstraints(max_length=80)]


class PolicyChoice(Schema):
    """One reading that may be chosen."""

    value: str
    label: Label


class PolicySetting(Schema):
    """规程原词 → 本中心设定值: one word of the procedure and what it means here."""

    name: str
    label: Label
    word: str | None
    clause: str | None
    type: TermType
    clock: ClockKind | None
    unit: Label
    value: SettingValue
    default: SettingValue
    at_least: int | None
    at_most: int | None
    choices: list[PolicyChoice]
    version: int = Field(description="The policy version that set it; 0 while the default stands")
    changed_at: AwareDatetime | None
    changed_by: UUID | None

    @classmethod
    def of(cls, now: SettingNow) -> "PolicySetting":
        setting = now.setting
        return cls(
            name=setting.name,
            label=Label.of(setting.label),
            word=setting.word,
            clause=setting.clause,
            type=setting.type,
            clock=setting.clock,
            unit=Label.of(setting.unit),
            value=now.value,
            default=setting.default,
            at_least=setting.at_least,
            at_most=setting.at_most,
            choices=[PolicyChoice(value=value, label=Label.of(words)) for value, words in setting.choices],
            version=now.version,
            changed_at=now.changed_at,
            changed_by=now.changed_by,
        )


class Policy(Schema):
    """Every setting of the centre, in the order of the procedure."""

    version: int
    settings: list[PolicySetting]


class SettingEdit(Body):
    """A new value and why. It holds for clocks that start afterwards."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"value": 20, "reason": "前台已增加人手，致电时限缩短"}}
    )

    value: SettingValue
    reason: Line


class PolicyChange(Schema):
    """One change of one setting: who, when, what, why."""

    version: int
    name: str
    value_before: SettingValue
    value: SettingValue
    reason: str
    changed_at: AwareDatetime
    changed_by: UUID

    @classmethod
    def of(cls, row: PolicyVersion) -> "PolicyChange":
        return cls.model_validate(row, from_attributes=True)
