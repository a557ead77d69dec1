"""Writing and publishing a centre's routing rules."""

from asyncio import to_thread
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.queries import centre_of, policy
from app.database.ids import new_id
from app.database.rows import store
from app.procedure.refusal import NextAction, Refusal, Refused, Sort, Words, conflict, incomplete
from app.routing.checks.examples import told, values
from app.routing.checks.weakening import Weakening, weakenings
from app.routing.conditions import AreaIs, BuildingIs, TopicIs, every_part
from app.routing.default_rules import DEFAULT_RULES
from app.routing.queries import (
    KnownPlaces,
    compiled,
    draft_of,
    known_places,
    known_topics,
    last_number,
    published_set,
    rule_set_numbered,
    rules_of,
)
from app.routing.rules import Rule, write_rules
from app.routing.tables import RoutingRuleSet
from app.routing.vocabulary import RuleSetState

MOST_TOLD = 50
DEFAULT_REASON = "住宅项目默认规则 · The default rules of a residential project"


async def install_default_rules(session: AsyncSession, centre_id: UUID, now: datetime) -> RoutingRuleSet:
    """Publish the default rules as the first version of a new centre."""
    first = RoutingRuleSet(
        centre_id=centre_id,
        id=new_id(),
        number=1,
        state=RuleSetState.PUBLISHED.value,
        rules=write_rules(DEFAULT_RULES),
        drafted_at=now,
        published_at=now,
        reason=DEFAULT_REASON,
    )
    await store(session, first)
    return first


async def begin_draft(
    session: AsyncSession,
    centre_id: UUID,
    *,
    rules: tuple[Rule, ...] | None,
    begun_from: int | None,
    by: UUID,
    now: datetime,
) -> RoutingRuleSet:
    """Begin the next version: from rules given, from an earlier version, or from the one in force."""
    await centre_of(session, centre_id, lock=True)
    if (standing := await draft_of(session, centre_id)) is not None:
        raise Refused(_one_draft_at_a_time(standing.number))
    start = (
        await published_set(session, centre_id)
        if begun_from is None
        else await rule_set_numbered(session, centre_id, begun_from)
    )
    draft = RoutingRuleSet(
        centre_id=centre_id,
        id=new_id(),
        number=await last_number(session, centre_id) + 1,
        state=RuleSetState.DRAFT.value,
        rules=write_rules(rules_of(start) if rules is None else rules),
        begun_from=start.number if start else None,
        drafted_by=by,
        drafted_at=now,
    )
    await store(session, draft)
    return draft


async def write_draft(
    session: AsyncSession, draft: RoutingRuleSet, rules: tuple[Rule, ...], *, by: UUID, now: datetime
) -> None:
    """Replace the rules of a draft. A published version stays as it is."""
    _must_be_a_draft(draft)
    draft.rules = write_rules(rules)
    draft.drafted_by, draft.drafted_at = by, now
    draft.version += 1
    await store(session, draft)


async def publish(
    session: AsyncSession, draft: RoutingRuleSet, *, reason: str, by: UUID, now: datetime
) -> None:
    """Put a draft in force. Cases routed before keep the version that routed them."""
    _must_be_a_draft(draft)
    await _must_name_what_exists(session, draft)
    await _must_not_weaken(session, draft)
    standing = await published_set(session, draft.centre_id, lock=True)
    if standing is not None:
        standing.state, standing.superseded_at = RuleSetState.SUPERSEDED.value, now
        standing.version += 1
        await store(session, standing)
    draft.state = RuleSetState.PUBLISHED.value
    draft.published_by, draft.published_at, draft.reason = by, now, reason
    draft.version += 1
    await store(session, draft)


def _must_be_a_draft(rule_set: RoutingRuleSet) -> None:
    if rule_set.state == RuleSetState.DRAFT.value:
        return
    raise Refused(
        conflict(
            "not_a_draft",
            None,
            "这一版已发布，不能再改",
            "This version has been published and stays as it is",
            then=("begin_rule_draft", "以这一版为底稿另起草稿", "Begin a draft from this version"),
        )
    )


