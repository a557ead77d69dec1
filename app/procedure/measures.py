"""What is counted of a case: first contact, callback, satisfaction, deviations. The rates rest on these alone.

    response rate      first contacts in time / first contacts made or past their time
    solved rate        callbacks that found the matter solved / residents reached
    satisfaction rate  satisfied or fairly satisfied / residents reached
    callback rate      callbacks done / callbacks required
    reach rate         residents reached / callbacks required

A callback is done when the resident was reached, or all the tries that the centre asks for were made.
Whom nobody reached is never satisfied, and stays among the callbacks required.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from app.procedure.conformance import Obligation, Outcome
from app.procedure.duties import DutyCode
from app.procedure.facts import CaseFacts, Impossible
from app.procedure.fields import record
from app.procedure.vocabulary import Satisfaction, Status

FIRST_CONTACTS = frozenset(
    {
        DutyCode.ACK_CALL,
        DutyCode.TELL_PROGRESS,
        DutyCode.ANSWER_AT_DESK,
        DutyCode.REPLY_WHEN_CLARIFIED,
        DutyCode.ANSWER_AS_DESIGNEE,
        DutyCode.HANDLE_SHEET,
        DutyCode.PERSONAL_FOLLOW_UP,
        DutyCode.ARRIVE,
        DutyCode.FINISH_AT_DESK,
    }
)
"""Duties by which the resident first hears from us, or has somebody at the door."""


class Deviation(StrEnum):
    """What is told apart from the rule, and counted."""

    LATE_RECORD = "late_record"
    WITHOUT_PARITY = "without_parity"
    WAIVED_CALLBACK = "waived_callback"
    UNREACHABLE = "unreachable"
    REOPENED = "reopened"
    EXTENDED = "extended"
    OBJECTED = "objected"
    DISSATISFIED = "dissatisfied"
    VOIDED = "voided"
    WORDS_BEYOND_SCRIPT = "words_beyond_script"


@record
class Measures:
    """What the reports count of one case."""

    first_due_at: datetime | None = None
    first_at: datetime | None = None
    callback_required: bool = False
    callback_done: bool = False
    reached: bool = False
    solved: bool = False
    satisfied: bool = False
    deviations: tuple[Deviation, ...] = ()


def measures(facts: CaseFacts, found: Iterable[Obligation]) -> Measures:
    """The figures of a case, from its facts and everything that was owed on the way."""
    found = list(found)
    first = next((each for each in found if _counts_as_first(each)), None)
    required = _callback_required(facts, found)
    latest = next((each for each in reversed(facts.callbacks) if each.reached), None)
    last = facts.callbacks[-1] if facts.callbacks else None
    reached = required and latest is not None and last is not None and last.round == latest.round
    return Measures(
        first_due_at=first.due_at if first else None,
        first_at=first.ended_at if first and first.outcome is Outcome.MET else None,
        callback_required=required,
        callback_done=required and (reached or facts.tries_enough or facts.unreachable_closed),
        reached=reached,
        solved=reached and latest is not None and latest.solved is True,
        satisfied=reached and latest is not None and latest.satisfaction in GOOD,
        deviations=tuple(_deviations(facts, found)),
    )


GOOD = frozenset({Satisfaction.SATISFIED, Satisfaction.FAIRLY_SATISFIED})


def _counts_as_first(each: Obligation) -> bool:
    return each.code in FIRST_CONTACTS and each.outcome in {Outcome.MET, Outcome.OPEN}


def _callback_required(facts: CaseFacts, found: Iterable[Obligation]) -> bool:
    """Owed once the sheet came back, unless the case was voided or the contact confirmed impossible."""
    if facts.status is Status.VOIDED or Impossible.CALLBACK in facts.impossible_confirmed:
        return False
    return any(each.code is DutyCode.CALLBACK for each in found)


def _deviations(facts: CaseFacts, found: Iterable[Obligation]) -> Iterable[Deviation]:
    told = {
        Deviation.LATE_RECORD: facts.late_record,
        Deviation.WITHOUT_PARITY: facts.reply is not None and facts.reply.parity is False,
        Deviation.WAIVED_CALLBACK: Impossible.CALLBACK in facts.impossible_confirmed,
        Deviation.UNREACHABLE: facts.unreachable_closed,
        Deviation.REOPENED: facts.sheet_round > 1,
        Deviation.EXTENDED: any(each.extended for each in found),
        Deviation.OBJECTED: facts.objections > 0,
        Deviation.DISSATISFIED: facts.dissatisfied_times > 0,
        Deviation.VOIDED: facts.status is Status.VOIDED,
        Deviation.WORDS_BEYOND_SCRIPT: facts.words_beyond_script,
    }
    return (deviation for deviation, is_so in told.items() if is_so)
