#!/usr/bin/env python3
"""Checks an exported journal of Yingmen without any of its code: Python and `cryptography` are enough.

    python check_export.py EXPORT.jsonl [--seals KEPT.json] [--key KEY_ID=BASE64 …]

EXPORT.jsonl is what `GET /api/v1/audit/export` gives: a line for the centre, one for each entry of a journal,
one for each sealed head and each seal, and a last line that counts them. KEPT.json is a list of seals
that were copied out earlier: it shows what was changed together with its seals. Give the public keys that
you wrote down yourself; without them the keys in the file are used, which only proves that it agrees with
itself. Exit code 0: nothing found. 1: something was. 2: the file cannot be read.
"""

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

GENESIS = bytes(32)


def canonical(value: Any) -> str:
    """The one way a value is written down before it is hashed."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def link(previous: bytes, entry: dict[str, Any]) -> bytes:
    """The hash of an entry: over the one before, its place, and all that is never erased."""
    told = [entry["case"], entry["number"], entry["event"], entry["payload"], entry["digests"], entry["via"]]
    return hashlib.sha256(previous + canonical(told).encode()).digest()


class Export:
    """What stands in the file, line by line."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.centre: dict[str, Any] = {}
        self.cases: dict[str, dict[str, Any]] = {}
        self.journals: dict[str, list[dict[str, Any]]] = {}
        self.heads: dict[int, list[dict[str, Any]]] = {}
        self.seals: list[dict[str, Any]] = []
        self.end: dict[str, Any] | None = None
        for line in lines:
            told = json.loads(line)
            self._take(told.pop("line"), told)

    def _take(self, sort: str, told: dict[str, Any]) -> None:
        if sort == "centre":
            self.centre = told
        elif sort == "case":
            self.cases[told["case"]] = told
        elif sort == "entry":
            self.journals.setdefault(told["case"], []).append(told)
        elif sort == "head":
            self.heads.setdefault(told["seal"], []).append(told)
        elif sort == "seal":
            self.seals.append(told)
        elif sort == "end":
            self.end = told
        else:
            raise ValueError(f"a line of an unknown sort: {sort}")


def check_journal(case: str, told: dict[str, Any] | None, entries: list[dict[str, Any]]) -> Iterator[str]:
    """Every entry in its place, chained to the one before, and the last one as the case itself says."""
    head, expected = GENESIS, 0
    for entry in entries:
        expected += 1
        if entry["number"] != expected:
            yield f"case {case}: entry {expected} is missing"
            expected = entry["number"]
        head = link(head, entry)
        if head.hex() != entry["hash"]:
            yield f"case {case}: entry {entry['number']} was changed"
            head = bytes.fromhex(entry["hash"])
        if (entry["payload"].get("at"), entry["payload"].get("by")) != (entry["at"], entry["by"]):
            yield f"case {case}: entry {entry['number']} is dated or signed otherwise than it was written"
        yield from check_texts(case, entry)
    if told is None:
        yield f"case {case}: it has a journal and is not listed"
    elif (told["version"], told["head"]) != (expected, head.hex()):
        yield f"case {case}: its journal ends otherwise than the case says"


def check_texts(case: str, entry: dict[str, Any]) -> Iterator[str]:
    """Each text that was not erased is the one that was written."""
    texts, salts, digests = entry["personal"] or {}, entry["salts"] or {}, entry["digests"] or {}
    for name, value in texts.items():
        salt = salts.get(name)
        if name not in digests or salt is None:
            yield f"case {case}: entry {entry['number']}: {name} is covered by no digest"
        elif hashlib.sha256(f"{salt}:{canonical(value)}".encode()).hexdigest() != digests[name]:
            yield f"case {case}: entry {entry['number']}: {name} was changed"


def check_seals(export: Export, keys: dict[str, bytes]) -> Iterator[str]:
    """Each seal by its signature, chained to the one before, over exactly these heads."""
    previous = GENESIS
    for expected, seal in enumerate(export.seals, 1):
        number, statement = seal["number"], seal["statement"].encode()
        said, signature = json.loads(statement), base64.b64decode(seal["signature"])
        if number != expected or said["number"] != number:
            yield f"seal {expected} is missing"
        if said["previous"] != previous.hex():
            yield f"seal {number} does not follow the one before"
        if said["centre"] != export.centre.get("centre"):
            yield f"seal {number} is another centre's"
        yield from check_signature(number, said["key"], statement, signature, keys)
        heads = sorted(
            export.heads.get(number, []), key=lambda head: bytes.fromhex(head["case"].replace("-", ""))
        )
        if (said["cases"], said["heads"]) != (len(heads), hash_of(heads)):
            yield f"seal {number} covers other heads"
        previous = hashlib.sha256(statement + signature).digest()
    for number in sorted(export.heads.keys() - {seal["number"] for seal in export.seals}):
        yield f"seal {number} is missing"


