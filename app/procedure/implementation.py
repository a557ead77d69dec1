"""4.1.3.1-f An adopted suggestion is carried out beside the case; the resident keeps hearing of it."""

from collections.abc import Iterable

from app.procedure.actions.suggestions import FinishImplementation, KeepContact, PlanImplementation
from app.procedure.acts import Act, kinds
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.suggestions import ContactKept, ImplementationPlanned, Implemented
from app.procedure.facts import CaseFacts
from app.procedure.refusal import Refusal, Words, conflict, forbidden
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
        guards=(a_person, adopted_and_open, contact_was_kept, the_head_keeps_contact),
        then=finished,
    ),
)
