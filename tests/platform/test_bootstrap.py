"""What a fresh checkout says when something is missing; said before anything is installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
SHELL = ("sh", "dirname")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout in which nothing has been installed yet."""
    place = tmp_path / "a fresh checkout"
    (place / "frontend").mkdir(parents=True)
    shutil.copytree(HOUSE / ".ci", place / ".ci", ignore=shutil.ignore_patterns("__pycache__"))
    for name in (
        "requirements.lock",
        "requirements-dev.lock",
        "pyproject.toml",
        "frontend/package-lock.json",
    ):
        shutil.copy(HOUSE / name, place / name)
    return place


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The programs of a machine: a shell, and what a test puts beside it."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in SHELL:
        found = shutil.which(name)
        assert found is not None
        (programs / name).symlink_to(found)
    return programs


def has(machine: Path, name: str, answer: str) -> None:
    (machine / name).write_text(f"#!/bin/sh\necho {answer}\n")
    (machine / name).chmod(0o755)


def bootstrap(checkout: Path, machine: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHON", "PATH"}}
    answer = subprocess.run(
        [checkout / ".ci" / "bootstrap", "run"],
        env=environment | {"PATH": str(machine)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert not (checkout / ".venv").exists()
    return answer.stderr


def test_a_missing_python_is_named(checkout: Path, machine: Path) -> None:
    assert "python3 is missing" in bootstrap(checkout, machine)


def test_a_python_that_is_too_old_is_named_with_its_version(checkout: Path, machine: Path) -> None:
    (machine / "python3").write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2 || exit 1\n')
    (machine / "python3").chmod(0o755)
    assert "3.11 or later is needed, found Python 3.9.2" in bootstrap(checkout, machine)


def test_a_missing_node_is_named(checkout: Path, machine: Path) -> None:
    (machine / "python3").symlink_to(sys.executable)
    assert "node or npm is missing" in bootstrap(checkout, machine)


def test_a_node_that_is_too_old_is_named_with_its_version(checkout: Path, machine: Path) -> None:
    (machine / "python3").symlink_to(sys.executable)
    has(machine, "node", "v18.20.1")
    has(machine, "npm", "10.0.0")
    assert "20.19 or later is needed, found v18.20.1" in bootstrap(checkout, machine)


def test_a_newer_python_is_found_under_its_own_name(checkout: Path, machine: Path) -> None:
    has(machine, "python3", "Python 3.9.2; exit 1")
    (machine / "python3.12").symlink_to(sys.executable)
    assert "node or npm is missing" in bootstrap(checkout, machine), "it got as far as looking for node"
