"""What is owed on the way of a call for help (4.2)."""

from collections.abc import Iterator

from app.procedure.clauses import clause
from app.procedure.conflicts_of_interest import superior
from app.procedure.duties import Duty, DutyCode
from app.procedure.facts import CaseFacts
from app.procedure.roles import DESK
from app.procedure.sheets import own_log_is_written
from app.procedure.vocabulary import Kind, Status

UNDER_WAY = frozenset({Status.NOTIFIED, Status.ACKNOWLEDGED, Status.ON_SCENE})


def _round(facts: CaseFacts) -> str:
    return str(facts.sheet_round) if facts.sheet_round > 1 else ""


@clause("4.2.1-a", "4.2.2-b", "4.2.3-a")
def acknowledgement(facts: CaseFacts) -> Iterator[Duty]:
    """Everyone who was asked to come owes an answer until one of them gives it."""
    if (
        facts.kind is not Kind.HELP
        or facts.acknowledged_at
        or facts.doers
        or facts.status is not Status.NOTIFIED
    ):
        return
    for notice in facts.notices:
        if notice.must_acknowledge:
            yield Duty(
                code=DutyCode.ACKNOWLEDGE_NOTICE,
                clause=notice.clause,
                role=notice.role,
                area_id=notice.area_id,
                person_id=notice.person_id,
                subject=str(notice.number),
            )


@clause("4.2.1-a", "4.2.4-a")
def presence(facts: CaseFacts) -> Iterator[Duty]:
    """Somebody is sent, and is there as fast as can be."""
    if facts.kind is not Kind.HELP or facts.status not in UNDER_WAY or facts.responsible is None:
        return
    holder = facts.responsible
    if not facts.doers and facts.acknowledged_at:
        yield Duty(
            code=DutyCode.SEND_SOMEONE,
            clause="4.2.1-a",
            role=holder.role,
            area_id=holder.area_id,
            department=holder.department,
            person_id=holder.person_id,
            subject=_round(facts),
        )
    if facts.arrived_at is None:
        doer = facts.doers[-1] if facts.doers else None
        yield Duty(
            code=DutyCode.ARRIVE,
            clause="4.2.4-a",
            role=None if doer else holder.role,
            department=holder.department,
            person_id=doer or holder.person_id,
            subject=":".join(filter(None, ("emergency" if facts.emergency else "", _round(facts)))),
        )


@clause("4.2.4-a", "4.2.5-a")
def result_and_log(facts: CaseFacts) -> Iterator[Duty]:
    if facts.kind is not Kind.HELP or facts.status is not Status.ON_SCENE:
        return
    doer = facts.result_by or next(reversed(facts.doers), None)
    if facts.outcome is None:
        yield Duty(code=DutyCode.RECORD_RESULT, clause="4.2.4-a", person_id=doer, subject=_round(facts))
    if not own_log_is_written(facts):
        yield Duty(code=DutyCode.WRITE_DUTY_LOG, clause="4.2.5-a", person_id=doer, subject=_round(facts))


@clause("3.1-b")
def finished_at_the_desk(facts: CaseFacts) -> Iterator[Duty]:
    """Help that needs nobody on site is the desk's own to finish (13.2)."""
    if facts.kind is Kind.HELP and facts.status is Status.ACCEPTED:
        yield Duty(code=DutyCode.FINISH_AT_DESK, clause="3.1-b", role=DESK)


@clause("4.2.3-b", "4.2.4-c")
def aftermath(facts: CaseFacts) -> Iterator[Duty]:
    """An emergency is reported; an action taken against anyone is looked into."""
    if facts.emergency and facts.arrived_at and not facts.emergency_reported and facts.responsible:
        yield Duty(
            code=DutyCode.WRITE_EMERGENCY_REPORT,
            clause="4.2.3-b",
            role=facts.responsible.role,
            department=facts.responsible.department,
            person_id=facts.responsible.person_id,
        )
    if facts.incident_open:
        yield Duty(code=DutyCode.REVIEW_INCIDENT, clause="4.2.4-c", role=superior(facts))


HELP_DUTIES = (finished_at_the_desk, acknowledgement, presence, result_and_log, aftermath)
