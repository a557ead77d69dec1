"""4.3.2, 4.4.2 What colleagues who are not the desk may say where they are asked, and how they pass it on."""

from collections.abc import Iterable, Iterator

from app.procedure.actions.intake import PassToDesk, ReferChoice, ReplyMyself, TakeIn
from app.procedure.acts import Act, kinds, only_when
from app.procedure.clauses import clause
from app.procedure.conduct import contact_is_told
from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.events.intake import AnsweredOnSpot, PassedOn
from app.procedure.facts import CaseFacts
from app.procedure.refusal import Refusal, Words, conflict, forbidden, incomplete
from app.procedure.roles import a_person
from app.procedure.unified_answers import answered_by_nobody_else, script_in_force
from app.procedure.vocabulary import Contact, Credential, Kind, Status

INQUIRIES = kinds(Kind.INQUIRY)


@clause("4.3.2-c", "4.3.2-d")
def colleagues_say_only_what_they_know(taken: TakeIn) -> Refusal | None:
    """Unsure means no answer: invite to the desk or take the contact, nothing else."""
    if taken.sure:
        return None
    if taken.answer:
        return incomplete(
            "not_sure_not_answered",
            "4.3.2-c",
            "不熟悉、不清楚的内容不能回答",
            "What you are not sure of is not answered",
            "answer",
        )
    return _invited_or_contact_taken(taken, "4.3.2-d")


def _invited_or_contact_taken(taken: TakeIn, clause_id: str) -> Refusal | None:
    if taken.refer_choice is not None:
        return None
    return incomplete(
        "refer_or_take_contact",
        clause_id,
        "请选择：请业户到前台，或留下联系方式转前台",
        "Invite the resident to the desk, or take a contact for the desk",
        "refer_choice",
    )


@clause("4.3.2-d", "4.4.2-b")
def the_contact_was_taken(taken: TakeIn) -> Refusal | None:
    """Whoever says a contact was taken writes it down, or that none was left after all."""
    if taken.refer_choice is not ReferChoice.CONTACT_TAKEN or taken.contact or contact_is_told(taken):
        return None
    return incomplete(
        "write_contact_down",
        "4.4.2-b" if taken.kind is Kind.CHALLENGE else "4.3.2-d",
        "请写下业户的联系方式（未留的注明）",
        "Write down the contact, or that none was left",
        "contact" if taken.contact_state is Contact.GIVEN else "contact_state",
    )


@clause("4.4.2-a", "4.4.2-b")
def challenges_are_not_answered_on_site(taken: TakeIn, ctx: Context) -> Refusal | None:
    """Colleagues do not explain a challenge on site; the exception has a reason and the head sees it."""
    if taken.answer and not taken.exception_reason:
        return incomplete(
            "not_answered_on_site",
            "4.4.2-a",
            "质疑一般不作现场解答；确有例外须注明原因",
            "A challenge is not answered on site; an exception needs its reason",
            "exception_reason",
        )
    return (_nor_against_the_head_or_the_script(taken, ctx) if taken.answer else None) or (
        _invited_or_contact_taken(taken, "4.4.2-b")
    )


@clause("4.4.4-c", "4.4.5-b", "4.4.5-c")
def _nor_against_the_head_or_the_script(taken: TakeIn, ctx: Context) -> Refusal | None:
    """No exception stands above the head's approval, nor above the unified answer and its designee."""
    if taken.important or taken.sensitive or ctx.routing.important or ctx.routing.sensitive:
        return conflict(
            "approval_needed",
            "4.4.4-c",
            "重要或敏感的质疑，未经认可不能解答",
            "An important or sensitive challenge is not answered without approval",
            then=(None, "请业户到前台，或留下联系方式", "Invite to the desk, or take a contact"),
        )
    return answered_by_nobody_else(ctx) or script_in_force(taken.script_version_id, ctx)


@clause("4.3.2-a", "4.3.2-b", "4.3.2-e")
def inquiry_from_a_colleague(taken: TakeIn, ctx: Context) -> Iterator[Event]:
    """Answered and content: nothing more is owed. Otherwise it goes to the desk with what was said."""
    unsure_but_said = bool(taken.answer) and not taken.sure
    if taken.answer and taken.satisfied and not unsure_but_said:
        yield AnsweredOnSpot(**ctx.stamp, answer=taken.answer)
        return
    reachable = taken.contact or taken.contact_state is Contact.GIVEN
    mine = taken.finding_out_myself and taken.refer_choice is ReferChoice.CONTACT_TAKEN and reachable
    yield PassedOn(
        **ctx.stamp,
        how=taken.refer_choice.value if taken.refer_choice else None,
        answered=bool(taken.answer),
        exceptional=unsure_but_said,
        answer=taken.answer,
        finding_out=ctx.actor.person_id if mine else None,
    )


@clause("4.1.1.3-d", "4.4.2-a", "4.4.2-b")
def passed_on_as_heard(taken: TakeIn, ctx: Context) -> Iterator[Event]:
    """To the desk. Whatever was said on the spot goes with it, and the head looks at it."""
    yield PassedOn(
        **ctx.stamp,
        how=taken.refer_choice.value if taken.refer_choice else None,
        answered=bool(taken.answer),
        exceptional=bool(taken.answer) and taken.kind in {Kind.SUGGESTION, Kind.CHALLENGE},
        answer=taken.answer,
        exception_reason=taken.exception_reason,
    )


@clause("4.3.2-e")
def i_took_the_contact(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.finding_out is not None and facts.finding_out == ctx.actor.person_id:
        return None
    return forbidden(
        "not_finding_out",
        "4.3.2-e",
        "只有留下联系方式、答应了解后回复的本人可以办理",
        "Only the one who took the contact and promised to find out",
    )


@clause("4.3.2-e")
def i_took_the_contact_or_time_is_up(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """Overdue, or at the end of the shift, time itself gives it to the desk (A17)."""
    if facts.finding_out is not None and ctx.actor.credential is Credential.TIME:
        return None
    return a_person(facts, ctx) or i_took_the_contact(facts, ctx)


def replied_myself(facts: CaseFacts, action: ReplyMyself, ctx: Context) -> Iterable[Event]:
    if action.satisfied:
        return (AnsweredOnSpot(**ctx.stamp, answer=action.reply_text),)
    return (PassedOn(**ctx.stamp, answered=True, answer=action.reply_text),)


def passed(facts: CaseFacts, action: PassToDesk, ctx: Context) -> Iterable[Event]:
    return (PassedOn(**ctx.stamp, answer=action.note),)


ACTS = (
    Act(
        action=ReplyMyself,
        path="reply-myself",
        label=Words("我已了解并回复", "I found out and replied"),
        kinds=INQUIRIES,
        guards=(a_person, only_when(Status.PENDING_DESK), i_took_the_contact),
        then=replied_myself,
    ),
    Act(
        action=PassToDesk,
        path="pass-to-desk",
        label=Words("转交前台", "Pass to the desk"),
        kinds=INQUIRIES,
        guards=(only_when(Status.PENDING_DESK), i_took_the_contact_or_time_is_up),
        then=passed,
    ),
)
