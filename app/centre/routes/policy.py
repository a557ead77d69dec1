"""规程原词 → 本中心设定值."""

from typing import Annotated

from fastapi import Path, Response
from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from app.centre import queries
from app.centre.actions.policy import set_policy
from app.centre.guards import SetsPolicy
from app.centre.schemas.policy import Policy, PolicyChange, PolicySetting, SettingEdit
from app.centre.tables import PolicyVersion
from app.procedure.policy import POLICY_SETTINGS
from app.staff.guards import ActorDep
from app.staff.making import person_behind
from app.web.dependencies import ClockDep, SessionDep
from app.web.etag import IfMatch, changed_meanwhile, etag
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/policy", tags=["policy"], responses=problem_responses(401, 403))

SETTINGS = sorted(each.name for each in POLICY_SETTINGS)


def _known(name: str) -> str:
    if name not in SETTINGS:
        raise PydanticCustomError("unknown_setting", "not a setting of the policy")
    return name


SettingWord = Annotated[str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": SETTINGS})]
Name = Annotated[str, Path(max_length=60, examples=["ack_call"])]
LATEST_FIRST = Order((PolicyVersion.version,), (int,), lambda row: (row[0].version,), descending=True)


@router.get("", summary="The procedure's words and what they mean here")
async def get_policy(session: SessionDep, actor: ActorDep) -> Policy:
    """Every setting with the procedure's own word, its clause, its default and this centre's value."""
    now = await queries.settings_now(session, actor.centre_id)
    latest = max((each.version for each in now), default=0)
    return Policy(version=latest, settings=[PolicySetting.of(each) for each in now])


@router.get("/changes", summary="Every change of the policy")
async def list_policy_changes(
    session: SessionDep, actor: ActorDep, page: PageDep, name: SettingWord | None = None
) -> Page[PolicyChange]:
    """Who changed which setting from what to what, when and why; the latest first."""
    query = queries.policy_versions(actor.centre_id, name)
    rows, following = await page_of(session, query, LATEST_FIRST, page)
    return Page(items=[PolicyChange.of(row[0]) for row in rows], next_cursor=following)


@router.get("/{name}", summary="One setting", responses=problem_responses(404))
async def get_setting(name: Name, session: SessionDep, actor: ActorDep, response: Response) -> PolicySetting:
    """A setting with the version to name when changing it."""
    now = await queries.setting_now(session, actor.centre_id, name)
    response.headers["ETag"] = etag(now.version)
    return PolicySetting.of(now)


@router.put("/{name}", summary="Give a setting a value", responses=problem_responses(404, 412, 428))
async def change_setting(
    name: Name,
    edit: SettingEdit,
    seen: IfMatch,
    session: SessionDep,
    actor: SetsPolicy,
    clock: ClockDep,
    response: Response,
) -> PolicySetting:
    """The value holds for clocks that start afterwards; every earlier version is kept."""
    await queries.centre_of(session, actor.centre_id, lock=True)
    before = await queries.setting_now(session, actor.centre_id, name)
    if before.version != seen:
        raise changed_meanwhile(before.version)
    await set_policy(
        session,
        actor.centre_id,
        name,
        edit.value,
        reason=edit.reason,
        by=person_behind(actor),
        now=clock(),
    )
    now = await queries.setting_now(session, actor.centre_id, name)
    response.headers["ETag"] = etag(now.version)
    return PolicySetting.of(now)
