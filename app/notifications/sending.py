"""Deliveries on their way: claimed, sent, and what became of them; at least once each.

A delivery is claimed for a minute in a transaction of its own, sent outside of any, and its outcome
written in another. A worker that dies in between leaves the claim to run out, and it is sent again.
"""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.session import Database, driver
from app.notifications.addresses import Outside
from app.notifications.carriers import Opened, carry
from app.notifications.messages import Message, messages_of
from app.notifications.sealing import CannotOpen, ChannelKeys
from app.notifications.vocabulary import Outcome, Sort, State

LEASE = timedelta(seconds=60)
AT_ONCE = 8
"""Messages on their way to one receiver: a slow one holds up nobody but itself."""
MOST_TRIES = 14
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)
JITTER = 0.25
GIVEN_UP_AFTER = timedelta(days=3)
"""A channel that has failed for so long without one success is disabled, and says so."""
KEPT = timedelta(days=30)

_log = structlog.get_logger(__name__)

DUE = """
SELECT DISTINCT d.channel_id FROM deliveries d
  JOIN channels c ON c.centre_id = d.centre_id AND c.id = d.channel_id
 WHERE d.centre_id = $1 AND d.state = 'waiting' AND d.next_try_at <= $2
   AND (d.claimed_until IS NULL OR d.claimed_until < $2)
   AND c.disabled_at IS NULL AND c.removed_at IS NULL
"""
CLAIM = """
UPDATE deliveries SET attempts = attempts + 1, claimed_until = $5, tried_at = $3
 WHERE centre_id = $1 AND id IN (
       SELECT o.id FROM deliveries o
        WHERE o.centre_id = $1 AND o.channel_id = $2 AND o.state = 'waiting' AND o.next_try_at <= $3
          AND (o.claimed_until IS NULL OR o.claimed_until < $3)
          AND NOT EXISTS (
              SELECT FROM deliveries e
               WHERE e.centre_id = $1 AND e.channel_id = $2 AND e.case_id = o.case_id
                 AND e.state = 'waiting' AND (e.entry, e.id) < (o.entry, o.id))
        ORDER BY o.next_try_at, o.id LIMIT $4
          FOR UPDATE OF o SKIP LOCKED)
RETURNING id, event_id, event, case_id, entry, script_version_id, person_id, happened_at, attempts
"""
"""A case's next event is claimed when the one before has arrived or was laid aside."""

CHANNEL = """
SELECT id, centre_id, sort, sealed, key_id, previous_secret_until FROM channels
 WHERE centre_id = $1 AND id = $2 AND disabled_at IS NULL AND removed_at IS NULL
"""
CAME_OUT = """
UPDATE deliveries
   SET state = $4, outcome = $5, took_ms = $6, next_try_at = $7, claimed_until = NULL,
       delivered_at = CASE WHEN $4 = 'delivered' THEN $8::timestamptz ELSE delivered_at END
 WHERE centre_id = $1 AND id = $2 AND attempts = $3 AND state = 'waiting'
"""
WORKS_AGAIN = """
UPDATE channels SET failing_since = NULL
 WHERE centre_id = $1 AND id = $2 AND failing_since IS NOT NULL
"""
FAILS = """
UPDATE channels
   SET failing_since = coalesce(failing_since, $3),
       disabled_at = CASE WHEN $5 OR failing_since <= $4 THEN $3 END,
       disabled_why = CASE WHEN $5 OR failing_since <= $4 THEN $6 END
 WHERE centre_id = $1 AND id = $2 AND disabled_at IS NULL
RETURNING disabled_at
"""
FORGET = "DELETE FROM deliveries WHERE centre_id = $1 AND state <> 'waiting' AND created_at < $2"


def pause_after(attempts: int, chance: float) -> timedelta:
    """Longer each time, and never in step with others."""
    plain: timedelta = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(max(attempts, 1) - 1, 12))
    return timedelta(seconds=plain.total_seconds() * (1 + JITTER * (2 * chance - 1)))


