"""Cases counted by several at once, and while they are being written."""

import asyncio
from uuid import UUID

from sqlalchemy import func, select

from app.cases.tables import Case
from app.register.measuring import bring_up_to_date, measure
from app.register.tables import CaseMeasure
from tests.conftest import SettableClock
from tests.factories.at_once import AtOnce
from tests.factories.matters import DESK


async def counted(at_once: AtOnce) -> int:
    """How many cases are counted as they stand."""
    true = (CaseMeasure.case_id == Case.id) & (CaseMeasure.version == Case.version)
    async with at_once.database.transaction() as session:
        return (
            await session.execute(select(func.count()).select_from(Case).join(CaseMeasure, true))
        ).scalar_one()


async def test_of_two_who_count_the_same_case_one_waits_for_the_other(at_once: AtOnce) -> None:
    cases = [UUID((await at_once.taken_in())["id"])]
    centre = at_once.centre.id

    async def count() -> None:
        async with at_once.database.transaction() as session:
            await measure(session, centre, cases)

    meeting = at_once.database.transaction()
    async with asyncio.timeout(20), asyncio.TaskGroup() as colleagues, meeting as session:
        await measure(session, centre, cases)
        for _ in range(3):
            colleagues.create_task(count())
        await asyncio.sleep(0.2)  # they have come to where they would meet
    assert await counted(at_once) == 1


async def test_a_case_goes_on_while_it_is_counted_and_is_counted_again(
    at_once: AtOnce, clock: SettableClock
) -> None:
    case = await at_once.taken_in()
    async with asyncio.timeout(20), at_once.database.transaction() as session:
        await measure(session, at_once.centre.id, [UUID(case["id"])])
        path = f"/cases/{case['id']}/amend-sheet"
        answer = await at_once.send(DESK, path, {"summary": "门禁卡"}, seen=case["version"])
        assert answer.status_code == 200, answer.text
    assert await counted(at_once) == 0
    assert await bring_up_to_date(at_once.database, at_once.centre.id, clock()) == 1
    assert await counted(at_once) == 1
