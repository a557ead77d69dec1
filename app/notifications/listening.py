"""Everybody who listens to a stream in this server process.

A listener holds a place in the stream and nothing else: what it has not taken yet stands in the
centre's short memory or in the store, so that one who takes slowly costs no memory.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

import structlog

from app.database.failures import FAILURES
from app.database.session import Database, driver
from app.notifications.stream import BELL, Numbered, heads, read
from app.staff.queries.callers import still_valid

LOOK_EVERY = 5.0
"""Seconds after which the streams are looked at even when no bell rang."""
HEARTBEAT = 15.0
REMEMBERED = 256
AT_ONCE = 200
PAUSE = 1.0

_log = structlog.get_logger(__name__)


@dataclass
class Room:
    """The stream of one centre as this process knows it."""

    head: int = 0
    known: bool = False
    recent: deque[Numbered] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    listeners: int = 0

    def add(self, events: list[Numbered], head: int) -> None:
        self.recent.extend(events)
        self.head, self.known = head, True
        self.changed.set()
        self.changed = asyncio.Event()

    def after(self, number: int) -> list[Numbered] | None:
        """What follows a number, or nothing where the memory does not reach back so far."""
        if not self.recent or number < self.recent[0].number - 1:
            return None
        return [each for each in self.recent if each.number > number]


@dataclass(eq=False)
class Listener:
    """Somebody who listens: a person, by a session or a token, at a place in the stream."""

    centre_id: UUID
    person_id: UUID
    credential: bytes
    at: int
    ended: bool = False


class Listening:
    """Hears the bell, reads what is new once for each centre, and wakes who listens.

    `hands` holds the process' database and clock.
    """

    def __init__(self, hands: Any) -> None:
        self._hands = hands
        self._rooms: dict[UUID, Room] = {}
        self._listeners: set[Listener] = set()
        self._bell: asyncio.Task[None] | None = None
        self._rung = asyncio.Event()
        self._over = False

    def _database(self) -> Database:
        return cast("Database", self._hands.database)

    @property
    def listeners(self) -> int:
        return len(self._listeners)

    async def follow(self, listener: Listener) -> AsyncIterator[list[Numbered] | None]:
        """What concerns the listener, as it comes; nothing as a sign of life."""
        room = self._enter(listener)
        try:
            while not (listener.ended or self._over):
                changed = room.changed
                found = await self._next(room, listener)
                if found:
                    listener.at = found[-1].number
                    if own := [each for each in found if each.is_for(listener.person_id)]:
                        yield own
                    continue
                try:
                    await asyncio.wait_for(changed.wait(), HEARTBEAT)
                except TimeoutError:
                    yield None
        finally:
            self._leave(listener, room)

    async def _next(self, room: Room, listener: Listener) -> list[Numbered]:
        if not room.known or room.head <= listener.at:
            return []
        remembered = room.after(listener.at)
        if remembered is not None:
            return remembered[:AT_ONCE]
        async with self._database().reading() as session:
            found = await read(session, listener.centre_id, listener.at, room.head, AT_ONCE)
        if not found:
            listener.at = room.head
        return found

    def _enter(self, listener: Listener) -> Room:
        self._over = False
        if self._bell is None or self._bell.done():
            self._bell = asyncio.create_task(self._hear())
        room = self._rooms.setdefault(listener.centre_id, Room())
        room.listeners += 1
        self._listeners.add(listener)
        self._rung.set()
        return room

    def _leave(self, listener: Listener, room: Room) -> None:
        self._listeners.discard(listener)
        room.listeners -= 1
        if room.listeners == 0:
            self._rooms.pop(listener.centre_id, None)

    async def end(self) -> None:
        """The process is told to stop: every stream ends, and who listened comes back elsewhere."""
        self._over = True
        self._wake()
        self._rung.set()
        if self._bell is not None:
            self._bell.cancel()
            with suppress(asyncio.CancelledError):
                await self._bell
            self._bell = None

    def _wake(self) -> None:
        for room in self._rooms.values():
            room.changed.set()
            room.changed = asyncio.Event()

    async def _hear(self) -> None:
        """One connection of the store for all who listen here; lost, it is taken anew."""
        while not self._over:
            try:
                await self._hear_on_one_connection()
            except FAILURES as error:
                _log.warning("the stream's bell is away", error=type(error).__name__)
                await asyncio.sleep(PAUSE)

    async def _hear_on_one_connection(self) -> None:
        async with self._database().reading() as session:
            connection = await driver(session)
            await connection.add_listener(BELL, self._heard)
            try:
                looked = 0.0
                loop = asyncio.get_running_loop()
                # Waiting may swallow a cancellation that comes with the bell: the end is looked for, too.
                while not (self._over or connection.is_closed()):
                    self._rung.clear()
                    await self._look()
                    if loop.time() - looked >= LOOK_EVERY:
                        looked = loop.time()
                        await self._check_credentials()
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._rung.wait(), LOOK_EVERY)
            finally:
                if not connection.is_closed():
                    await connection.remove_listener(BELL, self._heard)

    def _heard(self, _connection: object, _process: int, _channel: str, centre: object) -> None:
        if UUID(str(centre)) in self._rooms:
            self._rung.set()

    async def _look(self) -> None:
        """Reads once what every listener of a centre will be told."""
        if not self._rooms:
            return
        async with self._database().reading() as session:
            for centre_id, head in (await heads(session, list(self._rooms))).items():
                room = self._rooms.get(centre_id)
                if room is None:
                    continue
                if not room.known:
                    room.add([], head)
                elif head > room.head:
                    since = max(room.head, head - REMEMBERED)
                    room.add(await read(session, centre_id, since, head, REMEMBERED), head)

    async def _check_credentials(self) -> None:
        """A session that has ended, or a token that was revoked, listens no longer."""
        asked = tuple(self._listeners)  # who comes while the store is asked was not asked about
        if not asked:
            return
        async with self._database().reading() as session:
            valid = await still_valid(session, {each.credential for each in asked}, self._hands.clock())
        for listener in asked:
            if listener.credential not in valid:
                listener.ended = True
        self._wake()