def hash_of(heads: Iterable[dict[str, Any]]) -> str:
    """SHA-256 over the ids, versions and hashes of heads."""
    digest = hashlib.sha256()
    for head in heads:
        digest.update(bytes.fromhex(head["case"].replace("-", "")))
        digest.update(int(head["version"]).to_bytes(8, "big"))
        digest.update(bytes.fromhex(head["head"]))
    return digest.hexdigest()


def check_signature(
    number: int, name: str, statement: bytes, signature: bytes, keys: dict[str, bytes]
) -> Iterator[str]:
    """Signed by a key that is at hand."""
    if name not in keys:
        yield f"seal {number}: no public key {name}"
        return
    try:
        Ed25519PublicKey.from_public_bytes(keys[name]).verify(signature, statement)
    except InvalidSignature:
        yield f"seal {number}: its signature is not right"


def check_heads(export: Export) -> Iterator[str]:
    """What was sealed still stands in the journals."""
    for number, heads in sorted(export.heads.items()):
        for head in heads:
            journal = {entry["number"]: entry["hash"] for entry in export.journals.get(head["case"], [])}
            if not journal:
                yield f"case {head['case']}: it was sealed in seal {number} and is gone"
            elif head["version"] not in journal:
                yield f"case {head['case']}: its end, sealed in seal {number}, was cut off"
            elif journal[head["version"]] != head["head"]:
                yield f"case {head['case']}: it was rewritten after seal {number}"


def check_kept(export: Export, kept: list[dict[str, Any]]) -> Iterator[str]:
    """Seals that were copied out earlier are still the same here."""
    there = {seal["number"]: (seal["statement"], seal["signature"]) for seal in export.seals}
    for seal in kept:
        if there.get(seal["number"]) != (seal["statement"], seal["signature"]):
            yield f"seal {seal['number']} is not the one that was copied out"


def check_end(export: Export) -> Iterator[str]:
    """The file is whole."""
    counted = {
        "cases": len(export.cases),
        "entries": sum(map(len, export.journals.values())),
        "heads": sum(map(len, export.heads.values())),
        "seals": len(export.seals),
    }
    if export.end != counted:
        yield f"the file is not whole: it says {export.end} and holds {counted}"
    for case in export.cases.keys() - export.journals.keys():
        yield f"case {case}: it has no journal"


def findings(export: Export, kept: list[dict[str, Any]], keys: dict[str, bytes]) -> Iterator[str]:
    """Everything that is not as it should be."""
    for case, entries in sorted(export.journals.items()):
        yield from check_journal(case, export.cases.get(case), entries)
    yield from check_seals(export, keys)
    yield from check_heads(export)
    yield from check_kept(export, kept)
    yield from check_end(export)


def main() -> int:
    """Tells every finding; the answer is the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("export")
    parser.add_argument("--seals", help="seals copied out earlier: a JSON list, or a page of GET /seals")
    parser.add_argument("--key", action="append", default=[], metavar="KEY_ID=BASE64")
    asked = parser.parse_args()
    try:
        with open(asked.export, encoding="utf-8") as file:
            export = Export(file)
        kept = []
        if asked.seals:
            with open(asked.seals, encoding="utf-8") as file:
                told = json.load(file)
            kept = told["items"] if isinstance(told, dict) else told
        given = dict(each.split("=", 1) for each in asked.key)
        keys = {name: base64.b64decode(key) for name, key in (given or export.centre.get("keys", {})).items()}
        found = list(findings(export, kept, keys))
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"cannot be read: {type(error).__name__}: {error}")
        return 2
    for each in found:
        print(each)
    if not asked.key:
        print("note: the public keys are those in the file; give your own with --key")
    print(f"cases {len(export.cases)}, seals {len(export.seals)}, findings {len(found)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
