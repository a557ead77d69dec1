"""交接班: nothing open without a receiver, signed by both; the log drafted beforehand."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Role
from app.rosters.tables import Shift
from tests.conftest import SettableClock
from tests.factories.centres import person_in, small_centre
from tests.factories.matters import DESK, HEAD, Work
from tests.paper.reading import text_of

GUARD, SUPERVISOR = Role.PATROL_GUARD, Role.SECURITY_DUTY_SUPERVISOR


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


async def on_the_way(work: Work) -> str:
    """The guard was sent to the place and has arrived."""
    case = await work.take_in(kind="help", place="地库B2", summary="漏水", department="security")
    await work.act(SUPERVISOR, case, "acknowledge")
    await work.act(SUPERVISOR, case, "dispatch", doer=str(work.centre.people[GUARD]))
    work.clock.advance(minutes=5)
    await work.act(GUARD, case, "arrive")
    return case


async def colleague(work: Work, role: Role) -> tuple[UUID, dict[str, str]]:
    """One more in that post, with the headers of their requests; the centre still knows the first."""
    known = work.centre.people[role], work.centre.tokens[role], work.centre.posts[role]
    other = await person_in(work.session, work.centre, role, work.clock())
    headers = work.centre.signed_in(role)
    work.centre.people[role], work.centre.tokens[role], work.centre.posts[role] = known
    await work.session.commit()
    return other, headers


async def give(work: Work, role: Role, items: list[dict[str, Any]], **more: Any) -> httpx.Response:
    body = {"items": items} | more
    return await work.client.post("/hand-overs", json=body, headers=work.centre.signed_in(role))


@pytest.mark.clause("4.3.2-e")
async def test_nothing_open_is_left_without_a_receiver(work: Work) -> None:
    case = await on_the_way(work)
    other, _ = await colleague(work, GUARD)
    check = await work.told(GUARD, "/hand-overs/before-i-leave")
    assert {item["duty"] for item in check["items"]} == {"record_result", "write_duty_log"}
    assert check["logs_missing"] == 1
    assert other in {UUID(each["person_id"]) for each in check["receivers"]}
    assert work.centre.people[GUARD] not in {UUID(each["person_id"]) for each in check["receivers"]}
    items = [{"case_id": case, "duty": item["key"], "receiver_id": str(other)} for item in check["items"]]
    short = await give(work, GUARD, items[:1])
    assert (short.status_code, short.json()["code"]) == (422, "items_without_receiver")
    stranger = [item | {"receiver_id": str(work.centre.people[DESK])} for item in items]
    assert (await give(work, GUARD, stranger)).json()["code"] == "receiver_not_there"


async def test_both_sign_and_who_goes_is_off_duty(work: Work) -> None:
    case = await on_the_way(work)
    other, headers = await colleague(work, GUARD)
    check = await work.told(GUARD, "/hand-overs/before-i-leave")
    items = [{"case_id": case, "duty": item["key"], "receiver_id": str(other)} for item in check["items"]]
    made = await give(work, GUARD, items, things=["对讲机1台"])
    assert made.status_code == 201, made.text
    told = made.json()
    assert (told["signed_off"], told["things"]) == (True, ["对讲机1台"])
    assert [item["received_at"] for item in told["items"]] == [None, None]
    shift = (
        await work.session.execute(
            select(Shift).where(
                Shift.centre_id == work.centre.id, Shift.person_id == work.centre.people[GUARD]
            )
        )
    ).scalar_one()
    await work.session.refresh(shift)
    assert shift.signed_off_at is not None
    waiting = (await work.client.get("/hand-overs/before-i-leave", headers=headers)).json()
    assert waiting["to_receive"] == 1
    refused = await work.client.post(f"/hand-overs/{told['id']}/receive", headers=work.centre.signed_in(DESK))
    assert refused.json()["code"] == "nothing_for_you"
    signed = (await work.client.post(f"/hand-overs/{told['id']}/receive", headers=headers)).json()
    assert all(item["received_at"] for item in signed["items"])
    again = (await work.client.post(f"/hand-overs/{told['id']}/receive", headers=headers)).json()
    assert again == signed
    assert (await work.told(SUPERVISOR, "/hand-overs", everyone=True))["items"] == [signed]
    assert (await work.told(SUPERVISOR, "/hand-overs"))["items"] == []
    assert (await work.ask(GUARD, "/hand-overs", everyone=True)).status_code == 403


async def test_a_hand_over_is_printed_for_those_it_concerns_with_what_was_signed(work: Work) -> None:
    case = await on_the_way(work)
    other, headers = await colleague(work, GUARD)
    check = await work.told(GUARD, "/hand-overs/before-i-leave")
    items = [{"case_id": case, "duty": item["key"], "receiver_id": str(other)} for item in check["items"]]
    made = (await give(work, GUARD, items, things=["对讲机1台", "门禁钥匙3把"])).json()
    address = f"/hand-overs/{made['id']}/document"
    told = text_of((await work.ask(GUARD, address)).content)
    for said in ("交接班记录", "已签退", "巡逻安防员", "对讲机1台、门禁钥匙3把", "接班人："):
        assert said in told, said
    unsigned = await work.told(SUPERVISOR, address, format="view")
    signed_at = [row[-1] for row in unsigned["blocks"][1]["rows"]]
    assert signed_at == ["", ""]
    await work.client.post(f"/hand-overs/{made['id']}/receive", headers=headers)
    mine = (await work.client.get(address, params={"format": "view"}, headers=headers)).json()
    assert all(row[-1].startswith("2026-") for row in mine["blocks"][1]["rows"])
    assert (await work.ask(DESK, address)).status_code == 403
    others = await work.elsewhere()
    assert (await others.ask(SUPERVISOR, address)).status_code == 404


async def test_the_only_one_at_the_desk_hands_over_to_the_head(work: Work) -> None:
    case = await work.take_in(kind="inquiry")
    check = await work.told(DESK, "/hand-overs/before-i-leave")
    assert [UUID(each["person_id"]) for each in check["receivers"]] == [work.centre.people[HEAD]]
    items = [
        {"case_id": case, "duty": item["key"], "receiver_id": check["receivers"][0]["person_id"]}
        for item in check["items"]
    ]
    assert items
    made = await give(work, DESK, items, leave=False)
    assert (made.status_code, made.json()["signed_off"]) == (201, False)


async def test_another_centres_hand_over_is_not_there(work: Work) -> None:
    made = (await give(work, GUARD, [])).json()
    others = await work.elsewhere()
    told = await others.client.post(
        f"/hand-overs/{made['id']}/receive", headers=others.centre.signed_in(GUARD)
    )
    assert told.status_code == 404
    assert (await others.told(SUPERVISOR, "/hand-overs", everyone=True))["items"] == []


@pytest.mark.clause("4.2.5-a")
async def test_the_own_log_is_drafted_from_the_times_and_is_no_entry_until_written(work: Work) -> None:
    case = await on_the_way(work)
    work.clock.advance(minutes=20)
    await work.act(GUARD, case, "record-result", outcome="helped", result="已关阀", process="关总阀")
    (draft,) = await work.told(GUARD, "/duty-log-drafts", case_id=case)
    assert draft["written"] is False
    for words in ("地库B2", "到场", "关总阀", "已关阀"):
        assert words in draft["text"]["zh"]
    assert "Arrived" in draft["text"]["en"]
    assert (await work.told(DESK, f"/cases/{case}"))["status"] == "on_scene"
    assert [each["case_id"] for each in await work.told(SUPERVISOR, "/duty-log-drafts")] == [case]
    assert "派人到场 patrol_guard" in (await work.told(SUPERVISOR, "/duty-log-drafts"))[0]["text"]["zh"]
    await work.act(GUARD, case, "write-duty-log", entry=draft["text"]["zh"])
    assert (await work.told(GUARD, "/duty-log-drafts"))[0]["written"] is True
    shift = (await work.told(GUARD, "/shifts", person_id=str(work.centre.people[GUARD])))["items"][0]
    assert len(await work.told(GUARD, "/duty-log-drafts", shift_id=shift["id"])) == 1
    assert (await work.ask(GUARD, "/duty-log-drafts", shift_id=case)).status_code == 404
