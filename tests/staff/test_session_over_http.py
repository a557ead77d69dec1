"""Signing in from a browser: the cookie, who one is, and the way out."""

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from app.main import create_app
from app.procedure.vocabulary import Role
from app.settings import Settings
from app.staff.actions.people import give_login, give_password
from app.staff.actions.signing_in import set_password
from app.staff.guards import COOKIE
from app.staff.passwords import Passwords
from app.staff.queries.people import person_of
from app.staff.tables import Person
from tests.conftest import OneConnection, SettableClock, caller_of
from tests.factories.callers import Callers
from tests.factories.centres import SmallCentre

GOOD, OTHER = "seven green lanterns", "eight red lanterns"
RIGHT = {"login": "lin.qian", "password": GOOD}
WRONG = RIGHT | {"password": "nine blue lanterns"}


@pytest.fixture(autouse=True)
async def lin(session: AsyncSession, here: SmallCentre, passwords: Passwords, clock: SettableClock) -> Person:
    person = await person_of(session, here.id, here.people[Role.FRONT_DESK])
    name = await give_login(session, person, "lin.qian")
    await set_password(session, passwords, name, GOOD, clock())
    return person


async def signed_in(client: httpx.AsyncClient, body: dict[str, str] = RIGHT) -> httpx.Response:
    answer = await client.post("/session", json=body)
    assert answer.status_code == 200, answer.text
    return answer


async def test_signing_in_tells_who_one_is_where_and_in_which_posts(
    client: httpx.AsyncClient, here: SmallCentre
) -> None:
    told = (await signed_in(client)).json()
    assert told["person"]["id"] == str(here.people[Role.FRONT_DESK])
    assert told["centre"] == {"id": str(here.id), "name": "翠湖苑", "time_zone": "Asia/Shanghai"}
    assert [post["role"] for post in told["appointments"]] == ["front_desk"]
    assert told["appointments"][0]["label"] == {"zh": "客服前台", "en": "Front desk"}
    assert (await client.get("/session")).json() == told


async def test_an_area_manager_reads_the_areas_name(as_: Callers) -> None:
    told = (await as_(Role.AREA_CUSTOMER_MANAGER)("GET", "/session")).json()
    assert told["appointments"][0]["area"]["name"] == "A区"


async def test_no_script_and_no_other_site_gets_at_the_cookie(client: httpx.AsyncClient) -> None:
    cookie = (await signed_in(client)).headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))


async def test_over_tls_the_cookie_never_travels_in_the_clear(
    connection: AsyncConnection, settings: Settings, clock: SettableClock
) -> None:
    behind_proxy = settings.model_copy(update={"trusted_proxies": ("127.0.0.1",)})
    app = create_app(behind_proxy, clock=clock, database=OneConnection(connection))
    async with caller_of(app) as client:
        assert "Secure" in (await signed_in(client)).headers["set-cookie"].split("; ")


async def test_the_name_may_be_typed_in_any_case_and_width(client: httpx.AsyncClient) -> None:
    await signed_in(client, RIGHT | {"login": " Ｌin.QIAN "})


async def test_what_is_wrong_is_not_told_apart(client: httpx.AsyncClient) -> None:
    wrong_password = await client.post("/session", json=WRONG)
    unknown = await client.post("/session", json=RIGHT | {"login": "nobody"})
    assert wrong_password.status_code == unknown.status_code == 401
    assert wrong_password.json()["code"] == unknown.json()["code"] == "wrong_password"
    assert wrong_password.json()["reason"] == unknown.json()["reason"]
    assert "set-cookie" not in wrong_password.headers


async def test_guessing_on_is_told_to_wait_and_how_long(
    client: httpx.AsyncClient, clock: SettableClock
) -> None:
    for _ in range(5):
        assert (await client.post("/session", json=WRONG)).status_code == 401
    waiting = await client.post("/session", json=RIGHT)
    assert waiting.status_code == 429
    assert waiting.json()["code"] == "too_many_tries"
    assert 0 < int(waiting.headers["retry-after"]) <= 30
    clock.advance(seconds=int(waiting.headers["retry-after"]))
    await signed_in(client)


