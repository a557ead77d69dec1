"""An act: one thing that can be done, the rules it must pass in order, and what then happens."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from app.procedure.context import Context
from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts
from app.procedure.refusal import Refusal, Words, conflict
from app.procedure.vocabulary import Kind, Status

Guard = Callable[[CaseFacts, Context], Refusal | None]
Check = Callable[[CaseFacts, Any, Context], Refusal | None]
Then = Callable[[CaseFacts, Any, Context], Iterable[Event]]

EVERY_KIND: frozenset[Kind | None] = frozenset({*Kind, None})
OVER = frozenset({Status.CLOSED, Status.ARCHIVED, Status.VOIDED, Status.HANDED_OFF, Status.ANSWERED_ON_SPOT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One line of the rule book.

    `guards` need no payload and answer what may be done now; `checks` look at what was given.
    `edits` marks an act that must name the version it saw, so that nobody overwrites another.
    """

    action: type
    path: str
    label: Words
    then: Then
    guards: tuple[Guard, ...] = ()
    checks: tuple[Check, ...] = ()
    kinds: frozenset[Kind | None] = EVERY_KIND
    edits: bool = False
    by_time: bool = False


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
            f"此事现处于“{STATUS_WORDS[facts.status].zh}”,还不能或不再能这样做",
            f"The case stands at “{STATUS_WORDS[facts.status].en}”; this cannot be done now",
            then=then,
        )

    return stands_there


def not_over(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """A finished case is not worked on."""
    if facts.status not in OVER:
        return None
    return conflict("case_is_over", None, "此事已了结", "The case is over")


STATUS_WORDS: dict[Status, Words] = {
    Status.PENDING_DESK: Words("待前台受理", "waiting for the desk"),
    Status.ACCEPTED: Words("已受理", "accepted"),
    Status.DESK_HANDLING: Words("前台处理中", "with the desk"),
    Status.ISSUED: Words("已开单", "sheet issued"),
    Status.IN_PROGRESS: Words("处理中", "in progress"),
    Status.AWAITING_APPROVAL: Words("待认可", "awaiting approval"),
    Status.IN_STUDY: Words("研究中", "in study"),
    Status.DECIDED: Words("已决定", "decided"),
    Status.NOTIFIED: Words("已通知", "notified"),
    Status.ACKNOWLEDGED: Words("已接单", "acknowledged"),
    Status.ON_SCENE: Words("已到场", "on the scene"),
    Status.HANDLED: Words("已处理", "handled"),
    Status.REPLIED: Words("已回复", "replied"),
    Status.RETURNED: Words("已回单,待回访", "returned, callback owed"),
    Status.CLOSED: Words("已办结", "closed"),
    Status.ARCHIVED: Words("已归档", "filed"),
    Status.HANDED_OFF: Words("已转其他规程", "handed off"),
    Status.ANSWERED_ON_SPOT: Words("已当场解答", "answered on the spot"),
    Status.VOIDED: Words("已作废", "voided"),
}
