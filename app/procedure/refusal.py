"""A refusal names its clause and the next right action; it knows nothing of HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Sort(StrEnum):
    """Why it is refused: not this person, not in this state, not complete, not there."""

    FORBIDDEN = "forbidden"
    CONFLICT = "conflict"
    INCOMPLETE = "incomplete"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Words:
    """The same sentence in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class NextAction:
    """What to do instead: in words, and as the name of an action where there is one."""

    words: Words
    action: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The answer to an action that may not be done.

    `code` is stable snake_case for machines, `clause` the id of an obligation in `clauses` (empty
    where no clause speaks, as for a missing row), `missing` the fields that are asked for, `faults` what
    is wrong at which place, `counter_example` a matter that shows it.
    """

    sort: Sort
    code: str
    reason: Words
    clause: str | None = None
    next_action: NextAction | None = None
    missing: tuple[str, ...] = ()
    faults: tuple[tuple[str, Words], ...] = ()
    counter_example: Mapping[str, Any] | None = None


class Refused(Exception):
    """Carries a refusal out of an action; the web layer turns it into a problem document."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def _next(action: str | None, zh: str | None, en: str | None) -> NextAction | None:
    return NextAction(Words(zh, en), action) if zh and en else None


def forbidden(
    code: str,
    clause: str | None,
    zh: str,
    en: str,
    *,
    then: tuple[str | None, str, str] | None = None,
) -> Refusal:
    """Not this person."""
    return Refusal(
        sort=Sort.FORBIDDEN,
        code=code,
        clause=clause,
        reason=Words(zh, en),
        next_action=_next(*(then or (None,) * 3)),
    )


def conflict(
    code: str,
    clause: str | None,
    zh: str,
    en: str,
    *,
    then: tuple[str | None, str, str] | None = None,
    missing: tuple[str, ...] = (),
) -> Refusal:
    """Not in this state."""
    return Refusal(
        sort=Sort.CONFLICT,
        code=code,
        clause=clause,
        reason=Words(zh, en),
        next_action=_next(*(then or (None,) * 3)),
        missing=missing,
    )


def incomplete(code: str, clause: str | None, zh: str, en: str, *missing: str) -> Refusal:
    """Something is still asked for; `missing` names the fields."""
    asked_for = NextAction(Words("补齐所缺内容后再提交", "Fill in what is missing and send again"))
    return Refusal(
        sort=Sort.INCOMPLETE,
        code=code,
        clause=clause,
        reason=Words(zh, en),
        next_action=asked_for,
        missing=missing,
    )