def _one_draft_at_a_time(number: int) -> Refusal:
    return conflict(
        "draft_exists",
        None,
        f"第{number}版草稿尚未发布",
        f"Version {number} is still a draft",
        then=("write_rule_draft", "继续修改该草稿", "Go on with that draft"),
    )


async def named_in_vain(session: AsyncSession, rule_set: RoutingRuleSet) -> dict[str, Words]:
    """Where a set names a topic, an area or a building the centre has not: it would never match."""
    topics = frozenset(topic.key for topic in await known_topics(session, rule_set.centre_id))
    places = await known_places(session, rule_set.centre_id)
    return {where: what for rule in rules_of(rule_set) for where, what in unknown_in(rule, topics, places)}


async def _must_name_what_exists(session: AsyncSession, draft: RoutingRuleSet) -> None:
    unknown = await named_in_vain(session, draft)
    if not unknown:
        return
    first = next(iter(unknown.values()))
    raise Refused(
        incomplete(
            "rule_names_unknown",
            None,
            f"有规则提到本中心没有的{first.zh}，不能发布",
            f"A rule names {first.en} this centre does not have",
            *unknown,
        )
    )


async def _must_not_weaken(session: AsyncSession, draft: RoutingRuleSet) -> None:
    """The procedure is the floor: a set that goes below it is refused with a matter that shows it."""
    rule_set = await compiled(session, draft)
    verdict = await to_thread(weakenings, rule_set, await policy(session, draft.centre_id))
    if verdict.weakenings:
        raise Refused(_weakens(verdict.weakenings))
    if verdict.unproved:
        raise Refused(_unproved(verdict.unproved))


def _weakens(found: tuple[Weakening, ...]) -> Refusal:
    first = found[0]
    shown, because, name = told(first.example), first.breach.because, first.name
    return Refusal(
        sort=Sort.CONFLICT,
        code="rules_weaken_the_procedure",
        clause=first.breach.clause,
        reason=Words(
            f"规则“{name.zh}”低于规程，不能发布：{because.zh}。例如：{shown.zh}",
            f"The rule “{name.en}” goes below the procedure: {because.en}. For example: {shown.en}",
        ),
        next_action=NextAction(
            Words("修改该规则或其条件后再发布", "Mend the rule or its condition, then publish"),
            "write_rule_draft",
        ),
        faults=tuple((f"rules.{each.breach.rule}", each.breach.because) for each in found[:MOST_TOLD]),
        counter_example={"rule": first.breach.rule, "facts": values(first.example)},
    )


def _unproved(rules: tuple[str, ...]) -> Refusal:
    hard = Words("条件过于复杂，无法证明不低于规程", "Too intricate to be shown harmless")
    return Refusal(
        sort=Sort.CONFLICT,
        code="rules_not_proved",
        reason=Words(f"有规则{hard.zh}", f"A rule is {hard.en.lower()}"),
        next_action=NextAction(
            Words("简化这些规则的条件", "Make their conditions simpler"), "write_rule_draft"
        ),
        faults=tuple((f"rules.{rule}", hard) for rule in rules[:MOST_TOLD]),
    )


TOPIC = Words("主题", "a topic")
AREA = Words("区域", "an area")
BUILDING = Words("楼栋", "a building")


def unknown_in(rule: Rule, topics: frozenset[str], places: KnownPlaces) -> Iterator[tuple[str, Words]]:
    """Where a rule names something the centre has not."""
    where = f"rules.{rule.id}"
    if rule.then.topic is not None and rule.then.topic not in topics:
        yield f"{where}.then.topic", TOPIC
    for part, _ in every_part(rule.when):
        if isinstance(part, TopicIs) and not topics.issuperset(part.one_of):
            yield f"{where}.when.topic", TOPIC
        if isinstance(part, AreaIs) and not places.areas.issuperset(part.one_of):
            yield f"{where}.when.area", AREA
        if isinstance(part, BuildingIs) and not places.buildings.issuperset(part.one_of):
            yield f"{where}.when.building", BUILDING
