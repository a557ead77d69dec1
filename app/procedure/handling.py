"""4.3.4(2), 4.4.4: the handler finds out what lies behind, asks those who know, then replies."""

from collections.abc import Iterable, Iterator

from app.procedure.actions.answers import (
    AnswerConsultation,
    Consult,
    ObjectToSheet,
    RecordFindings,
    Reply,
    RuleOnObjection,
    TakeUpSheet,
    TellProgress,
)
from app.procedure.acts import Act, kinds, not_over, only_when
from app.procedure.challenge import (
    approved_or_not_flagged,
    digest_of,
    only_the_designee_answers,
    says_the_script,
    these_words_are_approved,
    uses_the_script_in_force,
    whole_words,
)
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.desk_answers import cite, the_desk_or_the_designee
from app.procedure.events.answers import (
    ConsultationAnswered,
    Consulted,
    FindingsRecorded,
    Objected,
    ObjectionRuled,
    ProgressTold,
    Replied,
    SheetTakenUp,
)
from app.procedure.events.common import Event
from app.procedure.events.intake import MadeResponsible
from app.procedure.facts import CaseFacts, Consultation
from app.procedure.notices import department_supervisor, tell_responsible
from app.procedure.refusal import Refusal, Words, conflict, forbidden, incomplete
from app.procedure.roles import (
    HEAD,
    a_person,
    any_of,
    its_responsible,
    not_concerned,
    the_desk_accepts,
    the_head,
)
from app.procedure.suggestion import (
    answered_by_the_head,
    exception_of_the_centre_manager_has_a_reason,
    in_parity,
    parity_or_reason,
)
from app.procedure.vocabulary import Department, Kind, Role, Status

SHEET_KINDS = kinds(Kind.INQUIRY, Kind.CHALLENGE)
REPLIED_KINDS = kinds(Kind.SUGGESTION, Kind.INQUIRY, Kind.CHALLENGE)
IN_HAND = only_when(
    Status.ISSUED,
    Status.IN_PROGRESS,
    Status.AWAITING_APPROVAL,
    then=("issue-sheet", "前台先开单", "The desk issues the sheet first"),
)
DEPARTMENT_POSTS: dict[Department, frozenset[Role]] = {
    Department.SECURITY: frozenset(
        {Role.SECURITY_DUTY_SUPERVISOR, Role.CONTROL_ROOM_OPERATOR, Role.PATROL_GUARD}
    ),
    Department.ENGINEERING: frozenset({Role.ENGINEERING_DUTY_SUPERVISOR, Role.DUTY_ENGINEER}),
    Department.CUSTOMER_SERVICE: frozenset({Role.FRONT_DESK, HEAD}),
}


