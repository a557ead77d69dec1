"""Several people at the same moment, on connections of their own, as they really come."""

import asyncio
from uuid import UUID

import httpx
from sqlalchemy import update

from app.database.session import Database
from app.main import create_app
from app.procedure.vocabulary import Role
from app.settings import Settings
from app.staff.actions.people import give_login
from app.staff.actions.signing_in import set_password
from app.staff.guards import COOKIE
from app.staff.passwords import Passwords
from app.staff.queries.people import person_of
from app.staff.tables import Appointment
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
    own_database: Database, own_client: httpx.AsyncClient, kept: SmallCentre, clock: SettableClock
) -> None:
    head = kept.posts[Role.HEAD_OF_CUSTOMER_SERVICE].id
    async with own_database.transaction() as session:
        await session.execute(update(Appointment).where(Appointment.id == head).values(ends_at=clock()))
    admin = Callers(own_client, kept)(Role.ADMINISTRATOR)

    async def appoint(role: Role) -> int:
        body = {
            "person_id": str(kept.people[role]),
            "role": Role.HEAD_OF_CUSTOMER_SERVICE,
            "starts_at": clock().isoformat(),
        }
        return (await admin("POST", "/appointments", body)).status_code

    codes = await asyncio.gather(appoint(Role.FRONT_DESK), appoint(Role.AREA_CUSTOMER_MANAGER))
    assert sorted(codes) == [201, 409]


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
