"""统一口径: drafted by those who answer, approved by somebody else, one for a topic."""

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from app.answers.queries import script_in_force
from app.procedure.challenge import digest_of
from app.procedure.vocabulary import Role
from app.staff.tables import Appointment
from tests.conftest import SettableClock
from tests.factories.callers import Callers
from tests.factories.centres import SmallCentre
from tests.factories.scripts import AREA, DESK, HEAD, MANAGER, SAY, begun, said_now


@pytest.mark.clause("4.4.5-a")
async def test_a_wording_is_drafted_by_the_desk_and_holds_once_the_head_approves_it(
    as_: Callers, session: AsyncSession, here: SmallCentre, clock: SettableClock
) -> None:
    script = await begun(as_, do_not_say="不承诺减免", background="见合同")
    assert (script.last["state"], script.last["number"], script.last["in_force"]) == ("draft", 1, False)
    assert await said_now(as_) is None
    assert (await script.step(DESK, "submit")).json()["state"] == "submitted"
    assert await said_now(as_) is None
    approved = (await script.step(HEAD, "approve")).json()
    assert (approved["state"], approved["in_force"], approved["decided_by"]) == (
        "approved",
        True,
        str(here.people[HEAD]),
    )
    assert await said_now(as_) == SAY
    held = await script_in_force(session, here.id, "fees", clock.at, hold=True)
    assert held is not None
    assert (str(held.version_id), held.version, held.digest) == (approved["id"], 1, digest_of(SAY))
    assert held.designees == frozenset()
    told = (await as_(AREA)("GET", "/answer-scripts", topic="fees")).json()["items"]
    assert [(each["topic"], each["in_force"]["number"], each["in_work"]) for each in told] == [
        ("fees", 1, None)
    ]


async def test_who_may_draft_and_who_may_approve(as_: Callers) -> None:
    for role in Role:
        drafts = role in {DESK, AREA, HEAD, MANAGER}
        listed = await as_(role)("GET", "/answer-scripts")
        assert listed.status_code == (200 if drafts else 403), role
        made = await as_(role)("POST", "/answer-scripts", {"topic": "nothing", "say": SAY})
        assert made.status_code == (404 if drafts else 403), role
    script = await begun(as_)
    await script.step(DESK, "submit")
    for role in (DESK, AREA):
        for act, body in (("approve", None), ("send-back", {"remark": "改"})):
            refused = await script.step(role, act, body)
            assert (refused.status_code, refused.json()["code"]) == (403, "not_your_post")
    assert (await script.step(MANAGER, "approve")).status_code == 200


async def test_nobody_approves_the_own_wording_while_another_can(
    as_: Callers, session: AsyncSession, here: SmallCentre, clock: SettableClock
) -> None:
    script = await begun(as_, HEAD)
    await script.step(HEAD, "submit")
    refused = await script.step(HEAD, "approve")
    assert (refused.status_code, refused.json()["code"], refused.json()["clause"]) == (
        403,
        "own_draft",
        "4.4.5-a",
    )
    alone = update(Appointment).where(
        Appointment.centre_id == here.id, Appointment.person_id == here.people[MANAGER]
    )
    await session.execute(alone.values(ends_at=clock.at))
    assert (await script.step(HEAD, "approve")).status_code == 200


async def test_a_topic_has_one_answer_and_one_draft_at_a_time(as_: Callers) -> None:
    script = await begun(as_)
    twice = await as_(AREA)("POST", "/answer-scripts", {"topic": "fees", "say": "别的"})
    assert (twice.status_code, twice.json()["code"]) == (409, "taken_already")
    second = await as_(AREA)("POST", f"{script.path}/versions", {"say": "别的"})
    assert (second.status_code, second.json()["code"]) == (409, "draft_open")


async def test_a_draft_is_its_authors_and_changes_until_it_is_submitted(as_: Callers) -> None:
    script = await begun(as_)
    refused = await script.step(AREA, "", {"say": "改"})
    assert (refused.status_code, refused.json()["code"]) == (403, "anothers_draft")
    changed = await script.step(DESK, "", {"say": "新的说法"})
    assert (changed.json()["digest"], changed.json()["version"]) == (digest_of("新的说法"), 2)
    stale = await script.step(DESK, "", {"say": "旧的"}, seen=1)
    assert (stale.status_code, stale.json()["current"]["version"]) == (412, 2)
    assert (await script.step(HEAD, "", {"background": "合同第3页"})).status_code == 200
    await script.step(DESK, "submit")
    late = await script.step(DESK, "", {"say": "再改"})
    assert (late.status_code, late.json()["code"]) == (409, "version_not_at_this_point")


