"""The store a command works on: one's own, or the embedded one."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import SecretStr

from app.database import embedded, versions
from app.settings import Settings


@contextmanager
def store(settings: Settings) -> Iterator[Settings]:
    """The settings with a database that answers: one's own, or the embedded one while it is needed."""
    if settings.database_url is not None:
        yield settings
        return
    server = embedded.start_or_attach(settings.postgres_folder, pg_bin=settings.pg_bin)
    try:
        yield settings.model_copy(update={"database_url": SecretStr(server.dsn)})
    finally:
        server.stop()


@contextmanager
def running_store(settings: Settings) -> Iterator[Settings]:
    """For long-lived processes: they never start a server, which would end with them."""
    if settings.database_url is None:
        server = embedded.attach(settings.postgres_folder, pg_bin=settings.pg_bin)
        settings = settings.model_copy(update={"database_url": SecretStr(server.dsn)})
    settings.keys()
    asyncio.run(versions.check_current(settings.libpq_url()))
    yield settings