async def test_a_page_of_another_site_signs_nobody_in(client: httpx.AsyncClient) -> None:
    for header in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.test"}):
        refused = await client.post("/session", json=RIGHT, headers=header)
        assert (refused.status_code, refused.json()["code"]) == (403, "foreign_page")


async def test_signing_out_ends_the_session_and_takes_the_cookie_back(client: httpx.AsyncClient) -> None:
    await signed_in(client)
    token = client.cookies[COOKIE]
    gone = await client.delete("/session")
    assert gone.status_code == 204
    assert COOKIE not in client.cookies
    again = await client.get("/session", headers={"Cookie": f"{COOKIE}={token}"})
    assert (again.status_code, again.json()["code"]) == (401, "session_ended")


async def test_one_sees_ones_own_sessions_and_ends_one_on_a_lost_telephone(
    client: httpx.AsyncClient, as_: Callers
) -> None:
    await signed_in(client)
    lost = client.cookies[COOKIE]
    await signed_in(client)
    mine = (await client.get("/session/all")).json()["items"]
    assert [each["current"] for each in mine].count(True) == 1
    other = next(each for each in mine if not each["current"] and each["device"])
    colleague = as_(Role.CENTRE_MANAGER)
    client_cookies = dict(client.cookies)
    client.cookies.clear()
    assert (await colleague("DELETE", f"/session/all/{other['id']}")).status_code == 404
    client.cookies.update(client_cookies)
    assert (await client.delete(f"/session/all/{other['id']}")).status_code == 204
    client.cookies.clear()
    assert (await client.get("/session", headers={"Cookie": f"{COOKIE}={lost}"})).status_code == 401


async def test_the_own_password_is_changed_by_who_knows_the_old_one(client: httpx.AsyncClient) -> None:
    await signed_in(client)
    wrong = await client.put("/session/password", json={"current": "nine blue lanterns", "new": OTHER})
    assert (wrong.status_code, wrong.json()["code"]) == (403, "wrong_password")
    weak = await client.put("/session/password", json={"current": GOOD, "new": "12345678"})
    assert (weak.status_code, weak.json()["code"]) == (422, "weak_password")
    assert (await client.put("/session/password", json={"current": GOOD, "new": OTHER})).status_code == 204
    assert (await client.get("/session")).status_code == 200
    client.cookies.clear()
    assert (await client.post("/session", json=RIGHT)).status_code == 401
    await signed_in(client, RIGHT | {"password": OTHER})


async def test_who_was_given_a_password_is_asked_for_an_own_one(
    client: httpx.AsyncClient, session: AsyncSession, passwords: Passwords, lin: Person, clock: SettableClock
) -> None:
    await give_password(session, passwords, lin, OTHER, clock())
    assert (await signed_in(client, RIGHT | {"password": OTHER})).json()["must_change_password"] is True
    await client.put("/session/password", json={"current": OTHER, "new": GOOD})
    assert (await client.get("/session")).json()["must_change_password"] is False


async def test_who_has_left_is_out_at_the_next_click(
    client: httpx.AsyncClient, session: AsyncSession, lin: Person, clock: SettableClock
) -> None:
    await signed_in(client)
    await session.execute(update(Person).where(Person.id == lin.id).values(deactivated_at=clock()))
    assert (await client.get("/session")).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        RIGHT | {"remember": True},
        RIGHT | {"login": ""},
        RIGHT | {"login": "two words"},
        RIGHT | {"password": "x" * 10_000},
        RIGHT | {"password": "nul\x00"},
        RIGHT | {"password": 12345678},
        {"login": "lin.qian"},
    ],
)
async def test_what_is_malformed_is_said_without_repeating_it(
    client: httpx.AsyncClient, body: object
) -> None:
    refused = await client.post("/session", json=body)
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    assert "xxxx" not in refused.text
    assert "12345678" not in refused.text


async def test_a_surrogate_half_is_malformed_and_no_fault_of_ours(client: httpx.AsyncClient) -> None:
    raw = b'{"login": "lin.qian", "password": "\\ud800 and more of it"}'
    refused = await client.post("/session", content=raw, headers={"Content-Type": "application/json"})
    assert refused.status_code == 422


async def test_nothing_of_a_password_stands_in_the_description(app: FastAPI) -> None:
    body = app.openapi()["components"]["schemas"]["SignInBody"]["properties"]["password"]
    assert body["format"] == "password"
