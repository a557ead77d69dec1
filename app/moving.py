"""One centre with everything it has as one file, and back into a store that does not know it yet.

A tar of the centre's rows, table by table and line by line as JSON, and of its attachments. Contacts and
channels stay sealed and seals stay signed: whoever brings the centre elsewhere brings `keys.json` by another
way. Sessions, requests' keys and what waits for delivery stay behind: nobody is signed in where it arrives.
"""

import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.attachment_store import AttachmentStore, ContentMissing, place_of
from app.database import versions
from app.database.session import Database, driver
from app.metadata import METADATA
from app.obstacle import Obstacle
from app.settings import Settings

FORMAT = 1
MANIFEST, ROWS, FILES = "manifest.json", "rows", "attachments"
STAYS_BEHIND = frozenset(
    {"sign_ins", "sign_in_guesses", "idempotency_keys", "outbox", "deliveries", "stream_events"}
)
"""What belongs to the place a centre was at, not to the centre."""
AT_ONCE = 500
CENTRES = "SELECT id, name FROM centres ORDER BY name, id"
ATTACHMENTS = "SELECT case_id, id, sha256 FROM attachments WHERE centre_id = $1 ORDER BY case_id, id"


class CannotMove(Obstacle):
    """The centre, the file or the store is not what it must be."""


def tables() -> list[Table]:
    """Every table a centre is carried in, those first that others point at."""
    return [table for table in METADATA.sorted_tables if table.name not in STAYS_BEHIND]


async def export_centre(settings: Settings, target: Path, name: str | None, moment: datetime) -> str:
    """Writes a centre into one new file, readable by its owner alone; how the centre is called."""
    database = Database(settings.sqlalchemy_url(), pool_size=1, isolation_level="REPEATABLE READ")
    files = AttachmentStore(settings.attachments_address)
    try:
        with _new_file(target) as (draft, workshop):
            async with database.transaction() as session:
                centre_id, called = await _centre(session, name)
                await (await driver(session)).execute("SET LOCAL statement_timeout = 0")
                with tarfile.open(draft, "w") as file:
                    told = await _write_rows(session, centre_id, file, workshop)
                    await _write_files(session, centre_id, files, file)
                    manifest = {
                        "format": FORMAT,
                        "made_at": moment.isoformat(),
                        "centre": str(centre_id),
                        "name": called,
                        "shape": sorted(versions.newest()),
                        "tables": told,
                    }
                    _add(file, MANIFEST, BytesIO(json.dumps(manifest, ensure_ascii=False).encode()))
    finally:
        await database.close()
    return called


@contextmanager
def _new_file(target: Path) -> Iterator[tuple[Path, Path]]:
    """A draft beside the target, and a folder to work in; the target is there once it is whole."""
    if target.exists():
        raise CannotMove(f"{target} 已存在 / {target} exists already")
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    draft = Path(name)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".yingmen-") as workshop:
            yield draft, Path(workshop)
        os.link(draft, target)
    finally:
        draft.unlink()


async def _centre(session: AsyncSession, name: str | None) -> tuple[UUID, str]:
    found = await (await driver(session)).fetch(CENTRES)
    wanted = [row for row in found if name is None or row["name"] == name]
    if len(wanted) != 1:
        names = "、".join(row["name"] for row in found) or "—"
        raise CannotMove(f"请用 --centre 指定一个中心：{names} / name one centre with --centre: {names}")
    return wanted[0]["id"], wanted[0]["name"]


async def _write_rows(
    session: AsyncSession, centre_id: UUID, file: tarfile.TarFile, workshop: Path
) -> dict[str, dict[str, Any]]:
    connection = await driver(session)
    told: dict[str, dict[str, Any]] = {}
    for table in tables():
        column = "id" if table.name == "centres" else "centre_id"
        statement = f"SELECT to_jsonb(t)::text AS row FROM {table.name} t WHERE {column} = $1"  # noqa: S608
        rows = connection.cursor(statement, centre_id, prefetch=AT_ONCE)
        told[table.name] = await _add_rows(file, _rows_of(table), workshop, rows)
    return told


def _rows_of(table: Table) -> str:
    return f"{ROWS}/{table.name}.jsonl"


async def _add_rows(
    file: tarfile.TarFile, name: str, workshop: Path, rows: AsyncIterable[Any]
) -> dict[str, Any]:
    """Rows as a member of the file, written as they come; how many there were and the hash over them."""
    digest, count = hashlib.sha256(), 0
    with tempfile.TemporaryFile(dir=workshop) as part:
        async for row in rows:
            line = row["row"].encode() + b"\n"
            digest.update(line)
            part.write(line)
            count += 1
        _add(file, name, part)
    return {"rows": count, "sha256": digest.hexdigest()}


