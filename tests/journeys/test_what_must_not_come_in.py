"""What would spoil the lists for everyone, or show words to those they are not for, is turned away."""

from typing import Any

import pytest

from app.procedure.vocabulary import Role
from tests.factories.matters import AREA_MANAGER, CENTRE_MANAGER, DESK, HEAD, KNOWN_RESIDENT, Work
from tests.journeys.voices import Voice


@pytest.mark.parametrize(
    "when",
    [
        "0001-01-01T00:00:00+14:00",
        "0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "9999-12-31T23:59:59-14:00",
    ],
)
async def test_no_case_of_another_age_stands_in_the_register(work: Work, when: str) -> None:
    body = KNOWN_RESIDENT | {"kind": "inquiry", "received_at": when}
    answer = await work.client.post("/cases", json=body, headers=work.centre.signed_in(DESK))
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed"), answer.text
    assert answer.json()["errors"][0]["where"] == "body.received_at"
    for address in ("/register", "/cases"):
        assert (await work.told(DESK, address))["items"] == []
    case = await work.take_in(kind="help", place="大门")
    told = await work.try_to(Role.SECURITY_DUTY_SUPERVISOR, case, "acknowledge", occurred_at=when)
    assert told.status_code == 422, told.text
    asked = await work.ask(DESK, "/cases", received_from=when)
    assert asked.status_code in {200, 422}, asked.text


async def test_words_that_wait_are_read_by_who_approves_and_by_who_wrote_them(voice: Voice) -> None:
    work = voice.work
    case = await voice.investigated(topic="fees")
    await work.act(AREA_MANAGER, case, "request-approval", reply_text="押金七日内退回。")
    for role in (HEAD, CENTRE_MANAGER, AREA_MANAGER):
        (waiting,) = (await work.told(role, "/approvals"))["items"]
        assert waiting["case_id"] == case
    for role in (DESK, Role.PATROL_GUARD, Role.OTHER_STAFF):
        assert (await work.told(role, "/approvals"))["items"] == []


@pytest.mark.parametrize(
    ("method", "address", "sent", "status"),
    [
        ("POST", "/cases", {"content": b"\xff", "type": "application/json"}, 422),
        ("POST", "/cases", {"content": b'{"words":"\\ud800"}', "type": "application/json"}, 422),
        ("POST", "/cases", {"content": b"kind=help", "type": "text/plain"}, 415),
        ("POST", "/cases", {"content": b" " * 1_100_000, "type": "application/json"}, 413),
        ("DELETE", "/cases", {}, 405),
        ("GET", "/cases?cursor=abc", {}, 422),
        ("GET", "/cases/00000000-0000-0000-0000-000000000000", {}, 404),
        ("GET", "/nowhere", {}, 404),
    ],
)
async def test_every_refusal_says_what_to_do_next(
    work: Work, method: str, address: str, sent: dict[str, Any], status: int
) -> None:
    headers = work.centre.signed_in(DESK) | ({"Content-Type": sent["type"]} if sent else {})
    answer = await work.client.request(method, address, content=sent.get("content"), headers=headers)
    assert answer.status_code == status, answer.text
    told = answer.json()
    assert told["reason"]["zh"]
    assert told["next_action"]["zh"]
    assert told["next_action"]["en"]
