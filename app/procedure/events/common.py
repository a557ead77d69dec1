"""What every event carries."""

from datetime import datetime
from uuid import UUID

from app.procedure.facts import CaseFacts
from app.procedure.fields import record


@record
class Event:
    """Something that happened to a case: when it was recorded and by whom (nobody: time itself)."""

    at: datetime
    by: UUID | None = None

    def upon(self, facts: CaseFacts) -> CaseFacts:
        """The facts once this has happened."""
        return facts
