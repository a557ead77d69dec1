"""What the procedure itself asks for a matter: the floor that no rule of a centre may go below.

Nothing is told here twice: the floor is what happens to such a matter when it is placed.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

from app.procedure.actions.intake import OffHoursReceiver, TakeIn
from app.procedure.actors import Actor
from app.procedure.calendars import DeskCalendar
from app.procedure.context import Context, Superior
from app.procedure.events.common import Event
from app.procedure.events.help import NoticeSent
from app.procedure.events.intake import MadeResponsible
from app.procedure.facts import CaseFacts
from app.procedure.fields import record
from app.procedure.placing import captured_and_passed_on, placed
from app.procedure.policy import Policy
from app.procedure.roles import DESK
from app.procedure.vocabulary import Channel, Credential, Department, EmergencyType, Kind, Role, Status

NOBODY = UUID(int=0)
ANY_TIME = datetime(2026, 1, 5, 12, tzinfo=UTC)
ALL_DAY = (time(0), time(0))
OPEN = DeskCalendar(zone="UTC", hours=MappingProxyType(dict.fromkeys(range(7), (ALL_DAY,))))
CLOSED = DeskCalendar(zone="UTC")
TIME_ITSELF = Actor(centre_id=NOBODY, person_id=None, credential=Credential.TIME)


@record
class Matter:
    """As much of a matter as decides where the procedure sends it."""

    kind: Kind | None
    received_as: Role | None = None
    desk_open: bool = True
    is_key: bool = False
    joint_count: int = 1
    emergency: EmergencyType | None = None
    department: Department | None = None


RESTS_ON: Mapping[Kind | None, tuple[str, ...]] = MappingProxyType(
    {
        Kind.SUGGESTION: ("is_key", "joint_count"),
        Kind.INQUIRY: (),
        Kind.CHALLENGE: (),
        Kind.HELP: ("emergency", "received_as", "desk_open"),
        None: (),
    }
)
"""What the way of each kind rests on, beside the department."""


@record
class Floor:
    """Who may hold the matter first, and who has to be told of it, each by its clause."""

    handlers: tuple[tuple[Role, str], ...]
    told: tuple[tuple[Role, str], ...]

    def clause_against(self, handler: Role) -> str | None:
        """The clause that names somebody else; none where this post may hold it."""
        if not self.handlers or handler in {role for role, _ in self.handlers}:
            return None
        return self.handlers[0][1]

    def left_out_of(self, told: Iterable[Role]) -> tuple[tuple[Role, str], ...]:
        """Who would not be told if these posts alone were."""
        only = frozenset(told)
        return tuple((role, clause) for role, clause in self.told if role not in only)


@lru_cache(maxsize=4096)
def floor_of(matter: Matter) -> Floor:
    """Place such a matter and see who gets it: with every choice the procedure leaves to the caller."""
    first = _placed(matter, TakeIn(kind=matter.kind))
    handlers = dict(_holders(first))
    if _told_directly(matter):
        for receiver in OffHoursReceiver:
            handlers |= _holders(_placed(matter, TakeIn(kind=matter.kind, notify=(receiver,))))
    told = {event.role: event.clause for event in first if isinstance(event, NoticeSent)}
    return Floor(handlers=tuple(handlers.items()), told=tuple({**dict(_holders(first)), **told}.items()))


def _told_directly(matter: Matter) -> bool:
    """Off hours the control room chooses whom it tells (4.2.2)."""
    by_night = matter.received_as is Role.CONTROL_ROOM_OPERATOR and not matter.desk_open
    return by_night and matter.kind is Kind.HELP and matter.emergency is None


def _placed(matter: Matter, taken: TakeIn) -> tuple[Event, ...]:
    facts, ctx = _facts(matter), _context(matter)
    if matter.kind is Kind.HELP and matter.received_as not in {None, DESK}:
        return tuple(captured_and_passed_on(facts, taken, ctx))
    return tuple(placed(facts, ctx, taken))


def _holders(events: Iterable[Event]) -> dict[Role, str]:
    return {
        event.role: event.clause
        for event in events
        if isinstance(event, MadeResponsible) and event.role and event.clause
    }


def _facts(matter: Matter) -> CaseFacts:
    known: dict[str, Any] = {
        name: getattr(matter, name)
        for name in ("kind", "received_as", "is_key", "joint_count", "emergency", "department")
    }
    return CaseFacts(
        id=NOBODY,
        status=Status.ACCEPTED,
        channel=Channel.PHONE,
        received_at=ANY_TIME,
        recorded_at=ANY_TIME,
        accepted_at=ANY_TIME,
        **known,
    )


def _context(matter: Matter) -> Context:
    return Context(
        now=ANY_TIME,
        actor=TIME_ITSELF,
        policy=Policy(),
        calendar=OPEN if matter.desk_open else CLOSED,
        is_key=matter.is_key,
        superior=Superior(role=Role.SECURITY_DUTY_SUPERVISOR),
    )
