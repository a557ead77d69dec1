"""The register as it is read: its columns, and the days on which a number is missing."""

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from app.callbacks.outcomes import CallbackOutcome, outcome_of
from app.cases.views import STATUS_LABELS, Holder, View, holder_of
from app.database.found import Asked, Found, marked
from app.procedure.refusal import Words
from app.procedure.vocabulary import Channel, Kind, RelatedProcedure, Role, Status


class RegisterRow(View):
    """One acceptance. The row stays, whatever becomes of the case."""

    case_id: UUID
    number: str = Field(examples=["20260401-001"])
    day: date
    ordinal: int
    received_at: datetime
    accepted_at: datetime
    channel: Channel
    unit: str | None
    place: str | None
    salutation: str | None
    contact: str | None = Field(description="Masked", examples=["138****0000"])
    kind: Kind | None
    related_procedure: RelatedProcedure | None
    registered_kind: Kind | None = Field(description="As it was accepted; the kind may be corrected later")
    registered_procedure: RelatedProcedure | None
    matter: str | None = Field(description="In one line")
    handed_over_by: str | None
    handed_over_as: Role | None
    accepted_by: str | None
    on_the_spot: str | None = Field(description="What the desk answered or did at once")
    sheet_number: str | None
    assigned_to: Holder | None
    returned_at: datetime | None
    callback: CallbackOutcome | None
    closed_at: datetime | None
    status: Status
    status_label: Words
    voided: bool
    void_reason: str | None
    found: list[Found] = Field(default=[], description="Where the words of `q` stand")


SAME = (
    "number", "day", "ordinal", "received_at", "accepted_at", "channel", "unit", "place", "salutation",
    "contact", "kind", "related_procedure", "registered_kind", "registered_procedure", "handed_over_by",
    "handed_over_as", "accepted_by", "on_the_spot", "returned_at", "closed_at", "status", "void_reason",
)  # fmt: skip
LONGEST_LINE = 60


def register_row_of(row: Any) -> RegisterRow:
    """A row of the store as a row of the register."""
    return RegisterRow(
        **{name: row[name] for name in SAME},
        case_id=row["id"],
        matter=on_one_line(row["matter"]),
        sheet_number=row["number"] if row["has_sheet"] else None,
        assigned_to=holder_of(row),
        callback=outcome_of(json.loads(row["facts"])),
        status_label=STATUS_LABELS[row["status"]],
        voided=row["status"] == Status.VOIDED,
    )


def found_row_of(row: Any, asked: Asked) -> RegisterRow:
    """A row that was looked for, with the places marked."""
    texts = (("matter", on_one_line(row["matter"])), ("words", row["words"]))
    told = ((name, row[name]) for name in ("place", "salutation"))
    return register_row_of(row).model_copy(update={"found": marked((*texts, *told), asked)})


def on_one_line(text: str | None) -> str | None:
    """A text as one line of a list, cut where it is long."""
    if text is None:
        return None
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"


class DayWithGaps(View):
    """A day on which numbers and rows do not agree."""

    day: date
    given_out: int = Field(description="The last number given out on that day")
    entries: int
    missing: list[int] = Field(description="At most the first hundred")


def gap_of(row: Any) -> DayWithGaps:
    """Such a day as the store tells it."""
    return DayWithGaps(
        day=row["day"], given_out=row["last"], entries=row["entries"], missing=list(row["missing"])
    )
