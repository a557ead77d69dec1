"""The words of requests and erasures."""

from enum import StrEnum


class RequestKind(StrEnum):
    """What a resident asks for."""

    EXPORT = "export"
    CORRECT = "correct"
    ERASE = "erase"


class RequestState(StrEnum):
    """How a request stands."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"


class Subject(StrEnum):
    """What was erased."""

    CASE = "case"
    RESIDENT = "resident"


class Ground(StrEnum):
    """Why it was erased."""

    REQUEST = "request"
    RETENTION = "retention"
