"""When to ring: another part of the day than those tried in vain, best the one in which the resident came."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.callbacks.outcomes import Try
from app.procedure.refusal import Words

NOON, EVENING = 12, 18


class PartOfDay(StrEnum):
    """When somebody may be at home."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


PARTS = {
    PartOfDay.MORNING: Words("上午", "the morning"),
    PartOfDay.AFTERNOON: Words("下午", "the afternoon"),
    PartOfDay.EVENING: Words("傍晚", "the evening"),
}


def part_of(at: datetime, zone: ZoneInfo) -> PartOfDay:
    """The part of the centre's day in which a moment falls."""
    hour = at.astimezone(zone).hour
    if hour < NOON:
        return PartOfDay.MORNING
    return PartOfDay.AFTERNOON if hour < EVENING else PartOfDay.EVENING


def best_time(tries: Iterable[Try], came_at: datetime, zone: ZoneInfo) -> Words:
    """Tries are made at different times of day (X7): the least tried, first that of the contact."""
    in_vain = [part_of(each.at, zone) for each in tries if not each.reached]
    came = part_of(came_at, zone)
    best = min(PartOfDay, key=lambda part: (in_vain.count(part), part is not came))
    if not in_vain:
        return Words(f"{PARTS[best].zh}（业户来时的时段）", f"{PARTS[best].en}: when the resident came")
    tried = [part for part in PartOfDay if part in in_vain]
    return Words(
        f"{PARTS[best].zh}（{'、'.join(PARTS[part].zh for part in tried)}已试）",
        f"{PARTS[best].en}: tried in {' and '.join(PARTS[part].en for part in tried)} so far",
    )
