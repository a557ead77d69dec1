"""What happens when cases are linked, merged or split off."""

from uuid import UUID

from app.procedure.actions.joining import Relation
from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts
from app.procedure.fields import personal, record, replace
from app.procedure.vocabulary import Status


@record
class Linked(Event):
    """Two cases belong together."""

    other: UUID
    relation: Relation


@record
class ContactGrouped(Event):
    """The contact that brought this matter brought others as well (X23)."""

    contact_group: UUID

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, contact_group=self.contact_group)


@record
class MergedInto(Event):
    """The case ends in another one: kept in the register, counted there no more."""

    other: UUID
    reason: str | None = personal()

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, status=Status.VOIDED, closed_at=self.at, merged_into=self.other)


@record
class Absorbed(Event):
    """The case goes on for another one as well."""

    other: UUID

    def upon(self, facts: CaseFacts) -> CaseFacts:
        return replace(facts, follow_up_contacts=facts.follow_up_contacts + 1)
