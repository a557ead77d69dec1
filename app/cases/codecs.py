"""Events and facts as JSON, with the personal values kept apart so that they can be erased."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import ModuleType
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter

from app.database.documents import canonical
from app.procedure.events import answers, approvals, closing, help, intake, joining, suggestions, supervision
from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts
from app.procedure.fields import personal_fields

GENESIS = bytes(32)
FACTS: TypeAdapter[CaseFacts] = TypeAdapter(CaseFacts)


def _events_of(*chapters: ModuleType) -> dict[str, type[Event]]:
    return {
        name: each
        for chapter in chapters
        for name, each in vars(chapter).items()
        if isinstance(each, type) and issubclass(each, Event) and each is not Event
    }


EVENTS: dict[str, type[Event]] = _events_of(
    answers, approvals, closing, help, intake, joining, suggestions, supervision
)


@dataclass(frozen=True, slots=True)
class _Form:
    """How a record is written: the values not left at their default, which are few."""

    defaults: tuple[tuple[str, Any], ...]
    of_records: Mapping[str, TypeAdapter[Any]]
    """Fields of records, which leave out defaults of their own."""

    @classmethod
    def of(cls, shape: Any) -> "_Form":
        hints = get_type_hints(shape)
        defaults = tuple((each.name, each.default) for each in fields(shape))
        of_records = {name: TypeAdapter(hint) for name, hint in hints.items() if _is_of_records(hint)}
        return cls(defaults, of_records)

    def told(self, given: Any) -> dict[str, Any]:
        """What is told, as it is; records within it as JSON has them."""
        values = vars(given)
        told = {
            name: value
            for name, default in self.defaults
            if (value := values[name]) is not default and value != default
        }
        for name in self.of_records.keys() & told.keys():
            told[name] = self.of_records[name].dump_python(told[name], mode="json", exclude_defaults=True)
        return told


def _is_of_records(hint: Any) -> bool:
    return is_dataclass(hint) or any(_is_of_records(inner) for inner in get_args(hint))


@dataclass(frozen=True, slots=True)
class _EventForm:
    """How one sort of event is written and read."""

    form: _Form
    adapter: TypeAdapter[Any]
    personal: frozenset[str]

    @classmethod
    def of(cls, event: type[Event]) -> "_EventForm":
        return cls(_Form.of(event), TypeAdapter(event), personal_fields(event))

    def plain(self, event: Event) -> dict[str, Any]:
        """What is told of the event, for JSON to be made of."""
        return self.form.told(event)


@cache
def _form_of(name: str) -> _EventForm:
    """Made when the first such event is written or read: there are more than eighty sorts."""
    return _EventForm.of(EVENTS[name])


@dataclass(frozen=True, slots=True)
class Written:
    """An event as a journal row holds it."""

    event: str
    payload: dict[str, Any]
    personal: dict[str, Any] | None
    salts: dict[str, str] | None
    digests: dict[str, str] | None


def write_event(event: Event) -> Written:
    """An event as plain JSON values; every personal value gets a salted digest of its own."""
    name = type(event).__name__
    form = _form_of(name)
    values = form.plain(event)
    private = {key: values.pop(key) for key in form.personal & values.keys()}
    if not private:
        return Written(name, values, None, None, None)
    salts = {key: os.urandom(16).hex() for key in private}
    digests = {key: digest_of_value(salts[key], value) for key, value in private.items()}
    return Written(name, values, private, salts, digests)


def read_event(name: str, payload: dict[str, Any], personal: dict[str, Any] | None) -> Event:
    """The event a journal row holds; erased values are simply empty."""
    event: Event = _form_of(name).adapter.validate_python(payload | (personal or {}))
    return event


def digest_of_value(salt: str, value: Any) -> str:
    """The salted digest the chain covers in place of a personal value."""
    return hashlib.sha256(f"{salt}:".encode() + canonical(value)).hexdigest()


def link(previous: bytes, case_id: Any, number: int, written: Written, via: str | None) -> bytes:
    """The hash of a journal row: over the one before, its place, and all that is never erased."""
    told = [str(case_id), number, written.event, written.payload, written.digests, via]
    return hashlib.sha256(previous + canonical(told)).digest()


_FACTS_FORM = _Form.of(CaseFacts)


def facts_document(facts: CaseFacts) -> dict[str, Any]:
    """Facts as a case row holds them, for JSON to be made of; what stands at its default is left out."""
    return _FACTS_FORM.told(facts)


def read_facts(document: str | dict[str, Any]) -> CaseFacts:
    """Facts from the document a case row holds."""
    if isinstance(document, str):
        return FACTS.validate_json(document)
    return FACTS.validate_python(document)


SHEET_TEXTS = frozenset(
    name
    for each in EVENTS.values()
    for name in personal_fields(each)
    if name not in {"note", "remark", "reason", "comment", "contact", "file_name"}
)
"""Personal values the sheet shows; the last one written stands on the case row."""


def personal_names() -> dict[str, frozenset[str]]:
    """Every event's personal fields: the one list an erasure goes by."""
    return {name: found for name, each in EVENTS.items() if (found := personal_fields(each))}
