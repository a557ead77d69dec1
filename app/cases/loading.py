"""One case read for a change: its facts, what its row holds beside them, and where it stands."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.codecs import read_facts
from app.cases.rows import Before
from app.cases.standing_statements import LOAD_STANDING
from app.cases.statements import LOAD, LOCK
from app.database.session import driver, reader
from app.procedure.facts import CaseFacts
from app.procedure.refusal import Refusal, Refused, Sort, Words


def no_such_case() -> Refused:
    """The case is not of this centre, or not at all; nobody learns which."""
    reason = Words("没有这个事项", "There is no such case")
    return Refused(Refusal(sort=Sort.MISSING, code="case_not_found", reason=reason))


async def with_standing(session: AsyncSession, centre_id: UUID, case_id: UUID, now: datetime) -> Any:
    """The case as it stands, with all that a decision about it rests on where it stands."""
    return _there(await (await reader(session)).fetchrow(LOAD_STANDING, centre_id, now, case_id))


async def loaded(session: AsyncSession, centre_id: UUID, case_id: UUID, *, hold: bool) -> Any:
    """The case as it stands, held as it stands where it is to be changed in more than one statement."""
    connection = await (driver if hold else reader)(session)
    return _there(await connection.fetchrow(LOCK if hold else LOAD, centre_id, case_id))


def _there(row: Any) -> Any:
    if row is None:
        raise no_such_case()
    return row


def read_case(row: Any) -> tuple[CaseFacts, Before]:
    """The facts, and what the row holds beside them."""
    contact = {
        name: value if isinstance(value, str) else "\\x" + value.hex()
        for name in ("contact_digest", "contact_mask")
        if (value := row[name]) is not None
    }
    before = Before(
        version=row["version"],
        head=row["head"],
        number=row["number"],
        building_id=row["case_building_id"],
        personal=orjson.loads(row["personal"]),
        routing=orjson.loads(row["routing"]) if row["routing"] else None,
        contact=contact,
    )
    return read_facts(row["facts"]), before
