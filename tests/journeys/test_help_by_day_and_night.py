"""The demo's calls for help, in and out of desk hours: who is told by name, and why, in both languages."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from app.database.session import Database
from app.demo.estate import build
from app.demo.intakes import TAKERS, demo_cases, form_of
from app.notifications.delivery import deliver
from app.procedure.actions.intake import OffHoursReceiver
from app.procedure.vocabulary import Role
from tests.conftest import SettableClock
from tests.journeys.callers import Centre
from tests.journeys.reading import FORM

HELP = {case["id"]: case for case in demo_cases() if case["expected"]["kind"] == "help"}
DAY, NIGHT = "10:05", "23:10"
EVERYONE = {"security", "engineering", "control", "manager"}
TOLD: dict[str, tuple[set[str], set[str]]] = {
    "D16": ({"security"}, {"security"}),
    "D17": (EVERYONE, EVERYONE),
    "D18": ({"desk"} | EVERYONE - {"control"}, {"engineer", "guard"} | EVERYONE - {"control"}),
    "D19": ({"security", "area-b"}, {"security", "area-b"}),
    "D20": ({"desk"}, {"guard"}),
    "D21": ({"desk"}, {"engineer"}),
    "D22": ({"security"}, {"security"}),
}
"""Whom a notice reaches, by day and by night; who works in shifts is told in the shift that runs."""
HOLDS = {
    "D16": ("security", "security"),
    "D17": ("engineering", "engineering"),
    "D18": ("security", "security"),
    "D19": ("security", "security"),
    "D20": ("desk", "guard"),
    "D21": ("desk", "engineer"),
    "D22": ("guard", "guard"),
}
BY_NIGHT = {
    "D18": (OffHoursReceiver.DUTY_ENGINEER, OffHoursReceiver.PATROL_GUARD),
    "D20": (OffHoursReceiver.PATROL_GUARD,),
    "D21": (OffHoursReceiver.DUTY_ENGINEER,),
}
SHIFTS = {"security", "engineering", "control", "guard", "engineer"}
FOLLOWED = {
    "D16": {"department": ("车坏帮推", "A car stuck", "department: Security")},
    "D17": {"department": ("紧急情况由工程牵头", "Emergency led by engineering", "department: Engineering")},
    "D18": {"department": ("紧急情况由安防牵头", "Emergency led by security", "department: Security")},
    "D19": {
        "department": ("上门看望", "Looking in on somebody", "department: Security"),
        "notice": (
            "上门看望请客户主任同去",
            "Looking in: the area manager comes too",
            "the area manager is asked to come too",
        ),
    },
    "D20": {
        "topic": ("涉及纠纷", "A dispute with others", "marked as a dispute"),
        "department": ("吵架纠纷", "A quarrel or dispute", "department: Security"),
    },
    "D21": {"department": ("东西掉进井道地沟", "Dropped into a shaft or drain", "department: Engineering")},
    "D22": {"department": ("搬抬搀扶", "A helping hand", "department: Security")},
}
"""By which rules, and what each adds; the same by day and by night."""


def on_duty(logins: set[str], *, night: bool) -> set[str]:
    """The colleagues of the running shift; both of the desk, whose post has no shifts."""
    named = {f"{each}2" if night and each in SHIFTS else each for each in logins}
    return named | {"desk2"} if "desk" in named else named


@pytest.mark.clause("4.2.1-a", "4.2.1-b", "4.2.2-a", "4.2.2-b", "4.2.3-a", "4.2.3-b")
@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("case", HELP.values(), ids=list(HELP))
async def test_a_call_for_help_reaches_whoever_is_there_and_says_why(
    case: dict[str, Any],
    client: httpx.AsyncClient,
    session: AsyncSession,
    clock: SettableClock,
    app: FastAPI,
    night: bool,
) -> None:
    day = case["received_at"][:11]
    came = datetime.fromisoformat(f"{day}{NIGHT if night else DAY}:00+08:00")
    clock.at = came - timedelta(hours=1)
    estate = await build(session, clock.at)
    centre = Centre(client, estate, clock)
    await centre.sign_everyone_in(session)
    centre.at(came)
    case_id = await _taken_in(case, centre, night=night)
    await deliver(cast("Database", app.state.database), estate.centre_id, clock(), 100)
    way = (await centre.ask("desk", "GET", f"/cases/{case_id}/routing")).json()
    login_of = {str(person): login for login, person in estate.people.items()}
    told: set[str] = set()
    holds: set[str] = set()
    for given in way["given"]:
        _why_each_is_there(given, login_of)
        reached = {login_of[each["person_id"]] for each in given["persons"]}
        assert reached, given
        if given["event"] == "NoticeSent":
            told |= reached
        else:
            holds = reached
    assert told == on_duty(TOLD[case["id"]][night], night=night)
    assert holds == on_duty({HOLDS[case["id"]][night]}, night=night)
    _every_rule_is_told(way["asked"][0], case["id"], night=night)
    await _in_their_inboxes(centre, case_id, told)


async def _taken_in(case: dict[str, Any], centre: Centre, *, night: bool) -> str:
    by = Role(case["received_by"])
    login = TAKERS[by] + ("2" if night and by is not Role.FRONT_DESK else "")
    form = form_of(case, centre.estate, by)
    if by is Role.CONTROL_ROOM_OPERATOR:
        form = replace(form, notify=BY_NIGHT[case["id"]] if night else ())
    answer = await centre.ask(
        login, "POST", "/cases", json=FORM.dump_python(form, mode="json", exclude_defaults=True)
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def _why_each_is_there(given: dict[str, Any], login_of: dict[str, str]) -> None:
    assert not given["nobody_on_duty"]
    for person in given["persons"]:
        login = login_of[person["person_id"]].rstrip("2")
        if login in SHIFTS:
            zh, en = ("当班至", "（按排班）"), ("on duty until ", " (by the roster)")
        elif login.startswith("area"):
            zh, en = ("2025-", "，责任区域B区"), ("Area customer manager since 2025-", ", area B区")
        else:
            zh, en = ("2025-", person["label"]["zh"]), (f"{person['label']['en']} since 2025-", "")
        if person["why"]["zh"] == "办理时指名":
            assert person["why"]["en"] == "named when it was given"
            continue
        assert person["why"]["zh"].startswith(zh[0])
        assert person["why"]["zh"].endswith(zh[1])
        assert person["why"]["en"].startswith(en[0])
        assert person["why"]["en"].endswith(en[1])
        assert not person["stands_in"]


def _every_rule_is_told(asked: dict[str, Any], case: str, *, night: bool) -> None:
    assert (asked["desk_open"], asked["as_then"]) == (not night, True)
    followed = {}
    for stage in asked["stages"]:
        for tried in stage["tried"]:
            assert tried["why"]["zh"], tried
            assert tried["why"]["en"], tried
            assert tried["name"]["en"], tried
            if tried["matched"]:
                followed[stage["stage"]] = (tried["name"]["zh"], tried["name"]["en"], stage["adds"]["en"])
                assert tried["why"] == {"zh": "符合，按此办理", "en": "it matches and is followed"}
        if stage["stage"] not in followed:
            assert stage["adds"] == {"zh": "不作补充", "en": "nothing is added"}
    assert followed == FOLLOWED[case]


async def _in_their_inboxes(centre: Centre, case_id: str, told: set[str]) -> None:
    """Each of them finds it among the notifications; whoever is off duty does not."""
    for login in sorted(SHIFTS | {f"{each}2" for each in SHIFTS}):
        mine = (await centre.ask(login, "GET", "/notifications")).json()["items"]
        assert ([each["case_id"] for each in mine] == [case_id]) == (login in told), login
