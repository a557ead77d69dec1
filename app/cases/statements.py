"""The few statements every case goes through: one to load it, one to write a whole change.

A change is written whole or not at all, and only if it may be: its Idempotency-Key ($7) is new, the case
still stands at the version ($8) it was decided on. So it can be a transaction of its own.

An acceptance takes the day's next number within the statement that writes it: until its transaction ends,
every other acceptance of the centre waits for it. So the number is taken when the rest is written.
"""

from app.cases.tables import Case
from app.database.once import CLAIMED

LOADED = """number, version, head, building_id AS case_building_id, personal::text AS personal,
       routing::text AS routing, facts::text AS facts, contact_digest, contact_mask"""
LOAD = f"SELECT {LOADED} FROM cases WHERE centre_id = $1 AND id = $2"  # noqa: S608 - texts of our own
LOCK = LOAD + " FOR NO KEY UPDATE"

CHANGED_SINCE = """
SELECT EXISTS (SELECT FROM case_journal
                WHERE centre_id = $1 AND case_id = $2 AND number > $3 AND event <> 'FileAttached')
"""

SEALED_CONTACT = """
SELECT contact_ciphertext, contact_key FROM case_journal
 WHERE centre_id = $1 AND case_id = $2 AND contact_key IS NOT NULL ORDER BY number DESC LIMIT 1
"""
"""The contact that counts is the one told last."""

_FREE = CLAIMED.format(after="asked", claims="$7::jsonb")

_ROWS = """
 journal AS (INSERT INTO case_journal
             SELECT row.* FROM free, jsonb_populate_recordset(NULL::case_journal, $2::jsonb) row RETURNING 1),
 leaving AS (INSERT INTO outbox
             SELECT row.* FROM free, jsonb_populate_recordset(NULL::outbox, $5::jsonb) row RETURNING 1),
 written AS (SELECT (SELECT count(*) FROM journal) + (SELECT count(*) FROM owed)
                    + (SELECT count(*) FROM leaving) AS rows FROM free),
 counted AS (
    INSERT INTO register_counters AS c (centre_id, day, last)
    SELECT (line ->> 'centre_id')::uuid, (line ->> 'day')::date, 1
      FROM written, jsonb_array_elements($4::jsonb) line WHERE written.rows >= 0
        ON CONFLICT (centre_id, day) DO UPDATE SET last = c.last + 1
    RETURNING day, last
 ),
 accepted AS (
    SELECT last AS ordinal,
           to_char(day, 'YYYYMMDD-') || lpad(last::text, greatest(3, length(last::text)), '0') AS number
      FROM counted
 ),
 the_case AS (
    SELECT row.* FROM free, jsonb_populate_record(NULL::cases,
        $1::jsonb || coalesce((SELECT jsonb_build_object('number', number) FROM accepted), '{}')) row
 ), register AS (INSERT INTO register_entries
              SELECT entry.* FROM jsonb_array_elements($4::jsonb) line, accepted,
                  jsonb_populate_record(NULL::register_entries, line || to_jsonb(accepted)) entry),
 found_by AS (INSERT INTO case_terms (centre_id, case_id, recorded_at, terms)
              SELECT t.centre_id, t.case_id, t.recorded_at,
                     t.terms || CASE WHEN c.number IS NULL THEN '{}'::text[]
                                     ELSE ARRAY[c.number, substr(c.number, 5)] END
                FROM the_case c, jsonb_populate_recordset(NULL::case_terms, $6::jsonb) t
                  ON CONFLICT (centre_id, case_id) DO UPDATE SET terms = excluded.terms)"""

TAKE_IN = f"""
WITH asked AS (SELECT 1),{_FREE}
 owed AS (INSERT INTO case_duties
          SELECT row.* FROM free, jsonb_populate_recordset(NULL::case_duties, $3::jsonb) row RETURNING 1),
{_ROWS},
 taken AS (INSERT INTO cases SELECT * FROM the_case)
SELECT number FROM the_case
"""  # noqa: S608 - texts of our own

_KEY = {"centre_id", "id"}
_CHANGED = ", ".join(column.name for column in Case.__table__.columns if column.name not in _KEY)

PERFORM = f"""
WITH asked AS (
    SELECT 1 FROM cases
     WHERE centre_id = ($1::jsonb ->> 'centre_id')::uuid AND id = ($1::jsonb ->> 'id')::uuid AND version = $8
       FOR NO KEY UPDATE
 ),{_FREE}
 duty AS (SELECT row.* FROM free, jsonb_populate_recordset(NULL::case_duties, $3::jsonb) row),
 had AS (SELECT d.* FROM case_duties d
          WHERE d.centre_id = ($1::jsonb ->> 'centre_id')::uuid AND d.case_id = ($1::jsonb ->> 'id')::uuid),
 owed AS (INSERT INTO case_duties
          SELECT duty.* FROM duty LEFT JOIN had USING (key) WHERE had IS DISTINCT FROM duty
              ON CONFLICT (centre_id, case_id, key) DO UPDATE SET
                 clause = excluded.clause, role = excluded.role, area_id = excluded.area_id,
                 department = excluded.department, person_id = excluded.person_id,
                 started_at = excluded.started_at, due_at = excluded.due_at, limit_at = excluded.limit_at
          RETURNING 1),{_ROWS},
 changed AS (UPDATE cases SET ({_CHANGED}) = (SELECT {_CHANGED} FROM the_case)
              WHERE centre_id = (SELECT centre_id FROM the_case) AND id = (SELECT id FROM the_case)),
 done AS (DELETE FROM case_duties d USING free
           WHERE d.centre_id = ($1::jsonb ->> 'centre_id')::uuid AND d.case_id = ($1::jsonb ->> 'id')::uuid
             AND d.key NOT IN (SELECT key FROM duty))
SELECT number FROM the_case
"""  # noqa: S608 - texts of our own
