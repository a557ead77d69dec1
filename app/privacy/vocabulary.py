"""The words of requests and erasures."""

from collections.abc import Mapping
from enum import StrEnum

from app.procedure.refusal import Words


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


def may_be_copied(kind: str, state: str) -> bool:
    """Only what was asked for as a copy, and granted, is handed over."""
    return (kind, state) == (RequestKind.EXPORT, RequestState.GRANTED)


class Subject(StrEnum):
    """What was erased."""

    CASE = "case"
    RESIDENT = "resident"


class Ground(StrEnum):
    """Why it was erased."""

    REQUEST = "request"
    RETENTION = "retention"


WORDS: Mapping[StrEnum, Words] = {
    RequestKind.EXPORT: Words("提供副本", "A copy of one's own data"),
    RequestKind.CORRECT: Words("更正", "Correction"),
    RequestKind.ERASE: Words("删除", "Erasure"),
    RequestState.OPEN: Words("待决定", "Not decided yet"),
    RequestState.GRANTED: Words("同意", "Granted"),
    RequestState.REFUSED: Words("不同意", "Refused"),
    Subject.CASE: Words("事项", "Case"),
    Subject.RESIDENT: Words("业户资料", "Resident's record"),
    Ground.REQUEST: Words("业户请求", "The resident asked for it"),
    Ground.RETENTION: Words("留存期满", "Kept as long as it may be"),
}
"""How each of them reads to people."""
