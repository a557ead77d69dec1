"""A new key for contacts: every resident's contact is sealed anew, and is still found and opened."""

from pathlib import Path

from sqlalchemy import select

from app.database.session import Database
from app.privacy.command import reseal
from app.residents.contacts import ContactKeys
from app.residents.tables import Resident
from app.settings import Settings
from tests.conftest import NOON
from tests.factories.centres import small_centre


async def test_contacts_are_sealed_anew_and_still_found(own_database: Database, tmp_path: Path) -> None:
    settings = Settings.model_validate(
        {"data_dir": tmp_path, "database_url": own_database.engine.url.render_as_string(hide_password=False)}
    )
    settings.make_keys()
    old = ContactKeys.from_settings(settings)
    async with own_database.transaction() as session:
        centre = await small_centre(session, NOON)
        sealed = old.seal(centre.id, "13912345678")
        session.add(
            Resident(
                centre_id=centre.id, id=centre.area, unit_id=centre.unit, type="owner",
                contact_ciphertext=sealed.ciphertext, contact_key=sealed.key_id,
                contact_digest=sealed.digest, contact_mask=sealed.mask, contact_basis="service_contract",
            )
        )  # fmt: skip
    name = settings.add_contact_key()
    assert settings.key_file.stat().st_mode & 0o077 == 0
    assert await reseal(settings) == 1
    assert await reseal(settings) == 0
    keys = ContactKeys.from_settings(settings)
    async with own_database.transaction() as session:
        row = (await session.execute(select(Resident))).scalar_one()
    assert (row.contact_key, row.contact_digest) == (name, old.digest(centre.id, "139 1234 5678"))
    assert row.contact_ciphertext is not None
    assert keys.open_contact(centre.id, row.contact_ciphertext, name) == "13912345678"
    assert old.open_contact(centre.id, sealed.ciphertext, "first") == "13912345678"
