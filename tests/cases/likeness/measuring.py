"""How often the likest challenges are about the same matter: `python -m tests.cases.likeness.measuring`."""

from app.cases.likeness import most_like
from tests.cases.likeness.challenges import CHALLENGES

ALL = [(topic, said) for topic, sayings in CHALLENGES.items() for said in sayings]


def likest(at: int) -> list[str]:
    """The matters of the five likest of the others, for one challenge."""
    topics, texts = zip(*(ALL[:at] + ALL[at + 1 :]), strict=True)
    return [topics[like.index] for like in most_like(ALL[at][1], texts)]


def rates() -> tuple[float, float]:
    """How often the first, and how often one of the first five, is about the same matter."""
    first = fifth = 0
    for at, (topic, _) in enumerate(ALL):
        told = likest(at)
        first += told[:1] == [topic]
        fifth += topic in told
    return first / len(ALL), fifth / len(ALL)


if __name__ == "__main__":
    nearest, among_five = rates()
    print(f"{len(ALL)} challenges, {len(CHALLENGES)} matters")
    print(f"nearest is of the same matter: {nearest:.2f}; one of the five likest: {among_five:.2f}")
    for place, (matter, words) in enumerate(ALL):
        if matter not in likest(place):
            print("missed:", words, "->", likest(place))
