"""A rule set made ready: conditions as functions, all words looked up in one pass, topics with marks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.centre.vocabulary import Mark
from app.procedure.refusal import Words
from app.routing.conditions import Lexicon, Marked, Seen, every_part, folded, words_in
from app.routing.conditions.base import Matcher
from app.routing.rules import Rule
from app.routing.vocabulary import Stage

TOPIC_LIST = "topic-list"
TOPIC_LIST_NAME = Words("主题表", "The list of topics")
TOPIC_LIST_CLAUSE = "4.4.4-c"


STRENGTH: Mapping[Mark, int] = {mark: strength for strength, mark in enumerate(Mark)}
"""A list's mark may be strengthened by a rule and never weakened (A10)."""


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A topic of the centre's list: what it makes of a challenge, and the words it is known by."""

    key: str
    name: Words
    mark: Mark
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule in use with its condition as a function, and whether it asks for the key resident flag."""

    rule: Rule
    holds: Matcher
    rests_on_key: bool = False

    @classmethod
    def of(cls, rule: Rule) -> "CompiledRule":
        """Ready to decide."""
        parts = (part for part, _ in every_part(rule.when))
        rests_on_key = any(isinstance(part, Marked) and part.test == "is_key" for part in parts)
        return cls(rule, rule.when.holds, rests_on_key)


class TopicList:
    """The centre's topics by their own words: they find a topic where no rule does, and their marks stand."""

    def __init__(self, topics: Iterable[KnownTopic]) -> None:
        self.topics: Mapping[str, KnownTopic] = {topic.key: topic for topic in topics}
        self._topic_of = {
            folded(word): topic.key for topic in reversed(self.topics.values()) for word in topic.words
        }
        self._strongest: dict[str, KnownTopic] = {}
        for topic in sorted(self.topics.values(), key=lambda each: STRENGTH[each.mark]):
            if topic.mark is not Mark.NONE:
                self._strongest |= {folded(word): topic for word in topic.words}
        self.words = frozenset(self._topic_of)

    def mark_of(self, key: str | None) -> Mark:
        """What the topic makes of a challenge before anyone has read it (A10)."""
        topic = self.topics.get(key) if key is not None else None
        return topic.mark if topic else Mark.NONE

    def name_of(self, key: str) -> Words:
        """How the topic reads to people; its key where the list has it no more."""
        topic = self.topics.get(key)
        return topic.name if topic else Words(key, key)

    def found_in(self, seen: Seen) -> str | None:
        """The topic whose word was said; of several words the longest says most."""
        said = seen.found & self.words
        if not said:
            return None
        return self._topic_of[max(said, key=lambda word: (len(word), word))]

    def strongest_in(self, seen: Seen) -> KnownTopic | None:
        """Of all marked topics whose words were said, the one that is marked most strongly."""
        said = sorted(seen.found & self._strongest.keys(), key=lambda word: (-len(word), word))
        marked = (self._strongest[word] for word in said)
        return max(marked, key=lambda topic: STRENGTH[topic.mark], default=None)

    def words_marked(self, mark: Mark) -> tuple[str, ...]:
        """Every word of a topic with this mark."""
        return tuple(word for topic in self.topics.values() if topic.mark is mark for word in topic.words)


class CompiledRuleSet:
    """One version of a centre's rules, ready to decide. It holds no case and may be shared.

    A rule is passed over while its topic is not in use.
    """

    def __init__(self, number: int, rules: Iterable[Rule], topics: Iterable[KnownTopic] = ()) -> None:
        self.number = number
        self.topics = TopicList(topics)
        known = self.topics.topics
        in_use = [rule for rule in rules if rule.in_use and (rule.then.topic or "") in {"", *known}]
        self.stages: Mapping[Stage, tuple[CompiledRule, ...]] = {
            stage: tuple(CompiledRule.of(rule) for rule in in_use if rule.stage is stage) for stage in Stage
        }
        self.place: Mapping[str, int] = {rule.id: at for at, rule in enumerate(in_use)}
        words = (words_in(rule.when) for rule in in_use)
        self.lexicon = Lexicon(self.topics.words.union(*words))
