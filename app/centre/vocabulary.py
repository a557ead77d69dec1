"""What a centre's own lists are made of."""

from enum import StrEnum


class ProjectType(StrEnum):
    """What the rules are written for: the procedure speaks of residential projects alone (2.1)."""

    RESIDENTIAL = "residential"


class Mark(StrEnum):
    """What a topic makes of a challenge before anyone has read it (A10)."""

    NONE = "none"
    IMPORTANT = "important"
    SENSITIVE = "sensitive"
