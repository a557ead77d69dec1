"""The PostgreSQL of one machine: private, durable across kills, never left behind."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from app.database import cluster, embedded
from app.database.embedded import EmbeddedServer

STARTER = """
import sys, time
from pathlib import Path
from app.database import embedded
server = embedded.start(Path(sys.argv[1]))
print(server.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def starter(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has started the server of the folder."""
    with subprocess.Popen(
        [sys.executable, "-c", STARTER, str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def postgres_of(starter: subprocess.Popen[str]) -> int:
    assert starter.stdout is not None
    return int(starter.stdout.readline())


def gone(pid: int, patience: float = 20) -> bool:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False


async def write(server: EmbeddedServer, word: str) -> None:
    connection = await asyncpg.connect(server.dsn)
    await connection.execute("CREATE TABLE IF NOT EXISTS said (word text)")
    await connection.execute("INSERT INTO said VALUES ($1)", word)
    await connection.close()


async def words(server: EmbeddedServer) -> list[str]:
    connection = await asyncpg.connect(server.dsn)
    found = [row["word"] for row in await connection.fetch("SELECT word FROM said ORDER BY word")]
    await connection.close()
    return found


async def test_what_was_written_is_there_at_the_next_start(folder: Path) -> None:
    server = embedded.start(folder)
    await write(server, "门")
    server.stop()
    assert gone(server.pid)
    server = embedded.start(folder)
    assert await words(server) == ["门"]
    server.stop()


async def test_a_killed_starter_takes_its_server_along_and_loses_nothing(
    folder: Path, starter: subprocess.Popen[str]
) -> None:
    pid = postgres_of(starter)
    await write(embedded.attach(folder), "应")
    starter.kill()
    starter.wait()
    server = embedded.start(folder)  # at once, while the old one may still be going down
    assert gone(pid)
    assert await words(server) == ["应"]
    server.stop()


async def test_a_killed_server_recovers_at_the_next_start(folder: Path) -> None:
    server = embedded.start(folder)
    await write(server, "门")
    os.kill(server.pid, signal.SIGKILL)
    assert gone(server.pid)
    assert not server.alive()
    server.stop()
    server = embedded.start(folder)
    assert await words(server) == ["门"]
    server.stop()


async def test_a_second_process_is_told_who_has_the_folder_and_can_attach(
    folder: Path, starter: subprocess.Popen[str]
) -> None:
    pid = postgres_of(starter)
    with pytest.raises(embedded.FolderInUse) as refused:
        embedded.start(folder)
    assert refused.value.holder == starter.pid
    assert str(folder) in str(refused.value)
    guest = embedded.start_or_attach(folder)
    assert (guest.pid, guest.is_mine) == (pid, False)
    await write(guest, "客")
    guest.stop()
    assert guest.alive(), "a guest does not end the host's server"


def test_a_start_killed_half_way_leaves_no_half_cluster(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTER, str(folder)], stdout=subprocess.DEVNULL
    ) as half_way:
        deadline = time.monotonic() + 20
        while not list(folder.glob("cluster.making-*/PG_VERSION")):
            assert time.monotonic() < deadline
            time.sleep(0.005)
        half_way.kill()
    assert not (folder / "cluster").exists()
    server = embedded.start(folder)
    assert server.alive()
    server.stop()
    assert not list(folder.glob("cluster.making-*"))


def test_the_number_of_a_dead_server_taken_by_another_process_does_not_hinder(folder: Path) -> None:
    server = embedded.start(folder)
    server.stop()
    (folder / "cluster" / "postmaster.pid").write_text(f"{os.getpid()}\n/elsewhere\n1\n5432\n")
    server = embedded.start(folder)
    assert server.alive()
    server.stop()


async def test_it_listens_to_this_machine_s_owner_alone(folder: Path) -> None:
    server = embedded.start(folder)
    connection = await asyncpg.connect(server.dsn)
    assert await connection.fetchval("SHOW listen_addresses") == ""
    await connection.close()
    for place in (server.socket, folder / "cluster"):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert (folder / "cluster" / "pg_hba.conf").read_text() == "local all all peer map=house\n"
    server.stop()


def test_text_sorts_by_code_point_on_every_machine(folder: Path) -> None:
    asked = """
        SELECT datcollate, datctype, pg_encoding_to_char(encoding) FROM pg_database
        WHERE datname = current_database()
    """
    server = embedded.start(folder)
    answer = subprocess.run(
        [server.binaries.program("psql"), "-AtXd", server.dsn, "-c", asked],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == "C|C|UTF8"
    server.stop()


def test_a_deep_folder_gets_a_socket_with_a_short_path(folder: Path) -> None:
    deep = folder.parent / ("a-very-long-name-" * 3) / ("another-very-long-name-" * 3) / "postgres"
    server = embedded.start(deep)
    assert len(str(server.socket)) < 60
    assert embedded.attach(deep).socket == server.socket
    server.stop()
    server.socket.rmdir()


def test_a_socket_folder_made_by_somebody_else_is_refused(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "socket").mkdir()
    (folder / "socket").chmod(0o777)
    with pytest.raises(embedded.ClusterFailed, match="somebody else"):
        embedded.start(folder)


def test_programs_of_another_version_are_refused_before_they_touch_the_data(folder: Path) -> None:
    embedded.start(folder).stop()
    (folder / "cluster" / "PG_VERSION").write_text("15\n")
    with pytest.raises(embedded.ClusterFailed, match="PG_BIN at 15"):
        embedded.start(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has folders that the server cannot enter")
async def test_root_may_keep_its_data_below_a_folder_closed_to_the_server(folder: Path) -> None:
    folder.parent.chmod(0o700)
    server = embedded.start(folder)
    await write(server, "门")
    server.stop()
    assert (folder / "cluster").is_symlink()
    elsewhere = (folder / "cluster").resolve().parent
    server = embedded.start(folder)
    assert await words(server) == ["门"]
    server.stop()
    cluster.remove(folder)
    assert not elsewhere.exists()
    assert not server.socket.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives its rights up")
def test_root_does_not_run_the_server(folder: Path) -> None:
    server = embedded.start(folder)
    assert Path(f"/proc/{server.pid}").stat().st_uid != 0
    server.stop()


def test_a_temporary_server_leaves_nothing() -> None:
    with embedded.temporary() as server:
        place = server.folder.parent
        assert server.alive()
    assert gone(server.pid)
    assert not place.exists()
