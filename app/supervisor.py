"""`yingmen run`: the whole house on one machine, watched by one process.

The supervisor owns the port and the embedded PostgreSQL, prepares the store, then keeps the API
processes and the worker alive. Its children end with it, however it ends.
"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
from collections.abc import Sequence
from dataclasses import dataclass
from types import FrameType

from app import serving
from app.database import embedded, versions
from app.database.embedded import EmbeddedServer
from app.database.lifeline import tied_to_us
from app.obstacle import Obstacle
from app.settings import Settings

PROGRAM = [sys.executable, "-m", "app.cli"]
PATIENCE = 12.0
"""Seconds that a child has to end by itself; longer than the API lets a request run on."""
SETTLED = 30.0
"""A child that lived this long is not counted as failing at its start."""


def run(settings: Settings) -> None:
    """Brings the house up on its address and keeps it up until told to stop."""
    serving.check_files(settings)
    Supervisor(settings, serving.listen(settings)).run()


class CannotRun(Obstacle):
    """Something stands in the way that the person at the terminal can mend."""


class Interrupted(Exception):
    """Somebody asked to stop while the house was still being prepared."""


@dataclass(slots=True)
class Child:
    """A process of the house that is started again when it ends."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes]
    started: float
    failures: int = 0
    again_at: float | None = None

    def ended(self) -> bool:
        """Whether it does not run now."""
        return self.process.poll() is not None

    def wait_before_next_start(self, now: float) -> None:
        """Sets when it is started again: later with each failure in a row."""
        self.failures = 1 if now - self.started > SETTLED else self.failures + 1
        self.again_at = now + min(30, 2 ** (self.failures - 1) - 1)


class Supervisor:
    """Brings the house up, watches it, takes it down."""

    def __init__(self, settings: Settings, listener: socket.socket) -> None:
        self._settings, self._listener = settings, listener
        self._stopping = threading.Event()
        self._server: EmbeddedServer | None = None
        self._children: list[Child] = []
        self._passing: list[subprocess.Popen[bytes]] = []

    def run(self) -> None:
        """Runs until told to stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        try:
            self._bring_up()
            self._watch()
        except Interrupted:
            pass
        finally:
            self._take_down()

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping.set()

    def _bring_up(self) -> None:
        self._settings.data_dir.mkdir(parents=True, exist_ok=True)
        if self._settings.database_url is None:
            self._start_postgres()
        self._settings.make_keys()
        self._migrate()
        self._fill_demo_at_first_start()
        serve = [*PROGRAM, "serve", "--socket", str(self._listener.fileno())]
        for number in range(self._settings.api_processes):
            self._start_child(f"api-{number + 1}", serve)
        self._wait_until_answering()
        self._start_child("worker", [*PROGRAM, "worker"])
        say(
            f"应门已启动：{self._settings.address} （Ctrl-C 停止） / "
            f"Yingmen is up: {self._settings.address} (Ctrl-C stops it)"
        )
        self._passing.append(self._launch([*PROGRAM, "demo", "--show-only"]))

    def _start_postgres(self) -> None:
        folder = self._settings.postgres_folder
        if not (folder / "cluster").exists():
            say("建立数据库 / making the database")
        self._server = embedded.start(folder, pg_bin=self._settings.pg_bin)

    def _migrate(self) -> None:
        """Only where there is something to do: it takes a second, and every start would wait for it."""
        dsn = self._server.dsn if self._server is not None else self._settings.libpq_url()
        if not asyncio.run(versions.is_current(dsn)):
            self._prepare("migrate")

    def _fill_demo_at_first_start(self) -> None:
        """Once for a data folder, and never where others could reach it unasked."""
        been_here = self._settings.data_dir / "started"
        if been_here.exists():
            return
        if self._settings.loopback_only or self._settings.allow_demo_on_network:
            self._prepare("demo", "--fill-only")
        else:
            say(
                "对外开放时不建演示中心，用 yingmen create-admin 建立自己的 / "
                "no demo centre on the network: make your own with `yingmen create-admin`"
            )
        been_here.touch()

    def _prepare(self, *command: str) -> None:
        """One step before the house opens, in a process of its own."""
        child = self._launch([*PROGRAM, *command])
        while child.poll() is None:
            if self._stopping.wait(0.02):
                end([child])
                raise Interrupted
        if child.returncode != 0:
            raise CannotRun(f"这一步没有完成：{command[0]} / this step failed: {command[0]}")

    def _start_child(self, name: str, command: list[str]) -> None:
        self._children.append(Child(name, command, self._launch(command), time.monotonic()))

    def _launch(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        environment = dict(os.environ)
        if self._server is not None:
            environment["DATABASE_URL"] = self._server.dsn
        return subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            pass_fds=[self._listener.fileno()],
            start_new_session=True,  # Ctrl-C reaches the supervisor alone, which then ends them
            preexec_fn=tied_to_us(signal.SIGTERM),  # noqa: PLW1509 - no thread has been started
        )

    def _wait_until_answering(self) -> None:
        while not self._stopping.is_set():
            for child in self._children:
                if child.ended():
                    raise CannotRun(f"{child.name} 没能启动 / {child.name} did not start")
            try:
                serving.ask_health(self._settings, timeout=1)
            except (OSError, urllib.error.URLError):
                self._stopping.wait(0.05)
            else:
                return
        raise Interrupted

    def _watch(self) -> None:
        while not self._stopping.wait(0.25):
            if self._server is not None and not self._server.alive():
                self._revive_postgres(self._server)
            for child in self._children:
                self._look_after(child)

    def _revive_postgres(self, ended: EmbeddedServer) -> None:
        say("数据库意外停止，正在恢复 / the database ended, bringing it back", error=True)
        ended.stop()
        self._server = embedded.start(self._settings.postgres_folder, pg_bin=self._settings.pg_bin)

    def _look_after(self, child: Child) -> None:
        if not child.ended():
            return
        now = time.monotonic()
        if child.again_at is None:
            say(f"{child.name} 意外停止，将重新启动 / {child.name} ended, to be started again", error=True)
            child.wait_before_next_start(now)
        elif now >= child.again_at:
            child.process, child.started, child.again_at = self._launch(child.command), now, None

    def _take_down(self) -> None:
        running = [*self._passing, *(child.process for child in self._children)]
        if running:
            say("正在停止 / stopping")
        end(running)
        if self._server is not None:
            self._server.stop()
        self._listener.close()


def end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Asks the processes to end, waits, then insists."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in processes:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def say(words: str, *, error: bool = False) -> None:
    """One line for the person at the terminal, who may already have gone."""
    try:
        print(words, file=sys.stderr if error else sys.stdout, flush=True)
    except BrokenPipeError:
        return