@dataclass
class Sending:
    """Everything this worker is sending just now: one task for each receiver with something due."""

    database: Database
    keys: ChannelKeys
    outside: Outside
    clock: Callable[[], datetime]
    _under_way: dict[UUID, asyncio.Task[None]] = field(default_factory=dict)

    async def send_due(self, centre_id: UUID, now: datetime) -> None:
        """Sets off for every receiver that something is due for; waits for none of them."""
        async with self.database.reading() as session:
            due = await (await driver(session)).fetch(DUE, centre_id, now)
        for row in due:
            channel_id: UUID = row["channel_id"]
            task = self._under_way.get(channel_id)
            if task is None or task.done():
                self._under_way[channel_id] = asyncio.create_task(self._send(centre_id, channel_id))

    async def settle(self) -> None:
        """Waits until all that is under way has come out."""
        while running := [task for task in self._under_way.values() if not task.done()]:
            await asyncio.gather(*running)

    async def _send(self, centre_id: UUID, channel_id: UUID) -> None:
        try:
            while await self.send_some(centre_id, channel_id):
                continue
        except Exception as error:  # noqa: BLE001 - claims run out, and the next round begins anew
            _log.error("sending failed", channel=str(channel_id), error=type(error).__name__)

    async def send_some(self, centre_id: UUID, channel_id: UUID) -> int:
        """Claim some of what is due for one receiver and send it, each case's events one after another."""
        async with self.database.transaction() as session:
            row = await (await driver(session)).fetchrow(CHANNEL, centre_id, channel_id)
            if row is None:
                return 0
            now = self.clock()
            claimed = await _claim(session, centre_id, channel_id, now)
        if not claimed:
            return 0
        async with self.database.reading() as session:
            messages = await messages_of(session, centre_id, claimed)
        channel = self._open(row)
        await asyncio.gather(*(self._send_one(centre_id, channel_id, channel, each) for each in messages))
        return len(messages)

    def _open(self, row: Any) -> Opened | None:
        try:
            told = self.keys.open_channel(row["centre_id"], row["id"], row["sealed"], row["key_id"])
        except CannotOpen:
            return None
        return Opened(row["id"], row["centre_id"], Sort(row["sort"]), told, row["previous_secret_until"])

    async def _send_one(
        self, centre_id: UUID, channel_id: UUID, channel: Opened | None, message: Message
    ) -> None:
        began = time.perf_counter()
        if channel is None:
            outcome = Outcome.CANNOT_OPEN
        else:
            try:
                outcome = await carry(channel, message, self.outside, self.clock())
            except Exception as error:  # noqa: BLE001 - one message must not hold up the others
                _log.error("a carrier failed", channel=str(channel_id), error=type(error).__name__)
                outcome = Outcome.BROKEN_OFF
        took = round((time.perf_counter() - began) * 1000)
        await self._write_down(centre_id, channel_id, message, outcome, took)

    async def _write_down(
        self, centre_id: UUID, channel_id: UUID, message: Message, outcome: Outcome, took_ms: int
    ) -> None:
        now = self.clock()
        state = state_after(outcome, message.attempt)
        again = now + pause_after(message.attempt, random.random())  # noqa: S311 - no secret
        async with self.database.transaction() as session:
            connection = await driver(session)
            what = (state.value, outcome.value, took_ms, again, now)
            await connection.execute(CAME_OUT, centre_id, message.delivery_id, message.attempt, *what)
            if outcome is Outcome.DELIVERED:
                await connection.execute(WORKS_AGAIN, centre_id, channel_id)
            elif outcome is not Outcome.NO_NUMBER:
                too_long = now - GIVEN_UP_AFTER
                gone = outcome is Outcome.GONE
                disabled = await connection.fetchval(
                    FAILS, centre_id, channel_id, now, too_long, gone, outcome.value
                )
                if disabled is not None:
                    _log.warning("channel disabled", channel=str(channel_id), outcome=outcome.value)


def state_after(outcome: Outcome, attempts: int) -> State:
    """Arrived; to be tried again; or laid aside, where another try would change nothing."""
    if outcome is Outcome.DELIVERED:
        return State.DELIVERED
    if outcome is Outcome.NO_NUMBER or attempts >= MOST_TRIES:
        return State.PARKED
    return State.WAITING


async def _claim(session: AsyncSession, centre_id: UUID, channel_id: UUID, now: datetime) -> list[Any]:
    connection = await driver(session)
    claimed: list[Any] = await connection.fetch(CLAIM, centre_id, channel_id, now, AT_ONCE, now + LEASE)
    return claimed


async def forget_old_deliveries(session: AsyncSession, centre_id: UUID, now: datetime) -> None:
    """The log of what has left is kept for a month; what waits is never forgotten."""
    await (await driver(session)).execute(FORGET, centre_id, now - KEPT)
