"""4.3.4(1), 4.4.3, 4.4.5: what the desk could not settle goes to the area manager, or to the designee."""

from collections.abc import Iterator

from app.procedure.actions.answers import HandToDesignee, IssueSheet
from app.procedure.acts import Act, kinds, only_when
from app.procedure.challenge import cite
from app.procedure.clauses import clause
from app.procedure.conflicts_of_interest import head_is_concerned, superior
from app.procedure.context import Context
from app.procedure.desk_answers import ANSWERED_HERE, AT_THE_DESK
from app.procedure.events.approvals import HandedToDesignee
from app.procedure.events.common import Event
from app.procedure.events.intake import MadeResponsible, SheetIssued
from app.procedure.facts import CaseFacts
from app.procedure.refusal import Refusal, Words, conflict
from app.procedure.roles import CENTRE, HEAD, a_person, its_responsible, the_desk_accepts
from app.procedure.suggestion import suggestions_are_the_heads
from app.procedure.unified_answers import present_designees, somebody_is_named
from app.procedure.vocabulary import Kind, Role, Status

WITH_THE_DESK = frozenset({Status.ACCEPTED, Status.DESK_HANDLING})
TO_BE_ANSWERED = only_when(
    Status.ACCEPTED, Status.DESK_HANDLING, Status.ISSUED, Status.IN_PROGRESS, Status.AWAITING_APPROVAL
)


@clause("4.3.1-b", "4.4.1-b")
def contact_is_settled(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.contact_asked or facts.contact is not None:
        return None
    return conflict(
        "ask_for_contact",
        cite(facts, "4.3.1-b", "4.4.1-b"),
        "开单前须请业户留下联系方式（业户可以不留）",
        "Ask for a contact before the sheet is issued; the resident may decline",
        then=("cannot-answer", "记录已请业户留联系方式", "Record that a contact was asked for"),
        missing=("contact_asked",),
    )


@clause("3.2-a", "4.3.4(1)-a", "4.4.3-a")
def goes_to_the_area_manager(facts: CaseFacts, ctx: Context) -> Event:
    """To the manager of the resident's area; nobody there, or only the one concerned: the head, with an alert."""
    if facts.area_id and ctx.area_managers - facts.persons_concerned:
        return MadeResponsible(
            **ctx.stamp,
            role=Role.AREA_CUSTOMER_MANAGER,
            area_id=facts.area_id,
            clause=cite(facts, "4.3.4(1)-a", "4.4.3-a"),
        )
    nobody = facts.area_id is not None
    return MadeResponsible(
        **ctx.stamp,
        role=CENTRE if head_is_concerned(facts, ctx) else HEAD,
        clause="3.2-a" if nobody else cite(facts, "4.3.4(1)-a", "4.4.3-a"),
        no_area_manager=nobody,
    )


@clause("4.4.5-c")
def named_for_the_answer(
    facts: CaseFacts, action: HandToDesignee | IssueSheet, ctx: Context
) -> HandedToDesignee:
    """The one chosen, else the first who is there; with everyone away, the head (X19)."""
    present = present_designees(facts, ctx)
    chosen = action.designee if isinstance(action, HandToDesignee) else None
    person = chosen or min(present, default=None)
    return HandedToDesignee(
        **ctx.stamp, person_id=person, role=None if person else superior(facts), note=action.note
    )


@clause("4.6.1-a", "4.3.4(1)-a", "4.4.3-a", "4.4.5-c")
def issued(facts: CaseFacts, action: IssueSheet, ctx: Context) -> Iterator[Event]:
    """The area manager gets the sheet; where a person is named for the topic, that person will reply (13.4)."""
    if somebody_is_named(facts, ctx):
        yield named_for_the_answer(facts, action, ctx)
    yield goes_to_the_area_manager(facts, ctx)
    yield SheetIssued(**ctx.stamp, to_handler=True, note=action.note)


@clause("4.4.5-c")
def handed(facts: CaseFacts, action: HandToDesignee, ctx: Context) -> Iterator[Event]:
    """From the desk the whole matter goes there; from the area manager only the answer does."""
    handed_to = named_for_the_answer(facts, action, ctx)
    yield handed_to
    if facts.status in WITH_THE_DESK:
        yield MadeResponsible(
            **ctx.stamp, person_id=handed_to.person_id, role=handed_to.role, clause="4.4.5-c"
        )


def script_names_somebody(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if somebody_is_named(facts, ctx):
        return None
    return conflict("no_designee", "4.4.5-c", "此主题没有指定解答人", "No one is designated for this topic")


def one_of_those_named(facts: CaseFacts, action: HandToDesignee, ctx: Context) -> Refusal | None:
    if action.designee is None or action.designee in present_designees(facts, ctx):
        return None
    return conflict(
        "not_a_designee",
        "4.4.5-c",
        "所选人员不是此主题的指定解答人，或现在不在",
        "That person is not designated for this topic, or is away",
        then=("hand-to-designee", "请选择其他指定解答人", "Choose another designated person"),
    )


def the_desk_or_the_handler(facts: CaseFacts, ctx: Context) -> Refusal | None:
    with_the_desk = facts.status in WITH_THE_DESK
    return the_desk_accepts(facts, ctx) if with_the_desk else its_responsible(facts, ctx)


ACTS = (
    Act(
        action=IssueSheet,
        path="issue-sheet",
        label=Words("填单交区域客户主任", "Issue the sheet"),
        kinds=ANSWERED_HERE,
        otherwise=suggestions_are_the_heads,
        edits=True,
        guards=(a_person, AT_THE_DESK, contact_is_settled, the_desk_accepts),
        then=issued,
    ),
    Act(
        action=HandToDesignee,
        path="hand-to-designee",
        label=Words("转交指定解答人", "Hand to the designated person"),
        kinds=kinds(Kind.CHALLENGE),
        otherwise=suggestions_are_the_heads,
        guards=(a_person, TO_BE_ANSWERED, script_names_somebody, contact_is_settled, the_desk_or_the_handler),
        checks=(one_of_those_named,),
        then=handed,
    ),
)
