"""Who is on leave gets no sheet and gives no answer; the head does, and hears why (3.2, X19)."""

from datetime import timedelta

import pytest

from app.procedure.vocabulary import Role
from tests.factories.matters import AREA_MANAGER, DESK, HEAD, Work
from tests.journeys.voices import SAY, Voice


async def away(work: Work, role: Role) -> str:
    now = work.clock()
    leave = {
        "person_id": str(work.centre.people[role]),
        "starts_at": (now - timedelta(minutes=1)).isoformat(),
        "ends_at": (now + timedelta(days=5)).isoformat(),
    }
    answer = await work.client.post("/leaves", json=leave, headers=work.centre.signed_in(HEAD))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


@pytest.mark.clause("3.2-a")
async def test_the_sheet_of_an_area_whose_manager_is_on_leave_goes_to_the_head(work: Work) -> None:
    leave = await away(work, AREA_MANAGER)
    case = await work.take_in(kind="inquiry")
    sheet = await work.act(DESK, case, "issue-sheet")
    assert sheet["responsible"]["role"] == "head_of_customer_service"
    assert "3.2-a" in {duty["clause"] for duty in sheet["duties"]}
    headers = work.centre.signed_in(HEAD)
    assert (await work.client.delete(f"/leaves/{leave}", headers=headers)).status_code == 204
    back = await work.act(DESK, await work.take_in(kind="inquiry"), "issue-sheet")
    assert back["responsible"]["role"] == "area_customer_manager"


@pytest.mark.clause("4.4.5-c")
async def test_with_the_designee_on_leave_the_head_answers(voice: Voice) -> None:
    work, script = voice.work, await voice.script()
    await voice.designate(script, Role.OTHER_STAFF)
    said = {"answer": SAY, "satisfied": True, "script_version_id": script["id"]}
    case = await voice.challenge()
    handed = await work.act(DESK, case, "hand-to-designee")
    assert handed["responsible"]["person_id"] == str(work.centre.people[Role.OTHER_STAFF])
    await away(work, Role.OTHER_STAFF)
    later = await voice.challenge()
    named = {"designee": str(work.centre.people[Role.OTHER_STAFF])}
    await voice.refused(DESK, later, "hand-to-designee", "not_a_designee", "4.4.5-c", **named)
    handed = await work.act(DESK, later, "hand-to-designee")
    assert handed["responsible"]["role"] == "head_of_customer_service"
    await voice.refused(DESK, later, "answer-at-desk", "designee_answers", "4.4.5-c", **said)
    await work.act(HEAD, later, "answer-at-desk", **said)
