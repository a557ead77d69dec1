"""What leaves the house by channels: who chose what, written down with the change it came from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.notifications.event_types import TYPE_OF, wanted
from app.notifications.hearing import ToldNow
from app.notifications.holders import Present
from app.notifications.tables import Channel, Delivery, NotificationSetting
from app.notifications.vocabulary import Sort, State
from app.procedure.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Way:
    """A channel as far as choosing needs it."""

    id: UUID
    sort: Sort
    event_types: frozenset[str]


def event_id(case_id: UUID, entry: int) -> UUID:
    """The same event keeps its id, however often it is delivered or replayed."""
    return uuid5(NAMESPACE_OID, f"{case_id}/{entry}")


@dataclass(frozen=True, slots=True)
class Leaving:
    """A centre's channels, and what each post has chosen."""

    centre_id: UUID
    ways: dict[UUID, Way]
    choices: dict[Role, dict[str, list[UUID]]]

    @classmethod
    async def of_centre(cls, session: AsyncSession, centre_id: UUID) -> "Leaving":
        """A disabled channel still gathers what it will send when it is taken up again."""
        query = select(Channel.id, Channel.sort, Channel.event_types).where(
            Channel.centre_id == centre_id, Channel.removed_at.is_(None)
        )
        ways = {
            row.id: Way(row.id, Sort(row.sort), frozenset(row.event_types))
            for row in (await session.execute(query)).all()
        }
        if not ways:
            return cls(centre_id, {}, {})
        chosen = select(NotificationSetting.role, NotificationSetting.choices).where(
            NotificationSetting.centre_id == centre_id
        )
        choices = {
            Role(role): {told: [UUID(each) for each in channels] for told, channels in by_told.items()}
            for role, by_told in (await session.execute(chosen)).all()
        }
        return cls(centre_id, ways, choices)

    async def write_down(
        self,
        session: AsyncSession,
        entries: Sequence[Any],
        told: Sequence[ToldNow],
        there: Present,
        now: datetime,
    ) -> None:
        """One delivery for each receiver of each event, in the transaction that delivers to the inboxes."""
        if not self.ways:
            return
        rows = [*self._events(entries, now), *self._notices(told, there, now)]
        if rows:
            await session.execute(insert(Delivery), rows)

    def _events(self, entries: Iterable[Any], now: datetime) -> Iterable[dict[str, Any]]:
        hooks = [way for way in self.ways.values() if way.sort is Sort.WEBHOOK]
        for entry in entries:
            name = TYPE_OF[entry["event"]]
            for way in hooks:
                if wanted(name, way.event_types):
                    place = entry["case_id"], entry["number"]
                    yield self._row(way, name, place, entry["at"], None, now)

    def _notices(self, told: Iterable[ToldNow], there: Present, now: datetime) -> Iterable[dict[str, Any]]:
        """To a group once, however many of it are meant; by telephone to each."""
        posts = _posts_of(there)
        done: set[tuple[UUID, UUID, int, UUID | None]] = set()
        for each in told:
            if each.more:  # the line it stands on has left already
                continue
            for way in self._chosen(posts.get(each.person_id, ()), each.addressee.told):
                person = each.person_id if way.sort is Sort.SMS else None
                key = (way.id, each.case_id, each.entry, person)
                if key not in done:
                    done.add(key)
                    place = each.case_id, each.entry
                    yield self._row(
                        way, f"notice.{each.addressee.told}", place, each.happened_at, person, now
                    )

    def _chosen(self, roles: Iterable[Role], told: str) -> list[Way]:
        chosen = {channel for role in roles for channel in self.choices.get(role, {}).get(told, ())}
        return [self.ways[channel] for channel in sorted(chosen) if channel in self.ways]

    def _row(
        self,
        way: Way,
        event: str,
        place: tuple[UUID, int],
        happened_at: datetime,
        person: UUID | None,
        now: datetime,
    ) -> dict[str, Any]:
        case_id, entry = place
        return {
            "centre_id": self.centre_id,
            "id": new_id(),
            "channel_id": way.id,
            "event_id": event_id(case_id, entry),
            "event": event,
            "case_id": case_id,
            "entry": entry,
            "person_id": person,
            "happened_at": happened_at,
            "created_at": now,
            "state": State.WAITING,
            "attempts": 0,
            "next_try_at": now,
        }


def _posts_of(there: Present) -> dict[UUID, set[Role]]:
    """The posts each holds who is there now: who is off duty is left in peace."""
    posts: dict[UUID, set[Role]] = {}
    for role, held in there.posts.items():
        for each in held:
            posts.setdefault(each.person_id, set()).add(role)
    return posts
