"""Walks every clause: what is enforced has its rule and its test, what is prompted has its prompt.

A test carries the mark of an enforced clause only where it fails once the rule is gone.
"""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import app.procedure
from app.procedure.clauses import CLAUSES, RULES
from app.procedure.prompts import prompted_clauses
from app.procedure.vocabulary import Keeping

ROOT = Path(__file__).parents[2]
IDS = tuple((Path(__file__).parent / "clause_ids.txt").read_text(encoding="utf-8").split())
LOOKS_LIKE_A_CLAUSE = re.compile(r"(?<![\w.])\d(\.\d)+(\(\d\))?-[a-z]\b")


@pytest.fixture(scope="module", autouse=True)
def every_rule_is_read() -> None:
    for module in pkgutil.walk_packages(app.procedure.__path__, "app.procedure."):
        importlib.import_module(module.name)


@cache
def _trees(folder: str) -> tuple[tuple[Path, ast.Module], ...]:
    files = sorted((ROOT / folder).rglob("*.py"))
    return tuple((file, ast.parse(file.read_text(encoding="utf-8"))) for file in files)


def _is_clause_mark(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and ast.unparse(call.func) == "pytest.mark.clause"


def _marks_of(test: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Iterator[str]:
    for mark in test.decorator_list:
        if isinstance(mark, ast.Call) and _is_clause_mark(mark):
            yield from (
                arg.value for arg in mark.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            )


@cache
def _proved() -> dict[str, list[str]]:
    """Clause id → tests that carry its mark: on the test, its class, or a parameter of it."""
    proved: dict[str, list[str]] = {}
    for file, tree in _trees("tests"):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                for clause_id in _marks_of(node):
                    proved.setdefault(clause_id, []).append(f"{file.name}::{node.name}")
    return proved


@cache
def _cited() -> dict[str, set[str]]:
    """Everything spelt like a clause id, in any string of app and tests → the files it stands in."""
    cited: dict[str, set[str]] = {}
    for file, tree in (*_trees("app"), *_trees("tests")):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for clause_id in _ids_in(node.value):
                    cited.setdefault(clause_id, set()).add(file.relative_to(ROOT).as_posix())
    return cited


def _ids_in(text: str) -> Iterator[str]:
    """A whole string that is an id, or ids named in running words such as a docstring."""
    yield from (match.group() for match in LOOKS_LIKE_A_CLAUSE.finditer(text))


def test_the_table_holds_every_clause_and_no_other() -> None:
    assert len(IDS) == len(set(IDS)) == 74
    assert tuple(CLAUSES) == IDS


@pytest.mark.parametrize("clause_id", [each for each in IDS if CLAUSES[each].keeping is Keeping.ENFORCED])
def test_an_enforced_clause_has_a_rule(clause_id: str) -> None:
    assert RULES.get(clause_id), f"no rule keeps {clause_id}"


@pytest.mark.parametrize("clause_id", [each for each in IDS if CLAUSES[each].keeping is Keeping.ENFORCED])
def test_an_enforced_clause_has_a_test(clause_id: str) -> None:
    assert _proved().get(clause_id), f"no test proves {clause_id}"


@pytest.mark.parametrize("clause_id", [each for each in IDS if CLAUSES[each].keeping is Keeping.PROMPTED])
def test_a_prompted_clause_has_its_prompt(clause_id: str) -> None:
    assert clause_id in prompted_clauses(), f"nothing prompts for {clause_id}"


def test_nobody_cites_a_clause_that_the_procedure_does_not_have() -> None:
    assert not {each: files for each, files in _cited().items() if each not in CLAUSES}


def test_every_rule_stands_in_the_procedure() -> None:
    assert all(name.startswith("app.procedure.") for names in RULES.values() for name in names)


def test_the_walk_itself_would_find_a_wrong_citation() -> None:
    wrong = "9.9-" + "q"
    assert list(_ids_in(f"see 4.3.4(1)-a and {wrong}.")) == ["4.3.4(1)-a", wrong]
    assert not list(_ids_in("2026-04-01, v1.2-beta, 4.3.1"))
