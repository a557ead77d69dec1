"""What is owed: a pure function of a case's facts. Nobody keeps a list by hand."""

from collections.abc import Callable, Iterator

from app.procedure.acts import OVER
from app.procedure.clauses import clause
from app.procedure.conflicts_of_interest import superior
from app.procedure.duties import Duty, DutyCode
from app.procedure.facts import CaseFacts
from app.procedure.fields import replace
from app.procedure.owed_answers import ANSWER_DUTIES
from app.procedure.owed_closing import CLOSING_DUTIES
from app.procedure.owed_help import HELP_DUTIES
from app.procedure.owed_suggestions import SUGGESTION_DUTIES
from app.procedure.roles import DESK
from app.procedure.sheets import missing_in_head
from app.procedure.vocabulary import Kind, RelatedProcedure, Status

Owing = Callable[[CaseFacts], Iterator[Duty]]
ENDED = frozenset({Status.VOIDED, Status.ANSWERED_ON_SPOT})

EXCEPTION_CLAUSE = {
    Kind.SUGGESTION: "4.1.1.3-d",
    Kind.INQUIRY: "4.3.2-c",
    Kind.CHALLENGE: "4.4.2-a",
}
HAND_OVER_CLAUSE = {
    Kind.SUGGESTION: "4.1.1.2-b",
    Kind.INQUIRY: "4.3.2-b",
    Kind.CHALLENGE: "4.4.2-b",
}


@clause("4.1.1.2-b", "4.3.2-b", "4.4.2-b", "4.2.2-a", "4.6.1-b")
def acceptance(facts: CaseFacts) -> Iterator[Duty]:
    """The desk accepts what others wrote down; help that was under way by night is taken over at opening (A4)."""
    if facts.accepted_at is not None or facts.finding_out is not None:
        return
    if facts.kind is Kind.HELP and facts.status is not Status.PENDING_DESK:
        yield Duty(code=DutyCode.TAKE_OVER_AT_OPENING, clause="4.6.1-b", role=DESK)
        return
    by_kind = HAND_OVER_CLAUSE.get(facts.kind, "4.6.1-b") if facts.kind else "4.6.1-b"
    in_hours = "4.2.2-a" if facts.kind is Kind.HELP else by_kind
    yield Duty(code=DutyCode.ACCEPT_CAPTURE, clause=in_hours, role=DESK)


@clause("4.3.2-e")
def own_finding_out(facts: CaseFacts) -> Iterator[Duty]:
    """The colleague who took the contact finds out; overdue, or at the end of the shift, it falls to the desk."""
    if facts.finding_out is not None and facts.accepted_at is None:
        yield Duty(code=DutyCode.PERSONAL_FOLLOW_UP, clause="4.3.2-e", person_id=facts.finding_out)


@clause("4.6.2-a")
def completion(facts: CaseFacts) -> Iterator[Duty]:
    """Help went out on a place alone, a note came from a phone without signal: the desk completes it (X9, 13.10)."""
    on_paper = facts.sheet_issued and facts.accepted_at is not None
    from_a_phone = facts.recorded_offline and facts.status not in OVER
    if (on_paper or from_a_phone) and facts.status is not Status.HANDED_OFF and missing_in_head(facts):
        yield Duty(code=DutyCode.COMPLETE_SHEET, clause="4.6.2-a", role=DESK)


@clause("4.6.1-b")
def hand_off(facts: CaseFacts) -> Iterator[Duty]:
    if facts.status is Status.HANDED_OFF and not facts.hand_off_confirmed:
        subject = (facts.related_procedure or RelatedProcedure.REPAIR).value
        yield Duty(code=DutyCode.CONFIRM_HAND_OFF, clause="4.6.1-b", role=DESK, subject=subject)


@clause("3.4-b", "3.2-a", "4.4.2-a", "4.3.2-c", "4.1.1.3-d", "4.4.5-b")
def oversight(facts: CaseFacts) -> Iterator[Duty]:
    """What the head is asked to look at; the centre manager, where the head is concerned."""
    head = superior(facts)
    if facts.objection_open and facts.status not in OVER:
        yield Duty(
            code=DutyCode.RULE_ON_OBJECTION,
            clause="3.4-b",
            role=head,
            subject=str(facts.objections),
        )
    if facts.follow_ups_to_see:
        yield Duty(code=DutyCode.SEE_FOLLOW_UPS, clause="3.4-b", role=head)
    if facts.exception_to_see:
        said_against = EXCEPTION_CLAUSE.get(facts.kind, "3.4-b") if facts.kind else "3.4-b"
        yield Duty(code=DutyCode.SEE_EXCEPTION, clause=said_against, role=head)
    if facts.words_to_see:
        yield Duty(code=DutyCode.SEE_WORDS_ADDED, clause="4.4.5-b", role=head)
    if facts.no_area_manager and facts.status is Status.ISSUED:
        yield Duty(code=DutyCode.ASSIGN_AREA_MANAGER, clause="3.2-a", role=head)


EVERY_DUTY: tuple[Owing, ...] = (
    acceptance,
    own_finding_out,
    completion,
    hand_off,
    *SUGGESTION_DUTIES,
    *HELP_DUTIES,
    *ANSWER_DUTIES,
    *CLOSING_DUTIES,
    oversight,
)


def owed(facts: CaseFacts) -> tuple[Duty, ...]:
    """Every duty of the case, each with the due time its clock was started with."""
    if facts.status in ENDED:
        return ()
    return tuple(_dated(duty, facts) for owing in EVERY_DUTY for duty in owing(facts))


def _dated(duty: Duty, facts: CaseFacts) -> Duty:
    clock = facts.clocks.get(duty.key)
    return replace(duty, due_at=clock.due_at, limit_at=clock.limit_at) if clock else duty
