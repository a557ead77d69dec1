"""One case held against its journal: every hash, every fact, every column, every duty, its register row."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python

from app.cases.codecs import (
    GENESIS,
    SHEET_TEXTS,
    Written,
    digest_of_value,
    link,
    read_event,
    read_facts,
)
from app.cases.faults import Difference, Fault
from app.cases.rows import Acceptance, building_of, duty_row, register_row, snapshot_of
from app.cases.sealed_contacts import faults_of_contacts
from app.cases.terms import terms_of
from app.procedure.events.common import Event
from app.procedure.events.intake import Accepted
from app.procedure.events.joining import Linked
from app.procedure.events.supervision import FileAttached
from app.procedure.facts import CaseFacts
from app.procedure.lifecycle import replay
from app.procedure.owed import owed
from app.residents.contacts import ContactKeys

STORED = """
SELECT to_jsonb(c)::text AS snapshot,
       (SELECT jsonb_agg(to_jsonb(j) ORDER BY j.number) FROM case_journal j
         WHERE j.centre_id = c.centre_id AND j.case_id = c.id)::text AS journal,
       (SELECT jsonb_agg(to_jsonb(d)) FROM case_duties d
         WHERE d.centre_id = c.centre_id AND d.case_id = c.id)::text AS duties,
       (SELECT to_jsonb(r) FROM register_entries r
         WHERE r.centre_id = c.centre_id AND r.id = c.id)::text AS register,
       (SELECT to_jsonb(t.terms) FROM case_terms t
         WHERE t.centre_id = c.centre_id AND t.case_id = c.id)::text AS terms,
       (SELECT jsonb_agg(to_jsonb(a)) FROM attachments a
         WHERE a.centre_id = c.centre_id AND a.case_id = c.id)::text AS files,
       (SELECT jsonb_agg(jsonb_build_array(l.other_id, l.relation)) FROM case_links l
         WHERE l.centre_id = c.centre_id AND l.case_id = c.id)::text AS links
  FROM cases c
 WHERE c.centre_id = $1 AND c.id > $2
 ORDER BY c.id LIMIT $3
