"""业户: masked everywhere, found exactly, shown only with a reason."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.outbox import OutboxEntry
from app.procedure.vocabulary import Role
from app.residents.actions.records import reseal_contacts
from app.residents.contacts import ContactKeys
from app.residents.queries import resident_known
from app.residents.tables import Resident
from app.secret_keys import KeyRing
from app.settings import Settings
from tests.factories.callers import Callers

DESK, HEAD, MANAGER = Role.FRONT_DESK, Role.HEAD_OF_CUSTOMER_SERVICE, Role.CENTRE_MANAGER
WORK_WITH_RESIDENTS = {DESK, HEAD, MANAGER, Role.AREA_CUSTOMER_MANAGER}
NUMBER = "138 0000 1234"


async def recorded(as_: Callers, **more: Any) -> dict[str, Any]:
    body = {
        "unit_id": str(as_.centre.unit),
        "type": "owner",
        "name": "王明",
        "salutation": "王先生",
        "contact": NUMBER,
    }
    made = await as_(DESK)("POST", "/residents", body | more)
    assert made.status_code == 201, made.text
    told: dict[str, Any] = made.json()
    return told


async def test_a_contact_is_masked_in_the_answer_and_sealed_in_the_store(
    as_: Callers, session: AsyncSession
) -> None:
    told = await recorded(as_)
    assert (told["contact_mask"], told["contact_basis"]) == ("138****1234", "service_contract")
    assert (told["unit_label"], told["area_id"]) == ("1栋602", str(as_.centre.area))
    stored = (await session.execute(text("SELECT row_to_json(r)::text FROM residents r"))).scalars().all()
    assert "13800001234" not in "".join(stored)
    assert "138 0000 1234" not in "".join(stored)


async def test_a_number_finds_its_residents_however_it_is_written_and_only_whole(as_: Callers) -> None:
    told = await recorded(as_)
    await recorded(as_, name="李红", contact="138 0000 9999")
    for written in ("13800001234", "+86 138-0000-1234", "１３８００００１２３４"):
        found = (await as_(DESK)("POST", "/residents/search", {"contact": written})).json()["items"]
        assert [each["id"] for each in found] == [told["id"]], written
        assert "00001234" not in str(found)
    assert (await as_(DESK)("POST", "/residents/search", {"contact": "1380000"})).json()["items"] == []


async def test_another_centre_does_not_find_the_number(as_: Callers, as_stranger: Callers) -> None:
    told = await recorded(as_)
    found = await as_stranger(DESK)("POST", "/residents/search", {"contact": NUMBER})
    assert found.json()["items"] == []
    for path in ("", "/reveal"):
        method = "POST" if path else "GET"
        body = {"reason": "callback"} if path else None
        answer = await as_stranger(DESK)(method, f"/residents/{told['id']}{path}", body)
        assert answer.status_code == 404, path


async def test_residents_are_found_by_unit_building_and_part_of_a_name(as_: Callers) -> None:
    await recorded(as_)
    await recorded(as_, name="李红", salutation="李女士", type="tenant")
    desk = as_(DESK)
    asked: list[tuple[dict[str, Any], list[str]]] = [
        ({"unit_id": str(as_.centre.unit)}, ["王明", "李红"]),
        ({"building_id": str(as_.centre.building)}, ["王明", "李红"]),
        ({"name": "王"}, ["王明"]),
        ({"name": "女士"}, ["李红"]),
        ({"name": "_"}, []),
        ({"unit_id": str(as_.centre.area)}, []),
    ]
    for query, names in asked:
        found = (await desk("GET", "/residents", **query)).json()["items"]
        assert [each["name"] for each in found] == names, query


async def test_only_those_who_work_with_residents_see_them(as_: Callers) -> None:
    told = await recorded(as_)
    for role in Role:
        expected = 200 if role in WORK_WITH_RESIDENTS else 403
        assert (await as_(role)("GET", "/residents")).status_code == expected, role
        assert (await as_(role)("GET", f"/residents/{told['id']}")).status_code == expected, role
        searched = await as_(role)("POST", "/residents/search", {"contact": NUMBER})
        assert searched.status_code == expected, role


async def test_showing_a_contact_needs_a_reason_and_is_written_down(as_: Callers) -> None:
    told = await recorded(as_)
    path = f"/residents/{told['id']}/reveal"
    assert (await as_(DESK)("POST", path, {})).status_code == 422
    assert (await as_(DESK)("POST", path, {"reason": "curiosity"})).status_code == 422
    shown = await as_(DESK)("POST", path, {"reason": "callback", "note": "回访"})
    assert (shown.status_code, shown.json()["contact"]) == (200, NUMBER)
    assert shown.headers["cache-control"] == "no-store"
    log = (await as_(HEAD)("GET", "/residents/reveals")).json()["items"]
    assert [(each["resident_id"], each["person_id"], each["reason"], each["note"]) for each in log] == [
        (told["id"], str(as_.centre.people[DESK]), "callback", "回访")
    ]
    assert (await as_(DESK)("GET", "/residents/reveals")).status_code == 403
    assert NUMBER not in str(log)


async def test_there_is_nothing_to_show_where_no_contact_was_left(as_: Callers) -> None:
    told = await recorded(as_, contact=None)
    assert (told["contact_mask"], told["contact_basis"]) == (None, None)
    refused = await as_(DESK)("POST", f"/residents/{told['id']}/reveal", {"reason": "callback"})
    assert (refused.status_code, refused.json()["code"]) == (409, "no_contact")


async def test_a_contact_is_replaced_and_taken_away(as_: Callers) -> None:
    told = await recorded(as_)
    path = f"/residents/{told['id']}/contact"
    new = await as_(DESK)(
        "PUT", path, {"contact": "wang@example.com", "contact_basis": "consent"}, seen=told["version"]
    )
    assert (new.json()["contact_mask"], new.json()["contact_basis"]) == ("w****@example.com", "consent")
    assert (await as_(DESK)("POST", "/residents/search", {"contact": NUMBER})).json()["items"] == []
    gone = await as_(DESK)("PUT", path, {"contact": None}, seen=2)
    assert (gone.json()["contact_mask"], gone.json()["contact_basis"]) == (None, None)


@pytest.mark.clause("4.1.2.1-b")
async def test_the_key_flag_is_set_by_head_and_centre_manager_and_tells_the_cases(
    as_: Callers, session: AsyncSession
) -> None:
    told = await recorded(as_)
    path = f"/residents/{told['id']}/key-flag"
    for role in WORK_WITH_RESIDENTS - {HEAD, MANAGER}:
        refused = await as_(role)("PUT", path, {"is_key": True}, seen=1)
        assert refused.status_code == 403, role
    flagged = await as_(HEAD)("PUT", path, {"is_key": True}, seen=1)
    assert flagged.json()["route_to_centre_manager"] is True
    query = select(OutboxEntry).where(OutboxEntry.event == "resident_key_changed")
    events = (await session.execute(query)).scalars().all()
    assert [(str(each.subject_id), each.payload) for each in events] == [
        (told["id"], {"resident_id": told["id"], "is_key": True})
    ]
    again = await as_(HEAD)("PUT", path, {"is_key": True}, seen=2)
    assert again.json()["version"] == 2
    cleared = await as_(MANAGER)("PUT", path, {"is_key": False}, seen=2)
    assert cleared.json()["route_to_centre_manager"] is False
    assert len((await session.execute(query)).scalars().all()) == 2


async def test_the_key_flag_is_told_to_the_desk_and_to_nobody_it_does_not_concern(as_: Callers) -> None:
    told = await recorded(as_)
    await as_(HEAD)("PUT", f"/residents/{told['id']}/key-flag", {"is_key": True}, seen=1)
    for role, seen in ((DESK, True), (HEAD, True), (MANAGER, True), (Role.AREA_CUSTOMER_MANAGER, None)):
        one = (await as_(role)("GET", f"/residents/{told['id']}")).json()
        listed = (await as_(role)("GET", "/residents")).json()["items"][0]
        assert one["route_to_centre_manager"] is seen, role
        assert listed["route_to_centre_manager"] is seen, role
    assert (
        await as_(DESK)("PATCH", f"/residents/{told['id']}", {"is_key": False}, seen=2)
    ).status_code == 422


async def test_a_service_need_is_kept_with_consent_and_until_its_day(as_: Callers, clock: Any) -> None:
    told = await recorded(as_)
    path = f"/residents/{told['id']}/care"
    needs = {"needs": ["come_to_the_door", "large_print"]}
    for more, code in (
        ({}, "care_needs_consent"),
        ({"consent_on": "2026-03-01"}, "care_needs_consent"),
        ({"consent_on": "2026-04-02", "expires_on": "2027-01-01"}, "consent_in_the_future"),
        ({"consent_on": "2026-03-01", "expires_on": "2026-04-01"}, "expiry_has_passed"),
    ):
        refused = await as_(DESK)("PUT", path, needs | more, seen=1)
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    dated = {"consent_on": "2026-03-01", "expires_on": "2026-04-02"}
    kept = await as_(DESK)("PUT", path, needs | dated, seen=1)
    assert kept.json()["care"] == needs | dated
    clock.advance(hours=13)
    assert (await as_(DESK)("GET", f"/residents/{told['id']}")).json()["care"] is not None
    clock.advance(hours=2)
    assert (await as_(DESK)("GET", f"/residents/{told['id']}")).json()["care"] is None
    gone = await as_(DESK)("PUT", path, {"needs": []}, seen=2)
    assert gone.json()["care"] is None
    assert (await as_(DESK)("PUT", path, {"needs": ["diabetes"]} | dated, seen=3)).status_code == 422


async def test_a_resident_who_moved_out_is_no_longer_offered(as_: Callers) -> None:
    told = await recorded(as_)
    path = f"/residents/{told['id']}"
    await as_(DESK)("PATCH", path, {"moved_out_on": "2026-03-31"}, seen=1)
    assert (await as_(DESK)("GET", "/residents")).json()["items"] == []
    assert len((await as_(DESK)("GET", "/residents", with_moved_out=True)).json()["items"]) == 1
    assert len((await as_(DESK)("POST", "/residents/search", {"contact": NUMBER})).json()["items"]) == 1
    assert (await as_(DESK)("PATCH", path, {"name": "王小明"}, seen=1)).status_code == 412


async def test_a_record_cannot_hang_on_another_centres_unit(as_: Callers, as_stranger: Callers) -> None:
    told = await recorded(as_)
    theirs = str(as_stranger.centre.unit)
    made = await as_(DESK)("POST", "/residents", {"unit_id": theirs, "type": "owner"})
    moved = await as_(DESK)("PATCH", f"/residents/{told['id']}", {"unit_id": theirs}, seen=1)
    assert (made.status_code, moved.status_code) == (404, 404)


async def test_no_more_is_asked_of_a_person_than_is_needed(as_: Callers) -> None:
    for field in ("id_number", "age", "occupation", "health", "is_key", "key_reason"):
        body = {"unit_id": str(as_.centre.unit), "type": "owner", field: "x"}
        assert (await as_(DESK)("POST", "/residents", body)).status_code == 422, field


async def test_what_a_case_takes_over_is_read_in_one_go(as_: Callers, session: AsyncSession) -> None:
    told = await recorded(as_)
    known = await resident_known(session, as_.centre.id, UUID(told["id"]))
    assert known is not None
    assert (str(known.resident_id), known.unit_label, known.area_id) == (
        told["id"],
        "1栋602",
        as_.centre.area,
    )
    assert (known.contact_mask, known.is_key) == ("138****1234", False)


async def test_after_rotation_every_contact_is_sealed_anew_and_still_found(
    as_: Callers, session: AsyncSession, settings: Settings
) -> None:
    told = await recorded(as_)
    old = ContactKeys.from_settings(settings)
    rotated = ContactKeys(KeyRing("second", {"second": b"2" * 32, **old.sealing.keys}), old.search)
    assert await reseal_contacts(session, rotated, as_.centre.id) == 1
    assert await reseal_contacts(session, rotated, as_.centre.id) == 0
    row = (await session.execute(select(Resident).filter_by(centre_id=as_.centre.id))).scalar_one()
    assert (row.contact_key, row.contact_mask) == ("second", told["contact_mask"])
    assert row.contact_ciphertext is not None
    assert rotated.open_contact(as_.centre.id, row.contact_ciphertext, "second") == NUMBER
    assert row.contact_digest == old.digest(as_.centre.id, NUMBER)
