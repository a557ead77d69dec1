"""Who sees matters through lists them all; who does one thing at a time lists what concerns them."""

from typing import Any

import pytest

from app.procedure.vocabulary import Role
from tests.factories.matters import DESK, Work

INQUIRY = {"kind": "inquiry", "channel": "phone", "words": "门禁卡丢了，怎么补？"}
FOUND = {"kind": "inquiry", "channel": "met_on_patrol", "words": "有业户问停车费怎么算", "place": "3栋门口"}
SEE_THROUGH = (DESK, Role.AREA_CUSTOMER_MANAGER, Role.SECURITY_DUTY_SUPERVISOR, Role.CONTROL_ROOM_OPERATOR)
DO_ONE_THING = (Role.PATROL_GUARD, Role.DUTY_ENGINEER, Role.OTHER_STAFF)


async def _brought(work: Work, role: Role, matter: dict[str, Any]) -> str:
    answer = await work.client.post("/cases", json=matter, headers=work.centre.signed_in(role))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def _listed(work: Work, role: Role, **asked: Any) -> set[str]:
    page = await work.told(role, "/cases", sort="latest", **asked)
    return {each["id"] for each in page["items"]}


@pytest.mark.parametrize("role", SEE_THROUGH)
async def test_who_sees_matters_through_lists_them_all(work: Work, role: Role) -> None:
    case = await _brought(work, DESK, INQUIRY)
    assert case in await _listed(work, role)
    assert any(each["case_id"] == case for each in (await work.told(role, "/duties"))["items"])


@pytest.mark.parametrize("role", DO_ONE_THING)
async def test_who_does_one_thing_lists_what_concerns_them(work: Work, role: Role) -> None:
    others = await _brought(work, DESK, INQUIRY)
    own = await _brought(work, role, FOUND)
    for asked in ({}, {"q": "怎么"}):
        listed = await _listed(work, role, **asked)
        assert own in listed
        assert others not in listed
    duties = (await work.told(role, "/duties"))["items"]
    assert others not in {each["case_id"] for each in duties}


@pytest.mark.parametrize("role", DO_ONE_THING)
async def test_a_case_they_are_sent_to_is_not_locked(work: Work, role: Role) -> None:
    case = await _brought(work, DESK, INQUIRY)
    assert (await work.ask(role, f"/cases/{case}")).status_code == 200
