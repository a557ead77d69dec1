"""`yingmen run` as a person at a terminal meets it."""

import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.houses import RUN, environment, folder, house
from tests.platform.certificates import write_certificate

PATIENCE = 120.0

pytestmark = pytest.mark.xdist_group("the house")


@pytest.fixture(scope="module")
def lived_in() -> Iterator[Path]:
    """A data folder in which the first start has already been."""
    with folder() as place:
        yield place


def refused(data_dir: Path, port: int, **more: str) -> str:
    answer = subprocess.run(
        RUN,
        env=environment(data_dir, port, **more),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    return answer.stderr


def processes_of(data_dir: Path) -> list[str]:
    """Every process that the house of this folder has on this machine."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and entry.name != str(os.getpid()):
            try:
                known_by = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if str(data_dir).encode() in known_by and command:
                found.append(command)
    return found


def nothing_is_left(data_dir: Path) -> bool:
    deadline = time.monotonic() + 20
    while processes_of(data_dir) and time.monotonic() < deadline:
        time.sleep(0.05)
    return processes_of(data_dir) == []


def test_the_first_start_prepares_a_demo_centre_and_the_second_finds_it(
    lived_in: Path, free_port: int
) -> None:
    with house(lived_in, free_port) as first:
        first.wait_until_up()
        assert first.ask("/healthz") == {"status": "alive"}
        assert first.ask("/readyz") == {"status": "ready"}
        assert len(processes_of(lived_in)) >= 4, "supervisor, API, worker and database"
        assert first.end(signal.SIGINT) == 0
    assert nothing_is_left(lived_in)
    started = time.monotonic()
    with house(lived_in, free_port) as second:
        second.wait_until_up()
        print(f"second start: {time.monotonic() - started:.1f} s to the first answer")
        assert not any("making the database" in line for line in second.said)
        assert second.ask("/readyz") == {"status": "ready"}
        assert second.end(signal.SIGTERM) == 0
    assert nothing_is_left(lived_in)


def test_a_killed_supervisor_leaves_nothing_and_hinders_no_start(lived_in: Path, free_port: int) -> None:
    with house(lived_in, free_port) as first:
        first.wait_until_up()
        first.end(signal.SIGKILL)
    assert nothing_is_left(lived_in)
    with house(lived_in, free_port) as second:
        second.wait_until_up()
        assert second.ask("/readyz") == {"status": "ready"}


def test_a_killed_api_process_is_started_again(lived_in: Path, free_port: int) -> None:
    with house(lived_in, free_port) as running:
        running.wait_until_up()
        children = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children").read_text()
        (api,) = [
            int(number)
            for number in children.split()
            if "\0serve\0" in Path(f"/proc/{number}/cmdline").read_text()
        ]
        os.kill(api, signal.SIGKILL)
        assert running.ask("/healthz") == {"status": "alive"}, "who calls in between waits"


def test_a_second_one_on_the_same_port_or_folder_is_told_so(lived_in: Path, free_port: int) -> None:
    with house(lived_in, free_port) as running:
        running.wait_until_up()
        assert f"port {free_port} is taken" in refused(lived_in, free_port)
        with socket.create_server(("127.0.0.1", 0)) as probe:
            other = probe.getsockname()[1]
        assert f"in use by process {running.process.pid}" in refused(lived_in, other)


def test_a_missing_tls_file_is_named(lived_in: Path, free_port: int) -> None:
    said = refused(lived_in, free_port, YINGMEN_TLS_CERT="/nowhere/c.pem", YINGMEN_TLS_KEY="/nowhere/k.pem")
    assert "cannot read the TLS file /nowhere/c.pem" in said


def test_a_certificate_without_its_key_is_refused(lived_in: Path, free_port: int, home: Path) -> None:
    write_certificate(home / "a.pem", home / "a.key")
    write_certificate(home / "b.pem", home / "b.key")
    said = refused(
        lived_in, free_port, YINGMEN_TLS_CERT=str(home / "a.pem"), YINGMEN_TLS_KEY=str(home / "b.key")
    )
    assert "certificate and key do not fit" in said


def test_phones_reach_it_over_tls(lived_in: Path, free_port: int, home: Path) -> None:
    write_certificate(home / "a.pem", home / "a.key")
    with house(
        lived_in,
        free_port,
        YINGMEN_TLS_CERT=str(home / "a.pem"),
        YINGMEN_TLS_KEY=str(home / "a.key"),
    ) as running:
        running.wait_until_up()
        trust = ssl.create_default_context(cafile=str(home / "a.pem"))
        with urllib.request.urlopen(f"https://localhost:{free_port}/healthz", context=trust) as answer:
            assert answer.status == 200


def test_a_demo_centre_stays_off_the_network_unless_told(lived_in: Path, free_port: int) -> None:
    assert "YINGMEN_ALLOW_DEMO_ON_NETWORK" in refused(lived_in, free_port, YINGMEN_HOST="0.0.0.0")
    assert nothing_is_left(lived_in)
    with house(lived_in, free_port, YINGMEN_HOST="0.0.0.0", YINGMEN_ALLOW_DEMO_ON_NETWORK="1") as running:
        running.wait_until_up()
        assert running.ask("/healthz") == {"status": "alive"}


def test_a_database_that_does_not_answer_is_told_without_its_password(home: Path, free_port: int) -> None:
    said = refused(home, free_port, DATABASE_URL="postgresql://me:hidden@127.0.0.1:1/desk")
    assert "cannot reach the database" in said
    assert "hidden" not in said


def test_a_bad_setting_is_named(lived_in: Path) -> None:
    assert "YINGMEN_PORT" in refused(lived_in, 99999)


def test_it_ends_with_the_one_that_started_it_when_asked_to(lived_in: Path, free_port: int) -> None:
    starter = subprocess.Popen(
        ["/bin/sh", "-c", f"{sys.executable} -m app.cli run --end-with-parent; true"],
        env=environment(lived_in, free_port),
        stdout=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{free_port}/healthz", timeout=PATIENCE).close()
            break
        except urllib.error.URLError:  # it does not listen yet
            time.sleep(0.1)
    starter.kill()
    starter.wait()
    assert nothing_is_left(lived_in)


def test_the_store_moves_to_a_new_folder_by_backup_and_restore(
    lived_in: Path, free_port: int, home: Path
) -> None:
    def yingmen(data_dir: Path, *command: str) -> str:
        answer = subprocess.run(
            [sys.executable, "-m", "app.cli", *command],
            env=environment(data_dir, free_port),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    yingmen(lived_in, "backup", str(home / "store.tar"))
    place = home / "new"
    place.mkdir()
    shutil.copy(lived_in / "keys.json", place / "keys.json")
    yingmen(place, "restore", str(home / "store.tar"))
    yingmen(place, "verify")
    with house(place, free_port) as running:
        running.wait_until_up()
        assert running.ask("/readyz") == {"status": "ready"}
