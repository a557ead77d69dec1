"""What is owed while inquiries and challenges are answered (4.3, 4.4)."""

from collections.abc import Iterator

from app.procedure.clauses import clause
from app.procedure.desk_answers import cite
from app.procedure.duties import Duty, DutyCode
from app.procedure.facts import ApprovalState, CaseFacts, Impossible
from app.procedure.inquiry import proxy_is_open
from app.procedure.notices import department_supervisor
from app.procedure.roles import CENTRE, DESK, HEAD
from app.procedure.vocabulary import Department, Kind, Role, Status

ANSWERED_KINDS = frozenset({Kind.INQUIRY, Kind.CHALLENGE})
IN_HAND = frozenset({Status.ISSUED, Status.IN_PROGRESS, Status.AWAITING_APPROVAL})
OVER = frozenset({Status.CLOSED, Status.ARCHIVED, Status.HANDED_OFF})


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
        yield Duty(code=DutyCode.ANSWER_AS_DESIGNEE, clause="4.4.5-c", person_id=facts.designee)
        return
    if proxy_is_open(facts):
        return
    again = cite(facts, "4.3.1-c", "4.4.1-c")
    yield Duty(code=DutyCode.ANSWER_AT_DESK, clause=again, role=DESK)
    if facts.clarified:
        yield Duty(code=DutyCode.REPLY_WHEN_CLARIFIED, clause=again, role=DESK)
    elif facts.status is Status.DESK_HANDLING:
        yield Duty(code=DutyCode.FIND_OUT, clause=cite(facts, "4.3.4(1)-a", "4.4.3-a"), role=DESK)


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
        department = each.department
        if department in {Department.SECURITY, Department.ENGINEERING}:
            role: Role | None = department_supervisor(department)
        else:
            role = HEAD if department else (facts.responsible.role if facts.responsible else DESK)
        yield Duty(
            code=DutyCode.ANSWER_CONSULTATION,
            clause="3.3-a" if department else cite(facts, "4.3.4(2)-b", "4.4.4-b"),
            role=role,
            department=department,
            area_id=facts.area_id if role is Role.AREA_CUSTOMER_MANAGER else None,
            subject=str(each.number),
        )


@clause("4.4.4-c", "4.4.5-a")
def of_the_head(facts: CaseFacts) -> Iterator[Duty]:
    """The words wait for approval; after the centre's number of refusals the resident hears that it goes on."""
    approval = facts.approval
    if approval and approval.state is ApprovalState.REQUESTED and facts.status is Status.AWAITING_APPROVAL:
        approver = CENTRE if facts.head_concerned else HEAD
        yield Duty(
            code=DutyCode.APPROVE,
            clause="4.4.4-c",
            role=approver,
            subject=str(facts.rejections + 1),
        )
    if facts.progress_notice_due and facts.status in IN_HAND:
        yield Duty(
            code=DutyCode.PROGRESS_NOTICE,
            clause="4.4.4-c",
            role=facts.responsible.role if facts.responsible else HEAD,
            area_id=facts.responsible.area_id if facts.responsible else None,
        )
    if facts.script_to_consider:
        yield Duty(code=DutyCode.CONSIDER_SCRIPT, clause="4.4.5-a", role=HEAD)


ANSWER_DUTIES = (at_the_desk, asking_for_them, with_the_handler, asked_of_others, of_the_head)
