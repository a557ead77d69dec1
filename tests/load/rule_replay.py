"""A draft of the routing rules over past cases: the demo's own, each many times over.

`python -m tests.load.rule_replay` writes its part of docs/bench.md. Figures, not assertions.
"""

import asyncio
import os
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg
from pydantic import SecretStr

from app.cases.actions import Desk, take_in
from app.cases.replay_routes import ReplayOut
from app.cases.replays import Span, replay
from app.database import embedded, migrations
from app.database.ids import new_id
from app.database.session import Database
from app.demo.estate import build
from app.demo.intakes import intakes
from app.procedure.vocabulary import Department
from app.residents.contacts import ContactKeys
from app.routing.compiled import CompiledRuleSet
from app.routing.default_rules import DEFAULT_RULES
from app.routing.queries import known_topics, rule_set_in_force
from app.routing.rules import Rule
from app.settings import Settings
from tests.load.bench import write_part

HEADING = "## A draft over past cases"
SIZES = (1_000, 5_000)
ROUNDS = 3
WANTED = 2.0
COPIES = """
INSERT INTO cases
SELECT (jsonb_populate_record(NULL::cases, to_jsonb(c) || jsonb_build_object(
           'id', gen_random_uuid(), 'number', NULL, 'facts', c.facts,
           'recorded_at', c.recorded_at + n * interval '1 hour'))).*
  FROM cases c, generate_series(1, $2) n
 WHERE c.centre_id = $1
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = embedded.start(Path(folder) / "pg", durable=False)
        try:
            settings = Settings(data_dir=Path(folder), database_url=SecretStr(server.dsn), log_level="error")
            settings.make_keys()
            asyncio.run(migrations.upgrade(server.url()))
            lines = asyncio.run(_measured(settings, server.dsn))
        finally:
            server.stop()
    today, rules = f"{datetime.now(UTC):%Y-%m-%d}", len(DEFAULT_RULES)
    write_part(
        HEADING,
        [
            f"`python -m tests.load.rule_replay`, {today}: the demo's cases, many times over, {rules} rules",
            "against a draft of as many, by which every call for help that went to engineering goes to",
            "security. Both ways of every case are decided and compared, the first 50 told in full.",
            "",
            "| cases | would go elsewhere | median s | slowest s | its own processor s | wanted s |",
            "|---|---|---|---|---|---|",
            *lines,
            "",
            f"The machine's load average was {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.",
        ],
    )


async def _measured(settings: Settings, dsn: str) -> list[str]:
    database, now = Database(settings.sqlalchemy_url()), datetime.now(UTC)
    try:
        centre_id = await _past_cases(database, settings, dsn, now)
        return [await _line(database, centre_id, size, now) for size in SIZES]
    finally:
        await database.close()


async def _past_cases(database: Database, settings: Settings, dsn: str, now: datetime) -> UUID:
    keys = ContactKeys.from_settings(settings)
    async with database.transaction() as session:
        estate = await build(session, now)
    came = intakes(estate, now)
    for each in came:
        async with database.transaction() as session:
            desk = Desk(session, estate.actor(each.login), each.received_at, keys)
            await take_in(desk, each.taken, new_id())
    connection = await asyncpg.connect(dsn)
    await connection.execute(COPIES, estate.centre_id, max(SIZES) // len(came))
    await connection.execute("ANALYZE")
    await connection.close()
    return estate.centre_id


def _drafted(rule: Rule) -> Rule:
    if rule.then.department is not Department.ENGINEERING:
        return rule
    return rule.model_copy(update={"then": rule.then.model_copy(update={"department": Department.SECURITY})})


async def _line(database: Database, centre_id: UUID, size: int, now: datetime) -> str:
    span = Span(now - timedelta(days=60), now + timedelta(days=60), None, size, 50)
    times, own, changed = [], [], 0
    for _ in range(ROUNDS):
        began, worked = time.perf_counter(), time.process_time()
        async with database.reading() as session:
            before = await rule_set_in_force(session, centre_id)
            topics = await known_topics(session, centre_id)
            after = CompiledRuleSet(2, [_drafted(rule) for rule in DEFAULT_RULES], topics)
            told = await replay(session, centre_id, before, after, span)
            assert told.examined == size, told.examined
            ReplayOut.of(told).model_dump_json()
        times.append(time.perf_counter() - began)
        own.append(time.process_time() - worked)
        changed = told.changed
    return (
        f"| {size:,} | {changed:,} | {statistics.median(times):.2f} | {max(times):.2f} |"
        f" {statistics.median(own):.2f} |"
        f" {WANTED if size == SIZES[0] else ''} |"
    )


if __name__ == "__main__":
    main()
