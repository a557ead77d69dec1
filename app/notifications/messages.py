"""What a delivery says. Made when it leaves, from ids; never a resident's words, name or number."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.database.session import driver
from app.notifications.discretion import without_telephones
from app.notifications.vocabulary import TEST, TOLD_WORDS, Told
from app.procedure.labels import label_of
from app.procedure.refusal import Words
from app.procedure.vocabulary import EmergencyType, Kind

ABOUT = """
SELECT d.id, c.number, c.kind, c.emergency, coalesce(b.name || u.number, c.personal ->> 'place') AS place,
       p.work_phone, v.script_id, v.number AS script_number, t.name_zh, t.name_en,
       (v.effective_to AT TIME ZONE z.zone)::date AS ends_on
  FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) AS d (id, case_id, script_version_id, person_id)
  JOIN centres z ON z.id = $1
  LEFT JOIN cases c ON c.centre_id = $1 AND c.id = d.case_id
  LEFT JOIN units u ON u.centre_id = $1 AND u.id = c.unit_id
  LEFT JOIN buildings b ON b.centre_id = $1 AND b.id = u.building_id
  LEFT JOIN people p ON p.centre_id = $1 AND p.id = d.person_id
  LEFT JOIN answer_script_versions v ON v.centre_id = $1 AND v.id = d.script_version_id
  LEFT JOIN answer_scripts s ON s.centre_id = $1 AND s.id = v.script_id
  LEFT JOIN topics t ON t.centre_id = $1 AND t.key = s.topic
"""
TEST_WORDS = Words("这是一条测试消息", "This is a test message")
UNNUMBERED = Words("尚未编号", "no number yet")


@dataclass(frozen=True, slots=True)
class EndingAnswer:
    """The wording of a unified answer that a message is about."""

    script_id: UUID
    topic: Words
    number: int
    ends_on: date

    def lines(self) -> Words:
        """Which wording of which topic, and its last day."""
        return Words(
            f"{self.topic.zh} · 第{self.number}版 · {self.ends_on:%Y-%m-%d} 到期",
            f"{self.topic.en} · version {self.number} · ends {self.ends_on:%Y-%m-%d}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One delivery with all that may be said of it."""

    delivery_id: UUID
    event_id: UUID
    event: str
    attempt: int
    case_id: UUID | None
    entry: int | None
    happened_at: datetime
    number: str | None
    kind: Kind | None
    emergency: EmergencyType | None
    place: str | None
    telephone: str | None
    script: EndingAnswer | None

    def body(self, centre_id: UUID) -> str:
        """What a webhook is sent: ids, number and kind."""
        data = {
            "event_id": str(self.event_id),
            "centre_id": str(centre_id),
            "case_id": str(self.case_id) if self.case_id else None,
            "entry": self.entry,
            "number": self.number,
            "kind": self.kind,
            "emergency": self.emergency,
            "script_id": str(self.script.script_id) if self.script else None,
        }
        told = {"type": self.event, "timestamp": self.happened_at.isoformat(), "data": data}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    def title(self) -> Words:
        """Why somebody is told."""
        if self.event == TEST:
            return TEST_WORDS
        return TOLD_WORDS[Told(self.event.removeprefix("notice."))]

    def lines(self) -> Words:
        """Of which case, of what kind, where; or of which unified answer."""
        if self.script is not None:
            return self.script.lines()
        if self.case_id is None:
            return TEST_WORDS
        number = Words(self.number, self.number) if self.number else UNNUMBERED
        words = [number, *(label_of(each) for each in (self.kind, self.emergency) if each)]
        place = [self.place] if self.place else []
        return Words(
            " · ".join([*(each.zh for each in words), *place]),
            " · ".join([*(each.en for each in words), *place]),
        )

    def text(self) -> str:
        """In both languages, for a group, a telephone or a mail."""
        title, lines = self.title(), self.lines()
        return f"【应门】{title.zh}\n{lines.zh}\n{title.en}\n{lines.en}"


async def messages_of(session: AsyncSession, centre_id: UUID, claimed: list[Any]) -> list[Message]:
    """The claimed deliveries, as they are said."""
    columns = [[row[name] for row in claimed] for name in ("id", "case_id", "script_version_id", "person_id")]
    rows = await (await driver(session)).fetch(ABOUT, centre_id, *columns)
    about = {row["id"]: row for row in rows}
    return [_message(row, about[row["id"]]) for row in claimed]


def _message(row: Any, about: Any) -> Message:
    return Message(
        delivery_id=row["id"],
        event_id=row["event_id"],
        event=row["event"],
        attempt=row["attempts"],
        case_id=row["case_id"],
        entry=row["entry"],
        happened_at=row["happened_at"],
        number=about["number"],
        kind=Kind(about["kind"]) if about["kind"] else None,
        emergency=EmergencyType(about["emergency"]) if about["emergency"] else None,
        place=without_telephones(about["place"]),
        telephone=about["work_phone"],
        script=_ending(about) if about["script_id"] else None,
    )


def _ending(about: Any) -> EndingAnswer:
    topic = Words(about["name_zh"], about["name_en"])
    return EndingAnswer(about["script_id"], topic, about["script_number"], about["ends_on"])
