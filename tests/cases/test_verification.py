"""The store held against its journals: clean after honest work, and every way to tamper is found."""

import json
from datetime import timedelta
from typing import Any, cast

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.codecs import GENESIS, Written, link
from app.cases.faults import FAULT_WORDS, Difference, Fault
from app.cases.seals import SigningKeys, seal
from app.cases.verification import Report, examine
from app.database.ids import new_id
from app.database.session import Database
from app.procedure.vocabulary import Role
from app.settings import Settings
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import DESK, HEAD, Work


@pytest.fixture
async def work(client: httpx.AsyncClient, session: AsyncSession, clock: SettableClock) -> Work:
    return Work(client, await small_centre(session, clock()), session, clock)


@pytest.fixture
def keys(settings: Settings) -> SigningKeys:
    return SigningKeys(settings.keys().seal)


@pytest.fixture
def store(app: FastAPI, work: Work) -> Database:
    return cast("Database", app.state.database)


async def change(work: Work, statement: str, **values: Any) -> None:
    """Something done to the store behind the service's back."""
    done = await work.session.execute(text(statement), {"centre": work.centre.id} | values)
    assert done.rowcount, "nothing was tampered with"  # type: ignore[attr-defined]
    await work.session.commit()


async def faults(work: Work, store: Database, keys: SigningKeys) -> set[Fault]:
    report = await examine(store, keys, work.centre.id)
    assert report.clean == (report.found == 0)
    return {each.fault for each in report.differences}


async def sealed(work: Work, keys: SigningKeys) -> None:
    await seal(work.session, work.centre.id, work.clock(), keys)
    await work.session.commit()


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


@pytest.fixture
async def case(work: Work, keys: SigningKeys) -> str:
    """A case with some history, sealed, and another beside it."""
    made = await work.returned_inquiry()
    await work.returned_inquiry(words="另一件事")
    await sealed(work, keys)
    return made


TAMPERED: dict[str, tuple[str, Fault]] = {
    "an entry edited": (
        """UPDATE case_journal SET payload = payload || '{"channel": "email"}'
            WHERE centre_id = :centre AND case_id = :case AND event = 'Replied'""",
        Fault.ENTRY_CHANGED,
    ),
    "an entry given to somebody else": (
        """UPDATE case_journal
              SET by = (SELECT id FROM people WHERE centre_id = :centre AND name = 'front_desk')
            WHERE centre_id = :centre AND case_id = :case AND event = 'Replied'""",
        Fault.ENTRY_CHANGED,
    ),
    "an entry dated back": (
        """UPDATE case_journal SET at = at - interval '1 day'
            WHERE centre_id = :centre AND case_id = :case AND event = 'SheetReturned'""",
        Fault.ENTRY_CHANGED,
    ),
    "an entry said to come from a system": (
        """UPDATE case_journal SET via = 'call centre'
            WHERE centre_id = :centre AND case_id = :case AND event = 'Replied'""",
        Fault.ENTRY_CHANGED,
    ),
    "a text edited": (
        """UPDATE case_journal SET personal = personal || '{"reply_text": "免费"}'
            WHERE centre_id = :centre AND case_id = :case AND event = 'Replied'""",
        Fault.TEXT_CHANGED,
    ),
    "a text slipped in": (
        """UPDATE case_journal SET personal = coalesce(personal, '{}') || '{"note": "x"}'
            WHERE centre_id = :centre AND case_id = :case AND event = 'SheetReturned'""",
        Fault.TEXT_UNCOVERED,
    ),
    "an entry deleted": (
        "DELETE FROM case_journal WHERE centre_id = :centre AND case_id = :case AND number = 3",
        Fault.ENTRY_MISSING,
    ),
    "an entry inserted": (
        """INSERT INTO case_journal SELECT centre_id, case_id, number + 1, event, at, by, via, payload,
                  personal, salts, digests, hash FROM case_journal
            WHERE centre_id = :centre AND case_id = :case
            ORDER BY number DESC LIMIT 1""",
        Fault.ENTRY_CHANGED,
    ),
    "the tail cut": (
        """DELETE FROM case_journal WHERE centre_id = :centre AND case_id = :case
              AND number > (SELECT version - 2 FROM cases WHERE centre_id = :centre AND id = :case)""",
        Fault.SEALED_TAIL_GONE,
    ),
    "the facts edited": (
        """UPDATE cases SET facts = facts || '{"finished_by_desk": true}'
            WHERE centre_id = :centre AND id = :case""",
        Fault.FACTS_DIFFER,
    ),
    "a fact nobody knows added": (
        """UPDATE cases SET facts = facts || '{"paid_back": true}'
            WHERE centre_id = :centre AND id = :case""",
        Fault.FACTS_DIFFER,
    ),
    "a column edited": (
        "UPDATE cases SET status = 'closed' WHERE centre_id = :centre AND id = :case",
        Fault.COLUMN_DIFFERS,
    ),
    "a sheet's text edited on the case": (
        """UPDATE cases SET personal = personal || '{"reply_text": "免费"}'
            WHERE centre_id = :centre AND id = :case""",
        Fault.COLUMN_DIFFERS,
    ),
    "a contact put on another case": (
        """UPDATE cases SET contact_ciphertext = other.contact_ciphertext
             FROM cases other
            WHERE cases.centre_id = :centre AND cases.id = :case
              AND other.centre_id = :centre AND other.id <> :case""",
        Fault.COLUMN_DIFFERS,
    ),
    "a head rewritten": (
        "UPDATE cases SET head = sha256('x') WHERE centre_id = :centre AND id = :case",
        Fault.HEAD_DIFFERS,
    ),
    "a version lowered": (
        "UPDATE cases SET version = version - 1 WHERE centre_id = :centre AND id = :case",
        Fault.VERSION_DIFFERS,
    ),
    "a duty removed": (
        "DELETE FROM case_duties WHERE centre_id = :centre AND case_id = :case",
        Fault.DUTY_DIFFERS,
    ),
    "a duty given more time": (
        """UPDATE case_duties SET due_at = due_at + interval '3 days'
            WHERE centre_id = :centre AND case_id = :case""",
        Fault.DUTY_DIFFERS,
    ),
    "a register row removed": (
        "DELETE FROM register_entries WHERE centre_id = :centre AND id = :case",
        Fault.REGISTER_MISSING,
    ),
    "a register row edited": (
        """UPDATE register_entries SET kind = 'help'
            WHERE centre_id = :centre AND id = :case""",
        Fault.REGISTER_DIFFERS,
    ),
    "a number given out for nothing": (
        "UPDATE register_counters SET last = last + 1 WHERE centre_id = :centre",
        Fault.NUMBER_MISSING,
    ),
}


