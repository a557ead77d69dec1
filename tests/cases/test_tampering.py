"""Every way to tamper with a store is found: against the journals, the register, or a seal."""

import json
from hashlib import sha256
from uuid import UUID

import pytest
from sqlalchemy import text

from app.cases.attachment_store import AttachmentStore, place_of
from app.cases.codecs import GENESIS, Written, link
from app.cases.faults import Fault
from app.cases.seals import SigningKeys
from app.cases.verification import Beside, examine
from app.database.ids import new_id
from app.database.session import Database
from app.procedure.vocabulary import Role
from app.residents.contacts import ContactKeys
from app.settings import Settings
from tests.cases.examining import TAMPERED, change, faults
from tests.factories.files import JPEG
from tests.factories.matters import Work


@pytest.mark.parametrize("how", TAMPERED)
async def test_tampering_is_found(
    work: Work, store: Database, keys: SigningKeys, contacts: ContactKeys, case: str, how: str
) -> None:
    statement, fault = TAMPERED[how]
    beside = Beside(contacts=contacts)
    assert await faults(work, store, keys, beside) == set()
    needs_case = {"case": case} if ":case" in statement else {}
    await change(work, statement, **needs_case)
    assert fault in await faults(work, store, keys, beside)


@pytest.mark.parametrize(
    "how",
    [
        "DELETE FROM duty_log_entries WHERE centre_id = :centre AND case_id = :case",
        "UPDATE duty_log_entries SET process = '一切正常' WHERE centre_id = :centre AND case_id = :case",
        """UPDATE duty_log_entries SET person_id = (SELECT id FROM people WHERE centre_id = :centre
                                                     AND name = 'front_desk')
            WHERE centre_id = :centre AND case_id = :case""",
    ],
)
async def test_an_own_duty_log_that_is_not_what_the_journal_says_is_found(
    work: Work, store: Database, keys: SigningKeys, how: str
) -> None:
    case = await work.take_in(kind="help", place="地库B2", department="security")
    for act, given in (
        ("acknowledge", {}),
        ("arrive", {}),
        ("write-duty-log", {"entry": "到场后扶起业户，送回家中。"}),
    ):
        await work.act(Role.SECURITY_DUTY_SUPERVISOR, case, act, **given)
    assert await faults(work, store, keys) == set()
    await change(work, how, case=case)
    assert await faults(work, store, keys) == {Fault.OWN_LOG_DIFFERS}


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
        ("case_terms", "case_id"),
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


@pytest.mark.parametrize(
    "how",
    [
        "DELETE FROM case_links WHERE centre_id = :centre AND case_id = :case",
        "UPDATE case_links SET relation = 'splits_into' WHERE centre_id = :centre AND case_id = :case",
        """INSERT INTO case_links SELECT centre_id, gen_random_uuid(), case_id, other_id, 'split_from'
             FROM case_links WHERE centre_id = :centre AND case_id = :case""",
    ],
    ids=["removed", "another relation", "slipped in"],
)
async def test_links_that_are_not_those_the_journal_tells_are_found(
    work: Work, store: Database, keys: SigningKeys, case: str, how: str
) -> None:
    other = await work.returned_inquiry(words="还是那件事")
    await work.act(Role.FRONT_DESK, case, "link", other=other)
    assert await faults(work, store, keys) == set()
    await change(work, how, case=case)
    assert await faults(work, store, keys) == {Fault.LINK_DIFFERS}


@pytest.mark.parametrize(
    "how",
    [
        "DELETE FROM attachments WHERE centre_id = :centre AND case_id = :case",
        "UPDATE attachments SET name = '别的.jpg' WHERE centre_id = :centre AND case_id = :case",
        "UPDATE attachments SET sha256 = sha256('x') WHERE centre_id = :centre AND case_id = :case",
        "UPDATE attachments SET added_at = now() WHERE centre_id = :centre AND case_id = :case",
        """UPDATE attachments SET added_by = (SELECT id FROM people WHERE centre_id = :centre
                                               AND name = 'head_of_customer_service')
            WHERE centre_id = :centre AND case_id = :case""",
        """INSERT INTO attachments
           SELECT centre_id, gen_random_uuid(), case_id, name, media_type, size, sha256, added_by, added_at
             FROM attachments WHERE centre_id = :centre AND case_id = :case""",
        """UPDATE attachments SET case_id = (SELECT id FROM cases WHERE centre_id = :centre AND id <> :case)
            WHERE centre_id = :centre AND case_id = :case""",
    ],
    ids=["removed", "renamed", "another content", "dated anew", "another person", "slipped in", "moved"],
)
async def test_files_that_are_not_those_the_journal_tells_are_found(
    work: Work, store: Database, keys: SigningKeys, case: str, how: str
) -> None:
    answer = await work.client.put(
        f"/cases/{case}/attachments/{new_id()}",
        content=JPEG,
        headers={**work.centre.signed_in(Role.FRONT_DESK), "X-Attachment-Name": "leak.jpg"},
    )
    assert answer.status_code == 201, answer.text
    assert await faults(work, store, keys) == set()
    await change(work, how, case=case)
    assert await faults(work, store, keys) == {Fault.ATTACHMENT_DIFFERS}


async def test_a_file_changed_or_gone_is_found(
    work: Work, store: Database, keys: SigningKeys, case: str, settings: Settings
) -> None:
    file = new_id()
    answer = await work.client.put(
        f"/cases/{case}/attachments/{file}", content=JPEG, headers=work.centre.signed_in(Role.FRONT_DESK)
    )
    assert answer.status_code == 201, answer.text
    files = AttachmentStore(settings.attachments_address)
    beside = Beside(files)
    place = place_of(work.centre.id, UUID(case), file, sha256(JPEG).digest())

    async def found() -> list[tuple[Fault, str | None]]:
        report = await examine(store, keys, work.centre.id, beside)
        return [(each.fault, each.where) for each in report.differences]

    assert await found() == []
    await files.keep(place, JPEG + b"x")
    assert await found() == [(Fault.FILE_CHANGED, str(file))]
    await files.remove([place])
    assert await found() == [(Fault.FILE_MISSING, str(file))]
