"""Time's own steps: what the passing of time does to a case, and nothing it may not do."""

from collections.abc import Iterator
from datetime import datetime

from app.procedure.actions.help import EscalateNotice
from app.procedure.actions.intake import PassToDesk
from app.procedure.clauses import clause
from app.procedure.duties import Duty, DutyCode
from app.procedure.facts import CaseFacts
from app.procedure.owed import owed
from app.procedure.vocabulary import Kind, Role

TimeStep = EscalateNotice | PassToDesk


@clause("4.2.1-a", "4.2.2-a", "4.3.2-e")
def due_by_time(facts: CaseFacts, now: datetime) -> tuple[TimeStep, ...]:
    """The steps that are due: a notice nobody answered goes further, an overdue promise goes to the desk.

    Nothing closes by time alone. Performing a step that is no longer due is refused, and harms nothing.
    """
    overdue = (duty for duty in owed(facts) if duty.due_at is not None and duty.due_at <= now)
    return tuple(step for duty in overdue for step in _step_for(duty, facts))


def _step_for(duty: Duty, facts: CaseFacts) -> Iterator[TimeStep]:
    match duty.code:
        case DutyCode.ACKNOWLEDGE_NOTICE:
            yield EscalateNotice(number=int(duty.subject))
        case DutyCode.ACCEPT_CAPTURE if facts.kind is Kind.HELP:
            desk = (notice for notice in facts.notices if notice.role is Role.FRONT_DESK)
            yield from (EscalateNotice(number=notice.number) for notice in desk)
        case DutyCode.PERSONAL_FOLLOW_UP:
            yield PassToDesk()
        case _:
            return
