"""4.3.1, 4.3.4(1), 4.4.1, 4.4.3: the desk answers itself, or issues the sheet."""

from collections.abc import Iterable, Iterator

from app.procedure.actions.answers import (
    AnswerAtDesk,
    CannotAnswer,
    HandToDesignee,
    IssueSheet,
    MarkClarified,
)
from app.procedure.acts import Act, kinds, only_when
from app.procedure.challenge import (
    flagged_waits_for_the_head,
    only_the_designee_answers,
    says_the_script,
    script_names_somebody,
    these_words_are_approved,
    uses_the_script_in_force,
    whole_words,
)
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.events.answers import (
    AlternativesOffered,
    Clarified,
    CouldNotAnswer,
    DeskAnswered,
    HandedToDesignee,
)
from app.procedure.events.closing import Closed, SheetReturned
from app.procedure.events.common import Event
from app.procedure.events.intake import MadeResponsible, SheetIssued
from app.procedure.facts import CaseFacts
from app.procedure.inquiry import another_way_was_given, proxy_is_open, the_offer_was_made
from app.procedure.refusal import Refusal, Words, conflict, incomplete
from app.procedure.roles import CENTRE, DESK, HEAD, a_person, not_concerned, the_desk_accepts
from app.procedure.vocabulary import Kind, Role, Status

AT_THE_DESK = only_when(Status.ACCEPTED, Status.DESK_HANDLING)
ANSWERED_HERE = kinds(Kind.INQUIRY, Kind.CHALLENGE)


def cite(facts: CaseFacts, inquiry: str, challenge: str) -> str:
    return challenge if facts.kind is Kind.CHALLENGE else inquiry


