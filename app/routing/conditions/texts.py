"""Finding a rule set's words in what a resident said, in one pass however many rules there are."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from app.routing.facts import RoutingFacts

MOST_READ = 4000
HEAD = 2


def folded(text: str) -> str:
    """The same word is the same word in capitals, in full width and in half width."""
    return unicodedata.normalize("NFKC", text[:MOST_READ]).casefold()


class Lexicon:
    """All words a rule set looks for, by how they begin."""

    def __init__(self, words: Iterable[str]) -> None:
        distinct = set(words)
        self._single = tuple(sorted(word for word in distinct if len(word) < HEAD))
        self._by_head: dict[str, list[str]] = {}
        for word in sorted(distinct):
            if len(word) >= HEAD:
                self._by_head.setdefault(word[:HEAD], []).append(word)

    def found_in(self, text: str) -> frozenset[str]:
        """Which of the words occur in a folded text."""
        found = {word for word in self._single if word in text}
        by_head = self._by_head
        for head in by_head.keys() & {text[at : at + HEAD] for at in range(len(text) - 1)}:
            found.update(word for word in by_head[head] if word in text)
        return frozenset(found)

    def see(self, facts: RoutingFacts) -> "Seen":
        """A matter as its conditions look at it."""
        text = folded(facts.words)
        return Seen(facts, text, self.found_in(text))


@dataclass(frozen=True, slots=True)
class Seen:
    """A matter with its words looked up once. What it says is not shown."""

    facts: RoutingFacts
    text: str
    found: frozenset[str]

    def __repr__(self) -> str:
        return f"Seen({self.facts!r})"

    def said(self, words: frozenset[str], apart_from: tuple[str, ...]) -> list[str]:
        """Which of the words were said, other than inside a longer phrase that means something else."""
        hits = [word for word in words if word in self.found]
        if not hits or not apart_from:
            return hits
        rest = self.text
        for phrase in apart_from:
            rest = rest.replace(phrase, "\n")
        return [word for word in hits if word in rest]

    def says_any(self, words: frozenset[str], apart_from: tuple[str, ...]) -> bool:
        """Whether any of the words was said."""
        if self.found.isdisjoint(words):
            return False
        return not apart_from or bool(self.said(words, apart_from))
