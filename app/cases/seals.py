"""Daily seals: what shows that a tail was cut, a case dropped or a whole chain rewritten.

A seal lists the head of every journal that has grown since the one before, is chained to it, and is
signed with a key the database does not hold. Whoever keeps an exported seal can prove later, with the
public key alone, what stood in the store on that day.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.codecs import GENESIS
from app.cases.faults import Difference, Fault
from app.cases.tables import Seal
from app.database.session import driver
from app.secret_keys import KeyRing

PURPOSE = b"yingmen daily seal"
MOST_TOLD = 1000

GATHER = """
INSERT INTO sealed_heads (centre_id, case_id, version, seal, head)
SELECT c.centre_id, c.id, c.version, $2, c.head FROM cases c
 WHERE c.centre_id = $1
   AND NOT EXISTS (SELECT FROM sealed_heads s
                    WHERE s.centre_id = c.centre_id AND s.case_id = c.id AND s.version = c.version)
"""
HEADS = "SELECT case_id, version, head FROM sealed_heads WHERE centre_id = $1 AND seal = $2 ORDER BY case_id"
ONE_AT_A_TIME = "SELECT zone FROM centres WHERE id = $1 FOR NO KEY UPDATE"
BROKEN = f"""
SELECT s.case_id, s.version, s.seal, c.id IS NULL AS case_gone, j.hash IS NULL AS entry_gone
  FROM sealed_heads s
  LEFT JOIN cases c ON c.centre_id = s.centre_id AND c.id = s.case_id
  LEFT JOIN case_journal j
         ON j.centre_id = s.centre_id AND j.case_id = s.case_id AND j.number = s.version
 WHERE s.centre_id = $1 AND j.hash IS DISTINCT FROM s.head
 ORDER BY s.seal, s.case_id LIMIT {MOST_TOLD}
"""  # noqa: S608 - a text of our own
WITHOUT_SEAL = """
SELECT DISTINCT s.seal FROM sealed_heads s
 WHERE s.centre_id = $1
   AND NOT EXISTS (SELECT FROM seals l WHERE l.centre_id = s.centre_id AND l.number = s.seal)
 ORDER BY s.seal
"""


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """The signing keys of an installation, each derived from a secret of its key ring."""

    ring: KeyRing

    def signing(self) -> tuple[str, Ed25519PrivateKey]:
        """The current key and its name."""
        return self.ring.current, _private(self.ring.keys[self.ring.current])

    def public(self, name: str) -> Ed25519PublicKey | None:
        """The public half of a key; none where the installation no longer has it."""
        secret = self.ring.keys.get(name)
        return _private(secret).public_key() if secret else None

    def all_public(self) -> dict[str, bytes]:
        """Every public key by its name, as others check seals with it."""
        return {name: _private(key).public_key().public_bytes_raw() for name, key in self.ring.keys.items()}


def _private(secret: bytes) -> Ed25519PrivateKey:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret)
    return Ed25519PrivateKey.from_private_bytes(derived)


def statement(seal: Seal) -> bytes:
    """What a seal says, exactly as it is signed."""
    told = {
        "cases": seal.cases,
        "centre": str(seal.centre_id),
        "heads": seal.heads.hex(),
        "key": seal.key_id,
        "number": seal.number,
        "previous": seal.previous.hex(),
        "sealed_at": seal.sealed_at.astimezone(UTC).isoformat(),
    }
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


def chained(seal: Seal) -> bytes:
    """What the next seal carries of this one."""
    return hashlib.sha256(statement(seal) + seal.signature).digest()


async def seal_if_due(
    session: AsyncSession, centre_id: UUID, now: datetime, keys: SigningKeys
) -> Seal | None:
    """Seal a centre's journals once a day of its own zone, whichever worker comes first."""
    zone = await (await driver(session)).fetchval(ONE_AT_A_TIME, centre_id)
    last = await last_seal(session, centre_id)
    if zone is None or (last and _day(last.sealed_at, zone) >= _day(now, zone)):
        return None
    return await seal(session, centre_id, now, keys)


