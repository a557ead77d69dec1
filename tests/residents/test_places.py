"""Areas, buildings and units: 1栋602."""

import pytest

from app.procedure.vocabulary import Role
from tests.factories.callers import Callers

ADMINISTRATOR, DESK = Role.ADMINISTRATOR, Role.FRONT_DESK


@pytest.mark.clause("3.2-a")
async def test_an_area_a_building_and_a_unit_are_added_and_said_in_one_breath(as_: Callers) -> None:
    keeper = as_(ADMINISTRATOR)
    area = (await keeper("POST", "/areas", {"name": "东区", "description": "东门一带"})).json()
    building = await keeper("POST", "/buildings", {"area_id": area["id"], "name": "7栋"})
    assert building.json()["place_kind"] == "residential"
    unit = await keeper("POST", "/units", {"building_id": building.json()["id"], "number": "1203"})
    assert unit.status_code == 201, unit.text
    assert (unit.json()["label"], unit.json()["area_id"]) == ("7栋1203", area["id"])
    guard = as_(Role.PATROL_GUARD)
    for said in ("7栋1203", "7栋 1203", "1203", "栋12"):
        found = (await guard("GET", "/units", q=said)).json()["items"]
        assert [each["label"] for each in found] == ["7栋1203"], said
    assert (await guard("GET", "/units", q="9栋")).json()["items"] == []


async def test_buildings_and_units_stand_in_the_order_they_are_counted_in(as_: Callers) -> None:
    keeper = as_(ADMINISTRATOR)
    for name in ("10栋", "2栋"):
        await keeper("POST", "/buildings", {"area_id": str(as_.centre.area), "name": name})
    for number in ("1001", "301"):
        await keeper("POST", "/units", {"building_id": str(as_.centre.building), "number": number})
    names = [each["name"] for each in (await keeper("GET", "/buildings")).json()["items"]]
    assert names == ["1栋", "2栋", "10栋"]
    first = (await keeper("GET", "/units", limit=2)).json()
    assert [each["label"] for each in first["items"]] == ["1栋301", "1栋602"]
    rest = (await keeper("GET", "/units", limit=2, cursor=first["next_cursor"])).json()
    assert ([each["label"] for each in rest["items"]], rest["next_cursor"]) == (["1栋1001"], None)


async def test_a_shared_place_is_found_by_its_kind_and_area(as_: Callers) -> None:
    keeper = as_(ADMINISTRATOR)
    garage = {"area_id": str(as_.centre.area), "name": "地库B2", "place_kind": "garage"}
    await keeper("POST", "/buildings", garage)
    found = (await as_(DESK)("GET", "/buildings", place_kind="garage")).json()["items"]
    assert [each["name"] for each in found] == ["地库B2"]
    assert (await as_(DESK)("GET", "/buildings", area_id=str(as_.centre.unit))).json()["items"] == []


async def test_a_name_is_given_once(as_: Callers) -> None:
    keeper = as_(ADMINISTRATOR)
    for path, body in (
        ("/areas", {"name": "A区"}),
        ("/buildings", {"area_id": str(as_.centre.area), "name": "1栋"}),
        ("/units", {"building_id": str(as_.centre.building), "number": "602"}),
    ):
        told = await keeper("POST", path, body)
        assert (told.status_code, told.json()["code"]) == (409, "taken_already"), path


async def test_a_building_moves_to_another_area_with_the_version_that_was_seen(as_: Callers) -> None:
    keeper = as_(ADMINISTRATOR)
    area = (await keeper("POST", "/areas", {"name": "西区"})).json()["id"]
    path = f"/buildings/{as_.centre.building}"
    moved = await keeper("PATCH", path, {"area_id": area}, seen=1)
    assert (moved.json()["area_id"], moved.json()["name"]) == (area, "1栋")
    assert (await keeper("PATCH", path, {"name": "一栋"}, seen=1)).status_code == 412
    unit = (await keeper("GET", f"/units/{as_.centre.unit}")).json()
    assert unit["area_id"] == area
    renumbered = await keeper("PATCH", f"/units/{as_.centre.unit}", {"number": "603"}, seen=1)
    assert renumbered.json()["label"] == "1栋603"
    retired = await keeper("PATCH", f"/areas/{as_.centre.area}", {"in_use": False}, seen=1)
    assert retired.json()["in_use"] is False


async def test_nothing_can_be_hung_on_another_centres_place(as_: Callers, as_stranger: Callers) -> None:
    keeper, theirs = as_(ADMINISTRATOR), as_stranger.centre
    for path, body in (
        ("/buildings", {"area_id": str(theirs.area), "name": "8栋"}),
        ("/units", {"building_id": str(theirs.building), "number": "1"}),
    ):
        told = await keeper("POST", path, body)
        assert (told.status_code, told.json()["code"]) == (404, "not_found"), path
    moved = await keeper("PATCH", f"/buildings/{as_.centre.building}", {"area_id": str(theirs.area)}, seen=1)
    assert moved.status_code == 404
    for path in (f"/areas/{theirs.area}", f"/buildings/{theirs.building}", f"/units/{theirs.unit}"):
        assert (await keeper("GET", path)).status_code == 404
        assert (await keeper("PATCH", path, {"in_use": False}, seen=1)).status_code == 404
    assert all(each["id"] != str(theirs.unit) for each in (await keeper("GET", "/units")).json()["items"])


async def test_everyone_reads_places_and_those_in_charge_keep_them(as_: Callers) -> None:
    for role in Role:
        reads = 403 if role is Role.GROUP_VIEWER else 200
        assert (await as_(role)("GET", "/areas")).status_code == reads, role
        made = await as_(role)("POST", "/areas", {"name": f"{role}的区"})
        keeps = role in {ADMINISTRATOR, Role.CENTRE_MANAGER, Role.HEAD_OF_CUSTOMER_SERVICE}
        assert made.status_code == (201 if keeps else 403), role


async def test_the_same_request_sent_twice_adds_one_area(as_: Callers) -> None:
    keeper = as_(ADMINISTRATOR)
    first = await keeper("POST", "/areas", {"name": "北区"}, key="area-0001")
    again = await keeper("POST", "/areas", {"name": "北区"}, key="area-0001")
    assert (again.status_code, again.json()["id"]) == (201, first.json()["id"])


async def test_every_place_in_use_has_a_code_that_leads_to_the_form_for_help(as_: Callers) -> None:
    keeper = as_(ADMINISTRATOR)
    garage = {"area_id": str(as_.centre.area), "name": "地库B1", "place_kind": "garage"}
    made = (await keeper("POST", "/buildings", garage)).json()
    sheet = (await keeper("GET", "/buildings/codes", format="view")).json()
    (codes,) = [block["codes"] for block in sheet["blocks"] if block["type"] == "codes"]
    assert [code["words"] for code in codes] == ["1栋", "地库B1"]
    assert codes[1]["address"].endswith(f"/patrol/new/help?at={made['id']}")
    printed = await keeper("GET", "/buildings/codes")
    assert printed.headers["content-type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF-")
    assert (await as_(Role.PATROL_GUARD)("GET", "/buildings/codes")).status_code == 403
