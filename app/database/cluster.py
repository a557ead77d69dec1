"""The steps of running a PostgreSQL cluster: making it, launching it, waiting, ending it."""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from subprocess import Popen

from app.database.binaries import Account, Binaries, can_enter
from app.database.lifeline import tied_to_us
from app.obstacle import Obstacle

OWNER = "yingmen"
"""The one role of the cluster; only this account (and root) may take it, through the socket."""

DATABASE = "yingmen"
_LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")
_STATUS_LINE = 7
_LARGEST_LOG = 10 * 1024 * 1024
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Statements and key values may hold personal words: they stay out of the server's log.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
_NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class ClusterFailed(Obstacle):
    """The database server could not be made or started."""


def home(folder: Path, account: Account) -> Path:
    """Where the cluster stands: in the folder, or where a link in it points."""
    link = folder / "cluster"
    if link.is_symlink() and not link.readlink().parent.exists():
        raise ClusterFailed(f"{link} 指向的位置不存在 / {link} points to nothing")
    if link.exists() or link.is_symlink() or account.is_mine:
        return Path(os.path.realpath(link))
    folder.chmod(folder.stat().st_mode | 0o011)
    if not can_enter(account, folder):
        # Root below a closed folder such as /root: stand beside the system's other databases.
        shelf = Path("/var/lib/yingmen")
        shelf.mkdir(parents=True, exist_ok=True, mode=0o755)
        elsewhere = Path(tempfile.mkdtemp(prefix="postgres-", dir=shelf))
        elsewhere.chmod(0o711)
        link.symlink_to(elsewhere / "cluster")
    return Path(os.path.realpath(link))


def socket_folder(folder: Path, account: Account) -> Path:
    """A private folder for the socket, with a path short enough for one and always the same."""
    place = _socket_path(folder)
    if not place.exists():
        place.mkdir(mode=0o700)
        os.chown(place, account.uid, account.gid)
    found = place.lstat()
    if found.st_uid != account.uid or found.st_mode & 0o077:
        raise ClusterFailed(f"{place} 属于别人 / {place} belongs to somebody else")
    return place


def _socket_path(folder: Path) -> Path:
    place = folder / "socket"
    if len(str(place)) <= _LONGEST_SOCKET_FOLDER and not (folder / "cluster").is_symlink():
        return place
    digest = hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    return Path("/tmp") / f"yingmen-{digest}"  # noqa: S108 - its owner and mode are checked


