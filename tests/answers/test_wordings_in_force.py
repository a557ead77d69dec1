"""Which wording holds: the newest that has begun, and none once it was withdrawn."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.answers.queries import script_in_force
from tests.conftest import SettableClock
from tests.factories.callers import Callers
from tests.factories.centres import SmallCentre
from tests.factories.scripts import AREA, DESK, HEAD, MANAGER, SAY, begun, said_now


@pytest.mark.clause("4.4.5-b")
async def test_a_newer_wording_takes_the_place_of_the_older_one_at_once(
    as_: Callers, session: AsyncSession, here: SmallCentre, clock: SettableClock
) -> None:
    script = await begun(as_)
    first = (await script.approved())["id"]
    clock.advance(hours=1)
    before = clock.at - timedelta(minutes=1)
    await script.draft(AREA, say="新口径。")
    assert await said_now(as_) == SAY
    for role, act in ((AREA, "submit"), (HEAD, "approve")):
        assert (await script.step(role, act)).status_code == 200
    assert await said_now(as_) == "新口径。"
    old = (await as_(DESK)("GET", f"{script.path}/versions/{first}")).json()
    assert (old["state"], old["in_force"]) == ("superseded", False)
    earlier = await script_in_force(session, here.id, "fees", before)
    assert earlier is not None
    assert str(earlier.version_id) == first
    strict = await script_in_force(session, here.id, "fees", before, hold=True)
    assert strict is not None
    assert str(strict.version_id) == script.last["id"]


async def test_a_wording_may_begin_later_and_end_by_itself(as_: Callers, clock: SettableClock) -> None:
    script = await begun(as_)
    await script.approved()
    begins, ends = clock.at + timedelta(hours=2), clock.at + timedelta(hours=5)
    await script.draft(
        DESK, say="下午起的口径。", effective_from=begins.isoformat(), effective_to=ends.isoformat()
    )
    scheduled = await script.approved()
    assert (scheduled["state"], scheduled["in_force"]) == ("approved", False)
    assert await said_now(as_) == SAY
    clock.advance(hours=2)
    assert await said_now(as_) == "下午起的口径。"
    clock.advance(hours=3)
    assert await said_now(as_) is None
    states = [each["state"] for each in (await as_(AREA)("GET", f"{script.path}/versions")).json()]
    assert states == ["expired", "superseded"]


async def test_a_withdrawn_wording_holds_no_second_longer_and_no_older_one_comes_back(
    as_: Callers, session: AsyncSession, here: SmallCentre, clock: SettableClock
) -> None:
    script = await begun(as_)
    await script.approved()
    await script.draft(DESK, say="新口径。")
    await script.approved()
    for role in (DESK, AREA):
        refused = await script.step(role, "withdraw", {"reason": "有误"})
        assert (refused.status_code, refused.json()["code"]) == (403, "approved_by_others")
    gone = await script.step(HEAD, "withdraw", {"reason": "标准已调整"})
    assert (gone.json()["state"], gone.json()["withdrawn_reason"]) == ("withdrawn", "标准已调整")
    assert await said_now(as_) is None
    assert await script_in_force(session, here.id, "fees", clock.at, hold=True) is None


async def test_withdrawing_one_that_was_still_to_begin_leaves_the_standing_one(
    as_: Callers, clock: SettableClock
) -> None:
    script = await begun(as_)
    await script.approved()
    later = (clock.at + timedelta(hours=2)).isoformat()
    await script.draft(DESK, say="以后的口径。", effective_from=later)
    await script.approved()
    assert (await script.step(MANAGER, "withdraw", {"reason": "不改了"})).status_code == 200
    clock.advance(hours=3)
    assert await said_now(as_) == SAY


async def test_a_draft_is_withdrawn_by_its_author_and_was_never_in_force(
    as_: Callers, session: AsyncSession, here: SmallCentre, clock: SettableClock
) -> None:
    script = await begun(as_, effective_from=(clock.at - timedelta(hours=1)).isoformat())
    assert (await script.step(AREA, "withdraw", {"reason": "重写"})).json()["code"] == "anothers_draft"
    assert (await script.step(DESK, "withdraw", {"reason": "重写"})).status_code == 200
    assert await script_in_force(session, here.id, "fees", clock.at - timedelta(minutes=5)) is None


async def test_times_that_cannot_be_are_refused(as_: Callers, clock: SettableClock) -> None:
    begins, ends = clock.at + timedelta(hours=2), clock.at + timedelta(hours=1)
    body = {
        "topic": "fees",
        "say": SAY,
        "effective_from": begins.isoformat(),
        "effective_to": ends.isoformat(),
    }
    refused = await as_(DESK)("POST", "/answer-scripts", body)
    assert (refused.status_code, refused.json()["code"]) == (422, "ends_before_it_starts")
    script = await begun(as_, effective_to=ends.isoformat())
    await script.step(DESK, "submit")
    clock.advance(hours=2)
    late = await script.step(HEAD, "approve")
    assert (late.status_code, late.json()["code"]) == (409, "over_before_it_begins")
