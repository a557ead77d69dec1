"""Takes each rule of the procedure away, one at a time, and sees whether a test misses it.

`python -m tests.procedure.mutations [share]` prints the survivors and the score. A rule is a function that
refuses, that tells events, or that tells duties; taken away it refuses nothing and tells nothing.
"""

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

HOUSE = Path(__file__).resolve().parents[2]
RULES = HOUSE / "app" / "procedure"
NOTHING = {
    "Refusal | None": "return None",
    "Iterator[Event]": "return iter(())",
    "Iterable[Event]": "return ()",
    "Iterator[Duty]": "return iter(())",
}
AT_ONCE = 2


def rules() -> Iterator[tuple[Path, str]]:
    """Every rule: its file and its name."""
    for file in sorted(RULES.glob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.returns and ast.unparse(node.returns) in NOTHING:
                yield file, node.name


def without(source: str, name: str) -> str:
    """The file with this rule taken away."""
    lines = source.splitlines()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            assert node.returns is not None
            nothing = "    " + NOTHING[ast.unparse(node.returns)]
            first = node.body[0].lineno - 1
            return "\n".join([*lines[:first], nothing, *lines[node.end_lineno :]]) + "\n"
    raise LookupError(name)


def passes(house: Path) -> bool:
    """Whether the procedure's tests are content with this house."""
    program = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "tests/procedure"]
    skipped = ["--ignore=tests/procedure/test_every_reachable_state.py"]
    run = subprocess.run([*program, *skipped], cwd=house, capture_output=True, check=False, timeout=300)
    return run.returncode == 0


def is_missed(house: Path, file: Path, name: str) -> bool:
    """Whether some test fails without this rule."""
    place = house / file.relative_to(HOUSE)
    source = file.read_text(encoding="utf-8")
    place.write_text(without(source, name), encoding="utf-8")
    try:
        return not passes(house)
    finally:
        place.write_text(source, encoding="utf-8")


def copy_of_the_house(folder: Path) -> Path:
    """The code and its tests, where they may be spoilt."""
    for part in ("app", "tests"):
        shutil.copytree(HOUSE / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOUSE / "pyproject.toml", folder)
    return folder


def main() -> None:
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    chosen = list(rules())[::every]
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        houses: Queue[Path] = Queue()
        for folder in (first, second)[:AT_ONCE]:
            houses.put(house := copy_of_the_house(Path(folder)))
        if not passes(house):  # else every rule would look missed
            sys.exit("the tests fail with every rule in its place")

        def look(rule: tuple[Path, str]) -> bool:
            house = houses.get()
            try:
                missed = is_missed(house, *rule)
            finally:
                houses.put(house)
            if not missed:
                print(f"nobody misses {rule[0].stem}.{rule[1]}", flush=True)
            return missed

        with ThreadPoolExecutor(AT_ONCE) as at_once:
            missed = sum(at_once.map(look, chosen))
    print(f"{missed} of {len(chosen)} rules are missed when taken away: {missed / len(chosen):.0%}")


if __name__ == "__main__":
    main()
