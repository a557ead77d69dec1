"""4.3.1, 4.4.1: what the desk can make clear it makes clear itself, at once or when it has found out."""

from collections.abc import Iterable, Iterator

from app.procedure.actions.answers import AnswerAtDesk, CannotAnswer, MarkClarified
from app.procedure.acts import Act, kinds, only_when
from app.procedure.approvals import flagged_waits_for_the_head, the_desk_adds_nothing
from app.procedure.challenge import cite
from app.procedure.clauses import clause
from app.procedure.conflicts_of_interest import not_concerned
from app.procedure.context import Context
from app.procedure.duties import DutyCode
from app.procedure.events.answers import Clarified, CouldNotAnswer, DeskAnswered
from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts
from app.procedure.inquiry import (
    another_way_was_given,
    finished_here,
    proxy_is_open,
    the_offer_was_made,
    ways_asked_for,
    ways_offered,
)
from app.procedure.refusal import Refusal, Words, conflict, incomplete
from app.procedure.roles import DESK, a_person, the_desk_accepts
from app.procedure.suggestion import suggestions_are_the_heads
from app.procedure.texts import words_said
from app.procedure.unified_answers import (
    goes_beyond_the_script,
    is_the_designee,
    only_the_designee_answers,
    uses_the_script_in_force,
)
from app.procedure.vocabulary import Contact, Kind, Status

AT_THE_DESK = only_when(Status.ACCEPTED, Status.DESK_HANDLING)
ANSWERED_HERE = kinds(Kind.INQUIRY, Kind.CHALLENGE)


@clause("4.3.1-a", "4.4.1-a", "3.1-b", "4.4.5-c")
def the_desk_or_the_designee(facts: CaseFacts, ctx: Context) -> Refusal | None:
    return None if is_the_designee(facts, ctx) else the_desk_accepts(facts, ctx)


@clause("4.3.4(1)-a", "4.4.3-a")
def no_sheet_is_owed(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """Explained and still not content: no second try, the sheet is owed (X5)."""
    if not facts.must_issue_sheet:
        return None
    return sheet_is_owed(facts, "未能让业户满意", "Not made clear to the resident's satisfaction")


@clause("4.3.1-c", "4.3.4(1)-a", "4.4.1-c", "4.4.3-a")
def within_the_desks_window(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """The desk may find out by itself for a while (A1); after that the sheet is forced."""
    window = facts.clocks.get(DutyCode.FIND_OUT)
    finding_out = facts.status is Status.DESK_HANDLING and not facts.clarified and facts.designee is None
    if window is None or not finding_out or ctx.now <= window.due_at:
        return None
    return sheet_is_owed(facts, "前台了解情况的时限已过", "The desk's time to find out is over")


def sheet_is_owed(facts: CaseFacts, zh: str, en: str) -> Refusal:
    return conflict(
        "sheet_is_owed",
        cite(facts, "4.3.4(1)-a", "4.4.3-a"),
        f"{zh}，须填单交区域客户主任处理",
        f"{en}: the sheet goes to the area manager",
        then=("issue-sheet", "填写《处理单》交区域客户主任", "Issue the sheet to the area manager"),
    )


@clause("4.5.1-b", "4.3.1-a", "4.4.1-a")
def answered(facts: CaseFacts, action: AnswerAtDesk, ctx: Context) -> Iterator[Event]:
    """Content and finished by the desk itself: closed without a callback. Anyone else's answer is called back."""
    said = DeskAnswered(
        **ctx.stamp,
        satisfied=action.satisfied,
        by_designee=not ctx.actor.holds(DESK),
        prepared_by_other=action.prepared_by_other,
        script_version_id=action.script_version_id,
        beyond_script=goes_beyond_the_script(facts, words_said(action), ctx),
        answer=action.answer,
        words_added=action.words_added,
    )
    yield said
    after = said.upon(facts)
    for offered in ways_offered(facts, action, ctx):
        yield offered
        after = offered.upon(after)
    if action.satisfied and not proxy_is_open(after):
        yield finished_here(after, ctx)


@clause("4.3.1-b", "4.4.1-b")
def a_contact_was_asked_for(facts: CaseFacts, action: CannotAnswer, ctx: Context) -> Refusal | None:
    """The asking is owed; a contact that was left is written down."""
    left = action.contact_state is Contact.GIVEN
    written_down = action.contact or facts.resident_id or facts.contact is Contact.GIVEN
    missing = None if action.contact_asked else "contact_asked"
    if missing is None and left and not written_down:
        missing = "contact"
    if missing is None:
        return None
    return incomplete(
        "ask_for_contact",
        cite(facts, "4.3.1-b", "4.4.1-b"),
        "无法当场解答时，须请业户留下联系方式（业户可以不留）",
        "When it cannot be answered now, ask for a contact; the resident may decline",
        missing,
    )


def could_not(facts: CaseFacts, action: CannotAnswer, ctx: Context) -> Iterable[Event]:
    return (
        CouldNotAnswer(
            **ctx.stamp,
            contact_state=action.contact_state,
            sheet_at_once=ctx.policy.desk_window == 0,
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
        otherwise=suggestions_are_the_heads,
        edits=True,
        guards=(
            a_person,
            AT_THE_DESK,
            no_sheet_is_owed,
            within_the_desks_window,
            flagged_waits_for_the_head,
            only_the_designee_answers,
            the_desk_or_the_designee,
            not_concerned,
        ),
        checks=(
            uses_the_script_in_force,
            the_desk_adds_nothing,
            another_way_was_given,
            the_offer_was_made,
        ),
        then=answered,
        asks=ways_asked_for,
    ),
    Act(
        action=CannotAnswer,
        path="cannot-answer",
        label=Words("无法当场解答", "Cannot answer now"),
        kinds=ANSWERED_HERE,
        guards=(a_person, AT_THE_DESK, the_desk_accepts),
        checks=(a_contact_was_asked_for,),
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
            no_sheet_is_owed,
            within_the_desks_window,
            the_desk_accepts,
        ),
        then=lambda facts, action, ctx: (Clarified(**ctx.stamp, found_out=action.found_out),),
    ),
)
