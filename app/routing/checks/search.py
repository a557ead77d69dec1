"""Looking for a matter by going through the values that make a difference, one fact after another.

Not a sample: whatever is not found within the bounds does not exist, and where the bounds are met the
answer is that nobody knows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from app.procedure.suggestion import MOST_JOINT_FOR_THE_HEAD
from app.procedure.vocabulary import Channel, EmergencyType, Kind, Role
from app.residents.vocabulary import PlaceKind
from app.routing.checks.readings import ANY_MOMENT, SAID, Known, Reading
from app.routing.conditions import AreaIs, BuildingIs, JointCountIs, TimeOfDayIs, TopicIs, every_part
from app.routing.conditions.base import Asking
from app.routing.conditions.leaves import OneOf
from app.routing.conditions.measures import MOST_JOINT
from app.routing.vocabulary import DayType

MOST_STEPS = 20_000
WORKERS = tuple(role for role in Role if role not in {Role.ADMINISTRATOR, Role.GROUP_VIEWER})


class OutOfSteps(Exception):
    """The search was given up: nobody knows whether there is such a matter."""


@dataclass(slots=True)
class Steps:
    """How many values may still be tried."""

    left: int = MOST_STEPS

    def take(self) -> None:
        if self.left <= 0:
            raise OutOfSteps
        self.left -= 1


Domains = Mapping[str, Sequence[Any]]


def domains_of(conditions: Iterable[Asking], topics: Sequence[str] = ()) -> Domains:
    """For every fact the values that make a difference to these conditions or to the procedure.

    The first of each is the plain one, which is taken where nothing depends on it.
    """
    parts = [part for each in conditions for part, _ in every_part(each)]
    named = {kind: _named(parts, kind) for kind in (TopicIs, AreaIs, BuildingIs)}
    return {
        "kind": (Kind.HELP, Kind.SUGGESTION, Kind.CHALLENGE, Kind.INQUIRY, None),
        "channel": (None, *Channel),
        "received_as": (Role.FRONT_DESK, *(role for role in WORKERS if role is not Role.FRONT_DESK), None),
        "topic": (None, *dict.fromkeys((*named[TopicIs], *topics[:1]))),
        "area_id": (None, *named[AreaIs]),
        "building_id": (None, *named[BuildingIs]),
        "place_kind": (None, *PlaceKind),
        "is_key": (False, True),
        "joint_count": tuple(_joint_counts(parts)),
        "emergency": (None, *EmergencyType),
        "dispute": (False, True),
        "important": (False, True),
        "sensitive": (False, True),
        "desk_open": (True, False),
        "time_of_day": tuple(dict.fromkeys((ANY_MOMENT.time_of_day, *_times(parts)))),
        "weekday": (ANY_MOMENT.weekday, *(day for day in range(7) if day != ANY_MOMENT.weekday)),
        "day": tuple(DayType),
    }


def _named(parts: Iterable[Asking], kind: type[OneOf]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(value for part in parts if isinstance(part, kind) for value in part.one_of))


def _joint_counts(parts: Iterable[Asking]) -> list[int]:
    """On both sides of every bound, the procedure's own among them."""
    bounds = {1, MOST_JOINT_FOR_THE_HEAD, MOST_JOINT_FOR_THE_HEAD + 1}
    for part in parts:
        if isinstance(part, JointCountIs):
            given = [bound for bound in (part.at_least, part.at_most) if bound]
            bounds |= {bound + step for bound in given for step in (-1, 0, 1)}
    return sorted(bound for bound in bounds if 1 <= bound <= MOST_JOINT)


def _times(parts: Iterable[Asking]) -> Iterator[time]:
    for part in parts:
        if isinstance(part, TimeOfDayIs):
            for bound in (part.since, part.until):
                yield bound
                yield (datetime.combine(A_DATE, bound) - A_MINUTE).time()


A_DATE, A_MINUTE = date(2026, 1, 1), timedelta(minutes=1)


def first_where(readings: Sequence[Reading], domains: Domains, steps: Steps, known: Known) -> Known | None:
    """The first values that make all readings hold; none where no values do."""
    asked: str | None = None
    for reading in readings:
        told = reading(known)
        if told is False:
            return None
        if asked is None and isinstance(told, str):
            asked = told
    if asked is None:
        return known
    for value in SAID_OR_NOT if asked.startswith(SAID) else domains[asked]:
        steps.take()
        found = first_where(readings, domains, steps, known | {asked: value})
        if found is not None:
            return found
    return None


SAID_OR_NOT = (True, False)


def whole(known: Known, domains: Domains) -> Known:
    """What is known, and the plain value of everything nothing depends on."""
    return {name: values[0] for name, values in domains.items()} | known


def help_in_emergency(known: Known) -> bool | str:
    """An emergency is a call for help; nothing else can be one (4.2.3)."""
    if "emergency" in known:
        if known["emergency"] is None:
            return True
        return known["kind"] is Kind.HELP if "kind" in known else "kind"
    return "emergency" if known.get("kind") is not Kind.HELP else True
