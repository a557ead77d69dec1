"""Folders and servers of their own for the tests of the platform."""

import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.database import embedded
from app.database.embedded import EmbeddedServer
from app.settings import Settings


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*os.environ]:
        if name.startswith("YINGMEN_") or name in {"DATABASE_URL", "PG_BIN"}:
            monkeypatch.delenv(name)


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that the database's own account can reach, unlike pytest's."""
    with tempfile.TemporaryDirectory(prefix="yingmen-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "postgres"


@pytest.fixture
def server() -> Iterator[EmbeddedServer]:
    with embedded.temporary() as running:
        yield running


@pytest.fixture
def settings(home: Path, server: EmbeddedServer) -> Settings:
    return Settings.model_validate({"data_dir": home, "database_url": server.dsn})


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        number: int = probe.getsockname()[1]
        return number
