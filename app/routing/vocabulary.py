"""The routing room's own words."""

from enum import StrEnum


class Stage(StrEnum):
    """The stages of a rule set, in the order they are gone through; in each the first match wins."""

    TOPIC = "topic"
    DEPARTMENT = "department"
    NOTICE = "notice"
    PACE = "pace"


class RuleSetState(StrEnum):
    """The life of a rule set: written, in force, followed by another."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


class DayType(StrEnum):
    """What a date is on the centre's calendar: exactly one of these."""

    WORKING_DAY = "working_day"
    REST_DAY = "rest_day"
    HOLIDAY = "holiday"


class RuleFlag(StrEnum):
    """Marks a rule may set. Taking one away is for the head alone (A10)."""

    IMPORTANT = "important"
    SENSITIVE = "sensitive"
    DISPUTE = "dispute"


class Priority(StrEnum):
    """How pressing a rule calls a matter. An emergency is urgent whatever a rule says (4.2.3)."""

    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"
