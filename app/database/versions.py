"""Which migration a store has reached, found without loading alembic: every start asks this."""

import re
from pathlib import Path

import asyncpg

from app.settings import Obstacle

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


async def is_current(dsn: str) -> bool:
    """Whether the store has every migration."""
    connection = await asyncpg.connect(dsn)
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
