"""The auditor's export: a centre's journals with their chain, the sealed heads and the signed seals.

Line by line, so that neither we nor the auditor need hold it whole. `docs/audit/check_export.py` checks it
without our code. Texts are in it only where they were asked for: the chain stands without them.
"""

import base64
import json
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.seals import SigningKeys, statement
from app.cases.tables import Seal
from app.database.session import Database, driver

HEADS = """
SELECT case_id, version, seal, head FROM sealed_heads WHERE centre_id = $1 ORDER BY seal, case_id
"""
JOURNALS = """
SELECT c.id, c.number, c.version, c.head,
       (SELECT json_agg(json_build_object(
                   'case', j.case_id, 'number', j.number, 'event', j.event, 'at', j.at, 'by', j.by,
                   'via', j.via,
                   'payload', j.payload, 'digests', j.digests, 'hash', encode(j.hash, 'hex'),
                   'personal', CASE WHEN $2 THEN j.personal END, 'salts', CASE WHEN $2 THEN j.salts END)
                   ORDER BY j.number)
          FROM case_journal j WHERE j.centre_id = c.centre_id AND j.case_id = c.id)::text AS entries
  FROM cases c WHERE c.centre_id = $1 ORDER BY c.id
"""
"""One statement, so that a case is seen whole. Seals are read before: journals only grow."""

AT_ONCE = 200
PIECE = 64 * 1024


async def audit_export(
    database: Database, centre_id: UUID, keys: SigningKeys, *, texts: bool
) -> AsyncIterator[bytes]:
    """The file in pieces."""
    held = bytearray()
    async with database.transaction() as session:
        await (await driver(session)).execute("SET LOCAL statement_timeout = 0")
        async for line in _lines(session, centre_id, keys, texts=texts):
            held += json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            if len(held) >= PIECE:
                yield bytes(held)
                held.clear()
    yield bytes(held)


async def _lines(
    session: AsyncSession, centre_id: UUID, keys: SigningKeys, *, texts: bool
) -> AsyncIterator[dict[str, Any]]:
    connection = await driver(session)
    public = {name: base64.b64encode(key).decode() for name, key in keys.all_public().items()}
    yield {"line": "centre", "format": 1, "centre": str(centre_id), "keys": public}
    counted = {"cases": 0, "entries": 0, "heads": 0, "seals": 0}
    query = select(Seal).where(Seal.centre_id == centre_id).order_by(Seal.number)
    fresh = query.execution_options(populate_existing=True)
    for seal in (await session.execute(fresh)).scalars():
        counted["seals"] += 1
        yield _seal(seal)
    async for row in connection.cursor(HEADS, centre_id, prefetch=AT_ONCE):
        counted["heads"] += 1
        yield {
            "line": "head",
            "seal": row["seal"],
            "case": str(row["case_id"]),
            "version": row["version"],
            "head": row["head"].hex(),
        }
    async for row in connection.cursor(JOURNALS, centre_id, texts, prefetch=AT_ONCE):
        counted["cases"] += 1
        for line in _case(row):
            counted["entries"] += line["line"] == "entry"
            yield line
    yield {"line": "end"} | counted


def _seal(seal: Seal) -> dict[str, Any]:
    return {
        "line": "seal",
        "number": seal.number,
        "statement": statement(seal).decode(),
        "signature": base64.b64encode(seal.signature).decode(),
    }


def _case(row: Any) -> Iterator[dict[str, Any]]:
    yield {
        "line": "case",
        "case": str(row["id"]),
        "number": row["number"],
        "version": row["version"],
        "head": row["head"].hex(),
    }
    for entry in json.loads(row["entries"] or "[]"):
        yield {"line": "entry"} | entry | {"at": _as_written(entry)}


def _as_written(entry: dict[str, Any]) -> str:
    """The column's moment: in the payload's own writing if it is that very moment."""
    stored, written = str(entry["at"]), entry["payload"].get("at")
    same = written is not None and datetime.fromisoformat(written) == datetime.fromisoformat(stored)
    return str(written) if same else stored
