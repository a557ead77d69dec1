"""The whole store in one file, and back."""

import stat
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest

from app import backup
from app.backup import BackupFailed, CannotRestore, back_up, restore
from app.database import embedded
from app.settings import Settings

MOMENT = datetime(2025, 3, 1, tzinfo=UTC)


def silent(_: str) -> None:
    return


async def write(settings: Settings) -> None:
    connection = await asyncpg.connect(settings.libpq_url())
    await connection.execute("CREATE TABLE areas (id int PRIMARY KEY, name text)")
    await connection.execute("CREATE TABLE units (id int, area_id int REFERENCES areas (id))")
    await connection.execute("INSERT INTO areas VALUES (1, E'东区\\n''A''')")
    await connection.execute("INSERT INTO units VALUES (1, 1)")
    await connection.close()
    photo = settings.attachments_folder / "ab" / "photo.jpg"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"\xff\xd8")


async def read(settings: Settings) -> list[tuple[object, ...]]:
    connection = await asyncpg.connect(settings.libpq_url())
    rows = await connection.fetch("SELECT a.name FROM areas a JOIN units u ON u.area_id = a.id")
    await connection.close()
    return [tuple(row) for row in rows]


async def test_a_restored_store_holds_the_rows_and_the_attachments(settings: Settings, home: Path) -> None:
    await write(settings)
    file = home / "store.tar"
    back_up(settings, file, MOMENT, silent)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with embedded.temporary() as other:
        place = Settings.model_validate({"data_dir": home / "new", "database_url": other.dsn})
        restore(place, file, silent)
        assert await read(place) == [("东区\n'A'",)]
        assert (place.attachments_folder / "ab" / "photo.jpg").read_bytes() == b"\xff\xd8"


async def test_the_keys_are_not_in_the_file(settings: Settings, home: Path) -> None:
    settings.make_keys()
    await write(settings)
    back_up(settings, home / "store.tar", MOMENT, silent)
    with tarfile.open(home / "store.tar") as file:
        names = file.getnames()
    assert set(names) == {
        "manifest.json",
        "database.dump",
        "attachments",
        "attachments/ab",
        "attachments/ab/photo.jpg",
    }


async def test_nothing_is_restored_over_what_is_there(settings: Settings, home: Path) -> None:
    await write(settings)
    back_up(settings, home / "store.tar", MOMENT, silent)
    with pytest.raises(CannotRestore, match="attachments folder is not empty"):
        restore(settings, home / "store.tar", silent)
    elsewhere = settings.model_copy(update={"data_dir": home / "new"})
    with pytest.raises(CannotRestore, match="the store is not empty"):
        restore(elsewhere, home / "store.tar", silent)


async def test_a_damaged_file_is_refused_before_anything_is_written(settings: Settings, home: Path) -> None:
    await write(settings)
    back_up(settings, home / "store.tar", MOMENT, silent)
    content = bytearray((home / "store.tar").read_bytes())
    middle = content.find(b"PGDMP") + 200
    content[middle : middle + 4] = b"\0\0\0\0"
    (home / "damaged.tar").write_bytes(content)
    with embedded.temporary() as other:
        place = Settings.model_validate({"data_dir": home / "new", "database_url": other.dsn})
        for name in ("damaged.tar", "missing.tar", "keys.json"):
            with pytest.raises(CannotRestore):
                restore(place, home / name, silent)
        connection = await asyncpg.connect(place.libpq_url())
        assert await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0
        await connection.close()
        assert not place.attachments_folder.exists()


def test_an_older_backup_is_never_overwritten(settings: Settings, home: Path) -> None:
    (home / "store.tar").write_text("older")
    with pytest.raises(BackupFailed, match="exists already"):
        back_up(settings, home / "store.tar", MOMENT, silent)
    assert (home / "store.tar").read_text() == "older"


def test_a_failed_backup_leaves_no_file(settings: Settings, home: Path) -> None:
    nowhere = settings.model_copy(update={"database_url": None})
    broken = Settings.model_validate(
        {"data_dir": nowhere.data_dir, "database_url": "postgresql://me:hidden@/none?host=/nowhere"}
    )
    with pytest.raises(BackupFailed) as failed:
        back_up(broken, home / "store.tar", MOMENT, silent)
    assert "hidden" not in str(failed.value)
    assert list(home.glob("*store.tar*")) == []


def test_a_setting_that_older_servers_do_not_know_is_left_out_of_the_script(home: Path) -> None:
    script = home / "store.sql"
    script.write_bytes(b"SET lock_timeout = 0;\n" + backup.NEWER_SETTING + b"SELECT 1;\n")
    before = script.stat().st_size
    backup._leave_out_newer_setting(script)
    assert b"transaction_timeout" not in script.read_bytes()
    assert script.stat().st_size == before
    assert script.read_bytes().endswith(b"-\nSELECT 1;\n")
