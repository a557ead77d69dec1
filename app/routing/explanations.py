"""Why a matter goes where it goes: every rule that was tried, and the first thing that failed in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.procedure.labels import label_of
from app.procedure.refusal import Words
from app.routing.compiled import TOPIC_LIST, TOPIC_LIST_CLAUSE, TOPIC_LIST_NAME, CompiledRuleSet
from app.routing.conditions.base import listed
from app.routing.decisions import FLAG_OF, Routed, StageDecided, decide_stages, routed_from
from app.routing.facts import RoutingFacts
from app.routing.labels import FLAGS, PRIORITIES
from app.routing.rules import DUE_SETTINGS, Outcome
from app.routing.vocabulary import Stage

FOLLOWED = Words("符合，按此办理", "it matches and is followed")
NO_WORD_OF_THE_LIST = Words("原话没有提到主题表中的词", "the words speak of no topic of the list")
NO_STRONGER_MARK = Words(
    "规则已定主题，表中没有更强的标记", "a rule found the topic; the list marks nothing more strongly"
)


@dataclass(frozen=True, slots=True)
class Tried:
    """One rule that was tried: whether it matched, and else the first condition that failed."""

    rule: str
    name: Words
    clause: str | None
    matched: bool
    why: Words
    rests_on_key: bool = False


@dataclass(frozen=True, slots=True)
class StageStory:
    """One stage: the rules tried in order, what was added, and how many were left untried."""

    stage: Stage
    tried: tuple[Tried, ...]
    adds: Words
    not_tried: int
    asks_for_key: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole story of one decision."""

    rule_set_version: int
    stages: tuple[StageStory, ...]
    routed: Routed


def explain(rule_set: CompiledRuleSet, facts: RoutingFacts) -> Explanation:
    """The same decision as `route`, told in full."""
    stages = tuple(decide_stages(rule_set, facts))
    stories = tuple(_story(rule_set, each) for each in stages)
    return Explanation(rule_set.number, stories, routed_from(rule_set, facts, stages))


def _story(rule_set: CompiledRuleSet, decided: StageDecided) -> StageStory:
    rules = rule_set.stages[decided.stage]
    tried = tuple(_tried(rule_set, decided))
    untried = len(rules) - sum(each.rule != TOPIC_LIST for each in tried)
    asks_for_key = any(each.rests_on_key for each in rules)
    return StageStory(decided.stage, tried, told_of(rule_set, decided.adds), untried, asks_for_key)


def _tried(rule_set: CompiledRuleSet, decided: StageDecided) -> Iterator[Tried]:
    for each in rule_set.stages[decided.stage]:
        rule = each.rule
        why = rule.when.why_not(decided.seen)
        yield Tried(rule.id, rule.name.words, rule.clause, why is None, why or FOLLOWED, each.rests_on_key)
        if why is None:
            break
    if decided.asked_the_list:
        found = decided.topic_from_list is not None or decided.raised_by is not None
        yield Tried(TOPIC_LIST, TOPIC_LIST_NAME, TOPIC_LIST_CLAUSE, found, _why_listed(decided))


def _why_listed(decided: StageDecided) -> Words:
    """What the list of topics had to say."""
    if (raised := decided.raised_by) is not None:
        mark = FLAGS[FLAG_OF[raised.mark]]
        return Words(
            f"原话提到主题“{raised.name.zh}”，表中{mark.zh}，标记不得降低",
            f"the words speak of “{raised.name.en}”, {mark.en} in the list: no mark is lowered",
        )
    if decided.topic_from_list is not None:
        return FOLLOWED
    by_rule = decided.followed is not None and decided.followed.rule.then.topic is not None
    return NO_STRONGER_MARK if by_rule else NO_WORD_OF_THE_LIST


def told_of(rule_set: CompiledRuleSet, adds: Outcome) -> Words:
    """What an outcome asks for, as people read it."""
    said = list(_additions(rule_set, adds))
    return listed(said) if said else Words("不作补充", "nothing is added")


def _additions(rule_set: CompiledRuleSet, adds: Outcome) -> Iterator[Words]:
    if adds.department is not None:
        department = label_of(adds.department)
        yield Words(f"部门：{department.zh}", f"department: {department.en}")
    if adds.topic is not None:
        topic = rule_set.topics.name_of(adds.topic)
        yield Words(f"主题：{topic.zh}", f"topic: {topic.en}")
    for flag in adds.flags:
        yield FLAGS[flag]
    if adds.handler is not None:
        post = label_of(adds.handler)
        yield Words(f"处理人：{post.zh}", f"handler: {post.en}")
    if adds.notify_area_manager:
        yield Words("同时请区域客户主任到场", "the area manager is asked to come too")
    if adds.notify:
        posts = listed(label_of(each) for each in adds.notify)
        yield Words(f"同时告知：{posts.zh}", f"told as well: {posts.en}")
    for due in adds.due:
        setting = DUE_SETTINGS[due.setting]
        yield Words(
            f"{setting.label.zh}：{due.amount}{setting.unit.zh}",
            f"{setting.label.en}: {due.amount} {setting.unit.en}",
        )
    if adds.priority is not None:
        priority = PRIORITIES[adds.priority]
        yield Words(f"优先级：{priority.zh}", f"priority: {priority.en}")
    if adds.emergency_hint is not None:
        emergency = label_of(adds.emergency_hint)
        yield Words(
            f"提示：可能是紧急情况（{emergency.zh}），由接听人确认",
            f"hint: this may be an emergency ({emergency.en}); a person decides",
        )
