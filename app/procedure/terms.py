"""What a centre sets for itself: the procedure's own word beside the centre's value.

The procedure names no number of minutes, hours or days anywhere. Every limit is therefore a term of
the centre, shown with the word it gives a measure to.
"""

from dataclasses import Field, dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

from app.procedure.clauses import clause_of
from app.procedure.deadlines import ClockKind
from app.procedure.refusal import Words

TERM = "term"
Value = int | bool | str


class TermType(StrEnum):
    """What a term's value is."""

    LIMIT = "limit"
    COUNT = "count"
    SWITCH = "switch"
    CHOICE = "choice"


MINUTES = Words("分钟", "minutes")
HOURS = Words("小时", "hours")
DAYS = Words("天", "days")
YEARS = Words("年", "years")
TIMES = Words("次", "times")
CASES = Words("件", "cases")
WORKING_DAYS = Words("个工作日", "working days")
DESK_MINUTES = Words("分钟（前台上班时间）", "minutes of desk hours")
WORKING_HOURS = Words("小时（工作时间）", "working hours")
AFTER_OPENING = Words("分钟（前台开门后）", "minutes after opening")
NO_UNIT = Words("", "")

UNIT_OF: dict[ClockKind, Words] = {
    ClockKind.MINUTES: MINUTES,
    ClockKind.DESK_MINUTES: DESK_MINUTES,
    ClockKind.WORKING_HOURS: WORKING_HOURS,
    ClockKind.WORKING_DAYS: WORKING_DAYS,
    ClockKind.CALENDAR_DAYS: DAYS,
    ClockKind.SAME_WORKING_DAY: Words("当个工作日内", "the same working day"),
    ClockKind.NEXT_OPENING: Words("前台下次开门时", "at the next opening"),
    ClockKind.MINUTES_AFTER_OPENING: AFTER_OPENING,
}
GREATEST: dict[ClockKind, int] = {
    ClockKind.MINUTES: 7 * 24 * 60,
    ClockKind.DESK_MINUTES: 5 * 24 * 60,
    ClockKind.WORKING_HOURS: 400,
    ClockKind.WORKING_DAYS: 260,
    ClockKind.CALENDAR_DAYS: 366,
    ClockKind.SAME_WORKING_DAY: 0,
    ClockKind.NEXT_OPENING: 0,
    ClockKind.MINUTES_AFTER_OPENING: 24 * 60,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One line of the policy: word of the procedure, clause, default and what may stand there."""

    name: str
    label: Words
    type: TermType
    default: Value
    word: str | None = None
    clause: str | None = None
    clock: ClockKind | None = None
    unit: Words = NO_UNIT
    at_least: int | None = None
    at_most: int | None = None
    choices: tuple[tuple[str, Words], ...] = ()

    def check(self, value: object) -> None:
        """Raise a ValueError that names the setting where the value cannot stand."""
        if self.type is TermType.SWITCH:
            allowed = isinstance(value, bool)
        elif self.type is TermType.CHOICE:
            allowed = value in [choice for choice, _ in self.choices]
        else:
            allowed = isinstance(value, int) and not isinstance(value, bool) and self._holds(value)
        if not allowed:
            raise ValueError(f"{self.name}: {value!r} is not allowed")

    def _holds(self, value: int) -> bool:
        return (self.at_least or 0) <= value and (self.at_most is None or value <= self.at_most)


def _term(default: Value, sort: TermType, label: Words, **said: Any) -> Any:
    setting = Setting(name="", default=default, type=sort, label=label, **said)
    return field(default=default, metadata={TERM: setting})


def limit(
    amount: int,
    clock: ClockKind,
    word: str | None,
    clause: str | None,
    zh: str,
    en: str,
    at_least: int = 1,
) -> Any:
    """A time limit on one kind of clock."""
    return _term(
        amount,
        TermType.LIMIT,
        Words(zh, en),
        word=word,
        clause=clause,
        clock=clock,
        unit=UNIT_OF[clock],
        at_least=min(at_least, GREATEST[clock]),
        at_most=GREATEST[clock],
    )


def count(
    amount: int, unit: Words, word: str | None, clause: str | None, zh: str, en: str, at_most: int
) -> Any:
    """A number that is no time limit."""
    said = {"word": word, "clause": clause, "unit": unit, "at_least": 1, "at_most": at_most}
    return _term(amount, TermType.COUNT, Words(zh, en), **said)


def switch(value: bool, word: str | None, clause: str | None, zh: str, en: str) -> Any:
    """A reading of the procedure that the centre may switch."""
    return _term(value, TermType.SWITCH, Words(zh, en), word=word, clause=clause)


def choice(
    value: str,
    choices: tuple[tuple[str, Words], ...],
    word: str | None,
    clause: str | None,
    zh: str,
    en: str,
) -> Any:
    """One of several readings."""
    said = {"word": word, "clause": clause, "choices": choices}
    return _term(value, TermType.CHOICE, Words(zh, en), **said)


def settings_of(policy: type) -> tuple[Setting, ...]:
    """The terms of a policy, in the order they stand in."""
    return tuple(_named(each) for each in fields(policy) if TERM in each.metadata)


def _named(each: Field[Any]) -> Setting:
    setting: Setting = replace(each.metadata[TERM], name=each.name)
    if setting.clause is not None:
        clause_of(setting.clause)
    setting.check(each.default)
    return setting
