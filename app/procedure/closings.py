"""What must be there before a case may close (4.3.3, 4.5.1, 4.6)."""

from app.procedure.clauses import clause
from app.procedure.facts import Attempt, CaseFacts, Impossible
from app.procedure.inquiry import another_way_is_owed, is_outside, proxy_is_open
from app.procedure.refusal import Refusal, conflict
from app.procedure.sheets import missing_on_sheet, sheet_is_incomplete
from app.procedure.vocabulary import Satisfaction, Status


def attempts_this_round(facts: CaseFacts) -> tuple[Attempt, ...]:
    return tuple(each for each in facts.callbacks if each.round == facts.sheet_round)


def resident_has_answered(facts: CaseFacts) -> bool:
    return any(
        each.reached and each.satisfaction is not Satisfaction.DISSATISFIED
        for each in attempts_this_round(facts)
    )


@clause("4.5.1-a", "4.5.1-b")
def callback_is_settled(facts: CaseFacts) -> bool:
    """Asked and answered, or formally ended by the head. Unreachable is never satisfied."""
    return (
        facts.finished_by_desk
        or resident_has_answered(facts)
        or Impossible.CALLBACK in facts.impossible_confirmed
        or facts.unreachable_closed
        or facts.dissatisfied_final
    )


@clause("4.5.1-a")
def returned_first(facts: CaseFacts) -> Refusal | None:
    if facts.status is Status.RETURNED:
        return None
    return conflict(
        "not_returned_yet",
        "4.5.1-a",
        "处理人回单之后才回访",
        "The callback comes after the handler has returned the sheet",
        then=("return-sheet", "等处理人处理完毕并回单", "Wait for the handler to return the sheet"),
    )


@clause("4.5.1-a")
def called_back_first(facts: CaseFacts) -> Refusal | None:
    """No case closes without its callback, unless the desk itself finished it."""
    if callback_is_settled(facts):
        return None
    return conflict(
        "callback_is_owed",
        "4.5.1-a",
        "尚未回访业户，不能办结",
        "The resident has not been called back; the case cannot close",
        then=("record-callback", "前台回访业户", "The desk calls the resident back"),
    )


@clause("4.5.1-a")
def reviewed_first(facts: CaseFacts) -> Refusal | None:
    if not facts.review_due:
        return None
    return conflict(
        "review_is_due",
        "4.5.1-a",
        "业户不同意处理结果，须先由中心负责人复核一次",
        "The resident disagrees: the centre manager looks at it once before it closes",
        then=("review-decision", "请物业服务中心负责人复核", "Let the centre manager review it"),
    )


@clause("4.6.1-b")
def registered_first(facts: CaseFacts) -> Refusal | None:
    if facts.accepted_at is not None:
        return None
    return conflict(
        "not_accepted_yet",
        "4.6.1-b",
        "前台尚未受理登记",
        "The desk has not accepted and registered it yet",
        then=("accept", "前台先受理登记", "The desk accepts it first"),
    )


@clause("4.6.2-a")
def sheet_complete_first(facts: CaseFacts) -> Refusal | None:
    missing = missing_on_sheet(facts) if facts.sheet_issued else ()
    return sheet_is_incomplete(missing) if missing else None


@clause("4.3.3-a", "4.3.3-c")
def not_simply_turned_away(facts: CaseFacts) -> Refusal | None:
    """Outside our services: another way given and the offer made; and what we asked for them was told."""
    nobody_to_tell = Impossible.REPLY in facts.impossible_confirmed
    if is_outside(facts) and not nobody_to_tell and not (facts.alternatives and facts.proxy_offered):
        return another_way_is_owed()
    if not proxy_is_open(facts):
        return None
    return conflict(
        "proxy_not_told",
        "4.3.3-c",
        "代询结果尚未告知业户，不能办结",
        "What we asked on their behalf has not been told yet; the case cannot close",
        then=("tell-proxy-answer", "先告知代询结果", "Tell the resident what they said"),
    )


def stands_against_closing(facts: CaseFacts) -> Refusal | None:
    """The first thing that is still missing."""
    return (
        returned_first(facts)
        or reviewed_first(facts)
        or called_back_first(facts)
        or registered_first(facts)
        or sheet_complete_first(facts)
        or not_simply_turned_away(facts)
    )
