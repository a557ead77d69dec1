"""What no longer counts when the work on a case begins once more."""

from typing import Any

from app.procedure.facts import CaseFacts, Impossible
from app.procedure.fields import replace
from app.procedure.vocabulary import Kind, Status

AGAIN: dict[Kind, dict[str, Any]] = {
    Kind.SUGGESTION: {
        "status": Status.IN_STUDY,
        "decision": None,
        "decided_by": None,
        "joined_late": False,
        "implementation_planned": False,
        "implemented": False,
        "contacts_in_implementation": 0,
    },
    Kind.INQUIRY: {"status": Status.IN_PROGRESS, "findings": False},
    Kind.CHALLENGE: {"status": Status.IN_PROGRESS, "findings": False, "approval": None},
    Kind.HELP: {
        "status": Status.ACKNOWLEDGED,
        "doers": (),
        "arrived_at": None,
        "outcome": None,
        "result_by": None,
        "duty_log_by": frozenset(),
    },
}
"""By kind, what has to be done anew. Who handled it before stays known: they do not call back."""


def begun_again(facts: CaseFacts) -> CaseFacts:
    """The facts of a case that is worked on once more: a new sheet round, and a new callback after it."""
    anew = AGAIN[facts.kind] if facts.kind else {}
    return replace(
        facts,
        **anew,
        reply=None,
        sheet_round=facts.sheet_round + 1,
        sheet_issued=True,
        finished_by_desk=False,
        tries_enough=False,
        review_due=False,
        dissatisfied_final=False,
        unreachable_closed=False,
        impossible=frozenset(),
        impossible_confirmed=facts.impossible_confirmed & {Impossible.ACK_CALL},
        closed_at=None,
        archived_at=None,
    )


AFRESH: dict[str, Any] = {
    "responsible": None,
    "sheet_issued": False,
    "objection_open": False,
    "no_area_manager": False,
    "decision": None,
    "decided_by": None,
    "joined_late": False,
    "progress_told": False,
    "answered_at_desk": False,
    "must_issue_sheet": False,
    "clarified": False,
    "answered_by_others": False,
    "alternatives": 0,
    "proxy_offered": False,
    "proxy_accepted": False,
    "proxy_answered": False,
    "proxy_told": False,
    "designee": None,
    "findings": False,
    "involves_other_unit": False,
    "approval": None,
    "rejections": 0,
    "progress_notice_due": False,
    "reply": None,
    "script_to_consider": False,
    "impossible": frozenset(),
    "impossible_confirmed": frozenset(),
    "hand_off_confirmed": False,
}
"""What a case of the former kind had come to, and a case of another kind has still before it."""


def begun_afresh(facts: CaseFacts) -> CaseFacts:
    """The facts of a case whose kind was wrong: accepted, and nothing done yet."""
    return replace(facts, **AFRESH, status=Status.ACCEPTED)
