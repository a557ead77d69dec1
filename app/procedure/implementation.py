"""4.1.3.1-f An adopted suggestion is carried out beside the case; the resident keeps hearing of it."""

from collections.abc import Iterable

from app.procedure.actions.suggestions import (
    FinishImplementation,
    FinishStep,
    KeepContact,
    PlanImplementation,
    PlanStep,
    PublishOnBoard,
    TakeOffBoard,
)
from app.procedure.acts import Act, kinds
from app.procedure.clauses import clause
from app.procedure.consultations import DEPARTMENT_POSTS
from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.suggestions import (
    ContactKept,
    ImplementationPlanned,
    Implemented,
    PublishedOnBoard,
    StepDone,
    StepPlanned,
    TakenOffBoard,
)
from app.procedure.facts import CaseFacts
from app.procedure.refusal import Refusal, Words, conflict, forbidden, incomplete
from app.procedure.roles import CENTRE, HEAD, a_person
from app.procedure.vocabulary import Decision, Kind, Status

TO_CARRY_OUT = frozenset({Decision.ADOPTED, Decision.PARTLY_ADOPTED})


def being_carried_out(facts: CaseFacts) -> bool:
    told = facts.reply is not None and facts.status is not Status.VOIDED
    return told and facts.decision in TO_CARRY_OUT and not facts.implemented


