"""How a case ends: the callback that is owed, and the filing that is owed or refused."""

from typing import Any

from tests.journeys.callers import Centre

SATISFIED = {"reached": True, "solved": True, "satisfaction": "satisfied"}


async def called_back(expected: dict[str, Any], centre: Centre, case_id: str) -> None:
    """Returned by the handler, so the desk calls, and nobody else; without it nothing closes."""
    assert expected["callback"] != "not_required"
    await centre.refused("desk", case_id, "close", "4.5.1-a")
    await centre.refused("guard", case_id, "record-callback", "3.1-c", **SATISFIED)
    if expected["callback"] == "impossible_needs_head":
        nobody = {"reached": False, "channel": "phone"}
        assert (await centre.act("desk2", case_id, "record-callback", **nobody)).status_code == 409
        closed = await _nobody_to_call(centre, case_id)
    else:
        closed = await centre.done("desk2", case_id, "record-callback", **SATISFIED)
    assert closed["status"] == "closed", closed


async def _nobody_to_call(centre: Centre, case_id: str) -> dict[str, Any]:
    """The desk states why, the head decides, or the centre manager where the head answered.

    For a visitor who left no contact the reason alone is enough (A14).
    """
    nobody = {"what": "callback", "reason": "未留联系方式"}
    told = await centre.done("desk2", case_id, "declare-impossible", **nobody)
    if told["status"] == "closed":
        return told
    ruling = {"what": "callback", "confirmed": True}
    await centre.refused("desk2", case_id, "confirm-impossible", "3.4-b", **ruling)
    facts = (await centre.ask("desk", "GET", f"/cases/{case_id}")).json()["facts"]
    if facts.get("head_handled"):
        await centre.refused("head", case_id, "confirm-impossible", "3.1-c", **ruling)
        return await centre.done("manager", case_id, "confirm-impossible", **ruling)
    return await centre.done("head", case_id, "confirm-impossible", **ruling)


async def filed_or_not(expected: dict[str, Any], centre: Centre, case_id: str) -> None:
    """Suggestion and challenge sheets go to the owner file, or the centre's own folder; nothing else does."""
    facts = (await centre.ask("desk", "GET", f"/cases/{case_id}")).json()["facts"]
    sheet = facts.get("sheet_issued")
    wanted = expected["archive_owner_file"]
    if wanted in {"required", "impossible_needs_head"} or (wanted == "depends_on_sheet" and sheet):
        await centre.refused("area-a", case_id, "archive", "3.1-a", owner_file_number="1-602")
        filed = await centre.done("desk", case_id, "archive", owner_file_number="1-602")
        assert filed["status"] == "archived"
        return
    refused = await centre.act("desk", case_id, "archive", owner_file_number="1-602")
    assert (refused.status_code, refused.json()["clause"]) in {(409, "4.6.2-b"), (409, None)}
