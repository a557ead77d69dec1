"""Numbers of the register that are missing, or that nobody gave out (4.6.1)."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.database.session import driver

GAPS = """
WITH days AS (
    SELECT c.day, c.last FROM register_counters c
     WHERE c.centre_id = $1 AND c.day >= $2 AND c.day <= $3
    UNION ALL
    SELECT r.day, 0 FROM register_entries r
     WHERE r.centre_id = $1 AND r.day >= $2 AND r.day <= $3
       AND NOT EXISTS (SELECT FROM register_counters c WHERE c.centre_id = r.centre_id AND c.day = r.day)
     GROUP BY r.day
), held AS (
    SELECT d.day, d.last, coalesce(max(r.ordinal), 0) AS highest, count(r.ordinal) AS entries
      FROM days d LEFT JOIN register_entries r ON r.centre_id = $1 AND r.day = d.day
     GROUP BY d.day, d.last
)
SELECT h.day, h.last, h.highest, h.entries,
       ARRAY(SELECT n FROM generate_series(1, greatest(h.last, h.highest)) n
              WHERE NOT EXISTS (SELECT FROM register_entries r
                                 WHERE r.centre_id = $1 AND r.day = h.day AND r.ordinal = n)
              ORDER BY n LIMIT 100) AS missing
  FROM held h WHERE h.entries <> h.last OR h.highest <> h.last
 ORDER BY h.day
"""


async def gaps(session: AsyncSession, centre_id: UUID, from_day: date, to_day: date) -> list[Any]:
    """Days on which a number given out has no row, or a row has no number given out. None, if all is well."""
    return list(await (await driver(session)).fetch(GAPS, centre_id, from_day, to_day))
