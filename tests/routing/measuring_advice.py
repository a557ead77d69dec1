"""How often the advice on the kind is what a person would say: `python -m tests.routing.measuring_advice`."""

from collections import Counter

from app.demo.intakes import demo_cases
from app.routing.advice import advise
from tests.routing.labelled_utterances import FRESH, KNOWN
from tests.routing.matters import DEFAULT, MORNING

DEMO = tuple(
    (case["utterance"], case["expected"]["kind"] or case["expected"]["related_procedure"])
    for case in demo_cases()
)
"""What the residents of the demo centre say, with what became of it."""


def told(words: str) -> str | None:
    """The kind or the other procedure the advice names; nothing, where the words do not tell."""
    advice = advise(DEFAULT, words, MORNING)
    kind = advice.kind and advice.kind.value.value
    return kind or (advice.related_procedure.value.value if advice.related_procedure else None)


def rates(labelled: tuple[tuple[str, str], ...]) -> tuple[float, float]:
    """How often it is right, and how often it is wrong; in the rest it keeps silent."""
    counted = Counter("silent" if told(words) is None else told(words) == label for words, label in labelled)
    return counted[True] / len(labelled), counted[False] / len(labelled)


if __name__ == "__main__":
    for name, some in (("demo", DEMO), ("known", KNOWN), ("fresh", FRESH)):
        right, wrong = rates(some)
        print(f"{name}, {len(some)}: right {right:.2f}, wrong {wrong:.2f}, silent {1 - right - wrong:.2f}")
    for words, label in KNOWN:
        if told(words) != label:
            print(f"{label}: {words} -> {told(words)}")
