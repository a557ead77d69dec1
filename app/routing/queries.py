"""Reading rule sets, and the one in force made ready to decide."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.queries import topics
from app.centre.tables import Topic
from app.centre.vocabulary import Mark
from app.database.rows import missing, row_of
from app.database.session import driver
from app.procedure.refusal import Words
from app.residents.tables import Area, Building
from app.routing.compiled import CompiledRuleSet, KnownTopic
from app.routing.default_rules import DEFAULT_RULES
from app.routing.rules import Rule, read_rules
from app.routing.tables import RoutingRuleSet
from app.routing.terms import Named
from app.routing.vocabulary import RuleSetState

RULE_SET = Words("版本的分派规则", "version of the routing rules")

STAMP_COLUMNS = """
    (SELECT id FROM routing_rule_sets WHERE centre_id = $1 AND state = 'published') AS rule_set,
    (SELECT max(id::text) || '/' || count(*) || '/' || sum(version)
       FROM topics WHERE centre_id = $1) AS topics
"""
"""What a statement whose $1 is the centre asks beside its own, to have the stamp in the same round trip."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a compiled rule set was made from: published rules never change, topics count their edits."""

    rule_set: UUID | None
    topics: str | None


_kept: dict[UUID, tuple[Stamp, CompiledRuleSet]] = {}


async def stamp_of(session: AsyncSession, centre_id: UUID) -> Stamp:
    """The stamp as the store stands."""
    row = await (await driver(session)).fetchrow(f"SELECT {STAMP_COLUMNS}", centre_id)
    assert row is not None
    return Stamp(row["rule_set"], row["topics"])


async def rule_set_in_force(
    session: AsyncSession, centre_id: UUID, stamp: Stamp | None = None
) -> CompiledRuleSet:
    """The centre's rules as they hold now; the default ones where it has none.

    Compiled once in each process; the stamp tells whether that still holds.
    """
    stamp = stamp or await stamp_of(session, centre_id)
    kept = _kept.get(centre_id)
    if kept is not None and kept[0] == stamp:
        return kept[1]
    published = await published_set(session, centre_id)
    compiled = CompiledRuleSet(
        published.number if published else 0, rules_of(published), await known_topics(session, centre_id)
    )
    _kept[centre_id] = (stamp, compiled)
    return compiled


async def compiled(session: AsyncSession, row: RoutingRuleSet) -> CompiledRuleSet:
    """A stored version made ready, with the topics as they are in use now."""
    return CompiledRuleSet(row.number, rules_of(row), await known_topics(session, row.centre_id))


def rules_of(row: RoutingRuleSet | None) -> tuple[Rule, ...]:
    """The rules of a stored version; the default ones where nothing is stored."""
    return DEFAULT_RULES if row is None else read_rules(row.rules)


async def published_set(
    session: AsyncSession, centre_id: UUID, *, lock: bool = False
) -> RoutingRuleSet | None:
    """The version in force, if the centre has published one."""
    query = rule_sets(centre_id).where(RoutingRuleSet.state == RuleSetState.PUBLISHED.value)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return (await session.execute(query)).scalar_one_or_none()


async def draft_of(session: AsyncSession, centre_id: UUID) -> RoutingRuleSet | None:
    """The draft being written, if there is one."""
    query = rule_sets(centre_id).where(RoutingRuleSet.state == RuleSetState.DRAFT.value)
    return (await session.execute(query)).scalar_one_or_none()


def rule_sets(centre_id: UUID) -> Select[RoutingRuleSet]:
    """Every version of a centre's rules."""
    return select(RoutingRuleSet).where(RoutingRuleSet.centre_id == centre_id)


async def rule_set_numbered(
    session: AsyncSession, centre_id: UUID, number: int, *, lock: bool = False
) -> RoutingRuleSet:
    """One version, or a refusal."""
    query = rule_sets(centre_id).where(RoutingRuleSet.number == number)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    row = (await session.execute(query)).scalar_one_or_none()
    if row is None:
        raise missing(RULE_SET)
    return row


async def rule_set_of(session: AsyncSession, centre_id: UUID, rule_set_id: UUID) -> RoutingRuleSet:
    """One version by its id, or a refusal."""
    return await row_of(session, RoutingRuleSet, centre_id, rule_set_id, RULE_SET)


async def last_number(session: AsyncSession, centre_id: UUID) -> int:
    """The number last given to a version of this centre."""
    query = select(func.max(RoutingRuleSet.number)).where(RoutingRuleSet.centre_id == centre_id)
    return (await session.execute(query)).scalar_one() or 0


async def known_topics(session: AsyncSession, centre_id: UUID) -> list[KnownTopic]:
    """The centre's topics in use."""
    query = topics(centre_id).where(Topic.in_use.is_(True)).order_by(Topic.key)
    return [
        KnownTopic(row.key, Words(row.name_zh, row.name_en), Mark(row.mark), tuple(row.words))
        for row in (await session.execute(query)).scalars()
    ]


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """Areas and buildings of a centre that a rule may name."""

    areas: frozenset[UUID]
    buildings: frozenset[UUID]


async def known_places(session: AsyncSession, centre_id: UUID) -> KnownPlaces:
    """The centre's areas and buildings, also those no longer in use."""
    areas = await session.execute(select(Area.id).where(Area.centre_id == centre_id))
    buildings = await session.execute(select(Building.id).where(Building.centre_id == centre_id))
    return KnownPlaces(frozenset(areas.scalars()), frozenset(buildings.scalars()))


async def named_here(session: AsyncSession, centre_id: UUID) -> Named:
    """The centre's own topics, areas and buildings by name, as a rule may name them."""
    areas = select(Area.id, Area.name).where(Area.centre_id == centre_id, Area.in_use.is_(True))
    buildings = select(Building.id, Building.name).where(
        Building.centre_id == centre_id, Building.in_use.is_(True)
    )
    return Named(
        {topic.key: topic.name for topic in await known_topics(session, centre_id)},
        {row.id: row.name for row in await session.execute(areas.order_by(Area.name))},
        {row.id: row.name for row in await session.execute(buildings.order_by(Building.name))},
    )
