"""What is owed while inquiries and challenges are answered (4.3, 4.4)."""

from collections.abc import Iterator

from app.procedure.acts import OVER
from app.procedure.challenge import cite
from app.procedure.clauses import clause
from app.procedure.conflicts_of_interest import approver
from app.procedure.consultations import others_have_answered
from app.procedure.duties import Duty, DutyCode
from app.procedure.facts import ApprovalState, CaseFacts, Consultation, Impossible, Responsible
from app.procedure.inquiry import proxy_is_open
from app.procedure.notices import department_supervisor
from app.procedure.roles import DESK, HEAD
from app.procedure.vocabulary import Department, Kind, Status

ANSWERED_KINDS = frozenset({Kind.INQUIRY, Kind.CHALLENGE})
IN_HAND = frozenset({Status.ISSUED, Status.IN_PROGRESS, Status.AWAITING_APPROVAL})


@clause("4.3.1-a", "4.3.1-c", "4.3.4(1)-a", "4.4.1-a", "4.4.1-c", "4.4.3-a", "4.4.5-c")
def at_the_desk(facts: CaseFacts) -> Iterator[Duty]:
    """Two clocks: the whole matter on the same working day, and the reply at once when it is clear."""
    if facts.kind not in ANSWERED_KINDS or facts.status not in {
        Status.ACCEPTED,
        Status.DESK_HANDLING,
    }:
        return
    if facts.must_issue_sheet:
        yield Duty(code=DutyCode.ISSUE_SHEET, clause=cite(facts, "4.3.4(1)-a", "4.4.3-a"), role=DESK)
        return
    if facts.designee is not None:
        yield _answer_of(facts.designee)
        return
    if proxy_is_open(facts):
        return
    again = cite(facts, "4.3.1-c", "4.4.1-c")
    yield Duty(code=DutyCode.ANSWER_AT_DESK, clause=again, role=DESK)
    if facts.clarified:
        yield Duty(code=DutyCode.REPLY_WHEN_CLARIFIED, clause=again, role=DESK)
    elif facts.status is Status.DESK_HANDLING:
        yield Duty(code=DutyCode.FIND_OUT, clause=cite(facts, "4.3.4(1)-a", "4.4.3-a"), role=DESK)


def _answer_of(designee: Responsible) -> Duty:
    return Duty(
        code=DutyCode.ANSWER_AS_DESIGNEE,
        clause="4.4.5-c",
        role=designee.role,
        person_id=designee.person_id,
    )


@clause("4.3.3-c")
def asking_for_them(facts: CaseFacts) -> Iterator[Duty]:
    if proxy_is_open(facts) and facts.status not in OVER:
        yield Duty(code=DutyCode.PROXY_INQUIRY, clause="4.3.3-c", role=DESK)


@clause("4.3.4(2)-a", "4.3.4(2)-c", "4.4.4-a")
def with_the_handler(facts: CaseFacts) -> Iterator[Duty]:
    holder = facts.responsible
    if facts.kind not in ANSWERED_KINDS or facts.status not in IN_HAND or holder is None:
        return
    if Impossible.REPLY in facts.impossible_confirmed:
        return
    if facts.designee is not None and facts.findings and others_have_answered(facts):
        yield _answer_of(facts.designee)
        return
    yield Duty(
        code=DutyCode.HANDLE_SHEET,
        clause=cite(facts, "4.3.4(2)-c", "4.4.4-a"),
        role=holder.role,
        area_id=holder.area_id,
        person_id=holder.person_id,
        subject=str(facts.sheet_round) if facts.sheet_round > 1 else "",
    )


@clause("3.3-a")
def asked_of_others(facts: CaseFacts) -> Iterator[Duty]:
    if facts.status in OVER:
        return
    for each in facts.consultations:
        if each.answered_at is not None:
            continue
        who = _who_answers(each, facts)
        yield Duty(
            code=DutyCode.ANSWER_CONSULTATION,
            clause="3.3-a" if each.department else cite(facts, "4.3.4(2)-b", "4.4.4-b"),
            role=who.role,
            department=each.department,
            area_id=who.area_id,
            person_id=who.person_id,
            subject=str(each.number),
        )


def _who_answers(asked: Consultation, facts: CaseFacts) -> Responsible:
    """The department's supervisor; what an outside unit says is written down by whoever holds the case."""
    match asked.department:
        case None:
            return facts.responsible or Responsible(role=DESK)
        case Department.CUSTOMER_SERVICE:
            return Responsible(role=HEAD)
        case department:
            return Responsible(role=department_supervisor(department))


@clause("4.4.4-c", "4.4.5-a")
def of_the_head(facts: CaseFacts) -> Iterator[Duty]:
    """The words wait for approval; after the centre's number of refusals the resident hears that it goes on."""
    approval = facts.approval
    if approval and approval.state is ApprovalState.REQUESTED and facts.status is Status.AWAITING_APPROVAL:
        yield Duty(
            code=DutyCode.APPROVE,
            clause="4.4.4-c",
            role=approver(facts),
            subject=str(facts.rejections + 1),
        )
    if facts.progress_notice_due and facts.status in IN_HAND:
        yield Duty(
            code=DutyCode.PROGRESS_NOTICE,
            clause="4.4.4-c",
            role=facts.responsible.role if facts.responsible else HEAD,
            area_id=facts.responsible.area_id if facts.responsible else None,
            person_id=facts.responsible.person_id if facts.responsible else None,
        )
    if facts.script_to_consider:
        yield Duty(code=DutyCode.CONSIDER_SCRIPT, clause="4.4.5-a", role=HEAD)


ANSWER_DUTIES = (at_the_desk, asking_for_them, with_the_handler, asked_of_others, of_the_head)
