"""Kept no longer than needed: closed cases are anonymised when the centre's years are over (PIPL 19)."""

from datetime import datetime
from uuid import UUID

from app.cases.attachment_store import AttachmentStore
from app.centre.queries import policy
from app.database.session import Database, driver
from app.privacy.erasing import Erasing, empty_cases, empty_resident, erase_cases
from app.privacy.list_of_erasures import ErasureList
from app.privacy.vocabulary import Ground, Subject
from app.procedure.vocabulary import Kind

OLD = """
SELECT c.id FROM cases c
  LEFT JOIN unnest($2::text[], $3::timestamptz[]) AS kept (kind, before) ON kept.kind = c.kind
 WHERE c.centre_id = $1 AND NOT c.is_open AND c.recorded_at < $5
   AND coalesce(c.closed_at, c.recorded_at) < coalesce(kept.before, $4)
   AND NOT EXISTS (SELECT FROM erasures e
                    WHERE e.centre_id = c.centre_id AND e.subject = 'case' AND e.subject_id = c.id)
 ORDER BY c.recorded_at, c.id LIMIT $6
   FOR NO KEY UPDATE OF c SKIP LOCKED
"""
OLD_LOGS = """
UPDATE duty_log_entries SET process = '', result = NULL
 WHERE centre_id = $1 AND case_id IS NULL AND recorded_at < $2 AND process <> ''
"""
CARE_IS_OVER = """
UPDATE residents r SET care_needs = '{}', care_consent_on = NULL, care_expires_on = NULL,
       version = r.version + 1
  FROM centres n
 WHERE r.centre_id = $1 AND n.id = r.centre_id
   AND r.care_expires_on < ($2::timestamptz AT TIME ZONE n.zone)::date
"""


async def anonymise(
    database: Database, files: AttachmentStore, kept: ErasureList, centre_id: UUID, now: datetime, most: int
) -> int:
    """Take the personal values out of up to so many cases whose time is over; how many there were."""
    async with database.transaction() as session:
        settings = await policy(session, centre_id)
        by_kind = {kind.value: years_before(now, settings.kept_years(kind)) for kind in Kind}
        before = years_before(now, settings.kept_years(None))
        latest = max(before, *by_kind.values())
        connection = await driver(session)
        found = await connection.fetch(
            OLD, centre_id, list(by_kind), list(by_kind.values()), before, latest, most
        )
        old = [row["id"] for row in found]
        erasing = Erasing(centre_id=centre_id, at=now, by=None, ground=Ground.RETENTION, kept=kept)
        places = await erase_cases(session, erasing, old)
        await connection.execute(OLD_LOGS, centre_id, before)
        await connection.execute(CARE_IS_OVER, centre_id, now)
    if places:
        await files.remove(places)
    return len(old)


def years_before(now: datetime, years: int) -> datetime:
    """The same day so many years ago; the last of February for a day that year did not have."""
    try:
        return now.replace(year=now.year - years)
    except ValueError:
        return now.replace(year=now.year - years, day=28)


async def apply_again(database: Database, files: AttachmentStore, kept: ErasureList) -> int:
    """Erase once more whatever the list names, after an older backup came back; how many entries."""
    done = 0
    for centre_id, subject, subject_id in kept.entries():
        async with database.transaction() as session:
            if subject is Subject.RESIDENT:
                await empty_resident(session, centre_id, subject_id)
                places = []
            else:
                places = await empty_cases(session, centre_id, [subject_id])
        if places:
            await files.remove(places)
        done += 1
    return done
