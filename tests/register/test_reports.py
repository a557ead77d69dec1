"""The report's numbers against a recount straight from the journals, whatever happened to the cases."""

from collections import Counter
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.rows import Before, change_of
from app.cases.statements import TAKE_IN
from app.database.session import driver
from app.procedure.fields import replace
from app.procedure.lifecycle import Decided, replay
from app.residents.contacts import ContactKeys
from app.residents.tables import Area, Resident, Unit
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import AREA_MANAGER, DESK, HEAD, Work
from tests.procedure.beginnings import BEGINNINGS
from tests.procedure.stories import AREA, OTHER_AREA, RESIDENT, UNIT, Story
from tests.procedure.walking import walked
from tests.register.recounting import rates_by_hand

MONTH = {"from_day": "2026-04-01", "to_day": "2026-04-30"}
DAY = date(2026, 4, 1)


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


async def report(work: Work) -> dict[str, Any]:
    return dict(await work.told(HEAD, "/reports/period", **MONTH))


def rates(told: dict[str, Any]) -> dict[str, tuple[int, int]]:
    return {each["name"]: (each["part"], each["whole"]) for each in told["rates"]}


@pytest.mark.clause("3.4-b")
async def test_the_five_rates_name_their_parts_and_their_formulas(work: Work) -> None:
    reached, unreached = await work.returned_inquiry(), await work.returned_inquiry(words="另一件")
    await work.called_back(reached)
    await work.act(DESK, unreached, "record-callback", reached=False)
    told = await report(work)
    assert told["accepted"] == 2
    assert rates(told) == {
        "response": (2, 2),
        "solved": (1, 1),
        "satisfaction": (1, 1),
        "callback": (1, 2),
        "reach": (1, 2),
    }
    assert all(each["formula"]["zh"] and each["formula"]["en"] for each in told["rates"])
    assert [(each["key"], each["found"]) for each in told["by_kind"]] == [("inquiry", 2)]
    assert told["by_day"] == [{"day": "2026-04-01", "found": 2}]


@pytest.mark.clause("4.5.1-a")
async def test_whom_nobody_reached_is_never_satisfied_and_stays_required(work: Work) -> None:
    case = await work.returned_inquiry()
    for _ in range(3):
        await work.act(DESK, case, "record-callback", reached=False)
        await work.later(days=1)
    await work.act(HEAD, case, "rule-on-unreachable", close=True, remark="三次未接")
    told = await report(work)
    assert rates(told)["satisfaction"] == (0, 0)
    assert rates(told)["callback"] == (1, 1)
    assert rates(told)["reach"] == (0, 1)
    assert {each["deviation"]: each["found"] for each in told["deviations"]} == {"unreachable": 1}


async def test_a_voided_case_is_an_exception_and_in_no_count(work: Work) -> None:
    case = await work.take_in(kind="inquiry")
    await work.act(HEAD, case, "void", reason="重复登记")
    told = await report(work)
    assert told["accepted"] == 0
    assert [each["deviation"] for each in told["deviations"]] == ["voided"]


async def test_an_adopted_suggestion_stands_with_its_state(work: Work) -> None:
    case = await work.take_in(kind="suggestion", thanked=True, told_will_study=True)
    await work.act(HEAD, case, "begin-study")
    await work.act(HEAD, case, "decide", decision="adopted", reasons="可行")
    adopted = (await report(work))["adopted"]
    assert [(each["case_id"], each["decision"], each["implemented"]) for each in adopted] == [
        (case, "adopted", False)
    ]


async def test_another_centre_counts_its_own(work: Work) -> None:
    await work.returned_inquiry()
    elsewhere = await work.elsewhere()
    assert (await report(elsewhere))["accepted"] == 0
    assert (await work.ask(AREA_MANAGER, "/reports/period", **MONTH)).status_code == 200


async def settle(work: Work) -> None:
    """The places that walks speak of."""
    centre = work.centre
    for area, name in ((AREA, "甲区"), (OTHER_AREA, "乙区")):
        await work.session.execute(insert(Area).values(centre_id=centre.id, id=area, name=name))
    await work.session.execute(
        insert(Unit).values(centre_id=centre.id, id=UNIT, building_id=centre.building, number="9")
    )
    await work.session.execute(
        insert(Resident).values(centre_id=centre.id, id=RESIDENT, unit_id=UNIT, type="owner")
    )


async def keep(work: Work, story: Story, keys: ContactKeys) -> None:
    """A walk as a case of the store."""
    case_id = uuid4()
    facts = replay(case_id, story.events)
    day = facts.accepted_at.date() if facts.accepted_at else None
    change = change_of(Decided(story.events, replace(facts)), Before(), work.centre.actor(DESK), keys, day)
    await (await driver(work.session)).fetchrow(TAKE_IN, *change.parameters(), None)


JOURNAL = """
SELECT j.case_id, j.number, j.event, j.payload FROM case_journal j
 WHERE j.centre_id = :centre ORDER BY j.case_id, j.number
"""


async def recount(work: Work, now: datetime) -> dict[str, Any]:
    """Counted by hand from the entries of the journals, with nothing of the reports."""
    rows = (await work.session.execute(text(JOURNAL), {"centre": work.centre.id})).all()
    journals: dict[Any, list[tuple[str, dict[str, Any]]]] = {}
    for case, _, event, payload in rows:
        journals.setdefault(case, []).append((event, payload))
    counted = Counter[str]()
    kinds = Counter[str]()
    for journal in journals.values():
        names = [event for event, _ in journal]
        accepted = "Accepted" in names
        if not accepted or "Voided" in names:
            counted["voided"] += accepted and "Voided" in names
            continue
        counted["accepted"] += 1
        kinds[last_kind(journal)] += 1
    figures = Counter[str]()
    for case, journal in journals.items():
        figures += rates_by_hand(case, journal, now)
    return {"counted": counted, "kinds": kinds, "rates": figures}


def last_kind(journal: list[tuple[str, dict[str, Any]]]) -> str:
    """The kind a matter was last given, or the procedure it belongs to."""
    kind = None
    for event, payload in journal:
        if event in {"TakenIn", "Accepted", "Reclassified"} and (
            payload.get("kind") or payload.get("related_procedure")
        ):
            kind = payload.get("kind") or payload["related_procedure"]
        elif event == "HandedOff":
            kind = payload["related_procedure"]
    assert kind is not None
    return str(kind)


@pytest.fixture
def keys(app: FastAPI) -> ContactKeys:
    return app.state.contact_keys  # type: ignore[no-any-return]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(sorted(BEGINNINGS)), st.integers(0, 2**32)), min_size=5, max_size=12)
)
async def test_the_numbers_are_those_of_the_journals(
    work: Work, keys: ContactKeys, walks: list[tuple[str, int]]
) -> None:
    other = await work.elsewhere()
    await settle(other)
    for name, seed in walks:
        await keep(other, walked(BEGINNINGS[name], seed), keys)
    await other.session.commit()
    told, by_hand = await report(other), await recount(other, work.clock())
    assert told["not_counted"] == 0
    assert told["accepted"] == by_hand["counted"]["accepted"]
    assert {each["key"]: each["found"] for each in told["by_kind"]} == by_hand["kinds"]
    voided = [each["found"] for each in told["deviations"] if each["deviation"] == "voided"]
    assert sum(voided) == by_hand["counted"]["voided"]
    assert rates(told) == {
        name: (by_hand["rates"][f"{name} part"], by_hand["rates"][f"{name} whole"])
        for name in ("response", "solved", "satisfaction", "callback", "reach")
    }
