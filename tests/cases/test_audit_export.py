"""The independent script finds every tampering, and nothing where nobody tampered."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.cases.faults import Fault
from app.cases.seals import SigningKeys, seal
from app.procedure.vocabulary import Role
from tests.cases.examining import TAMPERED, change, sealed
from tests.cases.test_tampering import rewrite
from tests.factories.matters import DESK, HEAD, Work

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "audit" / "check_export.py"
ADMINISTRATOR = Role.ADMINISTRATOR


def written(place: Path, content: bytes) -> Path:
    place.write_bytes(content)
    return place


async def exported(work: Work, place: Path, **asked: Any) -> Path:
    answer = await work.ask(ADMINISTRATOR, "/audit/export", **asked)
    assert answer.status_code == 200, answer.text
    return written(place, answer.content)


async def kept_outside(work: Work, place: Path) -> tuple[str, ...]:
    """Seals and public keys, copied out before anybody tampered."""
    written(place, json.dumps(await work.told(ADMINISTRATOR, "/seals")).encode())
    keys = await work.told(ADMINISTRATOR, "/seals/keys")
    named = (f"--key={each['key_id']}={each['public_key']}" for each in keys)
    return ("--seals", str(place), *named)


def check(export: Path, *more: str) -> tuple[int, str]:
    """The script as an auditor runs it: alone, with nothing of ours to import."""
    done = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(export), *more],
        capture_output=True,
        text=True,
        check=False,
        cwd=export.parent,
    )
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


@pytest.mark.parametrize("texts", [False, True])
async def test_an_untouched_store_has_no_findings(
    work: Work, keys: SigningKeys, case: str, tmp_path: Path, texts: bool
) -> None:
    outside = await kept_outside(work, tmp_path / "seals.json")
    export = await exported(work, tmp_path / "export.jsonl", texts=texts)
    assert check(export, *outside) == (0, "cases 2, seals 1, findings 0\n")
    assert ("门禁卡" in export.read_text(encoding="utf-8")) == texts


def of_journals() -> list[str]:
    """All but the seals of contacts: an export carries none, and only their keys can tell."""
    return [
        how
        for how, (statement, fault) in TAMPERED.items()
        if "case_journal" in statement and fault not in {Fault.CONTACT_UNREADABLE, Fault.CONTACT_CHANGED}
    ]


@pytest.mark.parametrize("how", of_journals())
async def test_the_script_finds_what_verify_finds(
    work: Work, keys: SigningKeys, case: str, tmp_path: Path, how: str
) -> None:
    outside = await kept_outside(work, tmp_path / "seals.json")
    statement, _ = TAMPERED[how]
    await change(work, statement, **({"case": case} if ":case" in statement else {}))
    code, told = check(await exported(work, tmp_path / "export.jsonl", texts=True), *outside)
    assert code == 1, told


async def test_two_entries_swapped_are_found(
    work: Work, keys: SigningKeys, case: str, tmp_path: Path
) -> None:
    outside = await kept_outside(work, tmp_path / "seals.json")
    move = (
        "UPDATE case_journal SET number = :to WHERE centre_id = :centre AND case_id = :case AND number = :no"
    )
    for number, to in ((2, 999), (3, 2), (999, 3)):
        await change(work, move, case=case, no=number, to=to)
    code, told = check(await exported(work, tmp_path / "export.jsonl"), *outside)
    assert (code, "was changed" in told) == (1, True)


async def test_a_dropped_case_is_found(work: Work, keys: SigningKeys, case: str, tmp_path: Path) -> None:
    outside = await kept_outside(work, tmp_path / "seals.json")
    for table, column in (
        ("case_journal", "case_id"),
        ("case_duties", "case_id"),
        ("case_terms", "case_id"),
        ("register_entries", "id"),
        ("cases", "id"),
    ):
        await change(work, f"DELETE FROM {table} WHERE centre_id = :centre AND {column} = :case", case=case)
    code, told = check(await exported(work, tmp_path / "export.jsonl"), *outside)
    assert (code, f"case {case}: it was sealed in seal 1 and is gone" in told) == (1, True)


async def test_a_rewritten_chain_is_found_against_its_seal(
    work: Work, keys: SigningKeys, case: str, tmp_path: Path
) -> None:
    outside = await kept_outside(work, tmp_path / "seals.json")
    await rewrite(work, case)
    code, told = check(await exported(work, tmp_path / "export.jsonl"), *outside)
    assert (code, f"case {case}: it was rewritten after seal 1" in told) == (1, True)


async def test_a_chain_rewritten_together_with_its_seals_is_found_against_those_copied_out(
    work: Work, keys: SigningKeys, case: str, tmp_path: Path
) -> None:
    """Whoever holds the signing key too can make a store that agrees with itself, but not with the past."""
    outside = await kept_outside(work, tmp_path / "seals.json")
    await rewrite(work, case)
    await change(work, "DELETE FROM sealed_heads WHERE centre_id = :centre")
    await change(work, "DELETE FROM seals WHERE centre_id = :centre")
    work.clock.advance(minutes=1)
    await seal(work.session, work.centre.id, work.clock(), keys)
    await work.session.commit()
    export = await exported(work, tmp_path / "export.jsonl")
    assert check(export)[0] == 0
    assert check(export, *outside) == (
        1,
        "seal 1 is not the one that was copied out\ncases 2, seals 1, findings 1\n",
    )


async def test_a_file_that_was_cut_off_is_not_whole(
    work: Work, keys: SigningKeys, case: str, tmp_path: Path
) -> None:
    export = await exported(work, tmp_path / "export.jsonl")
    lines = export.read_text(encoding="utf-8").splitlines(keepends=True)
    export.write_text("".join(lines[:-1]), encoding="utf-8")
    code, told = check(export)
    assert (code, "the file is not whole" in told) == (1, True)
    export.write_text("".join(lines)[:-40], encoding="utf-8")
    assert check(export)[0] == 2


async def test_more_work_and_a_second_seal_are_checked_too(
    work: Work, keys: SigningKeys, case: str, tmp_path: Path
) -> None:
    await work.called_back(case)
    await work.later(days=1)
    await sealed(work, keys)
    outside = await kept_outside(work, tmp_path / "seals.json")
    export = await exported(work, tmp_path / "export.jsonl")
    assert check(export, *outside) == (0, "cases 2, seals 2, findings 0\n")


async def test_it_is_for_the_administrator_and_the_centre_manager(work: Work) -> None:
    for role in (DESK, HEAD):
        assert (await work.ask(role, "/audit/export")).status_code == 403
