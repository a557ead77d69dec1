"""A PostgreSQL of our own for one machine: reached through a private socket, gone when we are gone.

    server = start(folder)         # makes the cluster on first use; FolderInUse if somebody has it
    server = attach(folder)        # the server another process of ours has started
    with temporary() as server:    # for tests: no durability, removed afterwards

The folder is the server's alone: `cluster` (or a link to it), `socket`, `lock`, `postgres.log`.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from subprocess import Popen
from urllib.parse import quote

from app.database import cluster
from app.database.binaries import Account, Binaries, account_for, find, reachable
from app.database.cluster import DATABASE, OWNER, ClusterFailed
from app.obstacle import Obstacle


class FolderInUse(Obstacle):
    """Another process has this folder's server."""

    def __init__(self, folder: Path, holder: int | None) -> None:
        self.folder, self.holder = folder, holder
        by = f"（进程 {holder}）" if holder else ""
        by_en = f" by process {holder}" if holder else ""
        super().__init__(f"数据目录 {folder} 正在被使用{by} / {folder} is in use{by_en}")


class NotRunning(Obstacle):
    """There is no server to attach to."""


@dataclass(slots=True)
class EmbeddedServer:
    """A running server, and the way to it."""

    folder: Path
    socket: Path
    binaries: Binaries
    account: Account
    pid: int
    _process: Popen[bytes] | None = field(default=None, repr=False)
    _lock: TextIOWrapper | None = field(default=None, repr=False)

    def url(self, database: str = DATABASE) -> str:
        """The address for SQLAlchemy."""
        return f"postgresql+asyncpg://{OWNER}@/{database}?host={quote(str(self.socket))}"

    def dsn_of(self, database: str) -> str:
        """The address for asyncpg and for PostgreSQL's own programs."""
        return f"postgresql://{OWNER}@/{database}?host={quote(str(self.socket), safe='')}"

    @property
    def dsn(self) -> str:
        return self.dsn_of(DATABASE)

    @property
    def is_mine(self) -> bool:
        """Whether this process started the server and will stop it."""
        return self._process is not None

    def alive(self) -> bool:
        if self._process is not None:
            return self._process.poll() is None
        return cluster.running_pid(Path(os.path.realpath(self.folder / "cluster"))) == self.pid

    def stop(self) -> None:
        """Ends the server in an orderly way; does nothing for one that another process started."""
        if self._process is not None:
            cluster.stop(self._process)
            self._process = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def start(folder: Path, *, durable: bool = True, pg_bin: Path | None = None) -> EmbeddedServer:
    """Starts the server of this folder, making it first where it does not exist yet.

    Call it from the main thread: the kernel ends the server when the thread that started it ends.
    """
    folder = Path(os.path.abspath(folder))
    folder.mkdir(parents=True, exist_ok=True)
    lock = _take_lock(folder)
    try:
        return _start_locked(folder, lock, durable=durable, pg_bin=pg_bin)
    except BaseException:
        lock.close()
        raise


def _start_locked(folder: Path, lock: TextIOWrapper, *, durable: bool, pg_bin: Path | None) -> EmbeddedServer:
    account = account_for(folder / "cluster")
    binaries = reachable(find(pg_bin), account)
    place, log = cluster.home(folder, account), folder / "postgres.log"
    if not place.exists():
        cluster.create(binaries, place, account, durable=durable)
    cluster.check_version(binaries, place)
    cluster.end_orphan(place)
    cluster.admit_only_us(place, account)
    socket = cluster.socket_folder(folder, account)
    process = cluster.launch(binaries, place, socket, log, account, durable=durable)
    try:
        cluster.wait_until_ready(process, place, log)
    except BaseException:
        cluster.stop(process)
        raise
    return EmbeddedServer(folder, socket, binaries, account, process.pid, process, lock)


def attach(folder: Path, *, pg_bin: Path | None = None) -> EmbeddedServer:
    """The running server of this folder, started by another process."""
    folder = Path(os.path.abspath(folder))
    place = Path(os.path.realpath(folder / "cluster"))
    pid = cluster.running_pid(place)
    if pid is None:
        raise NotRunning(f"{folder} 的数据库没有运行 / the server of {folder} is not running")
    account = account_for(place)
    binaries = reachable(find(pg_bin), account)
    return EmbeddedServer(folder, cluster.socket_folder(folder, account), binaries, account, pid)


def start_or_attach(folder: Path, *, pg_bin: Path | None = None) -> EmbeddedServer:
    """The server of this folder, whoever started it: for commands beside a running service."""
    try:
        return start(folder, pg_bin=pg_bin)
    except FolderInUse as busy:
        try:
            return attach(folder, pg_bin=pg_bin)
        except NotRunning:
            raise busy from None


@contextmanager
def temporary(*, pg_bin: Path | None = None) -> Iterator[EmbeddedServer]:
    """A fast server without durability in a folder of its own, removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="yingmen-"))
    folder.chmod(0o711)
    server = None
    try:
        server = start(folder / "postgres", durable=False, pg_bin=pg_bin)
        yield server
    finally:
        if server is not None:
            server.stop()
        cluster.remove(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)


def _take_lock(folder: Path) -> TextIOWrapper:
    """Locks the folder for this process; the lock goes with the process, however it ends."""
    handle = open(folder / "lock", "a+", encoding="utf-8")  # noqa: SIM115 - as long as the server
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.seek(0)
        holder = handle.read().strip()
        handle.close()
        raise FolderInUse(folder, int(holder) if holder.isdigit() else None) from None
    handle.truncate(0)
    handle.write(str(os.getpid()))
    handle.flush()
    return handle


__all__ = [
    "DATABASE",
    "ClusterFailed",
    "EmbeddedServer",
    "FolderInUse",
    "NotRunning",
    "attach",
    "start",
    "start_or_attach",
    "temporary",
]
