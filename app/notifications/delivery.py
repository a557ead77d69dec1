"""From the outbox to inboxes, stream and channels: at least once from there, exactly once here."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.codecs import read_event, read_facts
from app.database.ids import new_id
from app.database.outbox import OutboxEntry
from app.database.session import Database, driver
from app.notifications.addressees import Addressee, addressees
from app.notifications.choices import keep_choices
from app.notifications.hearing import Hears, ToldNow
from app.notifications.holders import Present, present
from app.notifications.leaving import Leaving
from app.notifications.stream import Streamed, ring, write_down
from app.notifications.tables import Notification
from app.notifications.vocabulary import GROUPED, GROUPED_BY_NIGHT, URGENCY, Told
from app.procedure.calendars import DeskCalendar
from app.procedure.facts import CaseFacts
from app.rosters.queries.desk_hours import desk_hours_now

BATCH = 100

CLAIM = """
SELECT o.id, o.subject_id, o.payload::text AS payload
  FROM outbox o
 WHERE o.centre_id = $1 AND o.delivered_at IS NULL
   AND NOT EXISTS (
        SELECT FROM outbox e
         WHERE e.centre_id = $1 AND e.subject_id = o.subject_id AND e.delivered_at IS NULL
           AND (coalesce((e.payload ->> 'from')::integer, 0), e.id)
             < (coalesce((o.payload ->> 'from')::integer, 0), o.id))
 ORDER BY o.id LIMIT $2
   FOR UPDATE OF o SKIP LOCKED
"""
"""A case's next change is claimed when the one before is delivered, by however many workers."""

HAPPENED = """
SELECT j.case_id, j.number, j.event, j.at, j.by, j.payload::text AS payload, c.facts::text AS facts
  FROM unnest($2::uuid[], $3::integer[], $4::integer[]) AS change (case_id, first, last)
  JOIN case_journal j ON j.centre_id = $1 AND j.case_id = change.case_id
                     AND j.number BETWEEN change.first AND change.last
  JOIN cases c ON c.centre_id = j.centre_id AND c.id = j.case_id
 ORDER BY j.case_id, j.number
"""


async def deliver(database: Database, centre_id: UUID, now: datetime, limit: int) -> int:
    """Deliver what waits in a centre's outbox; a worker that dies in between repeats nothing visible."""
    delivered = 0
    while delivered < limit:
        async with database.transaction() as session:
            claimed = await _claim(session, centre_id, min(BATCH, limit - delivered))
            if not claimed:
                break
            await _tell(session, centre_id, now, claimed)
            ids = [row["id"] for row in claimed]
            await session.execute(
                update(OutboxEntry)
                .where(OutboxEntry.centre_id == centre_id, OutboxEntry.id.in_(ids))
                .values(delivered_at=now)
            )
        await ring(database, centre_id)
        delivered += len(claimed)
    return delivered


async def _claim(session: AsyncSession, centre_id: UUID, most: int) -> Sequence[Any]:
    return list(await (await driver(session)).fetch(CLAIM, centre_id, most))


async def _tell(session: AsyncSession, centre_id: UUID, now: datetime, claimed: Sequence[Any]) -> None:
    changes = [(row["subject_id"], json.loads(row["payload"])) for row in claimed]
    changes = [(subject, told) for subject, told in changes if "from" in told]
    if not changes:
        return
    ranges = [(subject, told["from"], told["to"]) for subject, told in changes]
    rows = await (await driver(session)).fetch(HAPPENED, centre_id, *map(list, zip(*ranges, strict=True)))
    there = await present(session, centre_id, now)
    await keep_choices(session, centre_id, rows, there, now)
    told_anew = await _into_inboxes(session, centre_id, now, list(_hearing(rows, there)))
    leaving = await Leaving.of_centre(session, centre_id)
    await leaving.write_down(session, rows, told_anew, there, now)
    await write_down(session, centre_id, [*_changed(changes), *map(_notified, told_anew)], now)


async def _into_inboxes(
    session: AsyncSession, centre_id: UUID, now: datetime, heard: Sequence[Hears]
) -> list[ToldNow]:
    """Who was told just now; what stood in the inbox already is not told again."""
    if not heard:
        return []
    calendar = (await desk_hours_now(session, centre_id)).calendar
    told = await _alone(session, centre_id, now, [each for each in heard if not grouped(each, calendar)])
    for lines in _together(each for each in heard if grouped(each, calendar)):
        told.append(await tell_together(session, centre_id, now, lines))
    return told


async def _alone(
    session: AsyncSession, centre_id: UUID, now: datetime, heard: Sequence[Hears]
) -> list[ToldNow]:
    by_place = {(each.person_id, each.case_id, each.entry): each for each in heard}
    if not by_place:
        return []
    made = await session.execute(
        insert(Notification)
        .values([_row(each, centre_id, now) for each in by_place.values()])
        .on_conflict_do_nothing()
        .returning(Notification.id, Notification.person_id, Notification.case_id, Notification.entry)
    )
    return [_told_now(row.id, by_place[row.person_id, row.case_id, row.entry]) for row in made.all()]