def adopted_and_open(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if being_carried_out(facts):
        return None
    return conflict(
        "nothing_to_carry_out",
        "4.1.3.1-f",
        "只有已采纳并回复、尚未完成的建议才有实施工作",
        "Only an adopted suggestion that was answered and is not done yet is being carried out",
    )


@clause("4.1.3.1-f")
def the_head_keeps_contact(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if ctx.actor.holds(HEAD, CENTRE):
        return None
    return forbidden(
        "only_the_head_keeps_contact",
        "4.1.3.1-f",
        "实施期间由客户服务部门负责人与业户保持沟通",
        "The head keeps in touch with the resident while it is carried out",
    )


@clause("4.1.3.1-f")
def contact_was_kept(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.contacts_in_implementation:
        return None
    return conflict(
        "no_contact_kept",
        "4.1.3.1-f",
        "实施过程中尚未与业户沟通过，不能结束实施",
        "Nobody told the resident how it goes; it cannot be called done",
        then=("keep-contact", "先与业户沟通一次", "Tell the resident first"),
    )


@clause("4.1.3.1-f")
def its_steps_are_done(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if all(step.done_at for step in facts.steps):
        return None
    return conflict(
        "steps_open",
        "4.1.3.1-f",
        "实施计划还有未完成的步骤",
        "Steps of the plan are not done yet",
        then=("finish-step", "先完成各步骤", "Do the steps first"),
    )


def the_day_lies_ahead(facts: CaseFacts, action: PlanStep, ctx: Context) -> Refusal | None:
    if action.due_on >= ctx.calendar.local_date(ctx.now):
        return None
    return incomplete(
        "due_in_past", "4.1.3.1-f", "完成日期不能早于今天", "The day has passed already", "due_on"
    )


def a_step_is_open(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if any(step.done_at is None for step in facts.steps):
        return None
    return conflict("no_open_step", "4.1.3.1-f", "没有未完成的步骤", "No step is open")


@clause("4.1.3.1-f")
def done_by_its_owner(facts: CaseFacts, action: FinishStep, ctx: Context) -> Refusal | None:
    """The owner named, or the department; the head may say it of every step."""
    step = next((each for each in facts.steps if each.number == action.number and not each.done_at), None)
    if step is None:
        return conflict("no_open_step", "4.1.3.1-f", "没有这个未完成的步骤", "No such step is open")
    if ctx.actor.holds(HEAD, CENTRE) or ctx.actor.person_id == step.person_id:
        return None
    if step.person_id is None and step.department and ctx.actor.holds(*DEPARTMENT_POSTS[step.department]):
        return None
    return forbidden(
        "anothers_step",
        "4.1.3.1-f",
        "这一步骤由其负责人完成",
        "Its owner does this step",
        then=(None, "由负责人登记完成", "Its owner, or the head, records it as done"),
    )


def carried_out(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.implemented and facts.status is not Status.VOIDED:
        return None
    return conflict(
        "not_carried_out",
        "4.1.3.1-f",
        "实施完成后才能公示成果",
        "Only what has been carried out is told to everyone",
        then=("finish-implementation", "先完成实施", "Carry it out first"),
    )


def it_names_nobody(facts: CaseFacts, action: PublishOnBoard, ctx: Context) -> Refusal | None:
    """The board speaks of what was done, never of who asked for it."""
    said = f"{action.public_title}\n{action.public_text}"
    if not any(name in said for name in ctx.names_on_sheet):
        return None
    return incomplete(
        "names_somebody",
        "4.1.3.1-f",
        "公示内容不能出现业户姓名、房号或联系方式",
        "The board names no resident, no home and no contact",
        "public_text",
    )


def stands_on_the_board(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.published_at:
        return None
    return conflict("not_on_the_board", "4.1.3.1-f", "成果尚未公示", "It does not stand on the board")


def step_planned(facts: CaseFacts, action: PlanStep, ctx: Context) -> Iterable[Event]:
    return (
        StepPlanned(
            **ctx.stamp,
            number=len(facts.steps) + 1,
            due_on=action.due_on,
            department=action.department,
            person_id=action.owner,
            step=action.step,
        ),
    )


def planned(facts: CaseFacts, action: PlanImplementation, ctx: Context) -> Iterable[Event]:
    return (ImplementationPlanned(**ctx.stamp, expected_end=action.expected_end, plan=action.plan),)


def kept(facts: CaseFacts, action: KeepContact, ctx: Context) -> Iterable[Event]:
    return (ContactKept(**ctx.stamp, channel=action.channel, progress=action.progress),)


def finished(facts: CaseFacts, action: FinishImplementation, ctx: Context) -> Iterable[Event]:
    return (Implemented(**ctx.stamp, closing_contact=action.closing_contact),)


ACTS = (
    Act(
        action=PlanImplementation,
        path="plan-implementation",
        label=Words("制定实施计划", "Plan how it is carried out"),
        kinds=kinds(Kind.SUGGESTION),
        guards=(a_person, adopted_and_open, the_head_keeps_contact),
        then=planned,
    ),
    Act(
        action=PlanStep,
        path="plan-step",
        label=Words("安排实施步骤", "Plan a step"),
        kinds=kinds(Kind.SUGGESTION),
        guards=(a_person, adopted_and_open, the_head_keeps_contact),
        checks=(the_day_lies_ahead,),
        then=step_planned,
    ),
    Act(
        action=FinishStep,
        path="finish-step",
        label=Words("步骤完成", "A step is done"),
        kinds=kinds(Kind.SUGGESTION),
        guards=(a_person, adopted_and_open, a_step_is_open),
        checks=(done_by_its_owner,),
        then=lambda facts, action, ctx: (
            StepDone(**ctx.stamp, number=action.number, step_result=action.step_result),
        ),
    ),
    Act(
        action=KeepContact,
        path="keep-contact",
        label=Words("与业户保持沟通", "Keep in touch"),
        kinds=kinds(Kind.SUGGESTION),
        guards=(a_person, adopted_and_open, the_head_keeps_contact),
        then=kept,
    ),
    Act(
        action=FinishImplementation,
        path="finish-implementation",
        label=Words("实施完成", "Carried out"),
        kinds=kinds(Kind.SUGGESTION),
        guards=(a_person, adopted_and_open, contact_was_kept, its_steps_are_done, the_head_keeps_contact),
        then=finished,
    ),
    Act(
        action=PublishOnBoard,
        path="publish-on-board",
        label=Words("公示成果", "Put on the board"),
        kinds=kinds(Kind.SUGGESTION),
        guards=(a_person, carried_out, the_head_keeps_contact),
        checks=(it_names_nobody,),
        then=lambda facts, action, ctx: (
            PublishedOnBoard(**ctx.stamp, public_title=action.public_title, public_text=action.public_text),
        ),
    ),
    Act(
        action=TakeOffBoard,
        path="take-off-board",
        label=Words("撤下公示", "Take off the board"),
        kinds=kinds(Kind.SUGGESTION),
        guards=(a_person, stands_on_the_board, the_head_keeps_contact),
        then=lambda facts, action, ctx: (TakenOffBoard(**ctx.stamp, reason=action.reason),),
    ),
)
