"""4.2.1-4.2.3 complete: who received it × desk open × department × emergency, and who hears of it."""

from itertools import product

import pytest

from app.procedure.actions.intake import OffHoursReceiver, TakeIn
from app.procedure.actors import Actor
from app.procedure.context import Superior
from app.procedure.vocabulary import Department, EmergencyType, Role, Status
from tests.procedure.calendars import at
from tests.procedure.stories import (
    CENTRE_MANAGER,
    CLEANER,
    CONTROL_ROOM,
    DESK,
    ENGINEER,
    ENGINEERING,
    GUARD,
    HEAD,
    MANAGER,
    SECURITY,
    help_wanted,
    id_of,
    role_of,
    taken_in,
    turned_away,
)

SECURITYS, ENGINEERINGS = Role.SECURITY_DUTY_SUPERVISOR, Role.ENGINEERING_DUTY_SUPERVISOR
ROOM, CENTRES, DESKS = Role.CONTROL_ROOM_OPERATOR, Role.CENTRE_MANAGER, Role.FRONT_DESK
OPENING, BEFORE_CLOSING = at("2026-04-01 08:30"), at("2026-04-01 17:59")
CLOSING, BEFORE_OPENING = at("2026-04-01 18:00"), at("2026-04-01 08:29")
OPEN, CLOSED = (OPENING, BEFORE_CLOSING), (CLOSING, BEFORE_OPENING)
RECEIVERS = (
    DESK,
    CONTROL_ROOM,
    GUARD,
    ENGINEER,
    MANAGER,
    CLEANER,
    SECURITY,
    ENGINEERING,
    HEAD,
    CENTRE_MANAGER,
)
DEPARTMENTS = (Department.SECURITY, Department.ENGINEERING, Department.CUSTOMER_SERVICE, None)
ENGINEERING_TYPES = {"lift_entrapment", "flooding", "power_failure", "person_trapped"}
ASKED = {
    Department.SECURITY: {SECURITYS},
    Department.ENGINEERING: {ENGINEERINGS},
    Department.CUSTOMER_SERVICE: {SECURITYS, ENGINEERINGS},
    None: {SECURITYS, ENGINEERINGS},
}
EVERYONE = {SECURITYS, ENGINEERINGS, ROOM, CENTRES}
NIGHT_POSTS = {
    OffHoursReceiver.DUTY_ENGINEER: Role.DUTY_ENGINEER,
    OffHoursReceiver.PATROL_GUARD: Role.PATROL_GUARD,
    OffHoursReceiver.LINE_SUPERIOR: SECURITYS,
}
BOSS = Superior(role=SECURITYS, person_id=id_of(SECURITY))


def cases() -> list[tuple[Actor, bool, Department | None, EmergencyType | None]]:
    emergencies = (None, *EmergencyType)
    return list(product(RECEIVERS, (True, False), DEPARTMENTS, emergencies))


def test_the_matrix_is_whole() -> None:
    assert len(EmergencyType) == 14
    assert len(cases()) == 10 * 2 * 4 * 15


def who_leads(department: Department | None, emergency: EmergencyType | None) -> set[Role]:
    if emergency is None or department in {Department.SECURITY, Department.ENGINEERING}:
        return ASKED[department]
    return {ENGINEERINGS} if emergency.value in ENGINEERING_TYPES else {SECURITYS}


@pytest.mark.clause("4.2.1-a", "4.2.2-a", "4.2.2-b", "4.2.3-a", "4.2.3-b")
@pytest.mark.parametrize(("receiver", "desk_open", "department", "emergency"), cases())
def test_who_hears_of_a_call_for_help(
    receiver: Actor, desk_open: bool, department: Department | None, emergency: EmergencyType | None
) -> None:
    control_room_by_night = receiver is CONTROL_ROOM and not desk_open
    asked = help_wanted(department=department, emergency=emergency)
    for now in OPEN if desk_open else CLOSED:
        if control_room_by_night and emergency is None:
            assert turned_away(receiver, asked, now).clause == "4.2.2-b"
            continue
        story = taken_in(receiver, asked, now, superior=BOSS)
        told, leading = set(story.told), who_leads(department, emergency)
        at_once = {event.at for event in story.events}
        assert at_once == {now}
        if receiver is CONTROL_ROOM and desk_open and emergency is None:
            assert told == {DESKS}
            assert story.facts.status is Status.PENDING_DESK
            continue
        expected = set(leading)
        if emergency is not None:
            expected |= EVERYONE - {role_of(receiver)}
        if receiver is CONTROL_ROOM:
            expected |= {DESKS} if desk_open else {Role.DUTY_ENGINEER, Role.PATROL_GUARD}
        assert told == expected
        must_come = {notice.role for notice in story.facts.notices if notice.must_acknowledge}
        assert leading <= must_come
        assert story.facts.status is Status.NOTIFIED
        holder = story.facts.responsible
        assert holder is not None
        assert holder.role in leading
        assert (story.facts.accepted_at is not None) == (receiver is DESK)
        assert ("take_over_at_opening" in story.owes) == (receiver is not DESK)


@pytest.mark.clause("4.2.2-b")
@pytest.mark.parametrize("chosen", [{each} for each in OffHoursReceiver] + [set(OffHoursReceiver)])
@pytest.mark.parametrize("department", DEPARTMENTS)
def test_by_night_the_control_room_tells_exactly_whom_it_chose(
    chosen: set[OffHoursReceiver], department: Department | None
) -> None:
    for now in CLOSED:
        asked = help_wanted(department=department, notify=tuple(sorted(chosen)))
        story = taken_in(CONTROL_ROOM, asked, now, superior=BOSS)
        assert set(story.told) == {NIGHT_POSTS[each] for each in chosen}
        assert all(notice.must_acknowledge for notice in story.facts.notices)
        by_name = {notice.person_id for notice in story.facts.notices} - {None}
        assert by_name == ({id_of(SECURITY)} if OffHoursReceiver.LINE_SUPERIOR in chosen else set())
        due = story.owes["take_over_at_opening"].due_at
        assert due is not None
        opening = at("2026-04-02 08:30") if now is CLOSING else OPENING
        assert opening <= due


@pytest.mark.clause("4.2.1-a", "4.2.2-b")
@pytest.mark.parametrize("receiver", [DESK, GUARD, CONTROL_ROOM])
@pytest.mark.parametrize("emergency", [None, EmergencyType.FIRE])
def test_a_post_that_nobody_holds_now_is_never_told_alone(
    receiver: Actor, emergency: EmergencyType | None
) -> None:
    """With no supervisor on duty, the head is told too; without a head, the centre manager."""
    asked = TakeIn(
        **{
            name: getattr(help_wanted(department=Department.SECURITY, emergency=emergency), name)
            for name in ("kind", "place", "department", "emergency")
        },
        notify=(OffHoursReceiver.PATROL_GUARD,) if receiver is CONTROL_ROOM else (),
    )
    for there, reached in (
        ({Role.HEAD_OF_CUSTOMER_SERVICE, CENTRES}, Role.HEAD_OF_CUSTOMER_SERVICE),
        ({CENTRES}, CENTRES),
    ):
        story = taken_in(receiver, asked, CLOSING, on_duty=frozenset(there))
        assert reached in story.told
        asked_to_come = [notice for notice in story.facts.notices if notice.must_acknowledge]
        assert any(not notice.nobody_on_duty for notice in asked_to_come)
        assert any(notice.nobody_on_duty for notice in asked_to_come)
