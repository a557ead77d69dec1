"""其它咨询途径: other bodies a resident may be shown the way to."""

import pytest

from app.procedure.vocabulary import Role
from tests.factories.callers import Callers

GAS = {"name": "燃气公司", "purpose": "表具与气费", "reach": "营业厅在人民路18号", "checked_on": "2026-03-02"}
WATER = {"name": "自来水公司", "purpose": "水费与水质", "reach": "服务热线见水费单"}
DESK = Role.FRONT_DESK


@pytest.mark.clause("4.3.3-b")
async def test_the_desk_adds_another_body_and_everyone_finds_it_by_name_or_purpose(as_: Callers) -> None:
    made = await as_(DESK)("POST", "/directory", GAS)
    assert made.status_code == 201, made.text
    await as_(DESK)("POST", "/directory", WATER)
    guard = as_(Role.PATROL_GUARD)
    names = [each["name"] for each in (await guard("GET", "/directory")).json()["items"]]
    assert sorted(names) == ["燃气公司", "自来水公司"]
    assert len((await guard("GET", "/directory", q="水质")).json()["items"]) == 1
    assert (await guard("GET", "/directory", q="%")).json()["items"] == []
    assert (await guard("GET", f"/directory/{made.json()['id']}")).json()["checked_on"] == "2026-03-02"


async def test_a_withdrawn_entry_is_no_longer_offered_but_can_be_read_by_those_who_named_it(
    as_: Callers,
) -> None:
    desk = as_(DESK)
    entry = (await desk("POST", "/directory", GAS)).json()
    path = f"/directory/{entry['id']}"
    assert (await desk("DELETE", path, seen=1)).status_code == 204
    assert (await desk("GET", "/directory")).json()["items"] == []
    assert len((await desk("GET", "/directory", with_withdrawn=True)).json()["items"]) == 1
    assert (await desk("GET", path)).json()["withdrawn_at"] is not None


async def test_a_correction_names_the_version_it_saw(as_: Callers) -> None:
    desk = as_(DESK)
    path = f"/directory/{(await desk('POST', '/directory', GAS)).json()['id']}"
    assert (await desk("PATCH", path, {"hours": "每日 8–17"})).status_code == 428
    told = await desk("PATCH", path, {"hours": "每日 8–17"}, seen=1)
    assert (told.json()["hours"], told.json()["reach"], told.json()["version"]) == (
        "每日 8–17",
        GAS["reach"],
        2,
    )
    assert (await desk("PATCH", path, {"name": "别名"}, seen=1)).status_code == 412
    assert (await desk("PATCH", path, {"name": None}, seen=2)).status_code == 422


async def test_the_same_key_adds_one_entry_and_another_body_under_it_is_refused(as_: Callers) -> None:
    desk = as_(DESK)
    first = await desk("POST", "/directory", GAS, key="entry-0001")
    again = await desk("POST", "/directory", GAS, key="entry-0001")
    assert (again.status_code, again.json()) == (201, first.json())
    other = await desk("POST", "/directory", WATER, key="entry-0001")
    assert (other.status_code, other.json()["code"]) == (422, "key_used_otherwise")
    assert len((await desk("GET", "/directory")).json()["items"]) == 1


async def test_pages_go_on_where_the_last_one_ended(as_: Callers) -> None:
    desk = as_(DESK)
    for number in range(5):
        await desk("POST", "/directory", GAS | {"name": f"单位{number}"})
    seen: list[str] = []
    cursor = None
    while True:
        page = (await desk("GET", "/directory", limit=2, cursor=cursor)).json()
        seen += [each["name"] for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == [f"单位{number}" for number in range(5)]
    assert (await desk("GET", "/directory", cursor="bm9uc2Vuc2U")).json()["code"] == "bad_cursor"


async def test_those_who_do_not_answer_residents_do_not_keep_the_directory(as_: Callers) -> None:
    refused = await as_(Role.PATROL_GUARD)("POST", "/directory", GAS)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_post")


async def test_another_centres_entry_is_not_there(as_: Callers, as_stranger: Callers) -> None:
    path = f"/directory/{(await as_(DESK)('POST', '/directory', GAS)).json()['id']}"
    for method, body in (("GET", None), ("PATCH", {"name": "x"}), ("DELETE", None)):
        told = await as_stranger(DESK)(method, path, body, seen=1)
        assert (told.status_code, told.json()["code"]) == (404, "not_found")