@pytest.mark.parametrize("how", TAMPERED)
async def test_tampering_is_found(
    work: Work, store: Database, keys: SigningKeys, case: str, how: str
) -> None:
    statement, fault = TAMPERED[how]
    assert await faults(work, store, keys) == set()
    needs_case = {"case": case} if ":case" in statement else {}
    await change(work, statement, **needs_case)
    assert fault in await faults(work, store, keys)


async def test_two_entries_swapped_are_found(
    work: Work, store: Database, keys: SigningKeys, case: str
) -> None:
    move = (
        "UPDATE case_journal SET number = :to WHERE centre_id = :centre AND case_id = :case AND number = :no"
    )
    for number, to in ((2, 999), (3, 2), (999, 3)):
        await change(work, move, case=case, no=number, to=to)
    assert Fault.ENTRY_CHANGED in await faults(work, store, keys)


async def test_a_dropped_case_is_found_by_its_number_and_by_the_seal(
    work: Work, store: Database, keys: SigningKeys, case: str
) -> None:
    for table, column in (
        ("case_journal", "case_id"),
        ("case_duties", "case_id"),
        ("register_entries", "id"),
        ("cases", "id"),
    ):
        await change(work, f"DELETE FROM {table} WHERE centre_id = :centre AND {column} = :case", case=case)
    assert await faults(work, store, keys) == {Fault.NUMBER_MISSING, Fault.SEALED_CASE_GONE}


async def test_a_chain_rewritten_from_end_to_end_is_found_by_the_seal_alone(
    work: Work, store: Database, keys: SigningKeys, case: str
) -> None:
    await rewrite(work, case)
    assert await faults(work, store, keys) == {Fault.SEALED_ENTRY_CHANGED}


async def rewrite(work: Work, case: str) -> None:
    """Somebody who knows the code changes an entry and hashes everything anew."""
    rows = (
        await work.session.execute(
            text(
                "SELECT number, event, payload, digests, via FROM case_journal"
                " WHERE centre_id = :centre AND case_id = :case ORDER BY number"
            ),
            {"centre": work.centre.id, "case": case},
        )
    ).all()
    head = GENESIS
    for number, event, payload, digests, via in rows:
        told = payload | ({"form_version": "another"} if event == "TakenIn" else {})
        head = link(head, case, number, Written(event, told, None, None, digests), via)
        await work.session.execute(
            text(
                "UPDATE case_journal SET payload = CAST(:payload AS jsonb), hash = :hash"
                " WHERE centre_id = :centre AND case_id = :case AND number = :number"
            ),
            {
                "payload": json.dumps(told),
                "hash": head,
                "centre": work.centre.id,
                "case": case,
                "number": number,
            },
        )
    await change(
        work, "UPDATE cases SET head = :head WHERE centre_id = :centre AND id = :case", head=head, case=case
    )


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
        "UPDATE cases SET personal = '{}', contact_ciphertext = NULL, contact_key = NULL,"
        " contact_digest = NULL, contact_mask = NULL WHERE centre_id = :centre AND id = :case",
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
