"""What a routing rule may ask about: the matter as it was taken in, and the moment it came."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.procedure.calendars import DeskCalendar
from app.procedure.vocabulary import Channel, EmergencyType, Kind, Role
from app.residents.vocabulary import PlaceKind
from app.routing.vocabulary import DayType


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When it came, as the clock on the desk's wall and the centre's calendar tell it."""

    time_of_day: time
    weekday: int
    day: DayType
    desk_open: bool

    @classmethod
    def plain(cls, day: DayType) -> "Moment":
        """A Wednesday morning with the desk open."""
        return cls(time_of_day=time(10), weekday=2, day=day, desk_open=True)

    @classmethod
    def at(cls, calendar: DeskCalendar, at: datetime) -> "Moment":
        """This moment on the centre's calendar. Monday is 0."""
        local = at.astimezone(calendar.tz)
        date = local.date()
        if calendar.is_working_day(date):
            day = DayType.WORKING_DAY
        else:
            day = DayType.HOLIDAY if date in calendar.rest_dates else DayType.REST_DAY
        return cls(
            time_of_day=local.time().replace(fold=0),
            weekday=date.weekday(),
            day=day,
            desk_open=calendar.is_open(at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingFacts:
    """A matter as the rules see it. The resident's words are looked into and never handed on."""

    moment: Moment
    words: str = field(default="", repr=False)
    kind: Kind | None = None
    channel: Channel | None = None
    received_as: Role | None = None
    topic: str | None = None
    area_id: UUID | None = None
    building_id: UUID | None = None
    place_kind: PlaceKind | None = None
    is_key: bool = False
    joint_count: int = 1
    emergency: EmergencyType | None = None
    dispute: bool = False
    important: bool = False
    sensitive: bool = False

    def as_taken_in(self) -> "RoutingFacts":
        """An emergency is a call for help, whatever else was ticked (4.2.3)."""
        if self.emergency is None or self.kind is Kind.HELP:
            return self
        return replace(self, kind=Kind.HELP)

    def as_record(self, at: datetime) -> dict[str, Any]:
        """As a case keeps what its rules looked at, to be asked again; never the words themselves."""
        kept: dict[str, Any] = {
            "at": at.isoformat(),
            "time": f"{self.moment.time_of_day:%H:%M:%S}",
            "weekday": self.moment.weekday,
            "day": self.moment.day.value,
            "desk_open": self.moment.desk_open,
        }
        for name, _ in FIELDS:
            value = getattr(self, name)
            if value is not None and value is not False:
                kept[name] = str(value) if isinstance(value, UUID | StrEnum) else value
        return kept

    @classmethod
    def from_record(cls, kept: Mapping[str, Any], words: str) -> "RoutingFacts":
        """What the rules looked at then, with the words as they stand on the case."""
        moment = Moment(
            time_of_day=time.fromisoformat(kept["time"]),
            weekday=kept["weekday"],
            day=DayType(kept["day"]),
            desk_open=kept["desk_open"],
        )
        known = {name: read(kept[name]) for name, read in FIELDS if name in kept}
        return cls(moment=moment, words=words, **known)


FIELDS: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("kind", Kind),
    ("channel", Channel),
    ("received_as", Role),
    ("topic", str),
    ("area_id", UUID),
    ("building_id", UUID),
    ("place_kind", PlaceKind),
    ("is_key", bool),
    ("joint_count", int),
    ("emergency", EmergencyType),
    ("dispute", bool),
    ("important", bool),
    ("sensitive", bool),
)
"""What is known of a matter beside its words and its moment, and how it is read again."""