"""
"""Everything stored of some cases, in one statement: whoever changes them meanwhile is seen whole or not."""

PARTS = ("snapshot", "journal", "duties", "register", "terms", "files", "links")


@dataclass
class CaseProof:
    """A case as it is stored, and what is found wrong with it."""

    centre_id: UUID
    case: dict[str, Any]
    journal: list[dict[str, Any]]
    duties: list[dict[str, Any]]
    register: dict[str, Any] | None
    terms: list[str] | None
    files: list[dict[str, Any]]
    links: list[list[str]]
    found: list[Difference] = field(default_factory=list)

    @classmethod
    def of(cls, row: Any) -> "CaseProof":
        case, *lists = (json.loads(row[name] or "null") for name in PARTS)
        journal, duties, register, terms, files, links = lists
        centre_id = UUID(case["centre_id"])
        return cls(centre_id, case, journal or [], duties or [], register, terms, files or [], links or [])

    @property
    def case_id(self) -> UUID:
        return UUID(self.case["id"])

    def differences(self, contacts: ContactKeys | None = None) -> list[Difference]:
        """Everything in which the stored case is not what its journal says; contacts too, given the keys."""
        if contacts is not None:
            for fault, where in faults_of_contacts(contacts, self.case, self.journal):
                self._tell(fault, where)
        self._chain()
        for entry in self.journal:
            self._texts(entry)
        try:
            events = [_event(entry) for entry in self.journal]
            facts = replay(self.case_id, events)
            duties = to_jsonable_python([duty_row(duty, facts, self.centre_id) for duty in owed(facts)])
        except Exception as error:  # noqa: BLE001 - whatever a tampered journal makes of the rules is told
            self._tell(Fault.UNREADABLE, type(error).__name__)
            return self.found
        self._snapshot(facts, events)
        self._owed(duties)
        self._registered(facts, events)
        self._found_by()
        self._attached()
        self._linked(events)
        return self.found

    def _tell(self, fault: Fault, where: object = None) -> None:
        told = None if where is None else str(where)
        self.found.append(Difference(self.centre_id, fault, self.case_id, told))

    def _chain(self) -> None:
        head, expected = GENESIS, 0
        for entry in self.journal:
            expected += 1
            if entry["number"] != expected:
                self._tell(Fault.ENTRY_MISSING, expected)
                expected = entry["number"]
            head = link(head, self.case_id, entry["number"], _written(entry), entry["via"])
            if head != _bytes(entry["hash"]) or _stamp(entry) != _stamp(entry["payload"]):
                self._tell(Fault.ENTRY_CHANGED, entry["number"])
                head = _bytes(entry["hash"])
        if self.case["version"] != expected:
            self._tell(Fault.VERSION_DIFFERS, f"{self.case['version']} ≠ {expected}")
        if _bytes(self.case["head"]) != head:
            self._tell(Fault.HEAD_DIFFERS)

    def _texts(self, entry: dict[str, Any]) -> None:
        """A text that was not erased is the one its digest covers; an erased one left nothing behind."""
        texts, salts, digests = (entry[name] or {} for name in ("personal", "salts", "digests"))
        for name in texts.keys() | salts.keys():
            where = f"{entry['number']} {name}"
            if name not in digests:
                self._tell(Fault.TEXT_UNCOVERED, where)
            elif (
                name not in texts
                or name not in salts
                or digest_of_value(salts[name], texts[name]) != digests[name]
            ):
                self._tell(Fault.TEXT_CHANGED, where)

    def _snapshot(self, facts: CaseFacts, events: list[Event]) -> None:
        expected = snapshot_of(facts, owed(facts))
        document = expected.pop("facts")  # a set may be written in any order, so the facts are compared read
        if document.keys() != self.case["facts"].keys() or read_facts(self.case["facts"]) != facts:
            self._tell(Fault.FACTS_DIFFER)
        expected |= {
            "building_id": building_of(events, None),
            "number": self.register["number"] if self.register else None,
            "personal": self._texts_of_the_sheet(),
        }
        for column, value in to_jsonable_python(expected).items():
            if not _same(value, self.case[column]):
                self._tell(Fault.COLUMN_DIFFERS, column)

    def _texts_of_the_sheet(self) -> dict[str, Any]:
        texts: dict[str, Any] = {}
        for entry in self.journal:
            told = entry["personal"] or {}
            texts |= {name: value for name, value in told.items() if name in SHEET_TEXTS}
        return texts

    def _found_by(self) -> None:
        """A case is found by its own words, and by nothing that was erased."""
        if set(self.terms or ()) != terms_of(
            self.case["personal"], self.case["unit_id"], self.case["number"]
        ):
            self._tell(Fault.TERMS_DIFFER)

    def _attached(self) -> None:
        """The files are those the journal tells; of an erased case, whose texts are gone, none is left."""
        told = {
            entry["payload"]["attachment_id"]: entry
            for entry in self.journal
            if entry["event"] == FileAttached.__name__
        }
        stored = {row["id"]: row for row in self.files}
        for file in sorted(told.keys() | stored.keys()):
            entry, row = told.get(file), stored.get(file)
            gone = row is None and self._erased
            if not gone and (entry is None or row is None or not _is_told(row, entry)):
                self._tell(Fault.ATTACHMENT_DIFFERS, file)

    def _linked(self, events: list[Event]) -> None:
        """The links to other cases are those the journal tells."""
        told = {(str(each.other), each.relation.value) for each in events if isinstance(each, Linked)}
        for other, _ in sorted(told ^ {(other, relation) for other, relation in self.links}):
            self._tell(Fault.LINK_DIFFERS, other)

    @property
    def _erased(self) -> bool:
        """Every text that was ever written is gone, as an erasure leaves a case."""
        written = [entry for entry in self.journal if entry["digests"]]
        return bool(written) and not any(entry["personal"] for entry in written)

    def _owed(self, expected: list[dict[str, Any]]) -> None:
        wanted = {row["key"]: row for row in expected}
        stored = {row["key"]: row for row in self.duties}
        for key in sorted(wanted.keys() | stored.keys()):
            there, due = stored.get(key), wanted.get(key)
            if there is None or due is None or any(not _same(due[name], there[name]) for name in due):
                self._tell(Fault.DUTY_DIFFERS, key)

    def _registered(self, facts: CaseFacts, events: list[Event]) -> None:
        if facts.accepted_at is None:
            if self.register is not None:
                self._tell(Fault.REGISTER_DIFFERS, "not accepted")
            return
        if self.register is None:
            self._tell(Fault.REGISTER_MISSING)
            return
        place = Acceptance(date.fromisoformat(self.register["day"]), self.register["ordinal"])
        expected = register_row(_at_acceptance(self.case_id, events), place, self.centre_id)
        for column, value in to_jsonable_python(expected).items():
            if not _same(value, self.register[column]):
                self._tell(Fault.REGISTER_DIFFERS, column)


def _at_acceptance(case_id: UUID, events: Iterable[Event]) -> CaseFacts:
    def until_accepted() -> Iterator[Event]:
        for event in events:
            yield event
            if isinstance(event, Accepted):
                return

    return replay(case_id, until_accepted())


def _is_told(row: dict[str, Any], entry: dict[str, Any]) -> bool:
    payload, name = entry["payload"], (entry["personal"] or {}).get("file_name")
    told = (payload["media_type"], payload["size"], payload["sha256"], entry["by"], name)
    stored = (row["media_type"], row["size"], row["sha256"][2:], row["added_by"], row["name"])
    return told == stored and _same(entry["at"], row["added_at"])


def _event(entry: dict[str, Any]) -> Event:
    return read_event(entry["event"], entry["payload"], entry["personal"])


def _written(entry: dict[str, Any]) -> Written:
    return Written(entry["event"], entry["payload"], None, None, entry["digests"])


def _stamp(told: dict[str, Any]) -> tuple[datetime, str | None]:
    """When and by whom: both stand in the payload, which the chain covers, and in columns of their own."""
    return datetime.fromisoformat(told["at"]), told.get("by")


def _bytes(stored: str) -> bytes:
    return bytes.fromhex(stored.removeprefix("\\x"))


def _same(expected: Any, stored: Any) -> bool:
    """Equal as JSON; two ways of writing the same moment are the same."""
    if expected == stored:
        return True
    if not isinstance(expected, str) or not isinstance(stored, str):
        return False
    try:
        return datetime.fromisoformat(expected) == datetime.fromisoformat(stored)
    except (ValueError, TypeError):
        return False
