"""Which migration a store has reached, found without loading alembic: every start asks this."""

import re
from pathlib import Path

import asyncpg

from app.obstacle import Obstacle

FOLDER = Path(__file__).resolve().parents[2] / "migrations"
_REVISION = re.compile(r"^(revision|down_revision)\b[^=]*= *[\"'](\w+)[\"']", re.MULTILINE)


class NotMigrated(Obstacle):
    """The store does not have the shape that this version of the house needs."""


def newest() -> frozenset[str]:
    """The migrations that no other follows: one, as long as nobody branches."""
    found: dict[str, set[str]] = {"revision": set(), "down_revision": set()}
    for file in (FOLDER / "versions").glob("*.py"):
        for kind, number in _REVISION.findall(file.read_text(encoding="utf-8")):
            found[kind].add(number)
    return frozenset(found["revision"] - found["down_revision"])


class Unreachable(Obstacle):
    """No database answers at the address given."""


async def reach(dsn: str) -> asyncpg.Connection:
    """A connection; who has given a wrong address or password is told so, without the password."""
    try:
        return await asyncpg.connect(dsn, timeout=10)
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        reason = str(error) or type(error).__name__
        raise Unreachable(f"连不上数据库：{reason} / cannot reach the database: {reason}") from error


async def is_current(dsn: str) -> bool:
    """Whether the store has every migration."""
    connection = await reach(dsn)
    try:
        reached = await connection.fetch("SELECT version_num FROM alembic_version")
    except asyncpg.UndefinedTableError:
        return not newest()
    finally:
        await connection.close()
    return {row["version_num"] for row in reached} == newest()


async def check_current(dsn: str) -> None:
    """Refuses a store that is behind, or ahead because a newer version has been here."""
    if not await is_current(dsn):
        raise NotMigrated(
            "数据库结构与此版本不符，请先运行 yingmen migrate / "
            "the database has another version's shape: run `yingmen migrate` first"
        )
