"""What the files for running the house say is what the house does."""

import re
import subprocess
from pathlib import Path

import yaml

from app.cli import _parser
from app.settings import Settings

HOUSE = Path(__file__).resolve().parents[2]
RUNNING = (HOUSE / "docs" / "running.md").read_text(encoding="utf-8")


def environment_names() -> set[str]:
    own_names = {"database_url": "DATABASE_URL", "pg_bin": "PG_BIN"}
    return {own_names.get(name, f"YINGMEN_{name.upper()}") for name in Settings.model_fields}


def test_every_setting_is_described_and_nothing_else() -> None:
    table = RUNNING.split("## Settings")[1].split("## ")[0]
    first_column = " ".join(line.split("|")[1] for line in table.splitlines() if line.startswith("|"))
    named = set(re.findall(r"`([A-Z_]+)`", first_column))
    assert named == environment_names()


def test_every_command_is_described_and_nothing_else() -> None:
    commands = next(action.choices for action in _parser()._actions if isinstance(action.choices, dict))
    table = RUNNING.split("## Commands")[1].split("## ")[0]
    assert set(re.findall(r"`yingmen ([a-z-]+)", table)) == set(commands)


def test_make_help_lists_every_target() -> None:
    text = (HOUSE / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))
    shown = subprocess.run(["make", "help"], cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"make ([a-z-]+)", shown)) == targets


def test_the_parts_of_the_compose_file_run_commands_and_settings_that_exist() -> None:
    compose = yaml.safe_load((HOUSE / "compose.yaml").read_text(encoding="utf-8"))
    parts = [part for part in compose["services"].values() if part.get("command")]
    assert {part["command"][1] for part in parts} == {"migrate", "serve", "worker"}
    for part in parts:
        assert set(part["environment"]) <= environment_names()


def test_the_image_does_not_run_as_root_and_asks_for_its_health() -> None:
    last = (HOUSE / "Dockerfile").read_text(encoding="utf-8").split("\nFROM ")[-1]
    assert re.search(r"^USER yingmen$", last, re.MULTILINE)
    assert "HEALTHCHECK" in last
    assert set(re.findall(r"(YINGMEN_[A-Z_]+)=", last)) <= environment_names()
