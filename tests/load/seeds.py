"""What load runs begin with: how often a run that repeats is repeated, and a store filled up with cases."""

import json
import os
import random
from collections.abc import Iterator
from itertools import accumulate
from uuid import UUID

import asyncpg

from app.cases.terms import terms_of
from app.database.grams import runs
from tests.cases.likeness.challenges import CHALLENGES
from tests.routing.labelled_utterances import FRESH, KNOWN

SEEDS = int(os.environ.get("YINGMEN_SEEDS", "3"))
"""A few times in `make test`, a hundred in `make soak`."""

OPEN_EVERY = 50
"""One copy in so many is still open."""
AT_ONCE = 20_000
"""So many cases are said and copied in one go."""
PLACES = ("地库B1", "地库B2", "东门", "西门", "南门", "中庭", "儿童乐园", "架空层", "会所", "垃圾房")
CALLED = ("王女士", "李先生", "张阿姨", "刘叔叔", "陈女士", "杨先生", "赵老师", "黄女士", "周先生")

SAID = "CREATE TEMP TABLE said (n int PRIMARY KEY, unit_id uuid, personal text, terms text[])"
COPIES = f"""
CREATE TEMP TABLE copies AS
WITH real AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM cases WHERE number NOT LIKE 'G%')
SELECT said.*, gen_random_uuid() AS new_id, real.id AS old_id, n % {OPEN_EVERY} = 0 AS open,
       n * interval '1 minute' AS ago
  FROM said JOIN real ON real.place = n % (SELECT count(*) FROM real)
"""
CASES = """
INSERT INTO cases SELECT made.* FROM copies k JOIN cases c ON c.id = k.old_id,
    LATERAL jsonb_populate_record(c, jsonb_build_object(
        'id', k.new_id, 'number', 'G' || k.n, 'is_open', k.open, 'received_at', c.received_at - k.ago,
        'recorded_at', c.recorded_at - k.ago, 'unit_id', k.unit_id,
        'personal', c.personal || k.personal::jsonb,
        'facts', c.facts || jsonb_build_object('id', k.new_id, 'unit_id', k.unit_id),
        'next_duty', CASE WHEN k.open THEN c.next_duty END,
        'next_due_at', CASE WHEN k.open THEN c.next_due_at - k.ago END)) made
"""
TERMS = """
INSERT INTO case_terms
SELECT c.centre_id, k.new_id, c.recorded_at - k.ago, k.terms FROM copies k JOIN cases c ON c.id = k.old_id
"""
REGISTER = """
INSERT INTO register_entries SELECT made.* FROM copies k JOIN register_entries r ON r.id = k.old_id,
    LATERAL jsonb_populate_record(r, jsonb_build_object(
        'id', k.new_id, 'number', 'G' || k.n, 'ordinal', 1000000 + k.n)) made
"""
JOURNAL = """
INSERT INTO case_journal SELECT made.* FROM copies k JOIN case_journal j ON j.case_id = k.old_id,
    LATERAL jsonb_populate_record(j, jsonb_build_object('case_id', k.new_id, 'at', j.at - k.ago)) made
 WHERE j.number <= 5
"""
DUTIES = """
INSERT INTO case_duties SELECT made.* FROM copies k JOIN case_duties d ON d.case_id = k.old_id,
    LATERAL jsonb_populate_record(d, jsonb_build_object('case_id', k.new_id, 'due_at', d.due_at - k.ago)) made
 WHERE k.open
"""
FOUND = (CASES, TERMS)
"""What a search reads."""
LISTED = (*FOUND, REGISTER)
"""What the register reads as well."""
WHOLE = (*LISTED, JOURNAL, DUTIES)
"""With what one case shows. The journals keep their originals' hashes: there to be read and to be big."""


def _vocabulary() -> list[str]:
    """Pieces of two or three signs out of invented utterances, in an order that is always the same."""
    said = [*(each for group in CHALLENGES.values() for each in group)]
    said += [words for utterances in (KNOWN, FRESH) for words, _ in utterances]
    pieces: set[str] = set()
    for run in (run for each in said for run in runs(each)):
        pieces.update(run[at : at + 2 + at % 2] for at in range(0, len(run) - 1, 2))
    found = sorted(piece for piece in pieces if len(piece) > 1)
    random.Random(1).shuffle(found)
    return found


VOCABULARY = _vocabulary()
OFTEN = list(accumulate(1 / (rank + 5) for rank in range(len(VOCABULARY))))
"""A few words come in every tenth sentence, most hardly ever: as in any language, though it means nothing."""


def _texts(chance: random.Random) -> dict[str, str]:
    """The texts of one sheet: twelve words, a day and a place."""
    words = chance.choices(VOCABULARY, cum_weights=OFTEN, k=12)
    day, month = chance.randint(1, 28), chance.randint(1, 12)
    return {
        "summary": "".join(words[:4]),
        "words": f"{month}月{day}日{chance.choice(PLACES)}，{''.join(words[:7])}，{''.join(words[7:])}。",
        "place": chance.choice(PLACES),
        "salutation": chance.choice(CALLED),
    }


async def grow(
    dsn: str, units: list[UUID], before: int, size: int, statements: tuple[str, ...] = WHOLE
) -> None:
    """Copies of the real cases with other words, homes and days, from one size to the next."""
    connection = await asyncpg.connect(dsn)
    index = await connection.fetchval(
        "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_case_terms_terms'"
    )
    for setting in ("jit = off", "session_replication_role = replica", "maintenance_work_mem = '1GB'"):
        await connection.execute(f"SET {setting}")
    await connection.execute("DROP INDEX ix_case_terms_terms")
    for begin in range(before + 1, size + 1, AT_ONCE):
        await connection.execute(SAID)
        rows = list(_said(units, begin, min(begin + AT_ONCE, size + 1)))
        await connection.copy_records_to_table("said", records=rows)
        await connection.execute(COPIES)
        for statement in (*statements, "DROP TABLE said, copies"):
            await connection.execute(statement)
    await connection.execute(index)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


def _said(units: list[UUID], begin: int, end: int) -> Iterator[tuple[int, UUID, str, list[str]]]:
    chance = random.Random(begin)
    for n in range(begin, end):
        texts, unit = _texts(chance), units[n % len(units)]
        yield n, unit, json.dumps(texts, ensure_ascii=False), sorted(terms_of(texts, unit, None))
