"""What is owed from the return of the sheet to the owner file (4.5, 4.6)."""

from collections.abc import Iterator

from app.procedure.acts import OVER
from app.procedure.clauses import clause
from app.procedure.closings import callback_is_settled, stands_against_closing
from app.procedure.conflicts_of_interest import who_rules_on_silence
from app.procedure.duties import Duty, DutyCode
from app.procedure.facts import CaseFacts, Impossible
from app.procedure.records import first_receiver_waits
from app.procedure.roles import DESK
from app.procedure.vocabulary import Kind, Status


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
            person_id=facts.result_by if facts.kind is Kind.HELP else holder.person_id,
            subject=str(facts.sheet_round),
        )


@clause("4.5.1-a", "3.1-c")
def callback(facts: CaseFacts) -> Iterator[Duty]:
    if facts.status is not Status.RETURNED or facts.accepted_at is None or facts.review_due:
        return
    if callback_is_settled(facts):
        if stands_against_closing(facts) is None:
            yield Duty(code=DutyCode.CLOSE, clause="4.5.1-a", role=DESK)
    elif facts.tries_enough:
        yield Duty(
            code=DutyCode.RULE_ON_UNREACHABLE,
            clause="4.5.1-a",
            role=who_rules_on_silence(facts),
            subject=str(facts.sheet_round),
        )
    elif Impossible.CALLBACK not in facts.impossible:
        yield Duty(code=DutyCode.CALLBACK, clause="4.5.1-a", role=DESK, subject=str(facts.sheet_round))


@clause("4.5.1-a")
def confirmation(facts: CaseFacts) -> Iterator[Duty]:
    if facts.status in OVER:
        return
    for what in sorted(facts.impossible):
        yield Duty(
            code=DutyCode.CONFIRM_IMPOSSIBLE,
            clause="4.5.1-a",
            role=who_rules_on_silence(facts),
            subject=what.value,
        )


@clause("4.6.2-b")
def filing(facts: CaseFacts) -> Iterator[Duty]:
    filed = facts.kind in {Kind.SUGGESTION, Kind.CHALLENGE} and facts.sheet_issued
    if filed and facts.status is Status.CLOSED:
        yield Duty(code=DutyCode.ARCHIVE, clause="4.6.2-b", role=DESK)


@clause("4.1.1.2-b")
def word_to_the_first_receiver(facts: CaseFacts) -> Iterator[Duty]:
    if first_receiver_waits(facts):
        yield Duty(code=DutyCode.TELL_FIRST_RECEIVER, clause="4.1.1.2-b", role=DESK)


CLOSING_DUTIES = (return_of_the_sheet, callback, confirmation, filing, word_to_the_first_receiver)
