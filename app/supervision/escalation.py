"""What time takes further by itself: unanswered notices, promises not kept, and whatever is late.

One case a transaction, one centre at a time: a worker that dies in between has done whole steps only,
and what it did is no longer found by the next one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.actions import Desk, perform
from app.database.session import Database, driver
from app.procedure.actions.help import EscalateNotice
from app.procedure.actions.intake import PassToDesk
from app.procedure.actions.suggestions import ReevaluateHandler
from app.procedure.actions.supervision import EscalateDuty
from app.procedure.actors import Actor
from app.procedure.lateness import BY_DAY_AND_NIGHT, GOES_ITS_OWN_WAY
from app.procedure.notices import NEXT_IN_CHAIN
from app.procedure.refusal import Refused
from app.procedure.vocabulary import Credential
from app.residents.contacts import ContactKeys
from app.rosters.queries.desk_hours import calendar

_log = structlog.get_logger(__name__)

UNANSWERED = """
SELECT d.case_id, coalesce(desk.number, d.subject) AS subject
  FROM case_duties d
  JOIN unnest($4::text[], $5::text[]) AS chain (role, next) ON chain.role = d.role
  JOIN cases c ON c.centre_id = d.centre_id AND c.id = d.case_id
  LEFT JOIN LATERAL (
       SELECT notice ->> 'number' AS number FROM jsonb_array_elements(c.facts -> 'notices') AS notice
        WHERE d.code = 'accept_capture' AND c.kind = 'help' AND notice ->> 'role' = d.role
        LIMIT 1) desk ON true
 WHERE d.centre_id = $1 AND d.due_at <= $2 AND d.case_id <> ALL($3::uuid[])
   AND d.code IN ('acknowledge_notice', 'accept_capture')
   AND (d.code = 'acknowledge_notice' OR desk.number IS NOT NULL)
   AND NOT EXISTS (SELECT FROM jsonb_array_elements(c.facts -> 'notices') AS notice
                    WHERE notice ->> 'role' = chain.next AND (notice ->> 'must_acknowledge')::boolean)
 ORDER BY d.due_at, d.case_id LIMIT 1
   FOR NO KEY UPDATE OF c SKIP LOCKED
"""
"""The longest unanswered notice whose next in the chain has not been told yet.

Whoever was told next has a clock of the own; so a chain is climbed step by step, not all at once.
The control room's notice to the desk is answered by taking the call up (4.2.2-a): its duty is another.
"""

NOT_FOUND_OUT = """
SELECT d.case_id, d.subject
  FROM case_duties d
  JOIN cases c ON c.centre_id = d.centre_id AND c.id = d.case_id
 WHERE d.centre_id = $1 AND d.code = 'personal_follow_up' AND d.case_id <> ALL($3::uuid[])
   AND (d.due_at <= $2 OR EXISTS (
        SELECT FROM shifts s
         WHERE s.centre_id = d.centre_id AND s.person_id = d.person_id AND s.cancelled_at IS NULL
           AND least(s.starts_at, s.signed_on_at) <= d.started_at
           AND least(s.ends_at, s.signed_off_at) BETWEEN d.started_at AND $2)
       AND NOT EXISTS (
        SELECT FROM shifts s
         WHERE s.centre_id = d.centre_id AND s.person_id = d.person_id AND s.cancelled_at IS NULL
           AND least(s.starts_at, s.signed_on_at) <= $2 AND least(s.ends_at, s.signed_off_at) > $2))
 ORDER BY d.due_at, d.case_id LIMIT 1
   FOR NO KEY UPDATE OF c SKIP LOCKED
