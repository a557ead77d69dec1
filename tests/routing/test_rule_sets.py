"""Rule sets are stored in versions; the one in force is compiled once and never stale."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.actions.lists import add_topic, change_topic
from app.centre.queries import topic_of
from app.database.ids import new_id
from app.procedure.refusal import Refused, Sort
from app.procedure.vocabulary import Department, Kind, Role
from app.routing.actions import begin_draft, install_default_rules, publish, write_draft
from app.routing.decisions import route
from app.routing.default_rules import DEFAULT_RULES
from app.routing.queries import rule_set_in_force, rule_set_numbered
from app.routing.rules import Rule
from app.routing.tables import RoutingRuleSet
from tests.conftest import SettableClock
from tests.factories.centres import SmallCentre, small_centre
from tests.routing.matters import matter, rules

LEAKS: dict[str, Any] = {
    "id": "leaks",
    "when": {"test": "words", "any_of": ["漏水"]},
    "then": {"department": "engineering"},
}
LEAKS_TO_SECURITY = LEAKS | {"then": {"department": "security"}}


async def draft(
    session: AsyncSession, centre: SmallCentre, clock: SettableClock, *stored: dict[str, Any]
) -> RoutingRuleSet:
    by = centre.people[Role.HEAD_OF_CUSTOMER_SERVICE]
    return await begin_draft(
        session, centre.id, rules=rules(*stored) if stored else None, begun_from=None, by=by, now=clock()
    )


async def put_in_force(
    session: AsyncSession, centre: SmallCentre, clock: SettableClock, *stored: dict[str, Any]
) -> RoutingRuleSet:
    written = await draft(session, centre, clock, *stored)
    by = centre.people[Role.CENTRE_MANAGER]
    await publish(session, written, reason="试行", by=by, now=clock())
    return written


async def test_a_centre_without_rules_of_its_own_follows_the_default_ones(
    session: AsyncSession, centre: SmallCentre
) -> None:
    in_force = await rule_set_in_force(session, centre.id)
    assert in_force.number == 0
    assert route(in_force, matter("家里漏水了")).department is Department.ENGINEERING


async def test_the_default_rules_are_installed_as_the_first_version(
    session: AsyncSession, centre: SmallCentre, clock: SettableClock
) -> None:
    await install_default_rules(session, centre.id, clock())
    in_force = await rule_set_in_force(session, centre.id)
    assert in_force.number == 1
    stored = await rule_set_numbered(session, centre.id, 1)
    assert len(stored.rules) == len(DEFAULT_RULES)
    routed = route(in_force, matter("物业费凭什么涨", Kind.CHALLENGE))
    assert (routed.topic, routed.sensitive, routed.rule_set_version) == ("fees", True, 1)


async def test_a_draft_changes_nothing_until_it_is_published(
    session: AsyncSession, centre: SmallCentre, clock: SettableClock
) -> None:
    await put_in_force(session, centre, clock, LEAKS)
    written = await draft(session, centre, clock, LEAKS_TO_SECURITY)
    before = route(await rule_set_in_force(session, centre.id), matter("漏水"))
    assert (before.department, before.rule_set_version) == (Department.ENGINEERING, 1)
    by = centre.people[Role.CENTRE_MANAGER]
    await publish(session, written, reason="改由安防", by=by, now=clock())
    after = route(await rule_set_in_force(session, centre.id), matter("漏水"))
    assert (after.department, after.rule_set_version) == (Department.SECURITY, 2)


async def test_a_published_version_is_kept_and_stays_as_it_was(
    session: AsyncSession, centre: SmallCentre, clock: SettableClock
) -> None:
    first = await put_in_force(session, centre, clock, LEAKS)
    clock.advance(days=3)
    await put_in_force(session, centre, clock, LEAKS_TO_SECURITY)
    assert (first.state, first.superseded_at) == ("superseded", clock())
    assert first.published_at == clock() - timedelta(days=3)
    by = centre.people[Role.HEAD_OF_CUSTOMER_SERVICE]
    for again in (
        write_draft(session, first, rules(LEAKS), by=by, now=clock()),
        publish(session, first, reason="再来", by=by, now=clock()),
    ):
        with pytest.raises(Refused) as refused:
            await again
        assert (refused.value.refusal.sort, refused.value.refusal.code) == (Sort.CONFLICT, "not_a_draft")


async def test_there_is_one_draft_at_a_time(
    session: AsyncSession, centre: SmallCentre, clock: SettableClock
) -> None:
    await draft(session, centre, clock, LEAKS)
    with pytest.raises(Refused) as refused:
        await draft(session, centre, clock, LEAKS)
    assert refused.value.refusal.code == "draft_exists"


async def test_a_draft_begins_with_the_rules_in_force_or_with_those_of_an_earlier_version(
    session: AsyncSession, centre: SmallCentre, clock: SettableClock
) -> None:
    await put_in_force(session, centre, clock, LEAKS)
    second = await put_in_force(session, centre, clock)
    assert (second.begun_from, [each["id"] for each in second.rules]) == (1, ["leaks"])
    await put_in_force(session, centre, clock, LEAKS | {"id": "other"})
    by = centre.people[Role.HEAD_OF_CUSTOMER_SERVICE]
    back = await begin_draft(session, centre.id, rules=None, begun_from=1, by=by, now=clock())
    assert (back.number, [each["id"] for each in back.rules]) == (4, ["leaks"])


UNKNOWN: list[tuple[dict[str, Any], str]] = [
    ({"stage": "topic", "when": {"test": "always"}, "then": {"topic": "pool"}}, "rules.rule-1.then.topic"),
    (
        {"when": {"test": "not", "of": {"test": "topic", "one_of": ["pool"]}}, "then": {}},
        "rules.rule-1.when.topic",
    ),
    ({"when": {"test": "area", "one_of": [str(new_id())]}, "then": {}}, "rules.rule-1.when.area"),
    ({"when": {"test": "building", "one_of": [str(new_id())]}, "then": {}}, "rules.rule-1.when.building"),
]


@pytest.mark.parametrize(("stored", "where"), UNKNOWN, ids=[each[1] for each in UNKNOWN])
async def test_a_rule_that_names_what_the_centre_has_not_is_not_published(
    session: AsyncSession, centre: SmallCentre, clock: SettableClock, stored: dict[str, Any], where: str
) -> None:
    with pytest.raises(Refused) as refused:
        await put_in_force(session, centre, clock, stored)
    assert refused.value.refusal.code == "rule_names_unknown"
    assert refused.value.refusal.missing == (where,)


async def test_a_rule_may_name_the_centres_own_places_and_not_another_centres(
    session: AsyncSession, centre: SmallCentre, clock: SettableClock
) -> None:
    def about(at: SmallCentre) -> dict[str, Any]:
        here = [
            {"test": "area", "one_of": [str(at.area)]},
            {"test": "building", "one_of": [str(at.building)]},
        ]
        return {"when": {"test": "all", "of": here}, "then": {"department": "security"}}

    await put_in_force(session, centre, clock, about(centre))
    in_force = await rule_set_in_force(session, centre.id)
    here = matter(area_id=centre.area, building_id=centre.building)
    assert route(in_force, here).department is Department.SECURITY
    elsewhere = await small_centre(session, clock(), "别处")
    with pytest.raises(Refused):
        await put_in_force(session, centre, clock, about(elsewhere))


async def test_a_changed_topic_holds_from_the_next_matter_on(
    session: AsyncSession, centre: SmallCentre
) -> None:
    challenge = matter("泳池凭什么不开，物业费白交", Kind.CHALLENGE)
    assert route(await rule_set_in_force(session, centre.id), challenge).sensitive
    await change_topic(session, await topic_of(session, centre.id, "fees"), {"mark": "none"})
    unmarked = route(await rule_set_in_force(session, centre.id), challenge)
    assert (unmarked.topic, unmarked.sensitive) == ("fees", False)
    await change_topic(session, await topic_of(session, centre.id, "fees"), {"in_use": False})
    assert route(await rule_set_in_force(session, centre.id), challenge).topic is None
    pool = {"key": "pool", "name_zh": "泳池", "name_en": "Pool", "mark": "important", "words": ["泳池"]}
    await add_topic(session, centre.id, pool)
    marked = route(await rule_set_in_force(session, centre.id), challenge)
    assert (marked.topic, marked.important) == ("pool", True)


async def test_each_centre_follows_its_own_rules(
    session: AsyncSession, centre: SmallCentre, clock: SettableClock
) -> None:
    other = await small_centre(session, clock(), "别处")
    await put_in_force(session, centre, clock, LEAKS_TO_SECURITY)
    await put_in_force(session, other, clock, LEAKS)
    ours, theirs = [await rule_set_in_force(session, each.id) for each in (centre, other)]
    assert route(ours, matter("漏水")).department is Department.SECURITY
    assert route(theirs, matter("漏水")).department is Department.ENGINEERING


async def test_what_is_compiled_is_kept_while_it_holds(session: AsyncSession, centre: SmallCentre) -> None:
    first = await rule_set_in_force(session, centre.id)
    assert await rule_set_in_force(session, centre.id) is first


async def test_stored_rules_are_read_as_they_were_written(
    session: AsyncSession, centre: SmallCentre, clock: SettableClock
) -> None:
    await install_default_rules(session, centre.id, clock())
    stored = (
        await session.execute(select(RoutingRuleSet.rules).where(RoutingRuleSet.centre_id == centre.id))
    ).scalar_one()
    assert tuple(Rule.model_validate(each) for each in stored) == DEFAULT_RULES
