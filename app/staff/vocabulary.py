"""The staff room's own words."""

from enum import StrEnum


class KeyScope(StrEnum):
    """What another system may do under its own name. Everything else needs a person."""

    CAPTURE = "capture"
    READ = "read"
