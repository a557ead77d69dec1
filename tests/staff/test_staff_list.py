"""The staff list: everybody reads names and posts, few write it, and nobody of another centre is there."""

from uuid import uuid4

import httpx
import pytest

from app.procedure.vocabulary import Role
from tests.factories.callers import Callers
from tests.factories.centres import SmallCentre

ADMIN, MANAGER, DESK = Role.ADMINISTRATOR, Role.CENTRE_MANAGER, Role.FRONT_DESK
LIN = {"name": "林倩", "login": "lin.qian", "password": "seven green lanterns", "work_phone": "8021"}


async def taken_on(as_: Callers, **fields: str) -> dict[str, object]:
    made = await as_(ADMIN)("POST", "/staff", LIN | fields)
    assert made.status_code == 201, made.text
    found: dict[str, object] = made.json()
    return found


async def test_who_is_taken_on_can_come_in_at_once(as_: Callers, client: httpx.AsyncClient) -> None:
    person = await taken_on(as_)
    assert (person["name"], person["work_phone"], person["login"]) == ("林倩", "8021", "lin.qian")
    told = await client.post("/session", json={"login": "lin.qian", "password": LIN["password"]})
    assert told.json()["person"]["id"] == person["id"]
    assert told.json()["appointments"] == []
    assert told.json()["must_change_password"] is True


async def test_no_answer_ever_holds_a_password(as_: Callers) -> None:
    made = await as_(ADMIN)("POST", "/staff", LIN)
    listed = await as_(ADMIN)("GET", "/staff")
    for answer in (made, listed):
        assert "password" not in answer.text
        assert "argon2" not in answer.text


async def test_everybody_finds_colleagues_and_their_posts_by_name(as_: Callers) -> None:
    await taken_on(as_)
    found = (await as_(Role.PATROL_GUARD)("GET", "/staff", q="林")).json()["items"]
    assert [each["name"] for each in found] == ["林倩"]
    desk = (await as_(Role.PATROL_GUARD)("GET", "/staff", q="front_desk")).json()["items"]
    assert [post["role"] for post in desk[0]["appointments"]] == ["front_desk"]
    assert (await as_(DESK)("GET", "/staff", q="%")).json()["items"] == []


async def test_sign_in_names_are_shown_to_who_keeps_the_list_alone(as_: Callers) -> None:
    person = await taken_on(as_)
    for role, shown in ((ADMIN, "lin.qian"), (MANAGER, "lin.qian"), (DESK, None)):
        assert (await as_(role)("GET", f"/staff/{person['id']}")).json()["login"] == shown
        listed = (await as_(role)("GET", "/staff", q="林倩")).json()["items"]
        assert [each["login"] for each in listed] == [shown]


