"""Chinese text as pieces that an index can hold: its single characters and its pairs of neighbours."""

import re
import unicodedata

RUN = re.compile(r"[^\W_]+")
LONGEST = 2_000
"""Of a longer text only the beginning is indexed."""


def folded(text: str) -> str:
    """The same text however it was typed: full-width letters, capitals, compatibility forms."""
    return unicodedata.normalize("NFKC", text).lower()


def runs(text: str) -> list[str]:
    """The stretches of letters, digits and characters between spaces and punctuation."""
    return RUN.findall(folded(text)[:LONGEST])


def grams(text: str) -> set[str]:
    """Every pair of neighbours, every character that is not Latin, and every sign that stands alone."""
    found: set[str] = set()
    for run in runs(text):
        found.update(run[at : at + 2] for at in range(len(run) - 1))
        found.update(sign for sign in run if not sign.isascii())
        if len(run) == 1:
            found.add(run)
    return found


def needed(run: str) -> set[str]:
    """What a text must hold where this run occurs in it: its pairs, or the one sign it consists of."""
    if len(run) == 1:
        return {run}
    return {run[at : at + 2] for at in range(len(run) - 1)}
