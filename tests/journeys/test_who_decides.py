"""4.1.2.1 A suggestion is decided by its head in person: nobody else, by whatever way they come."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from app.procedure.vocabulary import Role
from tests.factories.matters import AREA_MANAGER, CENTRE_MANAGER, DESK, HEAD
from tests.journeys.voices import Voice

pytestmark = pytest.mark.clause("4.1.2.1-a")
ADOPTED = {"decision": "adopted", "reasons": "可行"}


async def studied(voice: Voice, **matter: Any) -> str:
    case = await voice.suggestion(**matter)
    await voice.work.act(HEAD, case, "begin-study")
    return case


async def with_token(voice: Voice, token: str, case: str) -> httpx.Response:
    """A system decides, by whatever it was given."""
    seen = (await voice.work.told(HEAD, f"/cases/{case}"))["version"]
    headers = {"Authorization": f"Bearer {token}", "If-Match": f'"{seen}"'}
    return await voice.work.client.post(f"/cases/{case}/decide", json=ADOPTED, headers=headers)


async def delegated(voice: Voice, role: Role) -> str:
    expires = (voice.work.clock() + timedelta(days=1)).isoformat()
    given = {"name": f"{role}的助手", "expires_at": expires}
    made = await voice.send(role, "POST", "/api-keys/delegated", given)
    assert made.status_code == 201, made.text
    return str(made.json()["key"])


async def test_a_decision_by_a_delegate_is_refused_and_told_to_whom_to_leave_it(voice: Voice) -> None:
    case = await studied(voice)
    for delegate in (DESK, AREA_MANAGER, CENTRE_MANAGER, Role.OTHER_STAFF):
        told = await voice.refused(delegate, case, "decide", "only_the_head_decides", "4.1.2.1-a", **ADOPTED)
        assert told["next_action"]["zh"] == "请客户服务部门负责人办理"
        assert told["next_action"]["en"]
    await voice.work.act(HEAD, case, "decide", **ADOPTED)


@pytest.mark.clause("4.1.2.1-b")
async def test_with_six_behind_it_the_head_is_a_delegate_too(voice: Voice) -> None:
    case = await voice.suggestion(joint_count=6)
    await voice.work.act(CENTRE_MANAGER, case, "begin-study")
    told = await voice.refused(HEAD, case, "decide", "only_the_centre_manager", "4.1.2.1-b", **ADOPTED)
    assert told["next_action"]["zh"] == "请物业服务中心负责人办理"


async def test_a_token_decides_no_more_than_the_person_it_stands_for(voice: Voice) -> None:
    case = await studied(voice)
    refused = await with_token(voice, await delegated(voice, DESK), case)
    assert (refused.status_code, refused.json()["clause"]) == (403, "4.1.2.1-a"), refused.text
    made = await voice.send(
        Role.ADMINISTRATOR, "POST", "/api-keys", {"name": "门禁系统", "scopes": ["capture", "read"]}
    )
    by_system = await with_token(voice, made.json()["key"], case)
    assert (by_system.status_code, by_system.json()["code"]) == (403, "needs_a_person"), by_system.text
    assert (await voice.work.told(HEAD, f"/cases/{case}"))["status"] == "in_study"
    decided = await with_token(voice, await delegated(voice, HEAD), case)
    assert decided.status_code == 200, decided.text
    journal = (await voice.work.told(HEAD, f"/cases/{case}/journal"))["items"]
    assert next(line["via"] for line in journal if line["event"] == "Decided") == f"{HEAD}的助手"
