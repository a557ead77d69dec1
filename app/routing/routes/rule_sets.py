"""The rules in force, their versions, and the next one as a draft."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Response

from app.routing import queries
from app.routing.actions import begin_draft, publish, write_draft
from app.routing.guards import KeepsRules
from app.routing.schemas.rule_sets import DraftRules, NewDraft, Publication, RuleSet, RuleSetVersion
from app.routing.schemas.terms import TermsOut
from app.routing.tables import RoutingRuleSet
from app.staff.guards import ActorDep
from app.staff.making import MakingDep, person_behind
from app.web.dependencies import ClockDep, SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/routing-rules", tags=["routing rules"], responses=problem_responses(401, 403))

Number = Annotated[int, Path(ge=1, le=1_000_000, examples=[2])]
LATEST_FIRST = Order((RoutingRuleSet.number,), (int,), lambda row: (row[0].number,), descending=True)


@router.get("", summary="The routing rules in force")
async def get_routing_rules(session: SessionDep, actor: ActorDep, response: Response) -> RuleSet:
    """What the centre adds to the procedure. A rule can add and never take away."""
    rule_set = RuleSet.of(await queries.published_set(session, actor.centre_id))
    response.headers["ETag"] = etag(rule_set.version)
    return rule_set


@router.get("/terms", summary="What a rule may speak of")
async def get_rule_terms(session: SessionDep, actor: ActorDep) -> TermsOut:
    """The stages, the conditions and the outcomes with their values, as a screen offers them."""
    return TermsOut.of(await queries.named_here(session, actor.centre_id))


@router.get("/versions", summary="Versions of the routing rules")
async def list_rule_versions(session: SessionDep, actor: ActorDep, page: PageDep) -> Page[RuleSetVersion]:
    """Who wrote and published which version, when and why; the latest first."""
    rows, following = await page_of(session, queries.rule_sets(actor.centre_id), LATEST_FIRST, page)
    return Page(items=[RuleSetVersion.of(row[0]) for row in rows], next_cursor=following)


@router.post(
    "/versions",
    summary="Begin a draft",
    status_code=201,
    responses=problem_responses(404, 409),
)
async def begin_rule_draft(
    given: NewDraft, actor: KeepsRules, making: MakingDep, response: Response
) -> RuleSet:
    """The next version, not in force yet. There is one draft at a time."""

    async def made() -> RoutingRuleSet:
        return await begin_draft(
            making.session,
            actor.centre_id,
            rules=given.rules,
            begun_from=given.begun_from,
            by=person_behind(actor),
            now=making.now,
        )

    row = await making.made(made, lambda known: queries.rule_set_of(making.session, actor.centre_id, known))
    response.headers["ETag"] = etag(row.version)
    return RuleSet.of(row)


@router.get(
    "/versions/{number}", summary="One version of the routing rules", responses=problem_responses(404)
)
async def get_rule_version(
    number: Number, session: SessionDep, actor: ActorDep, response: Response
) -> RuleSet:
    """A version with its rules; cases name the one that routed them."""
    row = await queries.rule_set_numbered(session, actor.centre_id, number)
    response.headers["ETag"] = etag(row.version)
    return RuleSet.of(row)


@router.put(
    "/versions/{number}/rules",
    summary="Write the rules of a draft",
    responses=problem_responses(404, 409, 412, 428),
)
async def write_rule_draft(
    number: Number,
    given: DraftRules,
    seen: IfMatch,
    session: SessionDep,
    actor: KeepsRules,
    clock: ClockDep,
    response: Response,
) -> RuleSet:
    """All rules at once, in the order they are to be tried."""
    draft = await queries.rule_set_numbered(session, actor.centre_id, number, lock=True)
    if draft.version != seen:
        raise changed_meanwhile(draft.version)
    await write_draft(session, draft, given.rules, by=person_behind(actor), now=clock())
    response.headers["ETag"] = etag(draft.version)
    return RuleSet.of(draft)


@router.post(
    "/versions/{number}/publish",
    summary="Put a draft in force",
    responses=problem_responses(404, 409, 412, 428),
)
async def publish_rule_draft(
    number: Number,
    given: Publication,
    seen: IfMatch,
    actor: KeepsRules,
    making: MakingDep,
    response: Response,
) -> RuleSet:
    """From now on matters are routed by it. A set that names something the centre has not is refused."""

    async def published() -> RoutingRuleSet:
        draft = await queries.rule_set_numbered(making.session, actor.centre_id, number, lock=True)
        if draft.version != seen:
            raise changed_meanwhile(draft.version)
        await publish(making.session, draft, reason=given.reason, by=person_behind(actor), now=making.now)
        return draft

    async def again(known: UUID) -> RoutingRuleSet:
        return await queries.rule_set_of(making.session, actor.centre_id, known)

    row = await making.made(published, again)
    response.headers["ETag"] = etag(row.version)
    return RuleSet.of(row)
