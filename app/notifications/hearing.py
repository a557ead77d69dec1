"""One person hears of one entry of a journal, or of a unified answer that ends."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.notifications.addressees import Addressee


@dataclass(frozen=True, slots=True)
class Hears:
    """Who is to hear of which entry, and why."""

    person_id: UUID
    case_id: UUID
    entry: int
    happened_at: datetime
    addressee: Addressee


@dataclass(frozen=True, slots=True)
class ToldNow:
    """Who has been told just now: by a line of its own, or by one more on a line that is unread."""

    id: UUID
    person_id: UUID
    case_id: UUID
    entry: int
    happened_at: datetime
    addressee: Addressee
    more: bool = False


@dataclass(frozen=True, slots=True)
class Reminded:
    """Who has been told just now that a wording of a unified answer ends, and when."""

    id: UUID
    person_id: UUID
    script_id: UUID
    version_id: UUID
    ends_at: datetime
