"""The unified answers' own words."""

from enum import StrEnum


class VersionState(StrEnum):
    """Where a wording stands. `expired` and `superseded` may come by time alone, so they are reckoned."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
