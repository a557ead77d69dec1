"""What was erased, written down beside the store: ids and moments, no personal value.

A backup that is older than an erasure still holds what was erased; after its restore this list is applied.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.privacy.vocabulary import Subject


@dataclass(frozen=True, slots=True)
class ErasureList:
    """The list, as a file that is only ever added to."""

    path: Path

    def add(self, centre_id: UUID, subject: Subject, ids: Iterable[UUID], at: datetime) -> None:
        """Write these down; on return they are on the disk."""
        lines = [
            json.dumps({"centre": str(centre_id), subject.value: str(each), "at": at.isoformat()}) + "\n"
            for each in ids
        ]
        if not lines:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, "".join(lines).encode())
            os.fsync(handle)
        finally:
            os.close(handle)

    def entries(self) -> Iterator[tuple[UUID, Subject, UUID]]:
        """Centre, sort and id of each. A line that a crash broke off was never answered for."""
        if not self.path.exists():
            return
        with open(self.path, encoding="utf-8") as file:
            for line in file:
                try:
                    told = json.loads(line)
                except ValueError:
                    continue
                subject = next(each for each in Subject if each.value in told)
                yield UUID(told["centre"]), subject, UUID(told[subject.value])
