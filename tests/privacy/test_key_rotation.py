"""A new key for contacts: all is sealed anew, still found and opened, and the old key is not missed."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import select, text

from app.cases.codecs import GENESIS, Written, digest_of_value, link
from app.cases.naming import contact_told
from app.cases.verification import verify
from app.database.documents import document
from app.database.ids import new_id
from app.database.session import Database
from app.notifications.sealing import ChannelKeys
from app.notifications.tables import Channel
from app.privacy.command import Resealed, reseal
from app.privacy.erasing import empty_cases
from app.procedure.vocabulary import Role
from app.residents.contacts import ContactKeys
from app.residents.tables import Resident
from app.settings import Settings
from tests.cases.test_audit_export import check, exported
from tests.conftest import SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import DESK, Work
from tests.factories.migrating import migration

NUMBERS = ("13912345678", "13800001234")
ANEW = "13711112222"


@pytest.fixture
async def work(
    own_client: httpx.AsyncClient, own_database: Database, clock: SettableClock
) -> AsyncIterator[Work]:
    async with own_database.sessions() as session:
        centre = await small_centre(session, clock())
        await session.commit()
        yield Work(own_client, centre, session, clock)


@pytest.fixture
def here(settings: Settings, own_database: Database, tmp_path: Path) -> Settings:
    """An installation of its own, begun with the keys of the service under test."""
    url = own_database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    there = settings.model_copy(update={"database_url": SecretStr(url), "data_dir": tmp_path})
    there.key_file.write_bytes(settings.key_file.read_bytes())
    there.key_file.chmod(0o600)
    return there


async def is_clean(settings: Settings) -> bool:
    told: list[str] = []
    clean = await verify(settings, told.append)
    assert clean, told
    return clean


async def contacts_of(work: Work, settings: Settings, cases: list[str]) -> list[str | None]:
    keys = ContactKeys.from_settings(settings)
    work.session.expire_all()
    return [await contact_told(work.session, keys, work.centre.id, UUID(case)) for case in cases]


async def under(work: Work) -> set[str]:
    """The names of all keys that anything in the store is sealed with."""
    sealed = (
        "SELECT contact_key FROM residents UNION SELECT contact_key FROM case_journal"
        " UNION SELECT key_id FROM channels"
        " UNION SELECT split_part(personal ->> 'contact', ':', 2) FROM case_journal"
    )
    found = await work.session.execute(text(sealed))
    return {name for name in found.scalars() if name}


async def three_cases(work: Work) -> list[str]:
    """Two with a contact each, one whose contact was put right at the desk."""
    made = [await work.take_in(kind="inquiry", contact=number) for number in NUMBERS]
    corrected = await work.take_in(Role.OTHER_STAFF, kind="inquiry", channel="met_on_patrol")
    await work.act(DESK, corrected, "accept", kind="inquiry", contact=ANEW)
    return [*made, corrected]


async def beside_cases(work: Work, settings: Settings) -> None:
    """A resident's record and a channel, sealed with the key of today."""
    keys, centre = ContactKeys.from_settings(settings), work.centre
    sealed = keys.seal(centre.id, NUMBERS[0])
    work.session.add(
        Resident(
            centre_id=centre.id, id=new_id(), unit_id=centre.unit, type="owner",
            contact_ciphertext=sealed.ciphertext, contact_key=sealed.key_id,
            contact_digest=sealed.digest, contact_mask=sealed.mask, contact_basis="service_contract",
        )
    )  # fmt: skip
    channel = new_id()
    address, key = ChannelKeys.from_settings(settings).seal(
        centre.id, channel, {"address": "https://a.example"}
    )
    work.session.add(
        Channel(
            centre_id=centre.id, id=channel, name="值班群", sort="wecom", sealed=address, key_id=key,
            mask="a", event_types=[], created_by=new_id(), created_at=work.clock(),
        )
    )  # fmt: skip
    await work.session.commit()