"""

LATE = """
SELECT d.case_id, d.key
  FROM case_duties d
  JOIN cases c ON c.centre_id = d.centre_id AND c.id = d.case_id
 WHERE d.centre_id = $1 AND d.due_at <= $2 AND d.code <> ALL($3::text[])
   AND ($4 OR d.code = ANY($5::text[]))
   AND CASE coalesce((c.facts #>> ARRAY['clocks', d.key, 'told'])::integer, 0)
            WHEN 0 THEN true
            WHEN 1 THEN (c.facts #>> ARRAY['clocks', d.key, 'tell_next_at'])::timestamptz <= $2
            ELSE false END
 ORDER BY d.due_at, d.case_id, d.key LIMIT $6
"""
"""What is late and has a step to go, the longest late first. Nothing is held: each is looked at again."""

HOLD = "SELECT id FROM cases WHERE centre_id = $1 AND id = $2 FOR NO KEY UPDATE SKIP LOCKED"

KEY_FLAG_CHANGED = """
SELECT c.id AS case_id, r.is_key::text AS subject
  FROM cases c
  JOIN residents r ON r.centre_id = c.centre_id AND r.id = c.resident_id
 WHERE c.centre_id = $1 AND c.is_open AND c.kind = 'suggestion' AND c.recorded_at <= $2
   AND c.id <> ALL($3::uuid[]) AND r.is_key <> coalesce((c.facts ->> 'is_key')::boolean, false)
 ORDER BY c.id LIMIT 1
   FOR NO KEY UPDATE OF c SKIP LOCKED
"""
"""An open suggestion whose resident became, or is no longer, a key resident since it was looked at."""


@dataclass(frozen=True, slots=True)
class Further:
    """One way in which time goes on: what it looks for, and what it then does."""

    name: str
    claim: str
    action: Callable[[str], Any]
    asked: tuple[list[str], ...] = ()


NOTICES = Further(
    "escalate notice",
    UNANSWERED,
    lambda subject: EscalateNotice(number=int(subject)),
    ([role.value for role in NEXT_IN_CHAIN], [following.value for following in NEXT_IN_CHAIN.values()]),
)
PROMISES = Further("pass to desk", NOT_FOUND_OUT, lambda subject: PassToDesk())
KEY_FLAGS = Further(
    "look at the handler anew", KEY_FLAG_CHANGED, lambda subject: ReevaluateHandler(is_key=subject == "true")
)


async def escalate_overdue_notices(
    database: Database, centre_id: UUID, now: datetime, keys: ContactKeys, limit: int
) -> int:
    """Tell the next in the chain where nobody has acknowledged in time (4.2.1)."""
    return await _take_further(database, centre_id, now, keys, (NOTICES, limit))


async def pass_overdue_promises(
    database: Database, centre_id: UUID, now: datetime, keys: ContactKeys, limit: int
) -> int:
    """Give the desk what a colleague promised to find out and did not (4.3.2)."""
    return await _take_further(database, centre_id, now, keys, (PROMISES, limit))


async def tell_of_lateness(
    database: Database, centre_id: UUID, now: datetime, keys: ContactKeys, limit: int
) -> int:
    """Tell owners of what is late, and whoever stands above of what stays so (3.4).

    By night only of help; the rest in one go when the desk opens.
    """
    async with database.transaction() as session:
        opened = (await calendar(session, centre_id)).is_open(now)
        waiting = await (await driver(session)).fetch(
            LATE, centre_id, now, list(GOES_ITS_OWN_WAY), opened, list(BY_DAY_AND_NIGHT), limit
        )
    done = 0
    for each in waiting:
        done += await _tell_of_one(database, centre_id, now, keys, (each["case_id"], each["key"]))
    return done


async def _tell_of_one(
    database: Database, centre_id: UUID, now: datetime, keys: ContactKeys, late: tuple[UUID, str]
) -> bool:
    """One step of one duty, unless another worker holds the case or was here first."""
    case_id, duty = late
    try:
        async with database.transaction() as session:
            held = await (await driver(session)).fetchval(HOLD, centre_id, case_id)
            if held is None:
                return False
            actor = Actor(centre_id=centre_id, person_id=None, credential=Credential.TIME)
            await perform(Desk(session, actor, now, keys), case_id, EscalateDuty(duty=duty))
    except Refused as refused:
        _log.debug("nothing to tell", case=str(case_id), code=refused.refusal.code)
        return False
    return True


async def look_at_handlers_anew(
    database: Database, centre_id: UUID, now: datetime, keys: ContactKeys, limit: int
) -> int:
    """A key resident's open suggestions go to the centre manager from the moment of the flag (4.1.2.1)."""
    return await _take_further(database, centre_id, now, keys, (KEY_FLAGS, limit))


async def _take_further(
    database: Database, centre_id: UUID, now: datetime, keys: ContactKeys, what: tuple[Further, int]
) -> int:
    further, limit = what
    actor = Actor(centre_id=centre_id, person_id=None, credential=Credential.TIME)
    refused: set[UUID] = set()
    done = 0
    while done < limit:
        claimed = None
        try:
            async with database.transaction() as session:
                claimed = await _claim(session, centre_id, now, further, refused)
                if claimed is None:
                    break
                desk = Desk(session, actor, now, keys)
                await perform(desk, claimed["case_id"], further.action(claimed["subject"]))
            done += 1
        except Refused as refusal:
            assert claimed is not None
            refused.add(claimed["case_id"])
            _tell_of_refusal(further, claimed["case_id"], refusal)
    return done


def _tell_of_refusal(further: Further, case_id: UUID, refused: Refused) -> None:
    """A case that the procedure does not let go further is left to people; it holds up no other."""
    _log.warning("not taken further", step=further.name, case=str(case_id), code=refused.refusal.code)


async def _claim(
    session: AsyncSession, centre_id: UUID, now: datetime, further: Further, refused: Iterable[UUID]
) -> Any | None:
    connection = await driver(session)
    return await connection.fetchrow(further.claim, centre_id, now, list(refused), *further.asked)
