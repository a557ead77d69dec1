"""Keys of other systems and delegated tokens: shown once, dated, named, and taken back at once."""

from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from app.procedure.vocabulary import Role
from tests.conftest import NOON, SettableClock
from tests.factories.callers import Callers
from tests.factories.staff import as_system

ADMIN, DESK = Role.ADMINISTRATOR, Role.FRONT_DESK
GATE = {"name": "门禁系统", "scopes": ["read"]}
HELPER = {"name": "助手", "expires_at": (NOON + timedelta(days=30)).isoformat()}


async def test_a_key_is_shown_once_and_works(as_: Callers, client: httpx.AsyncClient) -> None:
    given = await as_(ADMIN)("POST", "/api-keys", GATE)
    assert given.status_code == 201, given.text
    key = given.json()["key"]
    assert (await client.get("/session", headers=as_system(key))).json()["via"] == "门禁系统"
    listed = await as_(ADMIN)("GET", "/api-keys")
    assert [each["name"] for each in listed.json()["items"]] == ["门禁系统"]
    assert key not in listed.text
    assert "key" not in listed.json()["items"][0]


async def test_no_key_outlives_its_being_taken_back(as_: Callers, client: httpx.AsyncClient) -> None:
    given = (await as_(ADMIN)("POST", "/api-keys", GATE)).json()
    assert (await as_(ADMIN)("DELETE", f"/api-keys/{given['id']}")).status_code == 204
    assert (await client.get("/session", headers=as_system(given["key"]))).status_code == 401
    assert (await as_(ADMIN)("DELETE", f"/api-keys/{given['id']}")).status_code == 204
    assert (await as_(ADMIN)("GET", "/api-keys")).json()["items"][0]["revoked_at"] is not None


async def test_a_name_in_a_journal_means_one_key(as_: Callers) -> None:
    first = (await as_(ADMIN)("POST", "/api-keys", GATE)).json()
    taken = await as_(ADMIN)("POST", "/api-keys", GATE)
    assert (taken.status_code, taken.json()["code"]) == (409, "key_name_taken")
    await as_(ADMIN)("DELETE", f"/api-keys/{first['id']}")
    assert (await as_(ADMIN)("POST", "/api-keys", GATE)).status_code == 201


@pytest.mark.parametrize("role", [DESK, Role.CENTRE_MANAGER, Role.GROUP_VIEWER])
async def test_only_an_administrator_gives_other_systems_keys(as_: Callers, role: Role) -> None:
    refused = await as_(role)("POST", "/api-keys", GATE)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_post")


async def test_everybody_lets_a_system_act_for_oneself_for_a_time(
    as_: Callers, client: httpx.AsyncClient, clock: SettableClock
) -> None:
    given = (await as_(DESK)("POST", "/api-keys/delegated", HELPER)).json()
    told = (await client.get("/session", headers=as_system(given["key"]))).json()
    assert (told["person"]["name"], told["via"]) == ("front_desk", "助手")
    clock.advance(days=30)
    assert (await client.get("/session", headers=as_system(given["key"]))).status_code == 401


@pytest.mark.parametrize("days", [0, -1, 400])
async def test_a_delegation_ends_in_the_future_and_within_a_year(as_: Callers, days: int) -> None:
    body = HELPER | {"expires_at": (NOON + timedelta(days=days)).isoformat()}
    assert (await as_(DESK)("POST", "/api-keys/delegated", body)).status_code == 422
    assert (await as_(DESK)("POST", "/api-keys/delegated", {"name": "助手"})).status_code == 422


async def test_one_sees_and_takes_back_ones_own_tokens_alone(as_: Callers) -> None:
    mine = (await as_(DESK)("POST", "/api-keys/delegated", HELPER)).json()
    guard = as_(Role.PATROL_GUARD)
    assert (await guard("GET", "/api-keys")).json()["items"] == []
    assert (await guard("DELETE", f"/api-keys/{mine['id']}")).status_code == 404
    assert [each["id"] for each in (await as_(DESK)("GET", "/api-keys")).json()["items"]] == [mine["id"]]
    assert (await as_(DESK)("DELETE", f"/api-keys/{mine['id']}")).status_code == 204


async def test_another_centres_keys_are_not_there(as_: Callers, as_stranger: Callers) -> None:
    key = (await as_(ADMIN)("POST", "/api-keys", GATE)).json()
    assert (await as_stranger(ADMIN)("DELETE", f"/api-keys/{key['id']}")).status_code == 404
    assert (await as_stranger(ADMIN)("GET", "/api-keys")).json()["items"] == []
    assert (await as_stranger(ADMIN)("POST", "/api-keys", GATE)).status_code == 201


async def test_who_leaves_takes_the_delegations_along(as_: Callers, client: httpx.AsyncClient) -> None:
    given = (await as_(DESK)("POST", "/api-keys/delegated", HELPER)).json()
    desk = as_.centre.people[DESK]
    assert (await as_(ADMIN)("POST", f"/staff/{desk}/deactivate", seen=1)).status_code == 200
    await as_(ADMIN)("POST", f"/staff/{desk}/reactivate", seen=2)
    assert (await client.get("/session", headers=as_system(given["key"]))).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        GATE | {"scopes": []},
        GATE | {"scopes": ["everything"]},
        GATE | {"scopes": ["read", "read", "read"]},
        GATE | {"name": ""},
        GATE | {"person_id": str(uuid4())},
        {"name": "门禁系统"},
    ],
)
async def test_what_is_malformed_is_told_by_its_field(as_: Callers, body: dict[str, object]) -> None:
    refused = await as_(ADMIN)("POST", "/api-keys", body)
    assert (refused.status_code, refused.json()["code"]) == (422, "malformed")
