"""Giving posts over HTTP: by whom, seen by whom, and never over somebody's head."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from app.procedure.vocabulary import Role
from tests.conftest import NOON
from tests.factories.callers import Callers
from tests.factories.centres import SmallCentre

ADMIN, MANAGER, DESK, HEAD = (
    Role.ADMINISTRATOR,
    Role.CENTRE_MANAGER,
    Role.FRONT_DESK,
    Role.HEAD_OF_CUSTOMER_SERVICE,
)
DAY = timedelta(days=1)


def acting_for(here: SmallCentre, role: Role, person: Role = DESK, days: int = 2) -> dict[str, str]:
    return {
        "person_id": str(here.people[person]),
        "acting_for_id": str(here.posts[role].id),
        "starts_at": NOON.isoformat(),
        "ends_at": (NOON + days * DAY).isoformat(),
    }


def post(here: SmallCentre, role: Role, person: Role = DESK, **fields: str) -> dict[str, str]:
    return {"person_id": str(here.people[person]), "role": role, "starts_at": NOON.isoformat()} | fields


async def test_a_post_given_is_held_from_then_on(as_: Callers, here: SmallCentre) -> None:
    given = await as_(MANAGER)("POST", "/appointments", post(here, Role.DUTY_ENGINEER))
    assert given.status_code == 201, given.text
    told = given.json()
    assert (told["role"], told["department"], told["acting"]) == ("duty_engineer", "engineering", False)
    assert told["label"]["zh"] == "值班工程人员"
    assert told["appointed_by"] == str(here.people[MANAGER])
    roles = {each["role"] for each in (await as_(DESK)("GET", "/session")).json()["appointments"]}
    assert roles == {"front_desk", "duty_engineer"}


async def test_everybody_sees_who_holds_which_post_when(as_: Callers, here: SmallCentre) -> None:
    await as_(ADMIN)("POST", "/appointments/acting", acting_for(here, HEAD))
    guard = as_(Role.PATROL_GUARD)

    async def heads(**query: Any) -> list[bool]:
        listed = (await guard("GET", "/appointments", role=HEAD, **query)).json()["items"]
        return sorted(each["acting"] for each in listed)

    assert await heads(in_force=True) == [False, True]
    assert await heads(at=(NOON + 3 * DAY).isoformat()) == [False]
    assert await heads(at=(NOON - DAY).isoformat()) == [False]
    assert await heads(person_id=here.people[DESK]) == [True]
    assert await heads(area_id=here.area) == []
    managers = await guard("GET", "/appointments", area_id=here.area, in_force=True)
    assert [each["area"]["name"] for each in managers.json()["items"]] == ["A区"]


@pytest.mark.clause("4.1.2.1-b")
async def test_who_acts_has_the_posts_power_and_loses_it_on_the_day(as_: Callers, here: SmallCentre) -> None:
    given = await as_(ADMIN)("POST", "/appointments/acting", acting_for(here, HEAD))
    assert given.status_code == 201, given.text
    held = (await as_(DESK)("GET", "/session")).json()["appointments"]
    assert {(each["role"], each["acting"]) for each in held} == {
        ("front_desk", False),
        ("head_of_customer_service", True),
    }
    ended = await as_(ADMIN)("POST", f"/appointments/{given.json()['id']}/end", seen=1)
    assert ended.status_code == 200
    held = (await as_(DESK)("GET", "/session")).json()["appointments"]
    assert [each["role"] for each in held] == ["front_desk"]


async def test_acting_without_an_end_is_not_taken(as_: Callers, here: SmallCentre) -> None:
    body = acting_for(here, HEAD)
    del body["ends_at"]
    assert (await as_(ADMIN)("POST", "/appointments/acting", body)).status_code == 422


async def test_a_centre_manager_gives_no_post_above_the_centre(as_: Callers, here: SmallCentre) -> None:
    for role in (ADMIN, MANAGER, Role.GROUP_VIEWER):
        refused = await as_(MANAGER)("POST", "/appointments", post(here, role))
        assert (refused.status_code, refused.json()["code"]) == (403, "only_administrators")
        acting = await as_(MANAGER)("POST", "/appointments/acting", acting_for(here, role))
        assert (acting.status_code, acting.json()["code"]) == (403, "only_administrators")
        ending = await as_(MANAGER)("POST", f"/appointments/{here.posts[role].id}/end", seen=1)
        assert (ending.status_code, ending.json()["code"]) == (403, "only_administrators")


@pytest.mark.parametrize("role", [DESK, HEAD, Role.GROUP_VIEWER])
async def test_nobody_else_gives_posts(as_: Callers, here: SmallCentre, role: Role) -> None:
    held = here.posts[Role.PATROL_GUARD].id
    for method, path, body in (
        ("POST", "/appointments", post(here, HEAD)),
        ("POST", "/appointments/acting", acting_for(here, HEAD)),
        ("PATCH", f"/appointments/{held}", {}),
        ("POST", f"/appointments/{held}/end", None),
    ):
        refused = await as_(role)(method, path, body, seen=1)
        assert (refused.status_code, refused.json()["code"]) == (403, "not_your_post"), path


async def test_another_centres_posts_are_not_there(
    as_: Callers, here: SmallCentre, elsewhere: SmallCentre
) -> None:
    theirs = elsewhere.posts[DESK].id
    for method, path, body in (
        ("GET", f"/appointments/{theirs}", None),
        ("PATCH", f"/appointments/{theirs}", {}),
        ("POST", f"/appointments/{theirs}/end", None),
        ("POST", "/appointments/acting", acting_for(here, HEAD) | {"acting_for_id": str(theirs)}),
        ("POST", "/appointments", post(here, DESK) | {"person_id": str(elsewhere.people[DESK])}),
        ("POST", "/appointments", post(here, Role.DUTY_ENGINEER, reports_to_id=str(theirs))),
    ):
        refused = await as_(ADMIN)(method, path, body, seen=1)
        assert refused.status_code == 404, (path, refused.text)
    assert (await as_(ADMIN)("GET", "/appointments", person_id=elsewhere.people[DESK])).json()["items"] == []


async def test_one_changes_a_post_only_as_one_saw_it(as_: Callers, here: SmallCentre) -> None:
    path = f"/appointments/{here.posts[DESK].id}"
    assert (await as_(ADMIN)("PATCH", path, {})).status_code == 428
    assert (await as_(ADMIN)("POST", f"{path}/end")).status_code == 428
    boss = str(here.posts[HEAD].id)
    changed = await as_(ADMIN)("PATCH", path, {"reports_to_id": boss}, seen=1)
    assert (changed.json()["reports_to_id"], changed.json()["ends_at"]) == (boss, None)
    assert changed.headers["etag"] == '"2"'
    assert (await as_(ADMIN)("POST", f"{path}/end", seen=1)).status_code == 412
    freed = await as_(ADMIN)("PATCH", path, {"reports_to_id": None}, seen=2)
    assert freed.json()["reports_to_id"] is None


async def test_a_request_sent_again_gives_no_second_post(as_: Callers, here: SmallCentre) -> None:
    for path, body in (
        ("/appointments", post(here, Role.DUTY_ENGINEER)),
        ("/appointments/acting", acting_for(here, HEAD)),
    ):
        first = await as_(ADMIN)("POST", path, body, key="the-same-key")
        again = await as_(ADMIN)("POST", path, body, key="the-same-key")
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.json() == again.json()


async def test_the_list_goes_page_by_page_and_shows_each_once(as_: Callers, here: SmallCentre) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        page = (await as_(DESK)("GET", "/appointments", limit=4, cursor=cursor)).json()
        seen += [each["id"] for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert sorted(seen) == sorted(str(each.id) for each in here.posts.values())


@pytest.mark.parametrize(
    "change",
    [
        {"role": "king"},
        {"starts_at": "2026-04-01T08:00:00"},
        {"starts_at": "tomorrow"},
        {"person_id": "lin"},
        {"acting": True},
        {"starts_at": None},
    ],
)
async def test_what_is_malformed_is_told_by_its_field(
    as_: Callers, here: SmallCentre, change: dict[str, str]
) -> None:
    refused = await as_(ADMIN)("POST", "/appointments", post(here, DESK) | change)
    assert (refused.status_code, refused.json()["code"]) == (422, "malformed")


async def test_nothing_is_found_under_an_unknown_id(as_: Callers) -> None:
    assert (await as_(DESK)("GET", f"/appointments/{uuid4()}")).status_code == 404
