"""An act: one thing that can be done, the rules it must pass in order, and what then happens."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts
from app.procedure.labels import label_of
from app.procedure.refusal import Refusal, Words, conflict
from app.procedure.vocabulary import Kind, Status

Guard = Callable[[CaseFacts, Context], Refusal | None]
Check = Callable[[CaseFacts, Any, Context], Refusal | None]
Then = Callable[[CaseFacts, Any, Context], Iterable[Event]]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a case makes of one field of an act: that this one cannot do without it, its least, a hint."""

    field: str
    needed: bool = False
    at_least: int | None = None
    hint: Words | None = None


Narrowing = Callable[[CaseFacts], tuple[Narrowed, ...]]

EVERY_KIND: frozenset[Kind | None] = frozenset({*Kind, None})
OVER = frozenset({Status.CLOSED, Status.ARCHIVED, Status.VOIDED, Status.HANDED_OFF, Status.ANSWERED_ON_SPOT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One line of the rule book.

    `guards` need no payload and answer what may be done now; `checks` look at what was given.
    `otherwise` says why not where the case is of another kind. `edits` marks an act that must name
    the version it saw, so that nobody overwrites another; `by_time` a step that time alone takes; `inward`
    what happens to the other case of an act on two, never asked for alone; `with_a_file` what comes with an
    upload, at an address of its own. `asks` says what this very case makes of its fields, so that a form
    shows beforehand what a check would refuse.
    """

    action: type
    path: str
    label: Words
    then: Then
    guards: tuple[Guard, ...] = ()
    checks: tuple[Check, ...] = ()
    kinds: frozenset[Kind | None] = EVERY_KIND
    otherwise: Guard | None = None
    edits: bool = False
    by_time: bool = False
    inward: bool = False
    with_a_file: bool = False
    asks: Narrowing | None = None

    @property
    def offered(self) -> bool:
        """Whether a person can ask for it by a form."""
        return not self.by_time and not self.inward and not self.with_a_file


def kinds(*which: Kind | None) -> frozenset[Kind | None]:
    return frozenset(which)


def only_when(
    *statuses: Status, clause: str | None = None, then: tuple[str, str, str] | None = None
) -> Guard:
    """The case must stand at one of these points of its way."""

    def stands_there(facts: CaseFacts, ctx: Context) -> Refusal | None:
        if facts.status in statuses:
            return None
        return conflict(
            "not_at_this_point",
            clause,
            f"此事现处于“{label_of(facts.status).zh}”，还不能或不再能这样做",
            f"The case stands at “{label_of(facts.status).en}”; this cannot be done now",
            then=then,
        )

    return stands_there


def not_over(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """A finished case is not worked on."""
    if facts.status not in OVER:
        return None
    return conflict("case_is_over", None, "此事已了结", "The case is over")
