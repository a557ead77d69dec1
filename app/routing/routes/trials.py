"""Trying rules on a matter that is not stored, and advice on what a matter might be."""

from asyncio import to_thread
from typing import Annotated
from uuid import UUID

from fastapi import Path
from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.queries import policy
from app.procedure.vocabulary import Role
from app.rosters.queries.desk_hours import calendar
from app.routing import queries
from app.routing.actions import named_in_vain
from app.routing.advice import advise
from app.routing.checks.findings import check
from app.routing.checks.weakening import breaches_of, floor_under
from app.routing.compiled import CompiledRuleSet
from app.routing.decisions import Routed
from app.routing.explanations import explain
from app.routing.facts import Moment
from app.routing.guards import KeepsRules
from app.routing.persons import At, persons
from app.routing.schemas.advice import AdviceAsked, AdviceOut
from app.routing.schemas.checks import CheckOut
from app.routing.schemas.explanations import DryRun, ExplanationOut
from app.staff.guards import CapturingActorDep
from app.web.dependencies import ClockDep, SessionDep
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/routing-rules", tags=["routing rules"], responses=problem_responses(401, 403))


Number = Annotated[int, Path(ge=1, le=1_000_000, examples=[2])]


@router.post("/dry-run", summary="Try rules on a matter", responses=problem_responses(404))
async def try_routing_rules(
    asked: DryRun, session: SessionDep, actor: KeepsRules, clock: ClockDep
) -> ExplanationOut:
    """Stage by stage: which rules were tried, which was followed, and what failed first in the others."""
    rule_set = await _rules_to_try(session, actor.centre_id, asked)
    desk = await calendar(session, actor.centre_id)
    facts = asked.facts.as_facts(desk, clock()).as_taken_in()
    told = explain(rule_set, facts)
    floor = floor_under(facts, told.routed.department)
    at = At(actor.centre_id, asked.facts.received_at or clock(), desk.tz, facts.area_id)
    chosen = await persons(session, floor, _told_by_rules(told.routed), at)
    below = breaches_of(rule_set, facts, await policy(session, actor.centre_id))
    return ExplanationOut.of(told, chosen, below)


def _told_by_rules(routed: Routed) -> list[Role]:
    manager = [Role.AREA_CUSTOMER_MANAGER] if routed.notify_area_manager else []
    return [*manager, *sorted(routed.also_tell)]


async def _rules_to_try(session: AsyncSession, centre_id: UUID, asked: DryRun) -> CompiledRuleSet:
    if asked.rules is None and asked.number is None:
        return await queries.rule_set_in_force(session, centre_id)
    topics = await queries.known_topics(session, centre_id)
    if asked.rules is not None:
        return CompiledRuleSet(0, asked.rules, topics)
    row = await queries.rule_set_numbered(session, centre_id, asked.number or 0)
    return CompiledRuleSet(row.number, queries.rules_of(row), topics)


@router.post(
    "/versions/{number}/check",
    summary="Check a version before it is published",
    responses=problem_responses(404),
)
async def check_rule_version(number: Number, session: SessionDep, actor: KeepsRules) -> CheckOut:
    """Rules that would go below the procedure, each with a counter-example. Nothing is changed.

    Also rules that are never followed, rules that want different things of one matter, and matters for
    which no rule is followed.
    """
    row = await queries.rule_set_numbered(session, actor.centre_id, number)
    rule_set = await queries.compiled(session, row)
    findings = await to_thread(check, rule_set, await policy(session, actor.centre_id))
    return CheckOut.of(findings, queries.rules_of(row), await named_in_vain(session, row))


@router.post("/advice", summary="What a matter might be")
async def advise_on_words(
    asked: AdviceAsked, session: SessionDep, actor: CapturingActorDep, clock: ClockDep
) -> AdviceOut:
    """Kind, emergency, department and topic, by the words that were said. A person confirms.

    An emergency that is named already is never talked down, and a sign of danger comes before all else.
    """
    rule_set = await queries.rule_set_in_force(session, actor.centre_id)
    moment = Moment.at(await calendar(session, actor.centre_id), clock())
    advice = advise(rule_set, asked.words, moment, emergency=asked.emergency)
    topic = rule_set.topics.name_of(advice.topic.value) if advice.topic else None
    return AdviceOut.of(advice, topic)