async def test_the_head_approves_the_very_words_that_were_seen(as_: Callers) -> None:
    script = await begun(as_)
    seen = script.last["version"]
    await script.step(DESK, "", {"say": "改过的话"})
    await script.step(DESK, "submit")
    refused = await script.step(HEAD, "approve", seen=seen)
    assert refused.status_code == 412
    unseen = await as_(HEAD)("POST", f"{script.path}/versions/{script.last['id']}/approve")
    assert unseen.status_code == 428


async def test_a_wording_sent_back_tells_why_and_the_next_attempt_is_a_version_of_its_own(
    as_: Callers,
) -> None:
    script = await begun(as_)
    await script.step(DESK, "submit")
    back = await script.step(HEAD, "send-back", {"remark": "写明备案日期"})
    assert (back.json()["state"], back.json()["remark"]) == ("sent_back", "写明备案日期")
    assert (await script.step(HEAD, "approve")).json()["code"] == "version_not_at_this_point"
    assert (await script.draft(DESK, say="备案日期为3月2日。"))["number"] == 2
    await script.approved()
    states = [each["state"] for each in (await as_(AREA)("GET", f"{script.path}/versions")).json()]
    assert states == ["approved", "sent_back"]


@pytest.mark.clause("4.4.5-c")
async def test_the_head_names_who_alone_answers_and_lets_everyone_answer_again(
    as_: Callers, session: AsyncSession, here: SmallCentre, clock: SettableClock
) -> None:
    script = await begun(as_)
    await script.approved()
    path = f"{script.path}/designees"
    named = [str(here.people[AREA]), str(here.people[DESK])]
    refused = await as_(DESK)("PUT", path, {"person_ids": named}, seen=1)
    assert refused.status_code == 403
    told = await as_(HEAD)("PUT", path, {"person_ids": named}, seen=1)
    assert sorted(told.json()["designees"]) == sorted(named)
    held = await script_in_force(session, here.id, "fees", clock.at)
    assert held is not None
    assert held.designees == {here.people[AREA], here.people[DESK]}
    assert (await as_(HEAD)("PUT", path, {"person_ids": []}, seen=1)).status_code == 412
    clock.advance(hours=1)
    await as_(HEAD)("PUT", path, {"person_ids": [str(here.people[AREA])]}, seen=2)
    only = await script_in_force(session, here.id, "fees", clock.at)
    assert only is not None
    assert only.designees == {here.people[AREA]}
    cleared = await as_(HEAD)("PUT", path, {"person_ids": []}, seen=3)
    assert cleared.json()["designees"] == []


async def test_nobody_of_another_centre_is_named(as_: Callers, as_stranger: Callers) -> None:
    script = await begun(as_)
    stranger = str(as_stranger.centre.people[AREA])
    named = await as_(HEAD)("PUT", f"{script.path}/designees", {"person_ids": [stranger]}, seen=1)
    owner = await as_(HEAD)("PATCH", script.path, {"owner_id": stranger}, seen=1)
    assert (named.status_code, owner.status_code) == (404, 404)
    kept = await as_(HEAD)("PATCH", script.path, {"owner_id": str(as_.centre.people[AREA])}, seen=1)
    assert kept.json()["owner_id"] == str(as_.centre.people[AREA])


async def test_another_centres_answer_is_not_there(as_: Callers, as_stranger: Callers) -> None:
    script = await begun(as_)
    version = f"{script.path}/versions/{script.last['id']}"
    for method, path, body in (
        ("GET", script.path, None),
        ("GET", f"{script.path}/versions", None),
        ("POST", f"{script.path}/versions", {"say": "x"}),
        ("GET", version, None),
        ("PATCH", version, {"say": "x"}),
        ("POST", f"{version}/submit", None),
        ("POST", f"{version}/approve", None),
        ("POST", f"{version}/withdraw", {"reason": "x"}),
        ("PUT", f"{script.path}/designees", {"person_ids": []}),
    ):
        told = await as_stranger(HEAD)(method, path, body, seen=1)
        assert told.status_code == 404, (method, path)
    in_force = await as_stranger(HEAD)("GET", "/answer-scripts/in-force", topic="fees")
    assert in_force.status_code == 404


async def test_the_same_first_draft_sent_twice_begins_one_answer(as_: Callers) -> None:
    body = {"topic": "fees", "say": SAY}
    first = await as_(DESK)("POST", "/answer-scripts", body, key="script-0001")
    again = await as_(DESK)("POST", "/answer-scripts", body, key="script-0001")
    assert (again.status_code, again.json()) == (201, first.json())
