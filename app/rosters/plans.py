"""What is to stand on the roster: one shift, somebody's week, and what came of entering many."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from app.procedure.refusal import Words
from app.procedure.vocabulary import Department, Role
from app.rosters.sheets import Column
from app.rosters.tables import Shift
from app.staff.posts import DEPARTMENT_OF

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who is to be on duty in which post, from when to when."""

    person_id: UUID
    role: Role
    starts_at: datetime
    ends_at: datetime
    area_id: UUID | None = None

    @property
    def department(self) -> Department | None:
        """The department the post belongs to."""
        return DEPARTMENT_OF.get(self.role)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why one row cannot be entered, and in which of its cells that lies."""

    row: int
    column: Column | None
    reason: Words


@dataclass(frozen=True, slots=True)
class Line:
    """One shift to be entered, and where it was asked for."""

    row: int
    duty: Duty


@dataclass(slots=True)
class Plan:
    """What came of it. With anything wrong, nothing was entered."""

    made: list[Shift] = field(default_factory=list)
    unchanged: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    entered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Somebody's week: the same hours on these weekdays, Monday being 0, from a day to a day."""

    person_id: UUID
    role: Role
    weekdays: frozenset[int]
    starts: time
    ends: time
    first_day: date
    last_day: date
    area_id: UUID | None = None

    def lines(self, zone: ZoneInfo) -> list[Line]:
        """A shift for each of the days. Hours that end before they start end on the next day."""
        length = (self.last_day - self.first_day).days + 1
        days = (self.first_day + A_DAY * offset for offset in range(length))
        worked = [day for day in days if day.weekday() in self.weekdays]
        return [Line(row, self._on(day, zone)) for row, day in enumerate(worked, start=1)]

    def _on(self, day: date, zone: ZoneInfo) -> Duty:
        return duty_of(self.person_id, self.role, self.area_id, hours_of(day, self.starts, self.ends, zone))


def hours_of(day: date, starts: time, ends: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From when to when, in UTC: hours that end before they start end on the next day."""
    following = day if ends > starts else day + A_DAY
    begins, ends_at = datetime.combine(day, starts, zone), datetime.combine(following, ends, zone)
    return begins.astimezone(UTC), ends_at.astimezone(UTC)


def duty_of(person_id: UUID, role: Role, area_id: UUID | None, hours: tuple[datetime, datetime]) -> Duty:
    """One shift, from what a row or a pattern says."""
    return Duty(person_id=person_id, role=role, starts_at=hours[0], ends_at=hours[1], area_id=area_id)