async def test_after_a_new_key_the_old_one_is_not_missed(work: Work, here: Settings) -> None:
    cases = await three_cases(work)
    await beside_cases(work, here)
    before = await under(work)
    name = here.add_contact_key()
    assert here.key_file.stat().st_mode & 0o077 == 0
    assert await reseal(here) == Resealed(contacts=5, channels=1)
    assert await reseal(here) == Resealed(contacts=0, channels=0)
    assert here.retire_contact_keys() == sorted(before)
    assert list(here.keys().contact.keys) == [name]
    assert await under(work) == {name}
    assert await contacts_of(work, here, cases) == [*NUMBERS, ANEW]
    resident = (await work.session.execute(select(Resident))).scalar_one()
    keys = ContactKeys.from_settings(here)
    assert resident.contact_digest == keys.digest(work.centre.id, "139 1234 5678")
    assert resident.contact_ciphertext is not None
    assert keys.open_contact(work.centre.id, resident.contact_ciphertext, name) == NUMBERS[0]
    channel = (await work.session.execute(select(Channel))).scalar_one()
    opened = ChannelKeys.from_settings(here).open_channel(
        work.centre.id, channel.id, channel.sealed, channel.key_id
    )
    assert opened == {"address": "https://a.example"}
    assert await is_clean(here)


async def test_a_key_that_is_retired_too_early_is_told_by_verify(work: Work, here: Settings) -> None:
    await three_cases(work)
    here.add_contact_key()
    here.retire_contact_keys()
    told: list[str] = []
    assert not await verify(here, told.append)
    assert [line for line in told if "a contact cannot be opened" in line]


async def test_nothing_is_left_of_an_erased_case_after_a_new_key(work: Work, here: Settings) -> None:
    (case, *_) = await three_cases(work)
    await empty_cases(work.session, work.centre.id, [UUID(case)])
    await work.session.commit()
    here.add_contact_key()
    assert (await reseal(here)).contacts == 3
    assert await contacts_of(work, here, [case]) == [None]
    assert await is_clean(here)


async def test_a_journal_begun_before_keys_could_change_stays_valid(
    work: Work, here: Settings, tmp_path: Path
) -> None:
    """Its digest covers the seal. Sealed anew, the digest stays in the chain, the contact beside it."""
    cases = await three_cases(work)
    for case in cases:
        await as_it_was_told_before(work, here, UUID(case))
    await work.session.execute(text(migration("0014").BESIDE))
    await work.session.commit()
    assert await is_clean(here)
    assert check(await exported(work, tmp_path / "before.jsonl", texts=True))[0] == 0
    name = here.add_contact_key()
    assert (await reseal(here)).contacts == 4
    here.retire_contact_keys()
    assert await under(work) == {name}
    assert await contacts_of(work, here, cases) == [*NUMBERS, ANEW]
    assert await is_clean(here)
    assert check(await exported(work, tmp_path / "after.jsonl", texts=True))[0] == 0


async def as_it_was_told_before(work: Work, settings: Settings, case: UUID) -> None:
    """The case's journal as it was once written: the seal itself in the text, and under the digest."""
    keys, place = ContactKeys.from_settings(settings), {"centre": work.centre.id, "case": case}
    where = " WHERE centre_id = :centre AND case_id = :case"
    rows = (
        await work.session.execute(text(f"SELECT * FROM case_journal{where} ORDER BY number"), place)
    ).all()
    head = GENESIS
    for row in rows:
        personal, digests = row.personal, row.digests
        if row.contact_key:
            plain = keys.open_contact(work.centre.id, row.contact_ciphertext, row.contact_key, case)
            sealed = keys.seal(work.centre.id, plain)
            told = f"\\x{sealed.ciphertext.hex()}:{sealed.key_id}"
            personal = personal | {"contact": told}
            digests = digests | {"contact": digest_of_value(row.salts["contact"], told)}
        head = link(head, case, row.number, Written(row.event, row.payload, None, None, digests), row.via)
        anew = {"number": row.number, "hash": head}
        anew |= {"personal": personal and document(personal), "digests": digests and document(digests)}
        await work.session.execute(
            text(
                "UPDATE case_journal SET personal = CAST(:personal AS jsonb),"
                " digests = CAST(:digests AS jsonb), hash = :hash, contact_ciphertext = NULL,"
                f" contact_key = NULL{where} AND number = :number"
            ),
            place | anew,
        )
    await work.session.execute(
        text("UPDATE cases SET head = :head WHERE centre_id = :centre AND id = :case"), place | {"head": head}
    )
