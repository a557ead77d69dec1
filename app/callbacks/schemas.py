"""A callback owed, with all the caller needs; and a try as the callback record has it."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import Field

from app.callbacks.outcomes import Try, tries_in
from app.callbacks.timing import best_time
from app.cases.views import View
from app.procedure.prompts import CALLBACK
from app.procedure.refusal import Words
from app.procedure.vocabulary import Channel, Contact, Decision, HelpOutcome, Kind, ReplyChannel, Satisfaction
from app.residents.vocabulary import CARE_LABELS, CareNeed
from app.web.paging import Page


class Line(View):
    """One line of the call, and the field of `record-callback` that takes the answer."""

    say: Words
    field: str | None


class Handler(View):
    """Somebody who worked on the matter, and so does not make its callback."""

    id: UUID
    name: str


class WhatWasDone(View):
    """What the handler did and said, so that the caller need not ask again."""

    reply: str | None
    reply_channel: ReplyChannel | None
    replied_at: datetime | None
    decision: Decision | None
    outcome: HelpOutcome | None
    result: str | None
    measures: str | None
    findings: str | None


class CallbackOwed(View):
    """A resident waits to be asked."""

    case_id: UUID
    number: str | None
    version: int
    kind: Kind | None
    summary: str | None
    words: str | None
    unit: str | None
    place: str | None
    salutation: str | None
    contact: str | None = Field(description="Masked; showing it is an act of its own with a reason")
    contact_state: Contact | None
    joint_count: int
    flags: list[str]
    returned_at: datetime | None
    due_at: datetime
    limit_at: datetime | None
    overdue: bool
    past_limit: bool
    best_time: Words = Field(description="The part of the day that was tried least, and why")
    preferred_reply: str | None = Field(description="What the resident said about when and how")
    care: list[Words] = Field(description="What the household needs from the service, while it may be kept")
    round: int = Field(description="2 and more: it was reopened after an earlier callback")
    tries: list[Try] = Field(description="Since the sheet was last returned")
    handlers: list[Handler]
    someone_else_must_call: bool = Field(description="The one who asks has handled it (3.1-c)")
    done: WhatWasDone


class CallbackWork(Page[CallbackOwed]):
    """The desk's work list, with the words to say."""

    script: list[Line]


class CallbackRecord(View):
    """One try, as the callback record has it."""

    case_id: UUID
    entry: int = Field(description="Its number in the case's journal")
    number: str | None
    kind: Kind | None
    at: datetime
    called_by: str | None
    channel: Channel
    unit: str | None
    salutation: str | None
    contact: str | None
    reached: bool
    solved: bool | None
    satisfaction: Satisfaction | None
    comments: str | None


SCRIPT = [Line(say=step.say, field=step.field) for step in CALLBACK.steps]
SAME_OWED = (
    "case_id", "number", "version", "kind", "summary", "words", "unit", "place", "salutation", "contact",
    "joint_count", "flags", "returned_at", "due_at", "limit_at",
)  # fmt: skip
SAME_RECORD = (
    "case_id", "entry", "number", "kind", "at", "called_by", "unit", "salutation", "contact", "comments",
)  # fmt: skip


def owed_of(row: Any, caller: UUID | None, now: datetime) -> CallbackOwed:
    """A callback owed, as this caller sees it."""
    facts: dict[str, Any] = json.loads(row["facts"])
    texts: dict[str, Any] = json.loads(row["texts"])
    tries = tries_in(facts, this_round=True)
    return CallbackOwed(
        **{name: row[name] for name in SAME_OWED},
        contact_state=facts.get("contact"),
        overdue=row["due_at"] < now,
        past_limit=row["limit_at"] is not None and row["limit_at"] < now,
        round=facts.get("sheet_round", 1),
        best_time=best_time(tries, row["received_at"], ZoneInfo(row["zone"])),
        preferred_reply=texts.get("preferred_reply"),
        care=[CARE_LABELS[CareNeed(need)] for need in row["care"]],
        tries=tries,
        handlers=[
            Handler(id=each, name=name)
            for each, name in zip(row["handler_ids"], row["handlers"], strict=True)
        ],
        someone_else_must_call=caller in row["handler_ids"],
        done=_done(facts, texts),
    )


def _done(facts: dict[str, Any], texts: dict[str, Any]) -> WhatWasDone:
    reply = facts.get("reply") or {}
    return WhatWasDone(
        reply=texts.get("reply_text"),
        reply_channel=reply.get("channel"),
        replied_at=reply.get("at"),
        decision=facts.get("decision"),
        outcome=facts.get("outcome"),
        result=texts.get("result"),
        measures=texts.get("measures"),
        findings=texts.get("findings"),
    )


def record_of(row: Any) -> CallbackRecord:
    """A try, from the journal."""
    payload = json.loads(row["payload"])
    return CallbackRecord(
        **{name: row[name] for name in SAME_RECORD},
        channel=payload["channel"],
        reached=payload["reached"],
        solved=payload.get("solved"),
        satisfaction=payload.get("satisfaction"),
    )
