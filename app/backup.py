"""One file that holds the whole store: a dump of the database at one moment, and the attachments.

A row is written after its attachment, so attachments copied after the dump are complete for it. The
secret keys are not in the file: it alone must not open a contact. Keep `keys.json` apart from it.
"""

import hashlib
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit, urlunsplit

from app.database.binaries import Binaries, find
from app.obstacle import Obstacle
from app.settings import Settings

FORMAT = 1
DUMP, ATTACHMENTS, MANIFEST = "database.dump", "attachments", "manifest.json"
CHUNK = 1024 * 1024
NEWER_SETTING = b"SET transaction_timeout = 0;\n"
"""Written by the programs of PostgreSQL 17 and later; a server before that does not know it."""

Say = Callable[[str], None]


class CannotRestore(Obstacle):
    """The file or the place to restore into is not what it must be."""


class BackupFailed(Obstacle):
    """One of PostgreSQL's programs failed."""


def back_up(settings: Settings, target: Path, moment: datetime, say: Say) -> None:
    """Writes the whole store into one new file, readable by its owner alone."""
    if target.exists():
        raise BackupFailed(f"{target} 已存在 / {target} exists already")
    binaries = find(settings.pg_bin)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    draft = Path(name)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".yingmen-") as workshop:
            dump = Path(workshop) / DUMP
            say("导出数据库 / dumping the database")
            _postgres(binaries, settings, "pg_dump", "--format=custom", "--no-owner", f"--file={dump}")
            with tarfile.open(draft, "w") as file:
                _add_manifest(file, Path(workshop), dump, settings, moment)
                file.add(dump, DUMP)
                if settings.attachments_url is None and settings.attachments_folder.exists():
                    say("加入附件 / adding the attachments")
                    file.add(settings.attachments_folder, ATTACHMENTS)
        os.link(draft, target)
    finally:
        draft.unlink()


def _add_manifest(
    file: tarfile.TarFile, workshop: Path, dump: Path, settings: Settings, moment: datetime
) -> None:
    manifest = {
        "format": FORMAT,
        "made_at": moment.isoformat(),
        "database_sha256": _digest(dump),
        "attachments": "folder" if settings.attachments_url is None else "kept elsewhere",
    }
    path = workshop / MANIFEST
    path.write_text(json.dumps(manifest, indent=2), encoding="utf-8")
    file.add(path, MANIFEST)


def restore(settings: Settings, source: Path, say: Say) -> None:
    """Fills an empty store from the file: all of the database or nothing, then the attachments."""
    binaries = find(settings.pg_bin)
    folder = settings.attachments_folder
    if folder.exists() and any(folder.iterdir()):
        raise CannotRestore(f"附件目录不是空的：{folder} / the attachments folder is not empty: {folder}")
    if _tables(binaries, settings) != 0:
        raise CannotRestore(
            "数据库不是空的，只能恢复到空的数据目录 / the store is not empty: restore into an empty one"
        )
    with tempfile.TemporaryDirectory(prefix="yingmen-") as workshop:
        _open(source, Path(workshop))
        say("恢复数据库 / restoring the database")
        _load(binaries, settings, Path(workshop) / DUMP)
        kept = Path(workshop) / ATTACHMENTS
        if kept.exists():
            say("恢复附件 / restoring the attachments")
            _move_into(kept, folder)


def _open(source: Path, workshop: Path) -> None:
    """Unpacks the file and makes sure that it is a whole backup of ours."""
    try:
        with tarfile.open(source) as file:
            file.extractall(workshop, filter="data")
        manifest = json.loads((workshop / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, tarfile.TarError, ValueError) as error:
        raise CannotRestore(f"{source} 不是应门的备份 / {source} is not a backup of Yingmen") from error
    if manifest.get("format") != FORMAT or _digest(workshop / DUMP) != manifest["database_sha256"]:
        raise CannotRestore(f"{source} 已损坏 / {source} is damaged")


def _load(binaries: Binaries, settings: Settings, dump: Path) -> None:
    """Runs the dump as one transaction."""
    script = dump.with_suffix(".sql")
    _postgres(binaries, None, "pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(dump))
    _leave_out_newer_setting(script)
    _postgres(
        binaries,
        settings,
        "psql",
        *("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"),
        f"--file={script}",
        "--output=/dev/null",
    )


def _leave_out_newer_setting(script: Path) -> None:
    """Blanks the setting in place: it stands in the script's first lines, before any data."""
    with open(script, "r+b") as file:
        head = file.read(4096)
        if (place := head.find(NEWER_SETTING)) >= 0:
            file.seek(place)
            file.write(b"-" * (len(NEWER_SETTING) - 1))


def _tables(binaries: Binaries, settings: Settings) -> int:
    asked = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    return int(_postgres(binaries, settings, "psql", "--no-psqlrc", "-At", f"--command={asked}"))


def _move_into(kept: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(kept.rglob("*")):
        place = folder / path.relative_to(kept)
        if path.is_dir():
            place.mkdir(exist_ok=True)
        else:
            with open(path, "rb") as source, open(place, "xb") as target:
                _copy(source, target)


def _copy(source: BinaryIO, target: BinaryIO) -> None:
    while part := source.read(CHUNK):
        target.write(part)


def _digest(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _postgres(binaries: Binaries, settings: Settings | None, program: str, *arguments: str) -> str:
    """Runs one of PostgreSQL's programs; the password stays out of the list of processes."""
    command = [binaries.program(program), *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    if settings is not None:
        parts = urlsplit(settings.libpq_url())
        if parts.password is not None:
            environment["PGPASSWORD"] = unquote(parts.password)
            place = parts.netloc.rpartition("@")[2]
            parts = parts._replace(netloc=f"{parts.username}@{place}")
        command.append(f"--dbname={urlunsplit(parts)}")
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode != 0:
        raise BackupFailed(f"{program} 失败 / {program} failed: {done.stderr.strip()[-500:]}")
    return done.stdout