@clause("4.3.4(2)-a", "4.4.4-a")
def findings_first(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.kind is Kind.SUGGESTION or facts.findings:
        return None
    return conflict(
        "findings_first",
        cite(facts, "4.3.4(2)-a", "4.4.4-a"),
        "先弄清来龙去脉，再回复业户",
        "Find out what lies behind it before you reply",
        then=("record-findings", "记录来龙去脉", "Record the findings"),
    )


@clause("4.3.4(2)-b", "4.4.4-b")
def those_concerned_were_asked(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.kind is Kind.SUGGESTION or not facts.involves_other_unit:
        return None
    if facts.consultations and all(each.answered_at for each in facts.consultations):
        return None
    return conflict(
        "consult_first",
        cite(facts, "4.3.4(2)-b", "4.4.4-b"),
        "涉及专业部门或外单位，须向其咨询清楚后再回复",
        "Other departments or units are concerned: their answer comes before the reply",
        then=("consult", "发出咨询或登记对方答复", "Ask them, or record what they answered"),
    )


@clause("3.2-a")
def the_replier_is_its_responsible(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """The sheet's holder replies; where the topic has a designated person, that person does (13.4)."""
    if facts.kind is Kind.SUGGESTION:
        return None
    if facts.kind is Kind.CHALLENGE and ctx.script and ctx.actor.person_id in ctx.script.designees:
        return None
    return its_responsible(facts, ctx)


def at_its_point_for_a_reply(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.kind is Kind.SUGGESTION:
        return _DECIDED(facts, ctx)
    return IN_HAND(facts, ctx)


_DECIDED = only_when(
    Status.DECIDED,
    clause="4.1.3.1-a",
    then=("decide", "先研究并作出决定", "Study and decide first"),
)


@clause("4.3.4(2)-c", "4.1.3.1-a", "4.4.5-b")
def replied(facts: CaseFacts, reply: Reply, ctx: Context) -> Iterator[Event]:
    said = whole_words(reply.reply_text, reply.words_added)
    suggestion = facts.kind is Kind.SUGGESTION
    yield Replied(
        **ctx.stamp,
        channel=reply.channel,
        digest=digest_of(said),
        parity=in_parity(facts, reply.channel) if suggestion else None,
        script_version_id=reply.script_version_id,
        beyond_script=ctx.script is not None and not says_the_script(facts, said, ctx),
        reply_text=said,
        exception_reason=reply.exception_reason,
    )


def an_objection_is_open(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.objection_open:
        return None
    return conflict("no_objection", "3.4-b", "没有待裁定的退单", "No returned dispatch waits for a ruling")


def no_objection_is_open(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if not facts.objection_open:
        return None
    return conflict("objection_open", "3.4-b", "已退单，等待负责人裁定", "Already returned; the head rules")


@clause("3.4-b")
def ruled(facts: CaseFacts, ruling: RuleOnObjection, ctx: Context) -> Iterator[Event]:
    """Upheld: it goes to the department or area named, else the head takes it."""
    yield ObjectionRuled(**ctx.stamp, upheld=ruling.upheld, remark=ruling.remark)
    if not ruling.upheld:
        return
    if facts.kind is Kind.HELP and ruling.department:
        role = department_supervisor(ruling.department)
        yield MadeResponsible(**ctx.stamp, role=role, department=ruling.department, clause="3.4-b")
        yield from tell_responsible(facts, role, "3.4-b", ctx)
    elif ruling.area_id:
        manager = Role.AREA_CUSTOMER_MANAGER
        yield MadeResponsible(**ctx.stamp, role=manager, area_id=ruling.area_id, clause="3.4-b")
    else:
        yield MadeResponsible(**ctx.stamp, role=HEAD, clause="3.4-b")


def somebody_is_asked(facts: CaseFacts, asked: Consult, ctx: Context) -> Refusal | None:
    if asked.department or asked.outside_unit:
        return None
    return incomplete(
        "ask_whom",
        "3.3-a",
        "请选择部门或填写外单位",
        "Name a department or an outside unit",
        "department",
    )


@clause("3.3-a", "4.3.4(2)-b", "4.4.4-b")
def consulted(facts: CaseFacts, asked: Consult, ctx: Context) -> Iterable[Event]:
    return (
        Consulted(
            **ctx.stamp,
            number=len(facts.consultations) + 1,
            department=asked.department,
            question=asked.question,
            outside_unit=asked.outside_unit,
        ),
    )


def _open_question(facts: CaseFacts, number: int) -> Consultation | None:
    return next(
        (each for each in facts.consultations if each.number == number and not each.answered_at),
        None,
    )


def a_question_is_open(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if any(not each.answered_at for each in facts.consultations):
        return None
    return conflict("no_open_question", "3.3-a", "没有待答复的咨询", "No question waits for an answer")


@clause("3.3-a")
def answered_by_those_asked(facts: CaseFacts, answer: AnswerConsultation, ctx: Context) -> Refusal | None:
    """A department answers for itself; what an outside unit said, the one who asked writes down."""
    question = _open_question(facts, answer.number)
    if question is None:
        return conflict(
            "no_open_question",
            "3.3-a",
            "没有这个待答复的咨询",
            "No such question waits for an answer",
        )
    if question.department is None or ctx.actor.holds(*DEPARTMENT_POSTS[question.department]):
        return None
    return forbidden(
        "department_answers",
        "3.3-a",
        "由被咨询的部门答复",
        "The department that was asked answers",
    )


def found(facts: CaseFacts, action: RecordFindings, ctx: Context) -> Iterable[Event]:
    return (
        FindingsRecorded(
            **ctx.stamp, findings=action.findings, involves_other_unit=action.involves_other_unit
        ),
    )


def somebody_answered(facts: CaseFacts, action: AnswerConsultation, ctx: Context) -> Iterable[Event]:
    return (
        ConsultationAnswered(
            **ctx.stamp, number=action.number, consultation_answer=action.consultation_answer
        ),
    )


ACTS = (
    Act(
        action=TakeUpSheet,
        path="take-up-sheet",
        label=Words("接单处理", "Take up the sheet"),
        kinds=SHEET_KINDS,
        guards=(a_person, only_when(Status.ISSUED), its_responsible, not_concerned),
        then=lambda facts, action, ctx: (SheetTakenUp(**ctx.stamp),),
    ),
    Act(
        action=ObjectToSheet,
        path="object",
        label=Words("退单", "Return a wrong dispatch"),
        kinds=kinds(Kind.INQUIRY, Kind.CHALLENGE, Kind.HELP),
        guards=(
            a_person,
            only_when(Status.ISSUED, Status.IN_PROGRESS, Status.NOTIFIED, Status.ACKNOWLEDGED),
            no_objection_is_open,
            its_responsible,
        ),
        then=lambda facts, action, ctx: (Objected(**ctx.stamp, reason=action.reason),),
    ),
    Act(
        action=RuleOnObjection,
        path="rule-on-objection",
        label=Words("裁定退单", "Rule on a returned dispatch"),
        kinds=kinds(Kind.INQUIRY, Kind.CHALLENGE, Kind.HELP),
        guards=(a_person, not_over, an_objection_is_open, the_head),
        then=ruled,
    ),
    Act(
        action=RecordFindings,
        path="record-findings",
        label=Words("记录来龙去脉", "Record the findings"),
        kinds=SHEET_KINDS,
        edits=True,
        guards=(
            a_person,
            only_when(Status.ISSUED, Status.IN_PROGRESS),
            its_responsible,
            not_concerned,
        ),
        then=found,
    ),
    Act(
        action=Consult,
        path="consult",
        label=Words("咨询部门或外单位", "Ask a department or an outside unit"),
        guards=(a_person, not_over, any_of(its_responsible, the_desk_accepts)),
        checks=(somebody_is_asked,),
        then=consulted,
    ),
    Act(
        action=AnswerConsultation,
        path="answer-consultation",
        label=Words("答复咨询", "Answer a question"),
        guards=(a_person, not_over, a_question_is_open),
        checks=(answered_by_those_asked,),
        then=somebody_answered,
    ),
    Act(
        action=Reply,
        path="reply",
        label=Words("回复业户", "Reply to the resident"),
        kinds=REPLIED_KINDS,
        edits=True,
        guards=(
            a_person,
            at_its_point_for_a_reply,
            findings_first,
            those_concerned_were_asked,
            approved_or_not_flagged,
            only_the_designee_answers,
            answered_by_the_head,
            the_replier_is_its_responsible,
            not_concerned,
        ),
        checks=(
            uses_the_script_in_force,
            these_words_are_approved,
            exception_of_the_centre_manager_has_a_reason,
            parity_or_reason,
        ),
        then=replied,
    ),
    Act(
        action=TellProgress,
        path="tell-progress",
        label=Words("告知进展", "Tell the resident how far it is"),
        guards=(a_person, not_over, any_of(its_responsible, the_desk_or_the_designee)),
        then=lambda facts, action, ctx: (
            ProgressTold(**ctx.stamp, channel=action.channel, progress=action.progress),
        ),
    ),
)
