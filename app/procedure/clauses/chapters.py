"""The table of all clauses, in the order of the document."""

from collections.abc import Mapping
from types import MappingProxyType

from app.procedure.clauses import (
    callbacks,
    challenges,
    help,
    inquiries,
    purpose_and_duties,
    records,
    suggestions,
)
from app.procedure.clauses.entries import Clause
from app.procedure.refusal import Words

CHAPTERS: Mapping[str, Words] = MappingProxyType(
    {
        "1": Words("目的", "Purpose"),
        "2": Words("适用范围", "Scope"),
        "3": Words("职责", "Duties"),
        "4.1": Words("建议", "Suggestions"),
        "4.2": Words("求助", "Calls for help"),
        "4.3": Words("问询", "Inquiries"),
        "4.4": Words("质疑", "Challenges"),
        "4.5": Words("回访", "Callbacks"),
        "4.6": Words("工作记录", "Records"),
    }
)

CLAUSES: Mapping[str, Clause] = MappingProxyType(
    {
        entry.id: entry
        for chapter in (
            purpose_and_duties,
            suggestions,
            help,
            inquiries,
            challenges,
            callbacks,
            records,
        )
        for entry in chapter.ENTRIES
    }
)


class UnknownClause(LookupError):
    """No obligation of the procedure has this id."""


def clause_of(clause_id: str) -> Clause:
    """The clause with this id."""
    try:
        return CLAUSES[clause_id]
    except KeyError:
        raise UnknownClause(clause_id) from None
