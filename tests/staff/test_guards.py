"""Who may go on: no proof, a stale proof, a foreign page, a key beyond its scope."""

from datetime import timedelta

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Role
from app.staff.guards import COOKIE
from app.staff.queries.people import person_of
from app.staff.tables import Person
from app.staff.vocabulary import KeyScope
from tests.conftest import SettableClock
from tests.factories.centres import SmallCentre
from tests.factories.staff import House, as_system

SOMEBODY = {"name": "新来的"}


@pytest.fixture
async def admin(session: AsyncSession, here: SmallCentre) -> Person:
    return await person_of(session, here.id, here.people[Role.ADMINISTRATOR])


@pytest.fixture
def giver(house: House, here: SmallCentre, session: AsyncSession, clock: SettableClock) -> House:
    """Gives keys in the centre where everybody is."""
    centre = house.centre
    centre_here = type(centre)(id=here.id, name="翠湖苑", created_at=centre.created_at)
    return House(session, centre_here, house.area, clock())


async def test_without_any_proof_one_is_asked_to_sign_in(client: httpx.AsyncClient) -> None:
    asked = await client.get("/staff")
    assert (asked.status_code, asked.json()["code"]) == (401, "sign_in_first")
    assert asked.headers["www-authenticate"].startswith("Bearer")
    assert asked.json()["next_action"]["action"] == "sign-in"


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer ", "Bearer ymk_guess", "Basic bGluOnF1aWFu", "Token x", "Bearer ymk_猜"],
)
async def test_a_key_that_is_none_is_refused(client: httpx.AsyncClient, header: str) -> None:
    refused = await client.get("/staff", headers={b"Authorization": header.encode()})
    assert (refused.status_code, refused.json()["code"]) == (401, "bad_key")


@pytest.mark.parametrize("cookie", ["guess", "", '"', "猜"])
async def test_a_cookie_that_is_none_is_refused(client: httpx.AsyncClient, cookie: str) -> None:
    refused = await client.get("/staff", headers={b"Cookie": f"{COOKIE}={cookie}".encode()})
    assert refused.status_code == 401


@pytest.mark.parametrize(
    ("headers", "goes_on"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Origin": "https://yingmen.test"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "https://yingmen.test.evil"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "https://yingmen.test", "Sec-Fetch-Site": "cross-site"}, False),
    ],
)
async def test_no_other_site_acts_with_the_session_of_who_looks_at_it(
    client: httpx.AsyncClient, here: SmallCentre, headers: dict[str, str], goes_on: bool
) -> None:
    cookie = here.signed_in(Role.ADMINISTRATOR)
    answer = await client.post("/staff", json=SOMEBODY, headers=cookie | headers)
    assert answer.status_code == (201 if goes_on else 403), answer.text
    assert goes_on or answer.json()["code"] == "foreign_page"


async def test_reading_is_open_to_a_followed_link(client: httpx.AsyncClient, here: SmallCentre) -> None:
    headers = here.signed_in(Role.FRONT_DESK) | {"Sec-Fetch-Site": "cross-site"}
    assert (await client.get("/staff", headers=headers)).status_code == 200


async def test_a_key_reads_or_captures_as_it_was_given(
    client: httpx.AsyncClient, giver: House, admin: Person
) -> None:
    reader = as_system(await giver.key("报表", KeyScope.READ, by=admin))
    catcher = as_system(await giver.key("对讲", KeyScope.CAPTURE, by=admin))
    assert (await client.get("/staff", headers=reader)).status_code == 200
    refused = await client.get("/staff", headers=catcher)
    assert (refused.status_code, refused.json()["code"]) == (403, "outside_scope")
    beyond = await client.post("/cases", json={}, headers=reader)
    assert (beyond.status_code, beyond.json()["code"]) == (403, "outside_scope")


async def test_what_the_procedure_asks_of_a_person_no_key_does(
    client: httpx.AsyncClient, giver: House, admin: Person
) -> None:
    key = as_system(await giver.key("全权", KeyScope.READ, KeyScope.CAPTURE, by=admin))
    for method, path in (("POST", "/staff"), ("POST", "/appointments"), ("POST", "/api-keys")):
        refused = await client.request(method, path, json={}, headers=key)
        assert (refused.status_code, refused.json()["code"]) == (403, "needs_a_person"), path


async def test_a_delegated_token_acts_for_its_person_but_touches_no_account(
    client: httpx.AsyncClient, giver: House, admin: Person
) -> None:
    token = as_system(await giver.key("助手", by=admin, acts_for=admin))
    told = (await client.get("/session", headers=token)).json()
    assert (told["person"]["id"], told["via"], told["credential"]) == (str(admin.id), "助手", "delegated")
    for path in ("/staff", "/api-keys"):
        refused = await client.post(path, json=SOMEBODY, headers=token)
        assert (refused.status_code, refused.json()["code"]) == (403, "needs_own_session"), path


async def test_a_key_needs_no_page_of_ours(client: httpx.AsyncClient, giver: House, admin: Person) -> None:
    headers = as_system(await giver.key("报表", KeyScope.READ, by=admin)) | {"Sec-Fetch-Site": "cross-site"}
    assert (await client.get("/staff", headers=headers)).status_code == 200


async def test_a_key_beside_a_cookie_is_what_counts(
    client: httpx.AsyncClient, here: SmallCentre, giver: House, admin: Person
) -> None:
    headers = as_system(await giver.key("报表", KeyScope.READ, by=admin)) | here.signed_in(Role.FRONT_DESK)
    assert (await client.get("/session", headers=headers)).json()["person"] is None


async def test_an_end_is_an_end_to_the_second(
    client: httpx.AsyncClient, giver: House, admin: Person, clock: SettableClock
) -> None:
    ends = clock() + timedelta(minutes=1)
    key = as_system(await giver.key("报表", KeyScope.READ, by=admin, expires_at=ends))
    clock.at = ends - timedelta(seconds=1)
    assert (await client.get("/staff", headers=key)).status_code == 200
    clock.at = ends
    assert (await client.get("/staff", headers=key)).status_code == 401
