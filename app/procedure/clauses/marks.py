"""The mark that ties a rule to the clauses it keeps."""

from collections.abc import Callable
from typing import Any, TypeVar

from app.procedure.clauses.chapters import clause_of

Rule = TypeVar("Rule", bound=Callable[..., Any])

RULES: dict[str, list[str]] = {}
"""Clause id → full names of the rules that keep it, in the order they were read."""


def clause(*clause_ids: str) -> Callable[[Rule], Rule]:
    """Mark a rule with the clauses it keeps. An id that the procedure does not have is an error."""
    if not clause_ids:
        raise ValueError("a mark names at least one clause")
    for clause_id in clause_ids:
        clause_of(clause_id)

    def mark(rule: Rule) -> Rule:
        name = f"{rule.__module__}.{rule.__qualname__}"
        for clause_id in clause_ids:
            rules = RULES.setdefault(clause_id, [])
            if name not in rules:
                rules.append(name)
        return rule

    return mark
