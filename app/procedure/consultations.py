"""3.3, 4.3.4(2), 4.4.4: departments lend a hand, outside units are asked, before the resident is answered."""

from collections.abc import Iterable

from app.procedure.actions.answers import AnswerConsultation, Consult
from app.procedure.acts import Act, not_over
from app.procedure.challenge import cite
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.events.answers import ConsultationAnswered, Consulted
from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts, Consultation
from app.procedure.refusal import Refusal, Words, conflict, forbidden, incomplete
from app.procedure.roles import HEAD, a_person, any_of, its_responsible, the_desk_accepts
from app.procedure.vocabulary import Department, Kind, Role

DEPARTMENT_POSTS: dict[Department, frozenset[Role]] = {
    Department.SECURITY: frozenset(
        {Role.SECURITY_DUTY_SUPERVISOR, Role.CONTROL_ROOM_OPERATOR, Role.PATROL_GUARD}
    ),
    Department.ENGINEERING: frozenset({Role.ENGINEERING_DUTY_SUPERVISOR, Role.DUTY_ENGINEER}),
    Department.CUSTOMER_SERVICE: frozenset({HEAD, Role.FRONT_DESK, Role.AREA_CUSTOMER_MANAGER}),
}

the_one_who_asked = any_of(its_responsible, the_desk_accepts)


@clause("4.3.4(2)-b", "4.4.4-b")
def others_have_answered(facts: CaseFacts) -> bool:
    """Where others are concerned, somebody was asked, and everyone asked has answered."""
    asked = bool(facts.consultations) and all(each.answered_at for each in facts.consultations)
    return asked or not facts.involves_other_unit


@clause("4.3.4(2)-b", "4.4.4-b")
def those_concerned_were_asked(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.kind is Kind.SUGGESTION or others_have_answered(facts):
        return None
    return conflict(
        "consult_first",
        cite(facts, "4.3.4(2)-b", "4.4.4-b"),
        "涉及专业部门或外单位，须向其咨询清楚后再回复",
        "Other departments or units are concerned: their answer comes before the reply",
        then=("consult", "发出咨询或登记对方答复", "Ask them, or record what they answered"),
    )


def somebody_is_asked(facts: CaseFacts, asked: Consult, ctx: Context) -> Refusal | None:
    if asked.department or asked.outside_unit:
        return None
    return incomplete(
        "ask_whom",
        "4.3.4(2)-b",
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
            "no_open_question", "3.3-a", "没有这个待答复的咨询", "No such question waits for an answer"
        )
    if question.department is None:
        return the_one_who_asked(facts, ctx)
    if ctx.actor.holds(*DEPARTMENT_POSTS[question.department]):
        return None
    return forbidden(
        "department_answers", "3.3-a", "由被咨询的部门答复", "The department that was asked answers"
    )


def somebody_answered(facts: CaseFacts, action: AnswerConsultation, ctx: Context) -> Iterable[Event]:
    return (
        ConsultationAnswered(
            **ctx.stamp, number=action.number, consultation_answer=action.consultation_answer
        ),
    )


ACTS = (
    Act(
        action=Consult,
        path="consult",
        label=Words("咨询部门或外单位", "Ask a department or an outside unit"),
        guards=(a_person, not_over, the_one_who_asked),
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
)