@clause("4.3.1-a", "4.4.1-a", "3.1-b")
def the_desk_or_the_designee(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if ctx.script and ctx.actor.person_id in ctx.script.designees:
        return None
    return the_desk_accepts(facts, ctx)


@clause("4.3.4(1)-a", "4.4.3-a")
def not_yet_dissatisfied(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """Explained and still not content: no second try, the sheet is owed (X5)."""
    if not facts.must_issue_sheet:
        return None
    return _sheet_is_owed(facts, "业户听了解释仍不满意", "The resident is still not satisfied")


@clause("4.3.4(1)-a", "4.4.3-a")
def within_the_desks_window(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """The desk may find out by itself for a while (A1); after that the sheet is forced."""
    window = facts.clocks.get("find_out")
    if window is None or facts.clarified or ctx.now <= window.due_at:
        return None
    return _sheet_is_owed(facts, "前台了解情况的时限已过", "The desk's time to find out is over")


def _sheet_is_owed(facts: CaseFacts, zh: str, en: str) -> Refusal:
    return conflict(
        "sheet_is_owed",
        cite(facts, "4.3.4(1)-a", "4.4.3-a"),
        f"{zh},须填单交区域客户主任处理",
        f"{en}: the sheet goes to the area manager",
        then=("issue-sheet", "填写《处理单》交区域客户主任", "Issue the sheet to the area manager"),
    )


@clause("4.5.1-b", "4.3.1-a", "4.4.1-a", "4.3.3-b", "4.3.3-c")
def answered(facts: CaseFacts, action: AnswerAtDesk, ctx: Context) -> Iterator[Event]:
    """Content and finished by the desk itself: closed without a callback. Anyone else's answer is called back."""
    at_desk = ctx.actor.holds(DESK)
    said = whole_words(action.answer, action.words_added)
    yield DeskAnswered(
        **ctx.stamp,
        satisfied=action.satisfied,
        by_designee=not at_desk,
        prepared_by_other=action.prepared_by_other,
        script_version_id=action.script_version_id,
        beyond_script=ctx.script is not None and not says_the_script(facts, said, ctx),
        answer=action.answer,
        words_added=action.words_added,
    )
    offered = AlternativesOffered(
        **ctx.stamp,
        alternatives=tuple(way for way in action.alternatives if way.strip()),
        proxy_offered=bool(action.proxy_offered),
        proxy_accepted=action.proxy_accepted,
        consent_to_pass_on=action.consent_to_pass_on,
    )
    if facts.out_of_scope or offered.alternatives:
        yield offered
    if not action.satisfied or proxy_is_open(offered.upon(facts)):
        return
    if at_desk and not action.prepared_by_other:
        yield Closed(**ctx.stamp, by_desk=True)
    else:
        yield SheetReturned(**ctx.stamp)


@clause("4.3.1-b", "4.4.1-b")
def the_contact_was_asked_for(facts: CaseFacts, action: CannotAnswer, ctx: Context) -> Refusal | None:
    if action.contact_asked:
        return None
    return incomplete(
        "ask_for_contact",
        cite(facts, "4.3.1-b", "4.4.1-b"),
        "无法当场解答时，须请业户留下联系方式（业户可以不留）",
        "When it cannot be answered now, ask for a contact; the resident may decline",
        "contact_asked",
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


@clause("3.2-a", "4.3.4(1)-a", "4.4.3-a", "4.6.1-a")
def sheet_goes_to_the_area_manager(facts: CaseFacts, ctx: Context) -> Iterator[Event]:
    """To the manager of the resident's area; nobody there, or only the one concerned: the head, with an alert."""
    clause_id = cite(facts, "4.3.4(1)-a", "4.4.3-a")
    if facts.area_id and ctx.area_managers - facts.persons_concerned:
        role, nobody = Role.AREA_CUSTOMER_MANAGER, False
    else:
        role = CENTRE if ctx.heads and ctx.heads <= facts.persons_concerned else HEAD
        nobody = facts.area_id is not None
    area = facts.area_id if role is Role.AREA_CUSTOMER_MANAGER else None
    yield MadeResponsible(
        **ctx.stamp,
        role=role,
        area_id=area,
        clause="3.2-a" if nobody else clause_id,
        no_area_manager=nobody,
    )


def issued(facts: CaseFacts, action: IssueSheet, ctx: Context) -> Iterator[Event]:
    yield from sheet_goes_to_the_area_manager(facts, ctx)
    yield SheetIssued(**ctx.stamp, to_handler=True, note=action.note)


@clause("4.4.5-c")
def handed(facts: CaseFacts, action: HandToDesignee, ctx: Context) -> Iterator[Event]:
    assert ctx.script is not None
    designee = min(ctx.script.designees)
    yield HandedToDesignee(**ctx.stamp, designee=designee, note=action.note)
    yield MadeResponsible(**ctx.stamp, person_id=designee, clause="4.4.5-c")


def could_not(facts: CaseFacts, action: CannotAnswer, ctx: Context) -> Iterable[Event]:
    return (
        CouldNotAnswer(
            **ctx.stamp,
            contact_state=action.contact_state,
            contact=action.contact,
            contact_reason=action.contact_reason,
        ),
    )


ACTS = (
    Act(
        action=AnswerAtDesk,
        path="answer-at-desk",
        label=Words("前台解答", "Answer at the desk"),
        kinds=ANSWERED_HERE,
        edits=True,
        guards=(
            a_person,
            AT_THE_DESK,
            not_yet_dissatisfied,
            within_the_desks_window,
            flagged_waits_for_the_head,
            only_the_designee_answers,
            the_desk_or_the_designee,
            not_concerned,
        ),
        checks=(
            uses_the_script_in_force,
            these_words_are_approved,
            the_offer_was_made,
            another_way_was_given,
        ),
        then=answered,
    ),
    Act(
        action=CannotAnswer,
        path="cannot-answer",
        label=Words("无法当场解答", "Cannot answer now"),
        kinds=ANSWERED_HERE,
        guards=(a_person, AT_THE_DESK, the_desk_accepts),
        checks=(the_contact_was_asked_for,),
        then=could_not,
    ),
    Act(
        action=MarkClarified,
        path="mark-clarified",
        label=Words("已了解清楚", "Found out"),
        kinds=ANSWERED_HERE,
        guards=(
            a_person,
            only_when(Status.DESK_HANDLING),
            not_yet_dissatisfied,
            within_the_desks_window,
            the_desk_accepts,
        ),
        then=lambda facts, action, ctx: (Clarified(**ctx.stamp, found_out=action.found_out),),
    ),
    Act(
        action=IssueSheet,
        path="issue-sheet",
        label=Words("填单交区域客户主任", "Issue the sheet"),
        kinds=ANSWERED_HERE,
        edits=True,
        guards=(a_person, AT_THE_DESK, contact_is_settled, the_desk_accepts),
        then=issued,
    ),
    Act(
        action=HandToDesignee,
        path="hand-to-designee",
        label=Words("转交指定解答人", "Hand to the designated person"),
        kinds=kinds(Kind.CHALLENGE),
        guards=(a_person, AT_THE_DESK, script_names_somebody, contact_is_settled, the_desk_accepts),
        then=handed,
    ),
)
