"""The whole store held against its own journals: replayed, hashed anew, compared, its seals checked."""

import hashlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.attachment_store import AttachmentStore, ContentMissing, place_of
from app.cases.faults import Difference, Fault
from app.cases.ordinals import gaps
from app.cases.proofs import STORED, CaseProof
from app.cases.seals import SigningKeys, check_seals
from app.database.session import Database, driver
from app.residents.contacts import ContactKeys
from app.settings import Settings

BATCH = 200
MOST_KEPT = 1000
BEFORE_ALL = UUID(int=0)

CENTRES = """
SELECT id FROM centres UNION SELECT DISTINCT centre_id FROM seals UNION SELECT DISTINCT centre_id FROM cases
 ORDER BY 1
"""
ATTACHMENTS = """
SELECT case_id, id, sha256 FROM attachments WHERE centre_id = $1 AND id > $2 ORDER BY id LIMIT $3
"""
MISSING_IN_OWN_LOG = """
SELECT j.case_id, j.number FROM case_journal j
 WHERE j.centre_id = $1 AND j.case_id = ANY($2) AND j.event = 'DutyLogWritten'
   AND NOT EXISTS (SELECT FROM duty_log_entries d
                    WHERE d.centre_id = j.centre_id AND d.case_id = j.case_id
                      AND d.person_id = j.by AND d.recorded_at = j.at
                      AND d.process = coalesce(j.personal ->> 'entry', d.process))
 ORDER BY j.case_id, j.number
"""
"""Own duty-log entries of a case (4.2.5); of an erased one only its person and time are expected."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the database and is held against it: the files, the keys that open contacts."""

    files: AttachmentStore | None = None
    contacts: ContactKeys | None = None


@dataclass
class Report:
    """What a check looked at, and what it found. It keeps the first thousand differences and counts all."""

    centres: int = 0
    cases: int = 0
    entries: int = 0
    found: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return self.found == 0

    def add(self, difference: Difference) -> None:
        """Count a difference, and keep it if there is room."""
        self.found += 1
        if len(self.differences) < MOST_KEPT:
            self.differences.append(difference)


async def verify(settings: Settings, tell: Callable[[str], object]) -> bool:
    """Check the installation's store as it stands at one moment, telling each difference; true if none."""
    database = Database(settings.sqlalchemy_url(), pool_size=1, isolation_level="REPEATABLE READ")
    report = Report()
    try:
        async with database.transaction() as session:
            keys = SigningKeys(settings.keys().seal)
            beside = Beside(
                AttachmentStore(settings.attachments_address), ContactKeys.from_settings(settings)
            )
            async for difference in differences(session, keys, report, beside=beside):
                tell(str(difference))
    finally:
        await database.close()
    scope = f"{report.centres} / {report.cases} / {report.entries}"
    tell(f"中心、事项、日志条目 / centres, cases, journal entries: {scope}")
    tell(f"差异 / differences: {report.found}")
    return report.clean


async def examine(
    database: Database,
    keys: SigningKeys,
    centre_id: UUID | None = None,
    beside: Beside | None = None,
) -> Report:
    """Check one centre, or all of them; what stands beside the store too, where it is at hand."""
    report = Report()
    async with database.transaction() as session:
        async for _ in differences(session, keys, report, centre_id, beside):
            continue
    return report


async def differences(
    session: AsyncSession,
    keys: SigningKeys,
    report: Report,
    centre_id: UUID | None = None,
    beside: Beside | None = None,
) -> AsyncIterator[Difference]:
    """Every difference as it is found, batch by batch; the report counts on the way."""
    connection = await driver(session)
    centres = [centre_id] if centre_id else [row["id"] for row in await connection.fetch(CENTRES)]
    for each in centres:
        report.centres += 1
        async for difference in _of_centre(session, keys, report, each, beside):
            report.add(difference)
            yield difference
        if beside is not None and beside.files is not None:
            async for difference in _of_files(session, beside.files, each):
                report.add(difference)
                yield difference


async def _of_centre(
    session: AsyncSession, keys: SigningKeys, report: Report, centre_id: UUID, beside: Beside | None
) -> AsyncIterator[Difference]:
    async for difference in _of_cases(session, report, centre_id, beside.contacts if beside else None):
        yield difference
    for row in await gaps(session, centre_id, date.min, date.max):
        yield Difference(centre_id, Fault.NUMBER_MISSING, None, f"{row['day']} {row['missing']}")
    for difference in await check_seals(session, centre_id, keys):
        yield difference


async def _of_files(
    session: AsyncSession, files: AttachmentStore, centre_id: UUID
) -> AsyncIterator[Difference]:
    """Every file is there, and is the one that was added."""
    connection, last = await driver(session), BEFORE_ALL
    while rows := await connection.fetch(ATTACHMENTS, centre_id, last, BATCH):
        for row in rows:
            fault = await _fault_of(files, place_of(centre_id, *row.values()), row["sha256"])
            if fault is not None:
                yield Difference(centre_id, fault, row["case_id"], str(row["id"]))
        last = rows[-1]["id"]


async def _fault_of(files: AttachmentStore, place: str, expected: bytes) -> Fault | None:
    digest = hashlib.sha256()
    try:
        async for piece in await files.read(place):
            digest.update(piece)
    except ContentMissing:
        return Fault.FILE_MISSING
    return None if digest.digest() == expected else Fault.FILE_CHANGED


async def _of_cases(
    session: AsyncSession, report: Report, centre_id: UUID, contacts: ContactKeys | None
) -> AsyncIterator[Difference]:
    connection = await driver(session)
    last = BEFORE_ALL
    while rows := await connection.fetch(STORED, centre_id, last, BATCH):
        proofs = [CaseProof.of(row) for row in rows]
        for proof in proofs:
            report.cases += 1
            report.entries += len(proof.journal)
            for difference in proof.differences(contacts):
                yield difference
        ids = [proof.case_id for proof in proofs]
        for row in await connection.fetch(MISSING_IN_OWN_LOG, centre_id, ids):
            yield Difference(centre_id, Fault.OWN_LOG_DIFFERS, row["case_id"], str(row["number"]))
        last = ids[-1]
