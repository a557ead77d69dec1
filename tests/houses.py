"""`yingmen run` as a process of its own, for tests that need the whole house from outside."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

RUN = [sys.executable, "-m", "app.cli", "run"]


class DidNotComeUp(AssertionError):
    """The house ended before it answered."""


@dataclass
class RunningHouse:
    """One running `yingmen run`, with what it has said so far."""

    process: subprocess.Popen[str]
    data_dir: Path
    port: int
    said: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait_until_up(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))
            if "Yingmen is up" in line:
                return
        raise DidNotComeUp("\n".join(self.said))

    def ask(self, path: str) -> dict[str, object]:
        with urllib.request.urlopen(f"{self.address}{path}", timeout=20) as answer:
            found: dict[str, object] = json.load(answer)
            return found

    def end(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return self.process.wait(60)


def environment(data_dir: Path, port: int, **more: str) -> dict[str, str]:
    """The environment of this process without its own settings, and with these."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("YINGMEN_")}
    kept.pop("DATABASE_URL", None)
    return kept | {"YINGMEN_DATA_DIR": str(data_dir), "YINGMEN_PORT": str(port)} | more


@contextmanager
def house(data_dir: Path, port: int, **more: str) -> Iterator[RunningHouse]:
    """Starts the house; ends it, if it still runs, when the test is done."""
    process = subprocess.Popen(
        RUN,
        env=environment(data_dir, port, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    running = RunningHouse(process, data_dir, port)
    try:
        yield running
    finally:
        if process.poll() is None:
            running.end(signal.SIGTERM)
        if process.stdout is not None:
            process.stdout.close()


@contextmanager
def folder() -> Iterator[Path]:
    """A data folder that the database's own account can reach, unlike pytest's."""
    with tempfile.TemporaryDirectory(prefix="yingmen-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o711)
        yield Path(name)
