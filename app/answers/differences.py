"""What changed from one wording to the next, sign by sign: how a head reads a new version."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from app.schema import Schema


class Change(StrEnum):
    """How a piece of text stands between two wordings."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Piece(Schema):
    """A piece of text, and whether it stayed, came or went."""

    change: Change
    text: str


MOST_COMPARED = 2_000_000
"""Pairs of signs compared before longer pieces are taken: two long texts never hold up the others."""

SENTENCES = re.compile(r"[^。！？；，\n]*[。！？；，\n]?")


def differences(before: str, after: str) -> list[Piece]:
    """Both as one row of pieces: without what was added it reads as before, without what went as after."""
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    core, new = before[head : len(before) - tail], after[head : len(after) - tail]
    pieces = [Piece(change=Change.SAME, text=before[:head]), *_compared(core, new)]
    pieces.append(Piece(change=Change.SAME, text=before[len(before) - tail :]))
    return [piece for piece in pieces if piece.text]


def _alike(one: str, other: str) -> int:
    """How many signs two texts share at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _compared(before: str, after: str) -> list[Piece]:
    for cut in (list, SENTENCES.findall):
        olds, news = cut(before), cut(after)
        if len(olds) * len(news) <= MOST_COMPARED:
            return _pieces(olds, news)
    return [Piece(change=Change.REMOVED, text=before), Piece(change=Change.ADDED, text=after)]


def _pieces(olds: Sequence[str], news: Sequence[str]) -> list[Piece]:
    pieces: list[Piece] = []
    for how, begin, end, start, stop in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if how == "equal":
            pieces.append(Piece(change=Change.SAME, text="".join(olds[begin:end])))
            continue
        pieces.append(Piece(change=Change.REMOVED, text="".join(olds[begin:end])))
        pieces.append(Piece(change=Change.ADDED, text="".join(news[start:stop])))
    return pieces
