"""A migration's own statements, to be run on what an older version of the house has written."""

import importlib.util
from typing import Any

from app.database import versions


def migration(number: str) -> Any:
    (path,) = (versions.FOLDER / "versions").glob(f"{number}_*.py")
    spec = importlib.util.spec_from_file_location(f"migration_{number}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
