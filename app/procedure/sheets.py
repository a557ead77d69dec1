"""What a complete handling sheet holds (4.6.2), and what one still lacks."""

from app.procedure.clauses import clause
from app.procedure.facts import CaseFacts, Impossible
from app.procedure.refusal import Refusal, conflict
from app.procedure.vocabulary import Kind, ResidentType


def missing_in_head(facts: CaseFacts) -> tuple[str, ...]:
    """What the head of the sheet still lacks: matter, room, contact (dossier 2.1)."""
    has_room = facts.unit_id or facts.resident_type is ResidentType.ANONYMOUS or "place" in facts.given
    return tuple(
        name
        for name, there in (
            ("words", "words" in facts.given),
            ("summary", "summary" in facts.given),
            ("unit_id", has_room),
            ("contact_state", facts.contact is not None),
            ("thanked", _conduct_is_told(facts)),
        )
        if not there
    )


def _conduct_is_told(facts: CaseFacts) -> bool:
    if facts.kind is not Kind.SUGGESTION or facts.ack_call_required:
        return True
    return (facts.thanked and facts.told_will_study) or "conduct_reason" in facts.given


def missing_in_handling(facts: CaseFacts) -> tuple[str, ...]:
    """What the handler still owes the sheet."""
    reply = facts.reply is not None or Impossible.REPLY in facts.impossible_confirmed
    owed: dict[Kind, tuple[tuple[str, object], ...]] = {
        Kind.HELP: (
            ("doer", facts.doers),
            ("arrived_at", facts.arrived_at),
            ("result", facts.outcome),
            ("duty_log", own_log_is_written(facts)),
        ),
        Kind.SUGGESTION: (("decision", facts.decision), ("reply_text", reply)),
        Kind.INQUIRY: (("findings", facts.findings), ("reply_text", reply)),
        Kind.CHALLENGE: (("findings", facts.findings), ("reply_text", reply)),
    }
    return tuple(name for name, there in owed.get(facts.kind, ()) if not there) if facts.kind else ()


@clause("4.2.5-a")
def own_log_is_written(facts: CaseFacts) -> bool:
    """The one whose result it is has written the own duty log; before a result, anyone who went."""
    if facts.result_by is not None:
        return facts.result_by in facts.duty_log_by
    return bool(facts.duty_log_by & frozenset(facts.doers))


def missing_on_sheet(facts: CaseFacts) -> tuple[str, ...]:
    return missing_in_head(facts) + missing_in_handling(facts)


def sheet_is_incomplete(missing: tuple[str, ...]) -> Refusal:
    return conflict(
        "sheet_incomplete",
        "4.6.2-a",
        "《处理单》尚未填写完整：" + "、".join(SHEET_FIELD_ZH.get(name, name) for name in missing),
        "The handling sheet is not complete: " + ", ".join(missing),
        then=("amend-sheet", "补齐所缺各项", "Fill in what is missing"),
        missing=missing,
    )


SHEET_FIELD_ZH = {
    "words": "业户原话",
    "summary": "事由摘要",
    "unit_id": "房号或匿名",
    "contact_state": "联系方式或未留原因",
    "thanked": "致谢与告知",
    "doer": "到场人员",
    "arrived_at": "到场时间",
    "result": "处理结果",
    "duty_log": "本人值班记录",
    "decision": "决定",
    "reply_text": "回复内容",
    "findings": "来龙去脉",
}
