"""What a rule takes away, and in which way."""

from dataclasses import dataclass
from enum import StrEnum

from app.procedure.refusal import Words


class Weakens(StrEnum):
    """In which way a rule goes below the procedure."""

    MARK = "mark"
    HANDLER = "handler"
    NOTICE = "notice"
    DUE = "due"
    PRIORITY = "priority"


@dataclass(frozen=True, slots=True)
class Breach:
    """What a followed rule takes away, and the clause that stands against it."""

    sort: Weakens
    rule: str
    clause: str | None
    because: Words
