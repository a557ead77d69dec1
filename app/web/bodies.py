"""What request bodies share: nothing unknown is taken, and every text has its limits."""

from typing import Annotated

from pydantic import (
    AfterValidator,
    AwareDatetime,
    Base64Bytes,
    ConfigDict,
    Field,
    StringConstraints,
)

from app.database.moments import of_our_time
from app.procedure.refusal import Words
from app.schema import Schema


class Body(Schema):
    """A request body: unknown fields are refused, so that a misspelt one is not silently lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Label(Schema):
    """The same words in both languages."""

    zh: str
    en: str

    @classmethod
    def of(cls, words: Words) -> "Label":
        return cls(zh=words.zh, en=words.en)


ON_ONE_LINE = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"
ON_MANY_LINES = r"^[^\x00]*[^\s\x00][^\x00]*$"

Short = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=ON_ONE_LINE),
]
"""A name or a few words, on one line."""

Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=ON_ONE_LINE),
]
"""A sentence, on one line."""

Long = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000, pattern=ON_MANY_LINES),
]
"""A text of several lines."""


Moment = Annotated[AwareDatetime, AfterValidator(of_our_time), Field(examples=["2026-04-01T08:30:00+08:00"])]
"""A time with its offset, between 1970 and 2200."""


class OfficeSheet(Body):
    """A sheet as offices have it, to be tried first or to be brought in."""

    content: Base64Bytes = Field(
        max_length=700_000, description="The xlsx or CSV file itself, in base64; 700 kB at most"
    )
    dry_run: bool = False
