"""Keys of other systems, and tokens that people delegate to them."""

from uuid import UUID

from sqlalchemy import select

from app.procedure.vocabulary import Role
from app.staff.actions import keys
from app.staff.actions.keys import NewKey
from app.staff.guards import Administers, OwnSessionDep
from app.staff.making import person_behind
from app.staff.schemas.keys import Key, KeyShownOnce, NewApiKey, NewDelegation
from app.staff.tables import ApiKey
from app.web.dependencies import ClockDep, SessionDep
from app.web.lists import Order, PageDep, page_of
from app.web.paging import Page
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room(prefix="/api-keys", tags=["api-keys"], responses=problem_responses(401, 403))
LATEST = Order((ApiKey.id,), (UUID,), lambda row: (row[0].id,), descending=True)


@router.get("", summary="Keys and delegated tokens")
async def list_api_keys(session: SessionDep, actor: OwnSessionDep, page: PageDep) -> Page[Key]:
    """An administrator sees all of the centre, others the tokens they have delegated."""
    query = select(ApiKey).where(ApiKey.centre_id == actor.centre_id)
    if not actor.holds(Role.ADMINISTRATOR):
        query = query.where(ApiKey.person_id == actor.person_id)
    rows, following = await page_of(session, query, LATEST, page)
    return Page(items=[Key.of(row[0]) for row in rows], next_cursor=following)


@router.post("", summary="Give another system a key", status_code=201, responses=problem_responses(409))
async def create_api_key(
    given: NewApiKey, session: SessionDep, actor: Administers, clock: ClockDep
) -> KeyShownOnce:
    """The key is shown this once. Sending the request again makes another: no secret is kept to repeat."""
    new = NewKey(name=given.name, scopes=given.scopes, starts_at=clock(), expires_at=given.expires_at)
    row, plain = await keys.give_key(session, actor.centre_id, new, by=person_behind(actor), now=clock())
    return KeyShownOnce(**Key.of(row).model_dump(), key=plain)


@router.post(
    "/delegated", summary="Let a system act for oneself", status_code=201, responses=problem_responses(409)
)
async def delegate(
    given: NewDelegation, session: SessionDep, actor: OwnSessionDep, clock: ClockDep
) -> KeyShownOnce:
    """A token for a fixed time. Journals name the person, and the system through which it was done."""
    person = person_behind(actor)
    new = NewKey(
        name=given.name,
        scopes=(),
        starts_at=given.starts_at or clock(),
        expires_at=given.expires_at,
        person_id=person,
    )
    row, plain = await keys.give_key(session, actor.centre_id, new, by=person, now=clock())
    return KeyShownOnce(**Key.of(row).model_dump(), key=plain)


@router.delete("/{key_id}", summary="Revoke a key", status_code=204, responses=problem_responses(404))
async def revoke_api_key(key_id: UUID, session: SessionDep, actor: OwnSessionDep, clock: ClockDep) -> None:
    """An administrator revokes any key, others the tokens they have delegated themselves."""
    own = None if actor.holds(Role.ADMINISTRATOR) else actor.person_id
    key = await keys.key_of(session, actor.centre_id, key_id, person_id=own)
    await keys.revoke(session, key, by=person_behind(actor), now=clock())
