"""A change as rows: the snapshot, the journal, the duties, the register, the outbox."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, get_args
from uuid import UUID

from app.cases.codecs import (
    GENESIS,
    SHEET_TEXTS,
    Written,
    digest_of_value,
    facts_document,
    link,
    write_event,
)
from app.cases.terms import terms_row
from app.database.documents import document
from app.database.ids import new_id
from app.procedure.actors import Actor
from app.procedure.acts import OVER
from app.procedure.duties import Duty
from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts
from app.procedure.lifecycle import Decided
from app.procedure.owed import owed
from app.residents.contacts import ContactKeys

FlagWord = Literal[
    "dispute", "important", "sensitive", "out_of_scope", "marked_for_watch", "late_record", "is_key"
]
FLAGS: tuple[FlagWord, ...] = get_args(FlagWord)
FROM_FACTS = (
    "status",
    "kind",
    "related_procedure",
    "channel",
    "received_at",
    "recorded_at",
    "accepted_at",
    "closed_at",
    "received_by",
    "received_as",
    "area_id",
    "unit_id",
    "resident_id",
    "topic",
    "emergency",
    "joint_count",
)
CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Before:
    """What a case row held before this change; nothing, for a case just taken in."""

    version: int = 0
    head: bytes = GENESIS
    number: str | None = None
    building_id: UUID | None = None
    personal: Mapping[str, Any] = field(default_factory=dict)
    routing: Mapping[str, Any] | None = None
    contact: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """Every row one change writes, as JSON documents for a single statement; and the duties they say.

    Their values stay as they are until all are written at once.
    """

    case: dict[str, Any]
    journal: list[dict[str, Any]]
    duties: list[dict[str, Any]]
    outbox: list[dict[str, Any]]
    register: list[dict[str, Any]]
    terms: list[dict[str, Any]]
    owed: tuple[Duty, ...]

    def parameters(self) -> tuple[str, ...]:
        return tuple(
            document(rows)
            for rows in (self.case, self.journal, self.duties, self.register, self.outbox, self.terms)
        )


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The place in the register: the day in the centre's zone and the running number of that day."""

    day: date
    ordinal: int

    @property
    def number(self) -> str:
        return f"{self.day:%Y%m%d}-{self.ordinal:03d}"


def change_of(
    decided: Decided, before: Before, actor: Actor, keys: ContactKeys, accepted_on: date | None
) -> Change:
    """The rows that make this decision last; an acceptance gets its number where they are written."""
    facts, centre_id = decided.facts, actor.centre_id
    journal, personal, contact, head = _journal(decided.events, before, actor, facts.id, keys)
    duties = owed(facts)
    case = snapshot_of(facts, duties) | contact
    case |= {
        "centre_id": centre_id,
        "id": facts.id,
        "number": before.number,
        "building_id": building_of(decided.events, before.building_id),
        "version": before.version + len(journal),
        "head": as_bytea(head),
        "personal": personal,
        "routing": before.routing,
    }
    return Change(
        case=case,
        journal=journal,
        duties=[duty_row(duty, facts, centre_id) for duty in duties],
        outbox=[_outbox_row(decided.events, before, facts, centre_id)],
        register=[_register_line(facts, accepted_on, centre_id)] if accepted_on else [],
        terms=terms_row(facts, personal, decided.events, centre_id, numbered=accepted_on is not None),
        owed=duties,
    )


def _journal(
    events: Iterable[Event], before: Before, actor: Actor, case_id: UUID, keys: ContactKeys
) -> tuple[list[dict[str, Any]], dict[str, Any], dict[str, Any], bytes]:
    """Rows chained one to the next; the sheet's texts and the contact's mask gathered on the way."""
    rows: list[dict[str, Any]] = []
    texts, contact, head = dict(before.personal), dict(before.contact), before.head
    for number, event in enumerate(events, before.version + 1):
        written, seal = write_event(event), _UNSEALED
        told = written.personal or {}
        if CONTACT in told:
            given = str(told[CONTACT])
            contact, seal = _sealed(keys, actor.centre_id, case_id, given)
            told = told | {CONTACT: keys.reference(actor.centre_id, case_id, given)}
            written = _referred(written, told)
        texts |= {name: value for name, value in told.items() if name in SHEET_TEXTS}
        head = link(head, case_id, number, written, actor.via)
        rows.append(_journal_row(event, written, actor, case_id, number, head) | seal)
    return rows, texts, contact, head


