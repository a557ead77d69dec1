"""Whether a rule that names a topic would lower a mark of the centre's own list of topics (A10, 4.4.4)."""

from collections.abc import Iterator

from app.centre.vocabulary import Mark
from app.procedure.refusal import Words
from app.procedure.vocabulary import Kind
from app.routing.checks.breaches import Breach, Weakens
from app.routing.checks.goals import Goal
from app.routing.checks.readings import Known, Reading
from app.routing.compiled import STRENGTH, TOPIC_LIST_CLAUSE, CompiledRule, TopicList
from app.routing.conditions import WordsSaid
from app.routing.decisions import FLAG_OF, StageDecided
from app.routing.labels import FLAGS
from app.routing.vocabulary import Stage


def of_topic(decided: StageDecided) -> Iterator[Breach]:
    """The rule names a topic whose mark is weaker than that of a topic the words speak of."""
    raised, followed = decided.raised_by, decided.followed
    if raised is None or followed is None or followed.rule.then.topic is None:
        return
    mark = FLAGS[FLAG_OF[raised.mark]]
    because = Words(
        f"原话提到主题“{raised.name.zh}”，主题表{mark.zh}，规则所定主题的标记较弱",
        f"The words speak of “{raised.name.en}”, {mark.en} in the list; the rule's own topic is marked less",
    )
    yield Breach(Weakens.MARK, followed.rule.id, TOPIC_LIST_CLAUSE, because)


def weaker_than_the_list(topics: TopicList, each: CompiledRule) -> Iterator[Goal]:
    """What would have to be said: a word of any topic that is marked more strongly than this rule marks."""
    then = each.rule.then
    if then.topic is None:
        return
    marks = (topics.mark_of(then.topic), *(MARK_OF[flag] for flag in then.flags if flag in MARK_OF))
    own = max(STRENGTH[mark] for mark in marks)
    for mark in sorted(Mark, key=lambda each: -STRENGTH[each]):
        words = topics.words_marked(mark)
        if STRENGTH[mark] > own and words:
            said = WordsSaid.model_construct(any_of=words, apart_from=())
            yield Goal({Stage.TOPIC: each}, (_less_than(mark),), said)


def _less_than(mark: Mark) -> Reading:
    """A challenge of which nobody has said yet what it is about, nor that it touches a nerve this much."""
    unmarked = [flag.value for flag, given in MARK_OF.items() if STRENGTH[given] >= STRENGTH[mark]]

    def read(known: Known) -> bool | str:
        for name, value in (("kind", Kind.CHALLENGE), ("topic", None), *((flag, False) for flag in unmarked)):
            if name not in known:
                return name
            if known[name] is not value:
                return False
        return True

    return read


MARK_OF = {flag: mark for mark, flag in FLAG_OF.items()}