def remove(folder: Path) -> None:
    """Removes all that a stopped server had, in its folder and outside of it."""
    shutil.rmtree(_socket_path(folder), ignore_errors=True)
    link = folder / "cluster"
    if link.is_symlink():
        shutil.rmtree(Path(os.path.realpath(link)).parent, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def create(binaries: Binaries, place: Path, account: Account, *, durable: bool) -> None:
    """Makes the cluster with its database: UTF-8, sorted by code point, the same on every machine.

    It takes its final name only when whole: a start killed half-way leaves no half cluster.
    """
    for leftover in place.parent.glob(f"{place.name}.making-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    # A name of its own each time: what made the leftover may not quite have ended.
    draft = Path(tempfile.mkdtemp(prefix=f"{place.name}.making-", dir=place.parent))
    os.chown(draft, account.uid, account.gid)
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    _run(
        account,
        binaries.program("initdb"),
        f"--pgdata={draft}",
        f"--username={OWNER}",
        "--encoding=UTF8",
        "--locale=C",
        *(builtin if binaries.major() >= 17 else []),
        "--auth=peer",
        "--no-instructions",
        *([] if durable else ["--no-sync"]),
    )
    _run(
        account,
        binaries.program("postgres"),
        *("--single", "-D", str(draft), "template1"),
        told=f"CREATE DATABASE {DATABASE}\n",
    )
    draft.rename(place)


def check_version(binaries: Binaries, place: Path) -> None:
    """Refuses programs of another major version than the one that made the cluster."""
    made_by, ours = int((place / "PG_VERSION").read_text()), binaries.major()
    if made_by != ours:
        raise ClusterFailed(
            f"数据由 PostgreSQL {made_by} 建立，当前程序是 {ours}，请用 PG_BIN 指定 {made_by} / "
            f"made by PostgreSQL {made_by}, programs are {ours}: point PG_BIN at {made_by}"
        )


def admit_only_us(place: Path, account: Account) -> None:
    """Lets in this account, the server's own and root, known by the kernel; nobody else."""
    names = {pwd.getpwuid(uid).pw_name for uid in {0, os.geteuid(), account.uid}}
    rules = {
        "pg_hba.conf": "local all all peer map=house\n",
        "pg_ident.conf": "".join(f'house "{name}" {OWNER}\n' for name in sorted(names)),
    }
    for name, text in rules.items():
        (place / name).write_text(text, encoding="utf-8")
        os.chown(place / name, account.uid, account.gid)


def launch(
    binaries: Binaries, place: Path, socket: Path, log: Path, account: Account, *, durable: bool
) -> Popen[bytes]:
    """Starts the server as a child that the kernel ends when we are gone."""
    if log.exists() and log.stat().st_size > _LARGEST_LOG:
        log.rename(log.with_suffix(".log.1"))
    settings = _SETTINGS | ({} if durable else _NOT_DURABLE)
    command = [binaries.program("postgres"), "-D", str(place), "-k", str(socket)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with open(log, "ab") as output:
        return Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            env=_environment(),
            start_new_session=True,  # Ctrl-C in the terminal reaches the supervisor only
            preexec_fn=tied_to_us(signal.SIGINT),  # noqa: PLW1509
            user=None if account.is_mine else account.uid,
            group=None if account.is_mine else account.gid,
            extra_groups=None if account.is_mine else [],
        )


def wait_until_ready(process: Popen[bytes], place: Path, log: Path, patience: float = 300) -> None:
    """Waits until the server answers; recovery after a crash may take its time."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        lines = _pid_file(place)
        if lines and lines[0] == str(process.pid) and lines[_STATUS_LINE:] == ["ready"]:
            return
        if process.poll() is not None:
            tail = log.read_text(encoding="utf-8", errors="replace")[-600:].strip()
            raise ClusterFailed(f"数据库未能启动 / the database did not start: {tail}")
        time.sleep(0.01)
    raise ClusterFailed("数据库启动超时 / the database did not become ready in time")


def stop(process: Popen[bytes]) -> None:
    """Asks for a fast, clean end, then insists."""
    for ending, patience in ((signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
        if process.poll() is not None:
            return
        process.send_signal(ending)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue


def running_pid(place: Path) -> int | None:
    """The process that serves this cluster now, if any."""
    lines = _pid_file(place)
    if not lines or not lines[0].isdigit():
        return None
    pid = int(lines[0])
    return pid if serves(pid, place) else None


def serves(pid: int, place: Path) -> bool:
    """Whether this process is this cluster's server, and not a later one of its number."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cwd").readlink() == place
        except OSError:
            return False
    answer = subprocess.run(
        ["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False
    )
    return str(place) in answer.stdout


def end_orphan(place: Path) -> None:
    """Ends a server whose starter was killed, and clears what a dead one left behind.

    Only the holder of the folder's lock may call this.
    """
    if not (place / "postmaster.pid").exists():
        return
    pid = running_pid(place)
    for ending, patience in ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0)):
        deadline = time.monotonic() + patience
        if pid is not None and serves(pid, place):
            os.kill(pid, ending)
        while pid is not None and serves(pid, place) and time.monotonic() < deadline:
            time.sleep(0.02)
    _wait_for_its_children(place)
    (place / "postmaster.pid").unlink(missing_ok=True)


def _wait_for_its_children(place: Path, patience: float = 10) -> None:
    """A killed server's own processes notice a moment later, and hold its memory until then."""
    deadline = time.monotonic() + patience
    while sys.platform == "linux" and time.monotonic() < deadline:
        numbers = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
        if not any(serves(number, place) for number in numbers):
            return
        time.sleep(0.02)


def _pid_file(place: Path) -> list[str]:
    try:
        text = (place / "postmaster.pid").read_text(encoding="utf-8")
    except OSError:
        return []
    return [line.strip() for line in text.splitlines()]


def _run(account: Account, *command: str, told: str | None = None) -> None:
    done = subprocess.run(
        command,
        input=told,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=_environment(),
        preexec_fn=tied_to_us(signal.SIGTERM),
        user=None if account.is_mine else account.uid,
        group=None if account.is_mine else account.gid,
        extra_groups=None if account.is_mine else [],
    )
    if done.returncode != 0:
        name = Path(command[0]).name
        raise ClusterFailed(f"{name} 失败 / {name} failed: {done.stderr.strip()[-500:]}")


def _environment() -> dict[str, str]:
    """Ours, without settings meant for another PostgreSQL and with messages in plain English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}
