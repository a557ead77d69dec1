"""The store held against its journals: clean after honest work, and every difference told plainly."""

from datetime import timedelta

import httpx
from pydantic import SecretStr
from sqlalchemy import text

from app.cases.faults import FAULT_WORDS, Difference, Fault
from app.cases.seals import SigningKeys
from app.cases.verification import Report, examine, verify
from app.database.ids import new_id
from app.database.session import Database
from app.procedure.vocabulary import Role
from app.settings import Settings
from tests.cases.examining import TAMPERED, change, faults, sealed
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import DESK, HEAD, Work


async def test_honest_work_of_every_kind_is_clean(work: Work, store: Database, keys: SigningKeys) -> None:
    await work.filed_challenge(topic="parking_fee")
    reopened = await work.returned_inquiry()
    await work.called_back(reopened, satisfaction="dissatisfied", solved=False)
    suggestion = await work.take_in(kind="suggestion", thanked=True, told_will_study=True, joint_count=3)
    await work.act(HEAD, suggestion, "begin-study")
    await work.act(HEAD, suggestion, "decide", decision="adopted", reasons="可行")
    await work.act(
        HEAD, suggestion, "extend-duty", duty="reply", due_at="2026-05-01T00:00:00Z", reason="等料"
    )
    security = Role.SECURITY_DUTY_SUPERVISOR
    helped = await work.take_in(kind="help", place="地库B2", department="security")
    await work.act(security, helped, "acknowledge")
    captured = await work.take_in(Role.OTHER_STAFF, kind="inquiry", channel="met_on_patrol")
    await work.act(DESK, captured, "accept", kind="inquiry", contact="13911112222")
    await work.act(DESK, captured, "reclassify", kind="challenge", reason="质疑收费")
    await work.take_in(kind=None, related_procedure="repair")
    voided = await work.take_in(kind="inquiry")
    await work.act(HEAD, voided, "void", reason="重复")
    await sealed(work, keys)
    report = await examine(store, keys, work.centre.id)
    assert [str(each) for each in report.differences] == []
    assert report.cases == 7
    assert report.entries > 50


async def test_an_erasure_leaves_the_chain_whole(
    work: Work, store: Database, keys: SigningKeys, case: str
) -> None:
    erase = (
        "UPDATE case_journal SET personal = NULL, salts = NULL WHERE centre_id = :centre AND case_id = :case"
    )
    await change(work, erase, case=case)
    assert await faults(work, store, keys) == {Fault.COLUMN_DIFFERS}, "the case row still holds the texts"
    await change(
        work,
        "UPDATE cases SET personal = '{}', contact_digest = NULL, contact_mask = NULL"
        " WHERE centre_id = :centre AND id = :case",
        case=case,
    )
    assert await faults(work, store, keys) == {Fault.TERMS_DIFFER}, "the index still holds their pieces"
    keep = "array(SELECT term FROM unnest(terms) term WHERE term ~ '^@|-')"
    await change(
        work,
        f"UPDATE case_terms SET terms = {keep} WHERE centre_id = :centre AND case_id = :case",
        case=case,
    )
    assert await faults(work, store, keys) == set()


async def test_work_after_a_seal_is_no_fault(
    work: Work, store: Database, keys: SigningKeys, case: str
) -> None:
    await work.called_back(case)
    await work.take_in(kind="inquiry")
    assert await faults(work, store, keys) == set()
    work.clock.at += timedelta(days=1)
    await sealed(work, keys)
    assert await faults(work, store, keys) == set()


async def test_nobodys_words_stand_in_a_report(
    work: Work, store: Database, keys: SigningKeys, case: str
) -> None:
    for statement, _ in TAMPERED.values():
        if "DELETE" not in statement and "INSERT" not in statement:
            await change(work, statement, **({"case": case} if ":case" in statement else {}))
    report = await examine(store, keys, work.centre.id)
    told = "\n".join(str(each) for each in report.differences)
    for words in ("门禁卡", "王女士", "免费", "13800001234", "138****1234"):
        assert words not in told
    assert case in told


async def test_the_command_tells_each_difference_and_how_many(
    own_database: Database, own_client: httpx.AsyncClient, clock: SettableClock, settings: Settings
) -> None:
    url = own_database.engine.url.render_as_string(hide_password=False)
    here = settings.model_copy(update={"database_url": SecretStr(url)})
    async with own_database.transaction() as session:
        work = Work(own_client, await small_centre(session, clock()), session, clock)
    case = await work.take_in(kind="inquiry")
    told: list[str] = []
    assert await verify(here, told.append)
    assert told[-1].endswith(": 0")
    async with own_database.transaction() as session:
        await session.execute(text("UPDATE cases SET status = 'closed', version = version + 1"))
    told.clear()
    assert not await verify(here, told.append)
    assert told[-1].endswith(": 2")
    assert sum(case in line for line in told) == 2


async def test_another_centre_is_not_looked_at(
    work: Work, store: Database, keys: SigningKeys, case: str
) -> None:
    others = await work.elsewhere()
    await others.take_in(kind="inquiry")
    await change(work, TAMPERED["a column edited"][0], case=case)
    assert await faults(others, store, keys) == set()
    everything = await examine(store, keys)
    assert everything.centres >= 2
    assert {each.centre_id for each in everything.differences} == {work.centre.id}


def test_a_report_counts_what_it_no_longer_lists() -> None:
    report, one = Report(), Difference(new_id(), Fault.HEAD_DIFFERS)
    for _ in range(1400):
        report.add(one)
    assert (report.found, len(report.differences), report.clean) == (1400, 1000, False)


def test_every_fault_has_its_words() -> None:
    assert set(FAULT_WORDS) == set(Fault)
