"""What leaves the house by channels: who chose what, written down with the change it came from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.ids import new_id
from app.notifications.event_types import TYPE_OF, wanted
from app.notifications.hearing import Reminded, ToldNow
from app.notifications.holders import Present
from app.notifications.tables import Channel, Delivery, NotificationSetting
from app.notifications.vocabulary import Sort, State, Told
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


def reminder_id(version_id: UUID, ends_at: datetime) -> UUID:
    """The same end of the same wording keeps its id, whoever is told."""
    return uuid5(NAMESPACE_OID, f"{version_id}/{ends_at.astimezone(UTC).isoformat()}")


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

    async def write_reminders_down(
        self, session: AsyncSession, reminded: Iterable[Reminded], there: Present, now: datetime
    ) -> None:
        """The same for wordings that end: by the channels that the posts of those told have chosen."""
        posts, rows = _posts_of(there), {}
        for each in reminded:
            for way in self._chosen(posts.get(each.person_id, ()), Told.SCRIPT_ENDS):
                person = each.person_id if way.sort is Sort.SMS else None
                rows[way.id, each.version_id, person] = self._row(
                    way,
                    f"notice.{Told.SCRIPT_ENDS}",
                    now,
                    event_id=reminder_id(each.version_id, each.ends_at),
                    script_version_id=each.version_id,
                    person_id=person,
                    happened_at=now,
                )
        if rows:
            await session.execute(insert(Delivery), list(rows.values()))

    def _events(self, entries: Iterable[Any], now: datetime) -> Iterable[dict[str, Any]]:
        hooks = [way for way in self.ways.values() if way.sort is Sort.WEBHOOK]
        for entry in entries:
            name = TYPE_OF[entry["event"]]
            for way in hooks:
                if wanted(name, way.event_types):
                    yield self._row(
                        way,
                        name,
                        now,
                        event_id=event_id(entry["case_id"], entry["number"]),
                        case_id=entry["case_id"],
                        entry=entry["number"],
                        happened_at=entry["at"],
                    )

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
                    yield self._row(
                        way,
                        f"notice.{each.addressee.told}",
                        now,
                        event_id=event_id(each.case_id, each.entry),
                        case_id=each.case_id,
                        entry=each.entry,
                        person_id=person,
                        happened_at=each.happened_at,
                    )

    def _chosen(self, roles: Iterable[Role], told: str) -> list[Way]:
        chosen = {channel for role in roles for channel in self.choices.get(role, {}).get(told, ())}
        return [self.ways[channel] for channel in sorted(chosen) if channel in self.ways]

    def _row(self, way: Way, event: str, now: datetime, **about: Any) -> dict[str, Any]:
        return {
            "centre_id": self.centre_id,
            "id": new_id(),
            "channel_id": way.id,
            "event": event,
            "case_id": None,
            "entry": None,
            "script_version_id": None,
            "person_id": None,
            "created_at": now,
            "state": State.WAITING,
            "attempts": 0,
            "next_try_at": now,
            **about,
        }


def _posts_of(there: Present) -> dict[UUID, set[Role]]:
    """The posts each holds who is there now: who is off duty is left in peace."""
    posts: dict[UUID, set[Role]] = {}
    for role, held in there.posts.items():
        for each in held:
            posts.setdefault(each.person_id, set()).add(role)
    return posts