async def seal(session: AsyncSession, centre_id: UUID, now: datetime, keys: SigningKeys) -> Seal:
    """Seal every journal that has grown since the last seal."""
    connection = await driver(session)
    await connection.fetchval(ONE_AT_A_TIME, centre_id)
    last = await last_seal(session, centre_id)
    number = last.number + 1 if last else 1
    await connection.execute(GATHER, centre_id, number)
    cases, heads = await _heads(session, centre_id, number)
    name, key = keys.signing()
    made = Seal(
        centre_id=centre_id,
        number=number,
        sealed_at=now,
        cases=cases,
        heads=heads,
        previous=chained(last) if last else GENESIS,
        key_id=name,
        signature=b"",
    )
    made.signature = key.sign(statement(made))
    session.add(made)
    await session.flush()
    return made


async def last_seal(session: AsyncSession, centre_id: UUID) -> Seal | None:
    """The newest seal of a centre."""
    query = select(Seal).where(Seal.centre_id == centre_id).order_by(Seal.number.desc()).limit(1)
    fresh = query.execution_options(populate_existing=True)
    return (await session.execute(fresh)).scalar_one_or_none()


async def _heads(session: AsyncSession, centre_id: UUID, number: int) -> tuple[int, bytes]:
    """How many heads a seal covers, and the hash over them in the order of the cases."""
    connection = await driver(session)
    digest, count = hashlib.sha256(), 0
    async for row in connection.cursor(HEADS, centre_id, number, prefetch=1000):
        digest.update(row["case_id"].bytes + row["version"].to_bytes(8, "big") + row["head"])
        count += 1
    return count, digest.digest()


def _day(moment: datetime, zone: str) -> Any:
    return moment.astimezone(ZoneInfo(zone)).date()


async def check_seals(session: AsyncSession, centre_id: UUID, keys: SigningKeys) -> list[Difference]:
    """Every seal of a centre against its signature, its chain, its heads, and the journals of today."""
    found: list[Difference] = []
    previous, expected = GENESIS, 0
    query = select(Seal).where(Seal.centre_id == centre_id).order_by(Seal.number)
    for each in (await session.execute(query.execution_options(populate_existing=True))).scalars().all():
        expected += 1
        if each.number != expected:
            found.append(Difference(centre_id, Fault.SEAL_MISSING, None, str(expected)))
            expected = each.number
        elif each.previous != previous:
            found.append(Difference(centre_id, Fault.SEAL_CHANGED, None, f"{each.number} previous"))
        found += _signed(each, keys)
        if (each.cases, each.heads) != await _heads(session, centre_id, each.number):
            found.append(Difference(centre_id, Fault.SEALED_HEADS_DIFFER, None, str(each.number)))
        previous = chained(each)
    return found + await _against_the_journals(session, centre_id)


def _signed(seal: Seal, keys: SigningKeys) -> list[Difference]:
    key = keys.public(seal.key_id)
    if key is None:
        return [Difference(seal.centre_id, Fault.SEAL_KEY_UNKNOWN, None, f"{seal.number} {seal.key_id}")]
    try:
        key.verify(seal.signature, statement(seal))
    except InvalidSignature:
        return [Difference(seal.centre_id, Fault.SEAL_CHANGED, None, str(seal.number))]
    return []


async def _against_the_journals(session: AsyncSession, centre_id: UUID) -> list[Difference]:
    connection = await driver(session)
    found = [
        Difference(centre_id, Fault.SEAL_MISSING, None, str(row["seal"]))
        for row in await connection.fetch(WITHOUT_SEAL, centre_id)
    ]
    for row in await connection.fetch(BROKEN, centre_id):
        fault = Fault.SEALED_ENTRY_CHANGED
        if row["case_gone"]:
            fault = Fault.SEALED_CASE_GONE
        elif row["entry_gone"]:
            fault = Fault.SEALED_TAIL_GONE
        where = f"{row['version']} (seal {row['seal']})"
        found.append(Difference(centre_id, fault, row["case_id"], where))
    return found
