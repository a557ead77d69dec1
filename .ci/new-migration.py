"""Writes the migration from the last one to the tables of today: `make migration NAME="what changes"`."""

import asyncio
import os
import subprocess
import sys

from alembic import command
from alembic.script import ScriptDirectory

from app.database import embedded, migrations, versions


def main() -> None:
    """Compares a fresh store, brought up to date, with the tables as the code has them."""
    (versions.FOLDER / "versions").mkdir(exist_ok=True)
    config = migrations.configuration()
    number = 1 + max(
        (int(each.revision) for each in ScriptDirectory.from_config(config).walk_revisions()), default=0
    )
    with embedded.temporary() as server:
        os.environ["DATABASE_URL"] = server.dsn
        asyncio.run(migrations.upgrade(server.url()))
        command.revision(config, sys.argv[1], autogenerate=True, rev_id=f"{number:04}")
    for step in ("check --fix", "format"):
        subprocess.run(f".venv/bin/ruff {step} --quiet migrations".split(), check=True)


if __name__ == "__main__":
    main()
