"""Channels, their log, and who gets what, as seen from outside. A secret is shown once."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import MISSING, ConfigDict, Field, StringConstraints

from app.cases.views import View
from app.notifications.event_types import EVENT_TYPES
from app.notifications.tables import Channel, Delivery, NotificationSetting
from app.notifications.vocabulary import (
    OUTCOME_WORDS,
    SORT_WORDS,
    TOLD_WORDS,
    Outcome,
    Sort,
    State,
    Told,
)
from app.procedure.labels import label_of
from app.procedure.refusal import Words
from app.procedure.vocabulary import Role
from app.schema import Schema
from app.web.bodies import Body, Moment, Short

Address = Annotated[
    str, StringConstraints(min_length=8, max_length=500, pattern=r"^[a-z0-9]+://[\x21-\x7e]+$")
]
Mailbox = Annotated[
    str, StringConstraints(max_length=120, pattern=r"^[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,50}$")
]
EventType = Annotated[str, StringConstraints(pattern=rf"^(?:{'|'.join(EVENT_TYPES)})$")]
EventTypes = Annotated[tuple[EventType, ...], Field(max_length=len(EVENT_TYPES))]


class NewChannelIn(Body):
    """A way out of the house. Its address is sealed and never shown again."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "name": "物业云平台",
                "sort": "webhook",
                "address": "https://hooks.example.invalid/yingmen",
                "event_types": ["case.taken_in"],
            }
        }
    )

    name: Short
    sort: Sort
    address: Address = Field(
        description="A webhook's URL; a group bot's URL as the chat shows it; "
        "`smtp://name:password@host:587`; "
        "a gateway for text messages, where `{phone}` stands for the work telephone of who is told"
    )
    event_types: EventTypes = Field(default=(), description="Of a webhook: which events; none means all")
    sender: Mailbox | None = Field(default=None, description="Of mail")
    recipients: tuple[Mailbox, ...] = Field(default=(), max_length=20, description="Of mail")


class ChannelEdit(Body):
    """What of a channel changes."""

    name: Short | MISSING = MISSING
    event_types: EventTypes | MISSING = MISSING
    enabled: bool | MISSING = Field(default=MISSING, description="Taken up again, it sends what has gathered")


class ChannelOut(View):
    """A channel, its state, and how its deliveries fare."""

    id: UUID
    name: str
    sort: Sort
    sort_label: Words
    mask: str = Field(description="Where it goes, without what lets one in")
    event_types: list[str]
    created_at: datetime
    previous_secret_until: datetime | None = Field(description="Until then the secret before signs too")
    failing_since: datetime | None
    disabled_at: datetime | None
    disabled_label: Words | None
    waiting: int
    delivered: int
    parked: int
    version: int

    @classmethod
    def of(cls, row: Channel, counts: dict[str, int]) -> "ChannelOut":
        return cls(**_channel(row, counts))


class ChannelShownOnce(ChannelOut):
    """A channel with its fresh secret: this once."""

    secret: str | None = Field(description="Of a webhook: with it the receiver verifies each message")

    @classmethod
    def with_secret(cls, row: Channel, counts: dict[str, int], secret: str | None) -> "ChannelShownOnce":
        return cls(**_channel(row, counts), secret=secret)


BY_HAND = Words("人工停用", "Switched off by hand")


def _channel(row: Channel, counts: dict[str, int]) -> dict[str, Any]:
    why = row.disabled_why
    label = None if why is None else BY_HAND if why == "by_hand" else OUTCOME_WORDS[Outcome(why)]
    return {
        "id": row.id,
        "name": row.name,
        "sort": row.sort,
        "sort_label": SORT_WORDS[Sort(row.sort)],
        "mask": row.mask,
        "event_types": row.event_types,
        "created_at": row.created_at,
        "previous_secret_until": row.previous_secret_until,
        "failing_since": row.failing_since,
        "disabled_at": row.disabled_at,
        "disabled_label": label,
        "version": row.version,
    } | {state.value: counts.get(state.value, 0) for state in State}


STATE_WORDS = {
    State.WAITING: Words("待发送", "Waiting"),
    State.DELIVERED: Words("已送达", "Arrived"),
    State.PARKED: Words("已搁置", "Laid aside"),
}


class DeliveryOut(View):
    """One event on its way to one receiver."""

    id: UUID
    event_id: UUID
    event: str
    event_label: Words | None
    case_id: UUID | None
    entry: int | None
    number: str | None
    state: State
    state_label: Words
    attempts: int
    outcome: Outcome | None
    outcome_label: Words | None
    happened_at: datetime
    created_at: datetime
    tried_at: datetime | None
    next_try_at: datetime | None = Field(description="While it waits")
    delivered_at: datetime | None
    took_ms: int | None

    @classmethod
    def of(cls, row: Delivery, number: str | None) -> "DeliveryOut":
        state, outcome = State(row.state), Outcome(row.outcome) if row.outcome else None
        return cls(
            id=row.id,
            event_id=row.event_id,
            event=row.event,
            event_label=_event_label(row.event),
            case_id=row.case_id,
            entry=row.entry,
            number=number,
            state=state,
            state_label=STATE_WORDS[state],
            attempts=row.attempts,
            outcome=outcome,
            outcome_label=OUTCOME_WORDS[outcome] if outcome else None,
            happened_at=row.happened_at,
            created_at=row.created_at,
            tried_at=row.tried_at,
            next_try_at=row.next_try_at if state is State.WAITING else None,
            delivered_at=row.delivered_at,
            took_ms=row.took_ms,
        )


def _event_label(event: str) -> Words | None:
    prefix, _, told = event.partition(".")
    return TOLD_WORDS[Told(told)] if prefix == "notice" else None


class Replay(Body):
    """From which moment on everything is sent once more."""

    since: Moment


class Replayed(Schema):
    """How many deliveries wait again."""

    count: int


class ToldOut(View):
    """One sort of notice."""

    told: Told
    label: Words


class RoleChoices(View):
    """What holders of a post get by which channels, beside their inbox."""

    role: Role
    label: Words
    choices: dict[str, list[UUID]]
    version: int

    @classmethod
    def of(cls, role: Role, row: NotificationSetting | None) -> "RoleChoices":
        choices = row.choices if row else {}
        return cls(role=role, label=label_of(role), choices=choices, version=row.version if row else 0)


class NotificationSettings(View):
    """Who gets what by which channel."""

    notices: list[ToldOut]
    roles: list[RoleChoices]


class Choices(Body):
    """For each sort of notice, the channels it goes by."""

    model_config = ConfigDict(json_schema_extra={"example": {"choices": {"notified": []}}})

    choices: Annotated[
        dict[Told, Annotated[tuple[UUID, ...], Field(max_length=20)]], Field(max_length=len(Told))
    ]


StateAsked = Literal["waiting", "delivered", "parked"]
