"""4.3.4(2), 4.4.4: whoever holds the sheet takes it up and first finds out what lies behind the matter."""

from collections.abc import Iterable

from app.procedure.actions.answers import RecordFindings, TakeUpSheet
from app.procedure.acts import Act, kinds, only_when
from app.procedure.challenge import cite
from app.procedure.clauses import clause
from app.procedure.conflicts_of_interest import not_concerned
from app.procedure.context import Context
from app.procedure.events.answers import FindingsRecorded, SheetTakenUp
from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts
from app.procedure.refusal import Refusal, Words, conflict
from app.procedure.roles import a_person, its_responsible
from app.procedure.suggestion import suggestions_are_the_heads
from app.procedure.vocabulary import Kind, Status

SHEET_KINDS = kinds(Kind.INQUIRY, Kind.CHALLENGE)


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


def found(facts: CaseFacts, action: RecordFindings, ctx: Context) -> Iterable[Event]:
    return (
        FindingsRecorded(
            **ctx.stamp, findings=action.findings, involves_other_unit=action.involves_other_unit
        ),
    )


ACTS = (
    Act(
        action=TakeUpSheet,
        path="take-up-sheet",
        label=Words("接单处理", "Take up the sheet"),
        kinds=SHEET_KINDS,
        otherwise=suggestions_are_the_heads,
        guards=(a_person, only_when(Status.ISSUED), its_responsible, not_concerned),
        then=lambda facts, action, ctx: (SheetTakenUp(**ctx.stamp),),
    ),
    Act(
        action=RecordFindings,
        path="record-findings",
        label=Words("记录来龙去脉", "Record the findings"),
        kinds=SHEET_KINDS,
        edits=True,
        guards=(a_person, only_when(Status.ISSUED, Status.IN_PROGRESS), its_responsible, not_concerned),
        then=found,
    ),
)