def _told_now(made: UUID, hears: Hears, *, more: bool = False) -> ToldNow:
    return ToldNow(
        made, hears.person_id, hears.case_id, hears.entry, hears.happened_at, hears.addressee, more
    )


def grouped(hears: Hears, calendar: DeskCalendar) -> bool:
    """Whether this is told together with others of its sort: what is late, what waits for the morning."""
    told = hears.addressee.told
    return told in GROUPED or (told in GROUPED_BY_NIGHT and not calendar.is_open(hears.happened_at))


def _together(heard: Iterable[Hears]) -> Iterable[list[Hears]]:
    """One person's lines of one sort."""
    lines: dict[tuple[UUID, Told], list[Hears]] = defaultdict(list)
    for each in heard:
        lines[each.person_id, each.addressee.told].append(each)
    return lines.values()


async def tell_together(session: AsyncSession, centre_id: UUID, now: datetime, lines: list[Hears]) -> ToldNow:
    """Add to the line the reader has not read yet, or begin one: the morning brings one line, no flood."""
    last = lines[-1]
    unread = (
        select(Notification.id)
        .where(
            Notification.centre_id == centre_id,
            Notification.person_id == last.person_id,
            Notification.told == last.addressee.told,
            Notification.read_at.is_(None),
        )
        .order_by(Notification.id.desc())
        .limit(1)
        .with_for_update()
    )
    standing = (await session.execute(unread)).scalar_one_or_none()
    if standing is None:
        row = _row(last, centre_id, now) | {"count": len(lines)}
        await session.execute(insert(Notification).values(row).on_conflict_do_nothing())
        return _told_now(row["id"], last)
    await session.execute(
        update(Notification)
        .where(Notification.centre_id == centre_id, Notification.id == standing)
        .values(count=Notification.count + len(lines), happened_at=last.happened_at)
    )
    return _told_now(standing, last, more=True)


def _changed(changes: Iterable[tuple[UUID, dict[str, Any]]]) -> Iterable[Streamed]:
    """For the screens that show a case or a list with it."""
    for case_id, told in changes:
        yield Streamed(
            "case", case_id, {"case_id": str(case_id), "version": told["to"], "status": told["status"]}
        )


def _notified(told: ToldNow) -> Streamed:
    payload = {
        "id": str(told.id),
        "case_id": str(told.case_id),
        "told": told.addressee.told,
        "clause": told.addressee.clause,
        "must_acknowledge": told.addressee.must_acknowledge,
    }
    return Streamed("notification", told.case_id, payload, told.person_id)


def _hearing(rows: Iterable[Any], there: Present) -> Iterable[Hears]:
    """Each person hears of a change once, for the most pressing of its reasons."""
    heard: dict[tuple[UUID, UUID], Hears] = {}
    for row in rows:
        event = read_event(row["event"], json.loads(row["payload"]), None)
        facts: CaseFacts = read_facts(row["facts"])
        for addressee in addressees(event, facts):
            for person_id in _persons(addressee, there, row["by"]):
                hears = Hears(person_id, row["case_id"], row["number"], row["at"], addressee)
                known = heard.get((person_id, row["case_id"]))
                if known is None or URGENCY[addressee.told] < URGENCY[known.addressee.told]:
                    heard[person_id, row["case_id"]] = hears
    return heard.values()


def _persons(addressee: Addressee, there: Present, by: UUID | None) -> list[UUID]:
    """Who is meant, without the one who did it; a notice that must be acknowledged reaches even that one."""
    if addressee.in_place_of is not None and there.has(addressee.in_place_of):
        return []
    if addressee.person_id is not None:
        persons = [addressee.person_id]
    elif addressee.role is None:
        return []
    elif addressee.chain_told_already:
        persons = [each.person_id for each in there.holding(addressee.role, addressee.area_id)]
    else:
        persons = [each.person_id for each in there.reached_for(addressee.role, addressee.area_id)]
    if addressee.not_if_held_by in persons:
        return []
    return [each for each in persons if each != by or addressee.told is Told.NOTIFIED]


def _row(hears: Hears, centre_id: UUID, now: datetime) -> dict[str, Any]:
    return {
        "centre_id": centre_id,
        "id": new_id(),
        "person_id": hears.person_id,
        "told": hears.addressee.told,
        "clause": hears.addressee.clause,
        "case_id": hears.case_id,
        "entry": hears.entry,
        "notice_number": hears.addressee.notice_number,
        "must_acknowledge": hears.addressee.must_acknowledge,
        "happened_at": hears.happened_at,
        "created_at": now,
    }
