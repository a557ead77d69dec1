"""The few statements every case goes through: one to take a number, one to write a whole change."""

from app.cases.tables import Case

NEXT_ORDINAL = """
INSERT INTO register_counters AS c (centre_id, day, last) VALUES ($1, $2, 1)
    ON CONFLICT (centre_id, day) DO UPDATE SET last = c.last + 1
RETURNING last
"""

LOAD = """
SELECT number, version, head, building_id, personal::text AS personal, routing::text AS routing,
       facts::text AS facts, contact_ciphertext, contact_key, contact_digest, contact_mask
  FROM cases WHERE centre_id = $1 AND id = $2
"""
LOCK = LOAD + " FOR UPDATE"

_ROWS = """
 journal AS (INSERT INTO case_journal SELECT * FROM jsonb_populate_recordset(NULL::case_journal, $2::jsonb)),
 register AS (INSERT INTO register_entries
              SELECT * FROM jsonb_populate_recordset(NULL::register_entries, $4::jsonb)),
 leaving AS (INSERT INTO outbox SELECT * FROM jsonb_populate_recordset(NULL::outbox, $5::jsonb))"""

TAKE_IN = f"""
WITH taken AS (INSERT INTO cases SELECT * FROM jsonb_populate_record(NULL::cases, $1::jsonb)),
 owed AS (INSERT INTO case_duties SELECT * FROM jsonb_populate_recordset(NULL::case_duties, $3::jsonb)),
{_ROWS}
SELECT 1
"""  # noqa: S608 - texts of our own

_KEY = {"centre_id", "id"}
_CHANGED = ", ".join(column.name for column in Case.__table__.columns if column.name not in _KEY)

PERFORM = f"""
WITH now AS (SELECT * FROM jsonb_populate_record(NULL::cases, $1::jsonb)),
 duty AS (SELECT * FROM jsonb_populate_recordset(NULL::case_duties, $3::jsonb)),
 changed AS (UPDATE cases SET ({_CHANGED}) = (SELECT {_CHANGED} FROM now)
              WHERE centre_id = (SELECT centre_id FROM now) AND id = (SELECT id FROM now)),
 done AS (DELETE FROM case_duties d USING now
           WHERE d.centre_id = now.centre_id AND d.case_id = now.id AND d.key NOT IN (SELECT key FROM duty)),
 owed AS (INSERT INTO case_duties SELECT * FROM duty
              ON CONFLICT (centre_id, case_id, key) DO UPDATE SET
                 clause = excluded.clause, role = excluded.role, area_id = excluded.area_id,
                 department = excluded.department, person_id = excluded.person_id,
                 started_at = excluded.started_at, due_at = excluded.due_at, limit_at = excluded.limit_at),
{_ROWS}
SELECT 1
"""  # noqa: S608 - texts of our own
