"""4.6 Records: the sheet is complete, everything stands in the register, two kinds go to the owner file."""

from collections.abc import Iterable, Iterator

from app.procedure.actions.closing import Archive, Close, ReturnSheet, TellFirstReceiver
from app.procedure.actions.intake import VoidCase
from app.procedure.acts import Act, kinds, only_when
from app.procedure.clauses import clause
from app.procedure.closings import not_simply_turned_away, sheet_complete_first, stands_against_closing
from app.procedure.conflicts_of_interest import the_superior
from app.procedure.context import Context
from app.procedure.desk_answers import sheet_is_owed
from app.procedure.events.closing import Archived, Closed, FirstReceiverTold, SheetReturned
from app.procedure.events.common import Event
from app.procedure.events.intake import Voided
from app.procedure.facts import CaseFacts, Impossible
from app.procedure.refusal import Refusal, Words, conflict
from app.procedure.roles import CENTRE, a_person, its_responsible, the_desk_accepts
from app.procedure.sheets import missing_in_handling, missing_on_sheet, sheet_is_incomplete
from app.procedure.suggestion import decider, suggestions_are_the_heads, the_centre_manager
from app.procedure.vocabulary import Kind, ResidentType, Status

FILED_KINDS = kinds(Kind.SUGGESTION, Kind.CHALLENGE)
RETURNABLE = only_when(Status.REPLIED, Status.HANDLED, Status.DECIDED, Status.IN_PROGRESS, Status.ISSUED)
NOT_ENDED_YET = only_when(*(set(Status) - {Status.VOIDED, Status.ARCHIVED}))
RESULT_IS_KNOWN = frozenset({Status.RETURNED, Status.CLOSED, Status.ARCHIVED, Status.HANDED_OFF})


