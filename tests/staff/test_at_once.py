"""Several people at the same moment, on connections of their own, as they really come."""

import asyncio
from datetime import timedelta
from uuid import UUID

import httpx
import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.database.session import Database
from app.main import create_app
from app.procedure.refusal import Refused
from app.procedure.vocabulary import Role
from app.residents.tables import Area
from app.settings import Settings
from app.staff.actions.appointments import Post, appoint
from app.staff.actions.people import give_login
from app.staff.actions.signing_in import set_password
from app.staff.guards import COOKIE
from app.staff.passwords import Passwords
from app.staff.queries.callers import person_signed_in
from app.staff.queries.people import person_of
from app.staff.tokens import hash_of
from tests.conftest import SettableClock, caller_of
from tests.factories.callers import Callers
from tests.factories.centres import SmallCentre, person_in

GOOD, OTHER = "seven green lanterns", "eight red lanterns"


async def test_a_single_connection_is_enough_for_sign_in_and_a_new_password(
    own_database: Database,
    kept: SmallCentre,
    settings: Settings,
    clock: SettableClock,
    passwords: Passwords,
) -> None:
    async with own_database.transaction() as session:
        person = await person_of(session, kept.id, kept.people[Role.FRONT_DESK])
        await set_password(session, passwords, await give_login(session, person, "lin.qian"), GOOD, clock())
    url = own_database.engine.url.render_as_string(hide_password=False)
    narrow = Database(url, pool_size=1, max_overflow=0, pool_timeout=2)
    async with caller_of(create_app(settings, clock=clock, database=narrow)) as client:
        opened = await client.post("/session", json={"login": "lin.qian", "password": GOOD})
        assert opened.status_code == 200, opened.text
        changed = await client.put("/session/password", json={"current": GOOD, "new": OTHER})
        assert changed.status_code == 204, changed.text
    await narrow.close()


async def test_two_administrators_cannot_let_each_other_go_and_leave_none(
    own_database: Database, own_client: httpx.AsyncClient, kept: SmallCentre, clock: SettableClock
) -> None:
    first = kept.people[Role.ADMINISTRATOR], kept.tokens[Role.ADMINISTRATOR]
    async with own_database.transaction() as session:
        second = await person_in(session, kept, Role.ADMINISTRATOR, clock()), kept.tokens[Role.ADMINISTRATOR]

    async def let_go(person: UUID, token: str) -> int:
        headers = {"Cookie": f"{COOKIE}={token}", "If-Match": '"1"'}
        return (await own_client.post(f"/staff/{person}/deactivate", headers=headers)).status_code

    codes = await asyncio.gather(let_go(second[0], first[1]), let_go(first[0], second[1]))
    assert sorted(codes) == [200, 409]


async def test_a_post_of_one_is_given_to_one_of_two_at_once(
    own_database: Database, kept: SmallCentre, clock: SettableClock
) -> None:
    """The second waits until the first is written, and then sees it."""
    area = await vacant_area(own_database, kept)

    async def appoint_to_it(role: Role, session: AsyncSession) -> None:
        post = Post(role=Role.AREA_CUSTOMER_MANAGER, area_id=area, starts_at=clock())
        await appoint(session, kept.id, kept.people[role], post, by=None, now=clock())

    async def second() -> None:
        async with own_database.transaction() as session:
            await appoint_to_it(Role.PATROL_GUARD, session)

    async with own_database.transaction() as session:
        await appoint_to_it(Role.FRONT_DESK, session)
        other = asyncio.create_task(second())
        await asyncio.wait([other], timeout=0.3)
    with pytest.raises(Refused) as refused:
        await other
    assert refused.value.refusal.code == "post_is_held"


async def vacant_area(database: Database, centre: SmallCentre) -> UUID:
    area = new_id()
    async with database.transaction() as session:
        await session.execute(insert(Area).values(centre_id=centre.id, id=area, name="B区"))
    return area


async def test_requests_of_one_screen_do_not_wait_for_each_other(
    own_database: Database, kept: SmallCentre, clock: SettableClock
) -> None:
    """Each of them could write down when the session was last used; one does."""
    token = hash_of(kept.tokens[Role.FRONT_DESK])
    later = clock() + timedelta(minutes=10)
    async with own_database.transaction() as long_one, own_database.transaction() as quick_one:
        assert await person_signed_in(long_one, token, later) is not None
        assert await asyncio.wait_for(person_signed_in(quick_one, token, later), timeout=5) is not None


async def test_a_request_sent_twice_at_once_takes_on_one_person(
    own_client: httpx.AsyncClient, kept: SmallCentre
) -> None:
    admin = Callers(own_client, kept)(Role.ADMINISTRATOR)
    answers = await asyncio.gather(
        *(admin("POST", "/staff", {"name": "新来的"}, key="the-same-key") for _ in range(3))
    )
    found = (await admin("GET", "/staff", q="新来的")).json()["items"]
    assert {answer.status_code for answer in answers} == {201}
    assert {answer.json()["id"] for answer in answers} == {found[0]["id"]}
    assert len(found) == 1
