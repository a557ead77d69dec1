"""What somebody looks for, word by word, and where it stands in what was found."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ConfigDict, Field
from sqlalchemy import ColumnElement, and_, case, func, literal, literal_column

from app.database.grams import folded, runs
from app.schema import Schema

MOST_WORDS = 8
LONGEST = 80
BEFORE = 20
CONTACT = re.compile(r"\+?[\d-]{7,}(#\d+)?|\S+@\S+")
PRINTED = re.compile(r"(\d{4})?\d{4}-\d{3,}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for, as it is compared."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, q: str) -> "Asked":
        words = dict.fromkeys(word for word in folded(q).split() if runs(word))
        return cls(tuple(words)[:MOST_WORDS])

    @property
    def contacts(self) -> tuple[str, ...]:
        """The telephone numbers and addresses among the words: found by their keyed hash alone."""
        return tuple(word for word in self.words if CONTACT.fullmatch(word) and not PRINTED.fullmatch(word))

    @property
    def texts(self) -> "Asked":
        """All the other words."""
        return Asked(tuple(word for word in self.words if word not in self.contacts))


class Found(Schema):
    """A text in which what was looked for occurs, and where in it."""

    model_config = ConfigDict(from_attributes=True)

    field: str = Field(examples=["words"])
    text: str = Field(description="The text around the first place", examples=["楼上漏水，天花板湿了"])
    marks: list[list[int]] = Field(description="Start and end of each place", examples=[[[2, 4]]])


def marked(texts: Iterable[tuple[str, str | None]], asked: Asked) -> list[Found]:
    """Each text in which a word occurs, cut around the first place, with the places to mark."""
    shown = [_found(name, text, asked) for name, text in texts if text]
    return [each for each in shown if each is not None]


def how_well(
    asked: Asked, weights: Iterable[tuple[Any, int]]
) -> tuple[ColumnElement[int], ColumnElement[bool]]:
    """How well a row fits, by the columns in which the words occur, and whether each word does somewhere."""
    compared = [(_compared(column), weight) for column, weight in weights]
    fits: list[ColumnElement[int]] = [literal(0)]
    for word in asked.words:
        places = [case((func.strpos(column, word) > 0, weight), else_=0) for column, weight in compared]
        fits.append(sum(places[1:], start=places[0]))
    return sum(fits[1:], start=fits[0]), and_(literal(True), *(fit > 0 for fit in fits[1:]))


def _compared(column: Any) -> ColumnElement[str]:
    return func.lower(func.normalize(func.coalesce(column, ""), literal_column("NFKC")))


def _found(name: str, text: str, asked: Asked) -> Found | None:
    compared = "".join(map(_folded_sign, text))
    places = sorted(place for word in asked.words for place in _places(compared, word))
    if not places:
        return None
    start = max(0, places[0][0] - BEFORE)
    end = min(len(text), start + LONGEST)
    marks = [[first - start, min(last, end) - start] for first, last in _joined(places) if first < end]
    return Found(field=name, text=text[start:end], marks=marks)


def _folded_sign(sign: str) -> str:
    """A sign as it is compared, never longer or shorter, so that places stay where they are."""
    folded_sign = unicodedata.normalize("NFKC", sign).lower()
    return folded_sign if len(folded_sign) == 1 else sign


def _places(text: str, word: str) -> list[tuple[int, int]]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append((at, at + len(word)))
        at = text.find(word, at + len(word))
    return found


def _joined(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in places:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined
