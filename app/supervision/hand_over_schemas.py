"""Hand-overs between shifts, as seen from outside."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import ConfigDict, Field

from app.cases.views import DUTY_LABELS, STATUS_LABELS, DutyLine
from app.procedure.duties import DutyCode
from app.procedure.refusal import Words
from app.procedure.vocabulary import Kind, Role, Status
from app.schema import Schema
from app.supervision.hand_overs import Given
from app.supervision.tables import HandOver as HandOverRow
from app.web.bodies import Body, Short


class ReceiverOut(Schema):
    """Somebody who may take things on; `begins_at` is empty for who is on duty now."""

    person_id: UUID
    name: str
    role: Role
    begins_at: datetime | None


class SelfCheck(Schema):
    """下班前自查: what is still open at me, and who may take it on."""

    at: datetime
    shift_id: UUID | None = Field(description="The shift I am in")
    items: list[DutyLine]
    receivers: list[ReceiverOut]
    incomplete_sheets: int
    callbacks_missing: int
    logs_missing: int = Field(description="Own duty-log entries not written yet (4.2.5)")
    to_receive: int = Field(description="Hand-overs that wait for my signature")


class GivenItem(Body):
    """One open item and its receiver."""

    case_id: UUID
    duty: str = Field(min_length=1, max_length=120)
    receiver_id: UUID


class NewHandOver(Body):
    """What I hand over to whom. `leave` signs me off my shift with it."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "items": [
                    {
                        "case_id": "01968a30-0000-7000-8000-000000000031",
                        "duty": "callback:1",
                        "receiver_id": "01968a30-0000-7000-8000-000000000005",
                    }
                ],
                "things": ["门禁钥匙3把", "对讲机2台"],
                "leave": True,
            }
        }
    )

    items: list[GivenItem] = Field(max_length=300)
    things: list[Short] = Field(default=[], max_length=20, description="Keys, tools, radios")
    leave: bool = True

    def given(self) -> list[Given]:
        """As they are signed for."""
        return [Given(each.case_id, each.duty, each.receiver_id) for each in self.items]


class HandOverItem(Schema):
    """An item with its receiver; signed for once `received_at` is there."""

    case_id: UUID
    number: str | None
    kind: Kind | None
    status: Status
    status_label: Words
    summary: str | None
    place: str | None
    unit: str | None
    duty: str
    label: Words
    receiver_id: UUID
    receiver: str
    received_at: datetime | None
    still_open: bool


class HandOver(Schema):
    """One hand-over: who goes, what is open, who has taken it on."""

    id: UUID
    person_id: UUID
    person: str
    shift_id: UUID | None
    made_at: datetime
    signed_off: bool
    things: list[str]
    items: list[HandOverItem]


def item_out(row: Any) -> HandOverItem:
    """An item from its row."""
    same = ("case_id", "number", "kind", "status", "summary", "place", "unit", "duty", "receiver_id")
    return HandOverItem(
        **{name: row[name] for name in same},
        status_label=STATUS_LABELS[row["status"]],
        label=DUTY_LABELS[DutyCode(row["code"])],
        receiver=row["receiver"],
        received_at=row["received_at"],
        still_open=row["still_open"],
    )


def hand_over_out(row: HandOverRow, items: Iterable[Any], names: Mapping[UUID, str]) -> HandOver:
    """A hand-over with its items."""
    same = ("id", "person_id", "shift_id", "made_at", "signed_off", "things")
    return HandOver(
        **{name: getattr(row, name) for name in same},
        person=names.get(row.person_id, ""),
        items=[item_out(each) for each in items if each["hand_over_id"] == row.id],
    )
