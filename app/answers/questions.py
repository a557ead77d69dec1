"""What residents ask, as a first draft for whoever writes the unified answer."""

import re
from collections.abc import Iterable, Sequence

SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
DOUBTS = ("?", "？", "凭什么", "依据", "为什么", "怎么", "是不是", "有没有", "到底")
MOST_QUESTIONS = 10
LONGEST = 120
HIDDEN = "某业户"


def first_draft(told: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    """From what each resident said, the sentences that ask or doubt; said twice, they stand once.

    Each comes with the names that stand on its sheet: they are left out.
    """
    found: dict[str, str] = {}
    for words, names in told:
        sentences = [each.strip() for each in SENTENCE.findall(words) if each.strip()]
        asking = [each for each in sentences if any(doubt in each for doubt in DOUBTS)] or sentences[:1]
        for each in asking:
            question = _without(each, names)[:LONGEST]
            found.setdefault(_bare(question), question)
    return list(found.values())[:MOST_QUESTIONS]


def _without(sentence: str, names: Sequence[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        sentence = sentence.replace(name, HIDDEN)
    return sentence


def _bare(sentence: str) -> str:
    return "".join(sign for sign in sentence if sign.isalnum())
