"""What a case is found by: the pieces of its sheet's words, its home and its printed number."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from app.database.grams import grams
from app.procedure.events.common import Event
from app.procedure.events.intake import SheetWritten
from app.procedure.facts import CaseFacts

FOUND_BY = ("summary", "words", "place", "salutation")
"""The texts of a sheet that a search looks through."""


def home(unit_id: UUID | str) -> str:
    """The term of a unit: a search for 3栋1201 asks for the units so called, not for their letters."""
    return f"@{unit_id}"


def terms_of(personal: Mapping[str, Any], unit_id: UUID | str | None, number: str | None) -> set[str]:
    """All that a case is found by; people say a printed number without its year, too."""
    found: set[str] = set().union(*(grams(str(personal.get(name) or "")) for name in FOUND_BY))
    if unit_id:
        found.add(home(unit_id))
    if number:
        found |= {number, number[4:]}
    return found


def terms_row(
    facts: CaseFacts, personal: Mapping[str, Any], events: Iterable[Event], centre_id: UUID, *, numbered: bool
) -> list[dict[str, Any]]:
    """The line of the index, where this change wrote the sheet or gave the case its number; else none."""
    if not numbered and not any(isinstance(event, SheetWritten) for event in events):
        return []
    found = terms_of(personal, facts.unit_id, None)
    return [
        {
            "centre_id": centre_id,
            "case_id": facts.id,
            "recorded_at": facts.recorded_at,
            "terms": sorted(found),
        }
    ]