def _referred(written: Written, told: dict[str, Any]) -> Written:
    """The journal tells of a contact by its keyed hash; the seal beside it may be made anew."""
    salts, digests = written.salts or {}, dict(written.digests or {})
    digests[CONTACT] = digest_of_value(salts[CONTACT], told[CONTACT])
    return Written(written.event, written.payload, told, written.salts, digests)


def _journal_row(
    event: Event, written: Written, actor: Actor, case_id: UUID, number: int, head: bytes
) -> dict[str, Any]:
    return {
        "centre_id": actor.centre_id,
        "case_id": case_id,
        "number": number,
        "event": written.event,
        "at": event.at,
        "by": event.by,
        "via": actor.via,
        "payload": written.payload,
        "personal": written.personal,
        "salts": written.salts,
        "digests": written.digests,
        "hash": as_bytea(head),
    }


_UNSEALED = {"contact_ciphertext": None, "contact_key": None}


def _sealed(
    keys: ContactKeys, centre_id: UUID, case_id: UUID, contact: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the case row is found by and shows; and the seal, which stands in the journal alone."""
    sealed = keys.seal(centre_id, contact, case_id)
    found_by = {"contact_digest": as_bytea(sealed.digest), "contact_mask": sealed.mask}
    return found_by, {"contact_ciphertext": as_bytea(sealed.ciphertext), "contact_key": sealed.key_id}


def snapshot_of(facts: CaseFacts, duties: tuple[Duty, ...]) -> dict[str, Any]:
    """The columns of a case row that are a pure reading of its facts."""
    holder = facts.responsible
    following = min((duty for duty in duties if duty.due_at), key=_urgency, default=None)
    return {
        **{name: getattr(facts, name) for name in FROM_FACTS},
        "is_open": bool(duties) or facts.status not in OVER,
        "flags": [flag for flag in FLAGS if getattr(facts, flag)],
        "responsible_role": holder and holder.role,
        "responsible_area_id": holder and holder.area_id,
        "responsible_person_id": holder and holder.person_id,
        "next_duty": following and following.code,
        "next_clause": following and following.clause,
        "next_role": following and following.role,
        "next_due_at": following and following.due_at,
        "facts": facts_document(facts),
    }


def _urgency(duty: Duty) -> tuple[datetime, str]:
    assert duty.due_at is not None
    return duty.due_at, duty.key


def duty_row(duty: Duty, facts: CaseFacts, centre_id: UUID) -> dict[str, Any]:
    """A duty as the index holds it, with the clock that runs for it."""
    clock = facts.clocks[duty.key]
    return {
        "centre_id": centre_id,
        "case_id": facts.id,
        "key": duty.key,
        "code": duty.code,
        "clause": duty.clause,
        "subject": duty.subject,
        "role": duty.role,
        "area_id": duty.area_id,
        "department": duty.department,
        "person_id": duty.person_id,
        "started_at": clock.started_at,
        "due_at": clock.due_at,
        "limit_at": clock.limit_at,
    }


def register_row(facts: CaseFacts, acceptance: Acceptance, centre_id: UUID) -> dict[str, Any]:
    """An acceptance as the register holds it, with its number."""
    numbered = {"ordinal": acceptance.ordinal, "number": acceptance.number}
    return _register_line(facts, acceptance.day, centre_id) | numbered


def _register_line(facts: CaseFacts, day: date, centre_id: UUID) -> dict[str, Any]:
    assert facts.accepted_at is not None
    return {
        "centre_id": centre_id,
        "id": facts.id,
        "day": day,
        "kind": facts.kind,
        "related_procedure": facts.related_procedure,
        "channel": facts.channel,
        "received_at": facts.received_at,
        "accepted_at": facts.accepted_at,
        "accepted_by": facts.accepted_by,
    }


def _outbox_row(
    events: tuple[Event, ...], before: Before, facts: CaseFacts, centre_id: UUID
) -> dict[str, Any]:
    """What happened, by name and number: whoever delivers it reads the rest from the journal."""
    return {
        "centre_id": centre_id,
        "id": new_id(),
        "event": "case_changed",
        "subject_id": facts.id,
        "payload": {
            "from": before.version + 1,
            "to": before.version + len(events),
            "events": [type(event).__name__ for event in events],
            "status": facts.status,
        },
        "written_at": events[0].at,
        "delivered_at": None,
    }


def building_of(events: Iterable[Event], before: UUID | None) -> UUID | None:
    """The building last written on the sheet."""
    told = [getattr(event, "building_id", None) for event in events]
    return next((each for each in reversed(told) if each), before)


def as_bytea(value: bytes) -> str:
    """Bytes as PostgreSQL reads them from a JSON document."""
    return "\\x" + value.hex()