def _add(file: tarfile.TarFile, name: str, content: IO[bytes]) -> None:
    told = tarfile.TarInfo(name)
    told.size = content.seek(0, os.SEEK_END)
    content.seek(0)
    file.addfile(told, content)


async def _write_files(
    session: AsyncSession, centre_id: UUID, files: AttachmentStore, file: tarfile.TarFile
) -> None:
    for row in await (await driver(session)).fetch(ATTACHMENTS, centre_id):
        place = place_of(centre_id, *row.values())
        try:
            content = await files.read(place)
        except ContentMissing:
            continue  # `verify` tells of it, there and here
        _add(file, f"{FILES}/{place}", BytesIO(b"".join([piece async for piece in content])))


async def import_centre(settings: Settings, source: Path) -> str:
    """Brings a centre into a store that does not hold it: all of it or nothing; how it is called."""
    database = Database(settings.sqlalchemy_url(), pool_size=1)
    files = AttachmentStore(settings.attachments_address)
    try:
        with tarfile.open(source) as file:
            manifest = _manifest(file, source)
            centre_id = UUID(manifest["centre"])
            kept: list[str] = []
            try:
                async with database.transaction() as session:
                    await _refuse_where_known(session, centre_id)
                    for table in tables():
                        await _bring_in(session, table, file, manifest["tables"][table.name], source)
                    async for place, content in _files_of(file, centre_id):
                        await files.keep(place, content)
                        kept.append(place)
            except BaseException:
                if kept:
                    await files.remove(kept)
                raise
    except (tarfile.TarError, KeyError, ValueError, OSError) as error:
        raise _damaged(source) from error
    finally:
        await database.close()
    return str(manifest["name"])


def _manifest(file: tarfile.TarFile, source: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.load(_member(file, MANIFEST))
    if manifest["format"] != FORMAT:
        raise _damaged(source)
    if manifest["shape"] != sorted(versions.newest()):
        raise CannotMove(
            "文件来自另一版本，请用同一版本导入 / the file is another version's: use that version"
        )
    return manifest


def _member(file: tarfile.TarFile, name: str) -> IO[bytes]:
    found = file.extractfile(name)
    if found is None:
        raise KeyError(name)
    return found


async def _refuse_where_known(session: AsyncSession, centre_id: UUID) -> None:
    connection = await driver(session)
    await connection.execute("SET LOCAL statement_timeout = 0")
    if await connection.fetchval("SELECT count(*) FROM centres WHERE id = $1", centre_id):
        raise CannotMove("这个中心已在库中 / the store holds this centre already")


async def _bring_in(
    session: AsyncSession, table: Table, file: tarfile.TarFile, told: dict[str, Any], source: Path
) -> None:
    """A table's rows. One that points at itself comes in at once, so that no row waits for another."""
    own = any(key.referred_table is table for key in table.foreign_key_constraints)
    statement = (
        f"INSERT INTO {table.name} SELECT * FROM jsonb_populate_recordset(NULL::{table.name}, $1::jsonb)"  # noqa: S608
    )
    digest, rows = hashlib.sha256(), 0
    connection = await driver(session)
    for batch in _batches(_member(file, _rows_of(table)), None if own else AT_ONCE):
        for line in batch:
            digest.update(line)
        rows += len(batch)
        await connection.execute(statement, "[" + ",".join(line.decode() for line in batch) + "]")
    if (rows, digest.hexdigest()) != (told["rows"], told["sha256"]):
        raise _damaged(source)


def _batches(lines: Iterable[bytes], most: int | None) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    for line in lines:
        batch.append(line)
        if len(batch) == most:
            yield batch
            batch = []
    if batch:
        yield batch


async def _files_of(file: tarfile.TarFile, centre_id: UUID) -> AsyncIterator[tuple[str, bytes]]:
    """The attachments, each with the hash that its place names; whatever else is in the file is left."""
    for member in file.getmembers():
        place = member.name.removeprefix(f"{FILES}/")
        if place == member.name or not place.startswith(f"{centre_id}/"):
            continue
        content = _member(file, member.name).read()
        if hashlib.sha256(content).hexdigest() != place.rpartition("/")[2]:
            raise ValueError(place)
        yield place, content


def _damaged(source: Path) -> CannotMove:
    return CannotMove(f"{source} 不是完整的中心文件 / {source} is not a whole centre's file")
