"""The places of a found case where the words stand, so that a screen can mark them."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from app.cases.search import TEXTS, Asked
from app.cases.views import Found

LONGEST = 80
BEFORE = 20


def marked(row: Mapping[str, Any], asked: Asked) -> list[Found]:
    """Each text in which a word occurs, cut around the first place, with the places to mark."""
    shown = [_found(name, str(row[name]), asked) for name in TEXTS if name in row.keys() and row[name]]  # noqa: SIM118 - a row is no mapping
    return [each for each in shown if each is not None]


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
    folded = unicodedata.normalize("NFKC", sign).lower()
    return folded if len(folded) == 1 else sign


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