async def test_the_list_goes_page_by_page_and_shows_each_once(as_: Callers, here: SmallCentre) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        page = (await as_(DESK)("GET", "/staff", limit=5, cursor=cursor)).json()
        assert len(page["items"]) <= 5
        seen += [each["id"] for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert sorted(seen) == sorted(str(each) for each in here.people.values())


@pytest.mark.parametrize("role", [DESK, Role.HEAD_OF_CUSTOMER_SERVICE, Role.GROUP_VIEWER])
async def test_others_do_not_write_the_list(as_: Callers, here: SmallCentre, role: Role) -> None:
    person = here.people[Role.PATROL_GUARD]
    for method, path, body in (
        ("POST", "/staff", LIN),
        ("PATCH", f"/staff/{person}", {"name": "x"}),
        ("PUT", f"/staff/{person}/password", {"password": "eight red lanterns"}),
        ("POST", f"/staff/{person}/deactivate", None),
        ("POST", f"/staff/{person}/reactivate", None),
    ):
        refused = await as_(role)(method, path, body, seen=1)
        assert (refused.status_code, refused.json()["code"]) == (403, "not_your_post"), path


async def test_another_centres_people_are_not_there(
    as_: Callers, as_stranger: Callers, here: SmallCentre
) -> None:
    person = await taken_on(as_)
    stranger = as_stranger(ADMIN)
    for method, path, body in (
        ("GET", f"/staff/{person['id']}", None),
        ("PATCH", f"/staff/{person['id']}", {"name": "x"}),
        ("PUT", f"/staff/{person['id']}/password", {"password": "eight red lanterns"}),
        ("POST", f"/staff/{person['id']}/deactivate", None),
        ("POST", f"/staff/{person['id']}/reactivate", None),
    ):
        assert (await stranger(method, path, body, seen=1)).status_code == 404, path
    ours = {str(each) for each in here.people.values()} | {person["id"]}
    theirs = (await stranger("GET", "/staff", limit=200)).json()["items"]
    assert not ours & {each["id"] for each in theirs}


async def test_one_writes_over_nobody_unseen(as_: Callers) -> None:
    path = f"/staff/{(await taken_on(as_))['id']}"
    assert (await as_(ADMIN)("PATCH", path, {"work_phone": "1"})).status_code == 428
    first = await as_(ADMIN)("PATCH", path, {"work_phone": "8022"}, seen=1)
    assert (first.status_code, first.headers["etag"], first.json()["version"]) == (200, '"2"', 2)
    second = await as_(MANAGER)("PATCH", path, {"work_phone": "8023"}, seen=1)
    assert (second.status_code, second.json()["current"]["version"]) == (412, 2)
    now = (await as_(DESK)("GET", path)).json()
    assert (now["name"], now["work_phone"]) == ("林倩", "8022")


async def test_only_what_is_given_changes_and_a_telephone_can_be_taken_away(as_: Callers) -> None:
    path = f"/staff/{(await taken_on(as_))['id']}"
    changed = await as_(ADMIN)("PATCH", path, {"work_phone": None, "login": "lin.q"}, seen=1)
    assert changed.json()["work_phone"] is None
    assert (changed.json()["name"], changed.json()["login"]) == ("林倩", "lin.q")
    nameless = await as_(ADMIN)("PATCH", path, {"name": None}, seen=2)
    assert nameless.status_code == 422


async def test_a_sign_in_name_is_one_persons_in_all_centres(as_: Callers, as_stranger: Callers) -> None:
    await taken_on(as_)
    taken = await as_stranger(ADMIN)("POST", "/staff", LIN | {"login": "LIN.Qian"})
    assert (taken.status_code, taken.json()["code"]) == (409, "login_taken")


async def test_half_of_a_person_is_never_stored(as_: Callers) -> None:
    weak = await as_(ADMIN)("POST", "/staff", LIN | {"password": "12345678"})
    assert (weak.status_code, weak.json()["code"]) == (422, "weak_password")
    no_login = await as_(ADMIN)("POST", "/staff", {"name": "林倩", "password": "seven green lanterns"})
    assert (no_login.status_code, no_login.json()["code"]) == (409, "no_login")
    assert (await as_(ADMIN)("GET", "/staff", q="林倩")).json()["items"] == []


async def test_a_request_sent_again_takes_on_nobody_else(as_: Callers) -> None:
    first = await as_(ADMIN)("POST", "/staff", LIN, key="take-on-lin")
    again = await as_(ADMIN)("POST", "/staff", LIN, key="take-on-lin")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    other = await as_(ADMIN)("POST", "/staff", LIN | {"name": "别人"}, key="take-on-lin")
    assert (other.status_code, other.json()["code"]) == (422, "key_used_otherwise")


async def test_who_leaves_is_out_at_once_and_comes_back_without_posts(
    as_: Callers, here: SmallCentre
) -> None:
    path, guard = f"/staff/{here.people[Role.PATROL_GUARD]}", as_(Role.PATROL_GUARD)
    left = await as_(MANAGER)("POST", f"{path}/deactivate", seen=1)
    assert left.status_code == 200, left.text
    assert (left.json()["appointments"], left.json()["deactivated_at"] is not None) == ([], True)
    assert (await guard("GET", "/session")).status_code == 401
    again = await as_(MANAGER)("POST", f"{path}/deactivate", seen=2)
    assert (again.status_code, again.json()["code"]) == (409, "left_already")
    assert len((await as_(DESK)("GET", "/staff", active=False)).json()["items"]) == 1
    back = await as_(MANAGER)("POST", f"{path}/reactivate", seen=2)
    assert (back.json()["deactivated_at"], back.json()["appointments"]) == (None, [])
    assert (await guard("GET", "/session")).status_code == 401


async def test_a_new_password_shuts_every_open_screen(
    as_: Callers, here: SmallCentre, client: httpx.AsyncClient
) -> None:
    guard = here.people[Role.PATROL_GUARD]
    given = {"password": "eight red lanterns"}
    nameless = await as_(ADMIN)("PUT", f"/staff/{guard}/password", given)
    assert (nameless.status_code, nameless.json()["code"]) == (409, "no_login")
    await as_(ADMIN)("PATCH", f"/staff/{guard}", {"login": "guard.one"}, seen=1)
    assert (await as_(ADMIN)("PUT", f"/staff/{guard}/password", given)).status_code == 204
    assert (await as_(Role.PATROL_GUARD)("GET", "/session")).status_code == 401
    assert (await client.post("/session", json={"login": "guard.one"} | given)).status_code == 200


async def test_a_centre_manager_does_not_take_over_an_administrator(as_: Callers, here: SmallCentre) -> None:
    path = f"/staff/{here.people[ADMIN]}"
    for method, ending, body in (
        ("PATCH", "", {"login": "mine.now"}),
        ("PUT", "/password", {"password": "eight red lanterns"}),
        ("POST", "/deactivate", None),
    ):
        refused = await as_(MANAGER)(method, path + ending, body, seen=1)
        assert (refused.status_code, refused.json()["code"]) == (403, "only_administrators")


async def test_the_last_administrator_stays(as_: Callers, here: SmallCentre) -> None:
    refused = await as_(ADMIN)("POST", f"/staff/{here.people[ADMIN]}/deactivate", seen=1)
    assert (refused.status_code, refused.json()["code"]) == (409, "last_administrator")
    assert refused.json()["next_action"]["action"] == "appoint"
    assert (await as_(ADMIN)("GET", "/session")).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        LIN | {"name": " "},
        LIN | {"name": "x" * 81},
        LIN | {"name": "two\nlines"},
        LIN | {"work_phone": "call me"},
        LIN | {"login": "a b"},
        LIN | {"centre_id": str(uuid4())},
    ],
)
async def test_what_is_malformed_is_told_by_its_field(as_: Callers, body: dict[str, str]) -> None:
    refused = await as_(ADMIN)("POST", "/staff", body)
    assert (refused.status_code, refused.json()["code"]) == (422, "malformed")
    assert refused.json()["errors"][0]["where"].startswith("body.")


async def test_nobody_is_found_under_an_unknown_or_broken_id(as_: Callers) -> None:
    assert (await as_(DESK)("GET", f"/staff/{uuid4()}")).status_code == 404
    assert (await as_(DESK)("GET", "/staff/lin")).status_code == 422
    assert (await as_(DESK)("GET", "/staff", cursor="guess")).json()["code"] == "bad_cursor"
