"""A record copied with changes is what `dataclasses.replace` would have made."""

import dataclasses
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from app.procedure.actions.intake import TakeIn
from app.procedure.facts import CaseFacts
from app.procedure.fields import replace
from app.procedure.vocabulary import Channel, Kind, Status

FACTS = CaseFacts(
    id=UUID(int=1),
    status=Status.PENDING_DESK,
    channel=Channel.PHONE,
    received_at=datetime(2026, 11, 24, tzinfo=UTC),
    recorded_at=datetime(2026, 11, 24, tzinfo=UTC),
    topic="keys",
)
FORM = TakeIn(kind=Kind.INQUIRY, channel=Channel.PHONE, words="门禁卡丢了")


@pytest.mark.parametrize(
    ("record", "changes"),
    [
        (FACTS, {}),
        (FACTS, {"status": Status.ACCEPTED, "topic": None}),
        (FORM, {"kind": Kind.HELP, "words": "有人摔倒了", "channel": Channel.VISIT}),
    ],
)
def test_a_copy_holds_the_changes_and_everything_else(record: Any, changes: dict[str, Any]) -> None:
    before = dataclasses.asdict(record)
    assert replace(record, **changes) == dataclasses.replace(record, **changes)
    assert dataclasses.asdict(record) == before


def test_a_field_that_does_not_exist_is_not_written_silently() -> None:
    with pytest.raises(KeyError, match="colour"):
        replace(FACTS, colour="red")
