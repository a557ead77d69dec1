"""What every condition can do: tell whether it holds, and say in both languages why it does not."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from pydantic import ConfigDict

from app.procedure.refusal import Words
from app.routing.conditions.texts import Seen
from app.schema import Schema

Matcher = Callable[[Seen], bool]
MOST_NAMED = 6


class Data(Schema):
    """Rules are data: nothing unknown is taken, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Asking(Data):
    """One condition."""

    @property
    def holds(self) -> Matcher:
        """The condition as a function, made once."""
        raise NotImplementedError

    def asks(self) -> Words:
        """What it asks for."""
        raise NotImplementedError

    def why_not(self, seen: Seen) -> Words | None:
        """The first thing that fails; nothing when it holds."""
        raise NotImplementedError

    def parts(self) -> Sequence["Asking"]:
        """The conditions inside this one."""
        return ()

    def evidence(self, seen: Seen) -> Iterable[str]:
        """The words that were said and count for it."""
        return (word for part in self.parts() for word in part.evidence(seen))

    def words(self) -> Iterable[str]:
        """The words it looks for in the text, folded."""
        return ()


def listed(labels: Iterable[Words]) -> Words:
    """Several words in a row, the first few of many."""
    first = list(islice(labels, MOST_NAMED + 1))
    named, more = first[:MOST_NAMED], len(first) > MOST_NAMED
    zh = "、".join(each.zh for each in named) + ("等" if more else "")
    en = ", ".join(each.en for each in named) + (" …" if more else "")
    return Words(zh, en)
