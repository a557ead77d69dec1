"""What is owed on the way of a suggestion (4.1)."""

from collections.abc import Iterator

from app.procedure.ack_calls import ack_call_is_owed
from app.procedure.clauses import clause
from app.procedure.duties import Duty, DutyCode
from app.procedure.facts import CaseFacts, ImplementationStep, Impossible
from app.procedure.implementation import being_carried_out
from app.procedure.notices import department_supervisor
from app.procedure.roles import CENTRE, DESK, HEAD
from app.procedure.suggestion import decider
from app.procedure.vocabulary import Department, Kind, Role, Status

OPEN = frozenset({Status.ACCEPTED, Status.IN_STUDY, Status.DECIDED})


@clause("4.1.1.4-a")
def ack_call(facts: CaseFacts) -> Iterator[Duty]:
    if ack_call_is_owed(facts):
        yield Duty(code=DutyCode.ACK_CALL, clause="4.1.1.4-a", role=DESK)


@clause("4.1.2.1-a", "4.1.2.1-b", "4.1.1.4-d")
def decision(facts: CaseFacts) -> Iterator[Duty]:
    """The promised reply is due; first the decision, with whoever must take it personally."""
    if facts.kind is not Kind.SUGGESTION or facts.status not in OPEN:
        return
    if not facts.progress_told:
        yield Duty(code=DutyCode.TELL_PROGRESS, clause="4.1.1.4-d", role=HEAD)
    role = decider(facts)
    again = str(facts.sheet_round) if facts.sheet_round > 1 else ""
    if facts.status is Status.DECIDED:
        if Impossible.REPLY not in facts.impossible_confirmed:
            yield Duty(code=DutyCode.REPLY, clause="4.1.1.4-d", role=HEAD, subject=again)
    else:
        clause_id = "4.1.2.1-b" if role is CENTRE else "4.1.2.1-a"
        yield Duty(code=DutyCode.DECIDE, clause=clause_id, role=role, subject=again)


@clause("4.1.3.1-f")
def implementation(facts: CaseFacts) -> Iterator[Duty]:
    if not being_carried_out(facts):
        return
    if not facts.implementation_planned:
        yield Duty(code=DutyCode.PLAN_IMPLEMENTATION, clause="4.1.3.1-f", role=HEAD)
    for step in facts.steps:
        if step.done_at is None:
            yield _step(step)
    nth = str(facts.contacts_in_implementation + 1)
    yield Duty(code=DutyCode.KEEP_CONTACT, clause="4.1.3.1-f", role=HEAD, subject=nth)


def _step(step: ImplementationStep) -> Duty:
    """With its owner by name, else with the department's supervisor, else with the head."""
    role = None if step.person_id else _post_of(step.department)
    return Duty(
        code=DutyCode.CARRY_OUT_STEP,
        clause="4.1.3.1-f",
        role=role,
        department=step.department,
        person_id=step.person_id,
        subject=str(step.number),
    )


def _post_of(department: Department | None) -> Role:
    if department in {None, Department.CUSTOMER_SERVICE}:
        return HEAD
    return department_supervisor(department)


@clause("4.1.2.1-b", "4.5.1-a")
def of_the_centre_manager(facts: CaseFacts) -> Iterator[Duty]:
    """A declined suggestion the resident disagrees with (X6), and who joined after the reply (13.5)."""
    if facts.review_due:
        yield Duty(code=DutyCode.REVIEW_DECISION, clause="4.5.1-a", role=CENTRE)
    if facts.joined_late:
        yield Duty(code=DutyCode.SEE_LATE_CO_SIGNERS, clause="4.1.2.1-b", role=CENTRE)


SUGGESTION_DUTIES = (ack_call, decision, implementation, of_the_centre_manager)
