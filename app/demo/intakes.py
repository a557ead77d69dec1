"""Cases of a set as their receivers fill the form; the twenty-five of the demo moved to the last days."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.demo.estate import ZONE, Estate
from app.procedure.actions.intake import OffHoursReceiver, ReferChoice, TakeIn
from app.procedure.suggestion import AT_CONTACT
from app.procedure.vocabulary import (
    Channel,
    Contact,
    EmergencyType,
    Kind,
    RelatedProcedure,
    ResidentType,
    Role,
)

FILE = Path(__file__).with_name("demo_cases.json")
LAST_DAY = datetime(2026, 4, 7, tzinfo=ZoneInfo(ZONE)).date()
TYPES = {"family": ResidentType.FAMILY_MEMBER}
TAKERS = {
    Role.FRONT_DESK: "desk",
    Role.CONTROL_ROOM_OPERATOR: "control",
    Role.PATROL_GUARD: "guard",
    Role.OTHER_STAFF: "gardener",
}


@cache
def demo_cases(file: Path = FILE) -> tuple[dict[str, Any], ...]:
    """Every case of the file, as it stands there."""
    return tuple(json.loads(file.read_text(encoding="utf-8"))["cases"])


@dataclass(frozen=True, slots=True)
class Intake:
    """A demo case: when it came, who took it in, and what the form said."""

    id: str
    received_at: datetime
    login: str
    taken: TakeIn


def intakes(estate: Estate, now: datetime) -> list[Intake]:
    """All of them in the order they came; the last day of the file becomes yesterday."""
    yesterday = now.astimezone(ZoneInfo(ZONE)).date() - timedelta(days=1)
    return [_intake(case, estate, yesterday - LAST_DAY) for case in demo_cases()]


def _intake(case: dict[str, Any], estate: Estate, shift: timedelta) -> Intake:
    received_at = datetime.fromisoformat(case["received_at"]) + shift
    by = Role(case["received_by"])
    night = received_at.hour >= 20 or received_at.hour < 8
    login = TAKERS[by] + ("2" if night and by is not Role.FRONT_DESK else "")
    return Intake(case["id"], received_at, login, form_of(case, estate, by))


def form_of(case: dict[str, Any], estate: Estate, by: Role) -> TakeIn:
    """The form as the one who took it in would fill it."""
    expected, resident = case["expected"], case["resident"]
    kind = Kind(expected["kind"]) if expected["kind"] else None
    given = resident["contact"] == "given"
    channel = Channel(case["channel"])
    thanked = kind is Kind.SUGGESTION and channel in AT_CONTACT
    return TakeIn(
        kind=kind,
        related_procedure=_related(expected),
        received_as=by,
        channel=channel,
        words=case["utterance"],
        place=resident["unit"] or case["area"],
        unit_id=estate.units.get(resident["unit"] or ""),
        area_id=estate.areas.get(case["area"]),
        resident_id=estate.residents.get(case["id"]),
        resident_type=resident_type(resident["type"]),
        salutation="业户",
        contact=invented_number(case["id"]) if given else None,
        contact_state=Contact(resident["contact"]),
        contact_asked=True,
        contact_reason=None if given else "当时不便",
        joint_count=resident["joint_count"],
        thanked=thanked,
        told_will_study=thanked,
        emergency=EmergencyType(expected["emergency"]) if expected["emergency"] else None,
        dispute=expected["involves_dispute"],
        out_of_scope=expected["out_of_scope_inquiry"],
        sure=by is Role.FRONT_DESK or kind is Kind.HELP,
        refer_choice=ReferChoice.CONTACT_TAKEN if kind in {Kind.INQUIRY, Kind.CHALLENGE} else None,
        notify=_told_at_night(case, by),
        handling_myself=kind is Kind.HELP and by is not Role.FRONT_DESK and expected["handler"] == by,
    )


def resident_type(told: str) -> ResidentType:
    """The file says family for family member."""
    return TYPES.get(told) or ResidentType(told)


def _related(expected: dict[str, Any]) -> RelatedProcedure | None:
    return RelatedProcedure(expected["related_procedure"]) if expected["related_procedure"] else None


def _told_at_night(case: dict[str, Any], by: Role) -> tuple[OffHoursReceiver, ...]:
    """Whom the control room told of a call for help: the one who holds it first, or its own superior."""
    expected = case["expected"]
    if expected["kind"] != Kind.HELP or by is not Role.CONTROL_ROOM_OPERATOR or case["within_desk_hours"]:
        return ()
    named = [each for each in OffHoursReceiver if each.value in expected["route"]]
    named.sort(key=lambda each: each.value != expected["handler"])
    return tuple(named) or (OffHoursReceiver.LINE_SUPERIOR,)


def invented_number(case_id: str) -> str:
    """A number nobody has: the block is not given out."""
    return f"1990000{int(''.join(filter(str.isdecimal, case_id)) or 0) % 10000:04d}"
