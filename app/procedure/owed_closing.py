"""What is owed from the return of the sheet to the owner file (4.5, 4.6)."""

from collections.abc import Iterator

from app.procedure.callback import callback_is_settled
from app.procedure.clauses import clause
from app.procedure.duties import Duty, DutyCode
from app.procedure.facts import CaseFacts, Impossible
from app.procedure.roles import DESK, HEAD
from app.procedure.vocabulary import Kind, Status

DONE = frozenset({Status.CLOSED, Status.ARCHIVED, Status.RETURNED})


@clause("4.5.1-a", "4.6.2-a")
def return_of_the_sheet(facts: CaseFacts) -> Iterator[Duty]:
    done = facts.status in {Status.REPLIED, Status.HANDLED}
    no_reply_possible = facts.status in {Status.DECIDED, Status.IN_PROGRESS, Status.ISSUED} and (
        Impossible.REPLY in facts.impossible_confirmed
    )
    holder = facts.responsible
    if (done or no_reply_possible) and holder is not None:
        yield Duty(
            code=DutyCode.RETURN_SHEET,
            clause="4.6.2-a",
            role=holder.role,
            area_id=holder.area_id,
            department=holder.department,
            person_id=facts.doers[-1] if facts.kind is Kind.HELP and facts.doers else holder.person_id,
            subject=str(facts.sheet_round),
        )


@clause("4.5.1-a", "3.1-c")
def callback(facts: CaseFacts) -> Iterator[Duty]:
    if facts.status is not Status.RETURNED or facts.accepted_at is None or facts.review_due:
        return
    if callback_is_settled(facts):
        yield Duty(code=DutyCode.CLOSE, clause="4.5.1-a", role=DESK)
    elif facts.tries_enough:
        yield Duty(
            code=DutyCode.RULE_ON_UNREACHABLE,
            clause="4.5.1-a",
            role=HEAD,
            subject=str(facts.sheet_round),
        )
    elif Impossible.CALLBACK not in facts.impossible:
        yield Duty(code=DutyCode.CALLBACK, clause="4.5.1-a", role=DESK, subject=str(facts.sheet_round))


@clause("4.5.1-a")
def confirmation(facts: CaseFacts) -> Iterator[Duty]:
    for what in sorted(facts.impossible):
        yield Duty(code=DutyCode.CONFIRM_IMPOSSIBLE, clause="4.5.1-a", role=HEAD, subject=what.value)


@clause("4.6.2-b")
def filing(facts: CaseFacts) -> Iterator[Duty]:
    filed = facts.kind in {Kind.SUGGESTION, Kind.CHALLENGE} and facts.sheet_issued
    if filed and facts.status is Status.CLOSED:
        yield Duty(code=DutyCode.ARCHIVE, clause="4.6.2-b", role=DESK)


def word_to_the_first_receiver(facts: CaseFacts) -> Iterator[Duty]:
    """The colleague who took it in hears what came of it (X1, 13.9)."""
    worked = facts.captured and facts.received_by is not None and facts.received_by not in facts.handled_by
    if worked and facts.status in DONE and not facts.first_receiver_told:
        yield Duty(code=DutyCode.TELL_FIRST_RECEIVER, clause="4.1.1.2-b", role=DESK)


CLOSING_DUTIES = (return_of_the_sheet, callback, confirmation, filing, word_to_the_first_receiver)
