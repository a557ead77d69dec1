"""What a decision rests on beside the case, as statements: where it belongs, who is there, what was said."""

from app.cases.statements import LOADED
from app.routing.queries import STAMP_COLUMNS

_AT = """
home AS (
    SELECT coalesce({unit}, (SELECT unit_id FROM residents
                              WHERE centre_id = $1 AND id = {resident})) AS unit_id
), site AS (
    SELECT coalesce({building}, (SELECT building_id FROM units
                                  WHERE centre_id = $1 AND id = (SELECT unit_id FROM home))) AS building_id
), place AS (
    SELECT coalesce(
        (SELECT b.area_id FROM units u JOIN buildings b ON b.centre_id = u.centre_id AND b.id = u.building_id
          WHERE u.centre_id = $1 AND u.id = (SELECT unit_id FROM home)),
        (SELECT b.area_id FROM buildings b WHERE b.centre_id = $1 AND b.id = {building}),
        {area}) AS area_id
), posts AS (
    SELECT person_id, role, area_id FROM appointments
     WHERE centre_id = $1 AND role IN ('area_customer_manager', 'head_of_customer_service')
       AND starts_at <= $2 AND (ends_at IS NULL OR ends_at > $2)
), away AS (
    SELECT person_id FROM leaves
     WHERE centre_id = $1 AND person_id IN (SELECT person_id FROM posts) AND cancelled_at IS NULL
       AND starts_at <= $2 AND ends_at > $2
)
SELECT
    (SELECT max(version) FROM policy_versions WHERE centre_id = $1) AS policy_version,
    (SELECT max(version) FROM desk_hours WHERE centre_id = $1) AS calendar_version,
    (SELECT area_id FROM place) AS area_id,
    (SELECT building_id FROM site) AS building_id,
    (SELECT b.place_kind FROM buildings b WHERE b.centre_id = $1 AND b.id = (SELECT building_id FROM site))
        AS place_kind,
    (SELECT unit_id FROM home) AS unit_id,
    ARRAY(SELECT person_id FROM posts WHERE role = 'area_customer_manager'
             AND area_id = (SELECT area_id FROM place)
             AND person_id NOT IN (SELECT person_id FROM away)) AS area_managers,
    ARRAY(SELECT person_id FROM posts WHERE role = 'head_of_customer_service') AS heads,
    (SELECT is_key FROM residents WHERE centre_id = $1 AND id = {resident}) AS is_key"""

_TOLD = {"unit": "$3::uuid", "building": "$4::uuid", "area": "$5::uuid", "resident": "$6::uuid"}
STANDING = f"WITH {_AT.format(**_TOLD)}"
STANDING_TO_ROUTE = f"{STANDING}, {STAMP_COLUMNS}"

_OF_CASE = {name: f"(SELECT case_{name}_id FROM it)" for name in _TOLD}  # noqa: S608
LOAD_STANDING = f"""
WITH it AS MATERIALIZED (
    SELECT {LOADED}, unit_id AS case_unit_id, area_id AS case_area_id, resident_id AS case_resident_id
      FROM cases WHERE centre_id = $1 AND id = $3
), {_AT.format(**_OF_CASE)}, it.* FROM it
"""  # noqa: S608 - texts of our own
"""A case ($3), and where it stands as it is: one statement in the place of two."""

SUPERIOR = """
SELECT boss.role, boss.person_id, EXISTS (
        SELECT FROM leaves l
         WHERE l.centre_id = boss.centre_id AND l.person_id = boss.person_id AND l.cancelled_at IS NULL
           AND l.starts_at <= $2 AND l.ends_at > $2) AS away
  FROM appointments mine
  JOIN appointments boss ON boss.centre_id = mine.centre_id AND boss.id = mine.reports_to_id
 WHERE mine.centre_id = $1 AND mine.person_id = $3
   AND mine.starts_at <= $2 AND (mine.ends_at IS NULL OR mine.ends_at > $2)
   AND boss.starts_at <= $2 AND (boss.ends_at IS NULL OR boss.ends_at > $2)
 ORDER BY mine.starts_at LIMIT 1
"""

ABOVE = """
SELECT DISTINCT a.role
  FROM appointments a
  JOIN people p ON p.centre_id = a.centre_id AND p.id = a.person_id
 WHERE a.centre_id = $1 AND a.role IN ('head_of_customer_service', 'centre_manager')
   AND a.starts_at <= $2 AND (a.ends_at IS NULL OR a.ends_at > $2) AND p.deactivated_at IS NULL
   AND NOT EXISTS (
        SELECT FROM leaves l
         WHERE l.centre_id = a.centre_id AND l.person_id = a.person_id AND l.cancelled_at IS NULL
           AND l.starts_at <= $2 AND l.ends_at > $2)
"""
"""Which of the two at the end of the chain are really there, as holder or acting."""

TOPIC = """
WITH asked AS (
    SELECT id, facts FROM cases
     WHERE centre_id = $1 AND topic = $2 AND kind = 'challenge' AND recorded_at > $3 AND status <> 'voided'
     LIMIT 100
), linked AS (
    SELECT c.id FROM case_links l JOIN cases c ON c.centre_id = l.centre_id AND c.id = l.other_id
     WHERE l.centre_id = $1 AND (l.case_id = $4 OR l.case_id IN (SELECT id FROM asked))
       AND c.kind = 'challenge' AND c.recorded_at > $3 AND c.status <> 'voided'
)
SELECT
    (SELECT count(*) FROM (SELECT id FROM asked UNION SELECT id FROM linked) both_ways
      WHERE id IS DISTINCT FROM $4) AS recently,
    EXISTS (SELECT FROM asked WHERE id IS DISTINCT FROM $4 AND facts ? 'script_asked') AS considered
"""
"""How often a topic was challenged of late, by its name or by a link, beside the case itself."""


AWAY = """
SELECT p.id FROM people p
 WHERE p.centre_id = $1 AND p.id = ANY($2::uuid[])
   AND (p.deactivated_at IS NOT NULL OR EXISTS (
        SELECT FROM leaves l
         WHERE l.centre_id = p.centre_id AND l.person_id = p.id AND l.cancelled_at IS NULL
           AND l.starts_at <= $3 AND l.ends_at > $3))
"""
"""Who of these people cannot be asked now (X19)."""
