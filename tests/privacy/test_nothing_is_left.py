"""Erased means gone: from a dump of the whole database, attachments and logs; also after an older backup."""

import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import make_url, text

from app.backup import back_up, restore
from app.cases.seals import SigningKeys, seal
from app.cases.verification import verify
from app.database import versions
from app.database.binaries import find
from app.database.session import Database
from app.privacy.command import erase_again
from app.settings import Settings
from tests.conftest import Server, SettableClock
from tests.factories.centres import small_centre
from tests.factories.matters import AREA_MANAGER, DESK, HEAD, Work
from tests.privacy.test_privacy import ask, decide, history, kept_files

PERSONAL = (
    "欧阳翠兰", "欧阳女士", "13912345678", "139****5678", "楼上半夜拖椅子", "地库坡道积水",
    "已上门道歉并加装地垫", "楼上照片", "很满意", "要求回电",
)  # fmt: skip
"""A name, a salutation, a number and its mask, words, a place, what was done, a file's name, remarks."""


@pytest.fixture
def here(settings: Settings, own_database: Database, tmp_path: Path) -> Settings:
    """An installation of its own, with the keys of the service under test."""
    url = own_database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    told = {"database_url": SecretStr(url), "data_dir": tmp_path / "here"}
    return installed(settings, settings.model_copy(update=told))


def installed(settings: Settings, there: Settings) -> Settings:
    there.key_file.parent.mkdir(parents=True, exist_ok=True)
    there.key_file.write_bytes(settings.key_file.read_bytes())
    there.key_file.chmod(0o600)
    return there


@pytest.fixture
async def work(
    own_client: httpx.AsyncClient, own_database: Database, clock: SettableClock
) -> AsyncIterator[Work]:
    async with own_database.sessions() as session:
        await session.execute(text("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)"))
        (newest,) = versions.newest()
        await session.execute(text(f"INSERT INTO alembic_version VALUES ('{newest}')"))
        centre = await small_centre(session, clock())
        await session.commit()
        yield Work(own_client, centre, session, clock)


def dumped(settings: Settings) -> str:
    """The whole database, as its own program writes it out."""
    program = find(settings.pg_bin).program("pg_dump")
    done = subprocess.run(
        [program, "--no-owner", f"--dbname={settings.libpq_url()}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def left(said: str) -> list[str]:
    return [value for value in PERSONAL if value in said]


async def written_everywhere(work: Work) -> tuple[str, str]:
    """A finished inquiry, and a filed challenge with findings and instructions; all of one resident."""
    who, case = await history(work)
    told = {"resident_id": who, "salutation": "欧阳女士", "contact": "13912345678"}
    other = await work.returned_challenge(
        **told, words="欧阳翠兰问：地库坡道积水谁负责？", summary="地库坡道积水"
    )
    await work.act(HEAD, other, "supervise", instruction="给欧阳翠兰回话", marked_for_watch=True)
    await work.act(AREA_MANAGER, other, "add-note", note="欧阳翠兰又来电，要求回电")
    await work.called_back(other, comments="欧阳翠兰很满意")
    await work.act(DESK, other, "archive", owner_file_number="A-0602")
    unclosed = await work.told(DESK, "/cases", open=True)
    for each in unclosed["items"]:
        await work.act(HEAD, each["id"], "void", reason="欧阳翠兰撤回")
    return who, case


def silent(_: str) -> None:
    return


async def test_nothing_is_left_and_an_older_backup_brings_nothing_back(
    work: Work,
    here: Settings,
    settings: Settings,
    server: Server,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    who, _ = await written_everywhere(work)
    await seal(work.session, work.centre.id, work.clock(), SigningKeys(here.keys().seal))
    await work.session.commit()
    found = left(dumped(here))
    assert set(PERSONAL) - set(found) == {"13912345678"}, "the number itself is sealed"
    older = tmp_path / "older.tar"
    back_up(with_files_of(here, settings), older, work.clock(), silent)
    settings.erasure_list.unlink(missing_ok=True)
    answer = await decide(work, await ask(work, who, "erase"))
    assert answer.json()["state"] == "granted", answer.text
    assert left(dumped(here)) == []
    assert kept_files(settings.attachments_folder / str(work.centre.id)) == []
    assert await is_clean(here)
    told = capfd.readouterr()
    assert left(told.out + told.err) == [], "in the log"
    name = f"{server.template}_restored"
    await server.run(f'CREATE DATABASE "{name}"')
    try:
        there = installed(settings, here.model_copy(update=another(here, name, tmp_path / "there")))
        restore(there, older, silent)
        assert set(left(dumped(there))) == set(found), "the older backup still knew it"
        files = there.attachments_folder / str(work.centre.id)
        assert kept_files(files) != []
        assert await erase_again(there, settings.erasure_list) >= 3
        assert left(dumped(there)) == []
        assert kept_files(files) == []
        assert await is_clean(there)
    finally:
        await server.run(f'DROP DATABASE "{name}" WITH (FORCE)')


def with_files_of(here: Settings, settings: Settings) -> Settings:
    """The service under test keeps its files in its own data folder."""
    return settings.model_copy(update={"database_url": here.database_url})


def another(here: Settings, name: str, folder: Path) -> dict[str, Any]:
    assert here.database_url is not None
    url = make_url(here.database_url.get_secret_value()).set(database=name)
    return {"database_url": SecretStr(url.render_as_string(hide_password=False)), "data_dir": folder}


async def is_clean(settings: Settings) -> bool:
    told: list[str] = []
    clean = await verify(settings, told.append)
    assert clean, told
    return clean