@clause("4.2.5-a")
def own_duty_log_is_written(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.kind is not Kind.HELP or facts.status is Status.HANDLED:
        return None
    return conflict(
        "not_handled_yet",
        "4.2.5-a",
        "处理结果与处理人本人的值班记录齐备后方可回单",
        "The result and the handler's own duty-log entry come before the return",
        then=("write-duty-log", "由到场处理人写本人值班记录", "The one who went writes the own duty log"),
    )


@clause("4.3.4(2)-c", "4.4.4-c", "4.1.3.1-a")
def replied_before_returned(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.kind is Kind.HELP or facts.reply or Impossible.REPLY in facts.impossible_confirmed:
        return None
    clause_id = {Kind.SUGGESTION: "4.1.3.1-a", Kind.CHALLENGE: "4.4.4-c"}.get(
        facts.kind or Kind.INQUIRY, "4.3.4(2)-c"
    )
    return conflict(
        "not_replied_yet",
        clause_id,
        "尚未回复业户，不能回单",
        "The resident has not been answered; the sheet cannot be returned",
        then=("reply", "先主动回复业户", "Reply to the resident first"),
    )


@clause("4.6.2-a")
def sheet_is_complete(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """For help the desk may complete the head of the sheet after the return: notify first, paper later."""
    missing = missing_in_handling(facts) if facts.kind is Kind.HELP else missing_on_sheet(facts)
    return sheet_is_incomplete(missing) if missing else None


def its_handler(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """Whoever holds the sheet, went, decided or replied."""
    return None if ctx.actor.person_id in facts.handled_by else its_responsible(facts, ctx)


@clause("4.5.1-a")
def returned(facts: CaseFacts, action: ReturnSheet, ctx: Context) -> Iterable[Event]:
    return (SheetReturned(**ctx.stamp, measures=action.measures),)


@clause("4.1.2.1-a", "3.1-b")
def the_desk_never_closes_a_suggestion(facts: CaseFacts, ctx: Context) -> Refusal | None:
    unfinished = {Status.ACCEPTED, Status.IN_STUDY, Status.DECIDED, Status.REPLIED}
    return suggestions_are_the_heads(facts, ctx) if facts.status in unfinished else None


@clause("4.3.4(1)-a", "4.4.3-a", "4.3.3-a")
def not_left_unanswered(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """At the desk an inquiry or a challenge ends with an answer that satisfies, or with a sheet."""
    at_the_desk = facts.status in {Status.ACCEPTED, Status.DESK_HANDLING}
    if not at_the_desk or facts.kind not in {Kind.INQUIRY, Kind.CHALLENGE}:
        return None
    owed = sheet_is_owed(
        facts, "未能当场解答清楚并让业户满意", "Not made clear to the resident's satisfaction"
    )
    return not_simply_turned_away(facts) or owed


@clause("4.5.1-a", "4.6.1-b", "4.6.2-a", "4.3.3-a", "4.3.3-c")
def nothing_stands_against_closing(facts: CaseFacts, ctx: Context) -> Refusal | None:
    return stands_against_closing(facts)


@clause("4.6.2-a")
def whole_sheet_is_complete(facts: CaseFacts, ctx: Context) -> Refusal | None:
    return sheet_complete_first(facts)


def closed(facts: CaseFacts, action: Close, ctx: Context) -> Iterable[Event]:
    return (Closed(**ctx.stamp),)


@clause("4.6.2-b")
def only_two_kinds_are_filed(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.kind in FILED_KINDS and facts.sheet_issued:
        return None
    return conflict(
        "not_filed",
        "4.6.2-b",
        "只有建议和质疑的《处理单》归入业主档案",
        "Only suggestion and challenge sheets go to the owner file",
    )


@clause("4.6.2-b")
def closed_before_filed(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.status is Status.CLOSED:
        return None
    return conflict(
        "not_closed_yet",
        "4.6.2-b",
        "办结后方可归档",
        "It is filed once it is closed",
        then=("close", "先完成回访并办结", "Call back and close first"),
    )


@clause("4.6.2-b")
def archived(facts: CaseFacts, action: Archive, ctx: Context) -> Iterator[Event]:
    """Under the unit, also a tenant's; an anonymous one in the centre's own folder (X22)."""
    nobody = facts.unit_id is None or facts.resident_type is ResidentType.ANONYMOUS
    yield Archived(**ctx.stamp, owner_file_number=action.owner_file_number, centre_folder=nobody)


def first_receiver_waits(facts: CaseFacts) -> bool:
    """A colleague who took it in, has not handled it, and does not know yet what came of it (X1, 13.9)."""
    somebody = facts.captured and facts.received_by is not None and facts.received_by not in facts.handled_by
    return somebody and facts.status in RESULT_IS_KNOWN and not facts.first_receiver_told


def first_receiver_is_waiting(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if first_receiver_waits(facts):
        return None
    return conflict("nobody_to_tell", "4.1.1.2-b", "无须告知首问人", "No colleague is waiting to be told")


@clause("3.4-b", "4.1.2.1-b")
def who_may_void(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """The head; what is the centre manager's to decide is not struck out by another."""
    theirs = facts.kind is Kind.SUGGESTION and decider(facts) is CENTRE
    return (the_centre_manager if theirs else the_superior)(facts, ctx)


ACTS = (
    Act(
        action=ReturnSheet,
        path="return-sheet",
        label=Words("回单", "Return the sheet"),
        guards=(
            a_person,
            own_duty_log_is_written,
            RETURNABLE,
            replied_before_returned,
            sheet_is_complete,
            its_handler,
        ),
        then=returned,
    ),
    Act(
        action=Close,
        path="close",
        label=Words("办结", "Close"),
        guards=(
            a_person,
            the_desk_never_closes_a_suggestion,
            not_left_unanswered,
            nothing_stands_against_closing,
            the_desk_accepts,
        ),
        then=closed,
    ),
    Act(
        action=Archive,
        path="archive",
        label=Words("归入业主档案", "File into the owner file"),
        guards=(
            a_person,
            only_two_kinds_are_filed,
            closed_before_filed,
            whole_sheet_is_complete,
            the_desk_accepts,
        ),
        then=archived,
    ),
    Act(
        action=TellFirstReceiver,
        path="tell-first-receiver",
        label=Words("告知首问人", "Tell the first receiver"),
        guards=(a_person, first_receiver_is_waiting, the_desk_accepts),
        then=lambda facts, action, ctx: (FirstReceiverTold(**ctx.stamp, note=action.note),),
    ),
    Act(
        action=VoidCase,
        path="void",
        label=Words("作废", "Void"),
        edits=True,
        guards=(a_person, NOT_ENDED_YET, who_may_void),
        then=lambda facts, action, ctx: (Voided(**ctx.stamp, reason=action.reason),),
    ),
)
