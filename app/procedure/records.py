"""4.6 Records: the sheet is complete, everything stands in the register, two kinds go to the owner file."""

from collections.abc import Iterable, Iterator

from app.procedure.actions.closing import Archive, Close, ReturnSheet, TellFirstReceiver
from app.procedure.actions.intake import VoidCase
from app.procedure.acts import Act, kinds, only_when
from app.procedure.callback import the_resident_was_asked
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.events.closing import Archived, Closed, FirstReceiverTold, SheetReturned
from app.procedure.events.common import Event
from app.procedure.events.intake import Voided
from app.procedure.facts import CaseFacts, Impossible
from app.procedure.refusal import Refusal, Words, conflict
from app.procedure.roles import a_person, any_of, its_responsible, the_desk_accepts, the_head
from app.procedure.sheets import missing_in_handling, missing_on_sheet, sheet_is_incomplete
from app.procedure.vocabulary import Kind, ResidentType, Status

FILED_KINDS = kinds(Kind.SUGGESTION, Kind.CHALLENGE)
RETURNABLE = only_when(Status.REPLIED, Status.HANDLED, Status.DECIDED, Status.IN_PROGRESS, Status.ISSUED)


@clause("4.2.5-a")
def own_duty_log_is_written(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.kind is not Kind.HELP or facts.status is Status.HANDLED:
        return None
    return conflict(
        "not_handled_yet",
        "4.2.5-a",
        "处理结果与处理人本人的值班记录齐备后方可回单",
        "The result and the handler's own duty-log entry come before the return",
        then=(
            "write-duty-log",
            "由到场处理人写本人值班记录",
            "The one who went writes the own duty log",
        ),
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


@clause("4.6.2-a")
def whole_sheet_is_complete(facts: CaseFacts, ctx: Context) -> Refusal | None:
    missing = missing_on_sheet(facts) if facts.sheet_issued else ()
    return sheet_is_incomplete(missing) if missing else None


@clause("4.6.1-b")
def stands_in_the_register(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.accepted_at is not None:
        return None
    return conflict(
        "not_accepted_yet",
        "4.6.1-b",
        "前台尚未受理登记",
        "The desk has not accepted and registered it yet",
        then=("accept", "前台先受理登记", "The desk accepts it first"),
    )


@clause("4.1.2.1-a", "3.1-b")
def the_desk_never_closes_a_suggestion(facts: CaseFacts, ctx: Context) -> Refusal | None:
    unfinished = {Status.ACCEPTED, Status.IN_STUDY, Status.DECIDED, Status.REPLIED}
    if facts.kind is not Kind.SUGGESTION or facts.status not in unfinished:
        return None
    return conflict(
        "suggestion_is_the_heads",
        "4.1.2.1-a",
        "建议由客户服务部门负责人亲自处理，前台不能直接办结",
        "A suggestion is the head's own; the desk cannot finish it",
        then=(
            "begin-study",
            "由负责人研究、决定并回复",
            "Its handler studies, decides and replies",
        ),
    )


@clause("4.3.4(1)-a", "4.4.3-a")
def the_dissatisfied_get_a_sheet(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.status not in {Status.ACCEPTED, Status.DESK_HANDLING} or facts.kind not in {
        Kind.INQUIRY,
        Kind.CHALLENGE,
    }:
        return None
    return conflict(
        "sheet_is_owed",
        "4.4.3-a" if facts.kind is Kind.CHALLENGE else "4.3.4(1)-a",
        "未能当场解答清楚并让业户满意，须填单交区域客户主任",
        "Not made clear to the resident's satisfaction: a sheet goes to the area manager",
        then=("issue-sheet", "填写《处理单》交区域客户主任", "Issue the sheet to the area manager"),
    )


def returned(facts: CaseFacts, action: ReturnSheet, ctx: Context) -> Iterable[Event]:
    return (SheetReturned(**ctx.stamp, measures=action.measures),)


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


def first_receiver_is_waiting(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if facts.captured and not facts.first_receiver_told:
        return None
    return conflict("nobody_to_tell", "4.1.1.2-b", "无须告知首问人", "No colleague is waiting to be told")


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
            any_of(its_responsible, lambda facts, ctx: did_it(facts, ctx)),
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
            the_dissatisfied_get_a_sheet,
            the_resident_was_asked,
            stands_in_the_register,
            whole_sheet_is_complete,
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
        guards=(a_person, only_when(*(set(Status) - {Status.VOIDED, Status.ARCHIVED})), the_head),
        then=lambda facts, action, ctx: (Voided(**ctx.stamp, reason=action.reason),),
    ),
)


def did_it(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if ctx.actor.person_id in facts.handled_by:
        return None
    return its_responsible(facts, ctx)
