"""A whole centre as one file, and in an empty store again: every row, every attachment, every seal."""

import hashlib
import stat
import tarfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from app import moving
from app.cases.actions import Desk
from app.cases.attachment_rows import File, add
from app.cases.attachment_store import AttachmentStore, place_of
from app.cases.seals import SigningKeys, seal
from app.cases.verification import verify
from app.database import embedded, migrations
from app.database.session import Database
from app.demo import fill
from app.metadata import METADATA
from app.moving import CannotMove, export_centre, import_centre
from app.procedure.actors import Actor
from app.procedure.vocabulary import Credential
from app.residents.contacts import ContactKeys
from app.settings import Settings
from tests.factories.files import JPEG

MOMENT = datetime(2026, 4, 1, tzinfo=UTC)


def silent(_: str) -> None:
    return


async def furnished(settings: Settings) -> tuple[str, str]:
    """The demo centre with a seal, and a photograph at one of its cases."""
    settings.make_keys()
    await migrations.upgrade(settings.sqlalchemy_url())
    await fill(settings, silent)
    database = Database(settings.sqlalchemy_url(), pool_size=1)
    async with database.transaction() as session:
        connection: Any = (await (await session.connection()).get_raw_connection()).driver_connection
        row = await connection.fetchrow("SELECT centre_id, id FROM cases ORDER BY number LIMIT 1")
        digest = hashlib.sha256(JPEG).digest()
        file = File(
            case_id=row["id"],
            id=row["id"],
            name="地库.jpg",
            media_type="image/jpeg",
            size=len(JPEG),
            sha256=digest,
        )
        actor = Actor(centre_id=row["centre_id"], person_id=None, credential=Credential.SYSTEM_KEY)
        await add(Desk(session, actor, MOMENT, ContactKeys.from_settings(settings)), file)
        await seal(session, row["centre_id"], datetime.now(UTC), SigningKeys(settings.keys().seal))
    await database.close()
    place = place_of(row["centre_id"], row["id"], row["id"], digest)
    await AttachmentStore(settings.attachments_address).keep(place, JPEG)
    return str(row["centre_id"]), place


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def exists(path: Path) -> bool:
    return path.exists()


async def rows(settings: Settings) -> dict[str, list[str]]:
    """Everything of every table that a centre is carried in."""
    connection = await asyncpg.connect(settings.libpq_url())
    found = {}
    for table in moving.tables():
        told = await connection.fetch(f"SELECT to_jsonb(t)::text AS row FROM {table.name} t ORDER BY 1")
        found[table.name] = [row["row"] for row in told]
    await connection.close()
    return found


def elsewhere(settings: Settings, home: Path, dsn: str) -> Settings:
    """Another installation, to which the keys were brought."""
    other = Settings.model_validate({"data_dir": home / "elsewhere", "database_url": dsn})
    other.key_file.parent.mkdir(parents=True, exist_ok=True)
    other.key_file.write_bytes(settings.key_file.read_bytes())
    other.key_file.chmod(0o600)
    return other


async def test_a_centre_is_whole_where_it_arrives(settings: Settings, home: Path) -> None:
    _, place = await furnished(settings)
    file = home / "centre.tar"
    assert await export_centre(settings, file, None, MOMENT) == "翠湖苑物业服务中心"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with embedded.temporary() as server:
        other = elsewhere(settings, home, server.dsn)
        await migrations.upgrade(other.sqlalchemy_url())
        await import_centre(other, file)
        assert await rows(other) == await rows(settings)
        assert (other.attachments_folder / place).read_bytes() == JPEG
        told: list[str] = []
        assert await verify(other, told.append), told
        with pytest.raises(CannotMove, match="already"):
            await import_centre(other, file)


async def test_a_damaged_file_brings_nothing_in(settings: Settings, home: Path) -> None:
    await furnished(settings)
    file, changed = home / "centre.tar", home / "changed.tar"
    await export_centre(settings, file, None, MOMENT)
    with tarfile.open(file) as source, tarfile.open(changed, "w") as target:
        for member in source.getmembers():
            content = source.extractfile(member)
            assert content is not None
            if member.name == "rows/register_entries.jsonl":
                lines = content.read().splitlines(keepends=True)[1:]
                path = home / "part"
                path.write_bytes(b"".join(lines))
                target.add(path, member.name)
            else:
                target.addfile(member, content)
    with embedded.temporary() as server:
        other = elsewhere(settings, home, server.dsn)
        await migrations.upgrade(other.sqlalchemy_url())
        with pytest.raises(CannotMove, match="whole"):
            await import_centre(other, changed)
        assert not any((await rows(other)).values())
        assert files_in(other.attachments_folder) == []
        (home / "no.tar").write_bytes(b"nothing")
        with pytest.raises(CannotMove, match="whole"):
            await import_centre(other, home / "no.tar")


async def test_a_centre_that_is_not_there_is_not_exported(settings: Settings, home: Path) -> None:
    settings.make_keys()
    await migrations.upgrade(settings.sqlalchemy_url())
    with pytest.raises(CannotMove, match="name one centre"):
        await export_centre(settings, home / "centre.tar", "别处", MOMENT)
    assert not exists(home / "centre.tar")


def test_nothing_but_what_belongs_to_the_place_stays_behind() -> None:
    carried = {table.name for table in moving.tables()}
    assert {table.name for table in METADATA.sorted_tables} - carried == moving.STAYS_BEHIND
    for table in moving.tables():
        assert "centre_id" in table.c or table.name == "centres", table.name
