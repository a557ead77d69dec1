"""The API's description as a file, so that clients are made from it and drift is seen."""

import json
import tempfile
from pathlib import Path

from pydantic import SecretStr

from app.main import create_app
from app.obstacle import Obstacle
from app.settings import Settings


class Drifted(Obstacle):
    """The written description is not what the service answers."""


def text() -> str:
    """The description as it is written: stable, in UTF-8, ending in a line feed."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), database_url=SecretStr("postgresql://unused/unused"))
        settings.make_keys()
        document = create_app(settings).openapi()
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def write(path: Path) -> None:
    """Writes the description."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(), encoding="utf-8")


def check(path: Path) -> None:
    """Refuses a description that is missing or out of date."""
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    if written != text():
        raise Drifted(
            f"{path} 与接口不一致，请运行 make openapi / {path} does not fit the service: run `make openapi`"
        )
