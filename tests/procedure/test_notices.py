"""4.2.1–4.2.3: who is told of a call for help, and who comes next when nobody answers."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from app.procedure.actions.help import Acknowledge, EscalateNotice, NotifyMore
from app.procedure.actions.intake import Accept, OffHoursReceiver, TakeIn
from app.procedure.actions.supervision import DeclareEmergency
from app.procedure.actors import Actor
from app.procedure.context import Routing, Superior
from app.procedure.duties import DutyCode
from app.procedure.notices import ENGINEERING_LEADS
from app.procedure.overdue import due_by_time
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Department, EmergencyType, Role, Status
from tests.procedure.calendars import at
from tests.procedure.stories import (
    A_SYSTEM,
    CLEANER,
    CONTROL_ROOM,
    DESK,
    ENGINEER,
    GUARD,
    HEAD,
    MORNING,
    NEXT_DAY,
    NIGHT,
    SECURITY,
    TIME,
    Story,
    called,
    handled,
    help_wanted,
    id_of,
    inquiry,
    on_the_scene,
    role_of,
    taken_in,
    turned_away,
)

SECURITYS, ENGINEERINGS = Role.SECURITY_DUTY_SUPERVISOR, Role.ENGINEERING_DUTY_SUPERVISOR
HEADS, MANAGERS = Role.HEAD_OF_CUSTOMER_SERVICE, Role.CENTRE_MANAGER
DESKS, ROOM, AREAS = Role.FRONT_DESK, Role.CONTROL_ROOM_OPERATOR, Role.AREA_CUSTOMER_MANAGER
BY_NIGHT = (OffHoursReceiver.DUTY_ENGINEER, OffHoursReceiver.PATROL_GUARD)


def holder(story: Story) -> Role | None:
    return story.facts.responsible.role if story.facts.responsible else None


@pytest.mark.clause("4.2.1-a", "4.2.3-b")
@pytest.mark.parametrize("actor", [DESK, GUARD, CONTROL_ROOM, CLEANER, ENGINEER], ids=role_of)
def test_help_needs_a_place_and_nothing_else(actor: Actor) -> None:
    bare = TakeIn(kind=help_wanted().kind)
    refusal = turned_away(actor, bare)
    assert (refusal.sort, refusal.clause, refusal.missing) == (Sort.INCOMPLETE, "4.2.1-a", ("place",))
    assert turned_away(actor, TakeIn(emergency=EmergencyType.FIRE, words="着火")).missing == ("place",)
    for place in ("place", "unit_id", "building_id", "area_id"):
        known: dict[str, Any] = {place: "大堂" if place == "place" else id_of(GUARD)}
        taken_in(actor, help_wanted(**{"place": None} | known))
        taken_in(actor, TakeIn(emergency=EmergencyType.FIRE, **known), NIGHT)
    assert turned_away(actor, help_wanted(place="  ")).missing == ("place",)


@pytest.mark.clause("4.2.1-a", "4.6.1-a")
@pytest.mark.parametrize(
    ("department", "told"),
    [
        (Department.SECURITY, [SECURITYS]),
        (Department.ENGINEERING, [ENGINEERINGS]),
        (Department.CUSTOMER_SERVICE, [SECURITYS, ENGINEERINGS]),
        (None, [SECURITYS, ENGINEERINGS]),
    ],
)
def test_the_desk_tells_the_supervisor_of_the_department_or_both(
    department: Department | None, told: list[Role]
) -> None:
    story = taken_in(DESK, help_wanted(department=department))
    assert story.told == told
    assert all(each.must_acknowledge and each.clause == "4.2.1-a" for each in story.facts.notices)
    assert all(each.sent_at == MORNING for each in story.facts.notices)
    assert (story.facts.status, holder(story)) == (Status.NOTIFIED, told[0])
    assert story.facts.sheet_issued
    routed = taken_in(DESK, help_wanted(), routing=Routing(department=Department.ENGINEERING))
    assert routed.told == [ENGINEERINGS]


@pytest.mark.clause("4.2.1-b")
def test_the_area_manager_is_asked_too_only_when_ticked() -> None:
    asked = help_wanted(department=Department.SECURITY, notify_area_manager=True)
    routing = Routing(notify_area_manager=True)
    plain = help_wanted(department=Department.SECURITY)
    for story in (taken_in(DESK, asked), taken_in(DESK, plain, routing=routing)):
        assert story.told == [SECURITYS, AREAS]
        assert story.facts.notices[1].clause == "4.2.1-b"
        assert not story.facts.notices[1].must_acknowledge
        assert story.facts.notices[0].sent_at == story.facts.notices[1].sent_at
    assert taken_in(DESK, plain).told == [SECURITYS]
    captured = taken_in(GUARD, plain).then(DESK, Accept(notify_area_manager=True))
    assert AREAS not in captured.told
    question = taken_in(GUARD, inquiry())
    accepted = question.then(DESK, Accept(kind=plain.kind, place="大堂", notify_area_manager=True))
    assert AREAS in accepted.told


@pytest.mark.clause("4.2.2-a")
def test_in_desk_hours_the_control_room_tells_the_desk() -> None:
    for now in (at("2026-04-01 08:30"), at("2026-04-01 17:59")):
        story = taken_in(CONTROL_ROOM, help_wanted(), now)
        assert story.told == [DESKS]
        assert (story.facts.status, holder(story)) == (Status.PENDING_DESK, DESKS)
        duty = story.duty(DutyCode.ACCEPT_CAPTURE)
        assert (duty.clause, duty.due_at) == ("4.2.2-a", now + timedelta(minutes=5))
        accepted = story.then(DESK, Accept(department=Department.SECURITY))
        assert accepted.told == [DESKS, SECURITYS]
        assert accepted.facts.sheet_issued


@pytest.mark.clause("4.2.2-b")
@pytest.mark.parametrize("now", [at("2026-04-01 18:00"), at("2026-04-02 08:29")])
def test_out_of_hours_the_control_room_tells_one_of_three_before_it_is_left(now: datetime) -> None:
    refusal = turned_away(CONTROL_ROOM, help_wanted(), now)
    assert (refusal.sort, refusal.clause, refusal.missing) == (Sort.INCOMPLETE, "4.2.2-b", ("notify",))
    for receiver, role in zip(
        OffHoursReceiver, (Role.DUTY_ENGINEER, Role.PATROL_GUARD, SECURITYS), strict=True
    ):
        story = taken_in(CONTROL_ROOM, help_wanted(notify=(receiver,)), now)
        assert story.told == [role]
        assert (story.facts.status, holder(story)) == (Status.NOTIFIED, role)
        assert story.facts.notices[0].clause == "4.2.2-b"
        assert story.facts.sheet_issued
        assert {"take_over_at_opening", "acknowledge_notice:1", "arrive"} <= set(story.owes)


@pytest.mark.clause("4.2.2-b")
def test_the_superior_told_is_the_operators_own() -> None:
    boss = Superior(role=HEADS, person_id=HEAD.person_id)
    superior = help_wanted(notify=(OffHoursReceiver.LINE_SUPERIOR,))
    story = taken_in(CONTROL_ROOM, superior, NIGHT, superior=boss)
    assert story.facts.responsible is not None
    assert story.facts.responsible.person_id == HEAD.person_id
    assert story.then(HEAD, Acknowledge()).facts.acknowledged_at == NIGHT
    assert story.refused(SECURITY, Acknowledge()).clause == "4.2.1-a"


@pytest.mark.clause("4.2.2-b", "4.6.1-b")
def test_what_happened_by_night_is_taken_over_at_opening() -> None:
    story = taken_in(CONTROL_ROOM, help_wanted(notify=BY_NIGHT), NIGHT)
    duty = story.duty(DutyCode.TAKE_OVER_AT_OPENING)
    assert (duty.clause, duty.role) == ("4.6.1-b", DESKS)
    assert duty.due_at is not None
    assert duty.due_at.astimezone(NIGHT.tzinfo).date() == NEXT_DAY.date()
    taken_over = story.at(NEXT_DAY).then(ENGINEER, Acknowledge()).then(DESK, Accept())
    assert taken_over.facts.accepted_at == NEXT_DAY
    assert taken_over.told == [Role.DUTY_ENGINEER, Role.PATROL_GUARD]
    nobody_answered = story.at(NEXT_DAY).then(DESK, Accept(department=Department.ENGINEERING))
    assert nobody_answered.told[-1] is ENGINEERINGS


@pytest.mark.clause("4.2.2-a", "4.2.2-b")
def test_whoever_the_control_room_told_beside_the_desk_is_told() -> None:
    story = taken_in(CONTROL_ROOM, help_wanted(notify=(OffHoursReceiver.PATROL_GUARD,)))
    assert story.told == [DESKS, Role.PATROL_GUARD]
    accepted = story.then(DESK, Accept(department=Department.SECURITY))
    assert accepted.told[2:] == [SECURITYS]
    assert accepted.facts.sheet_issued


@pytest.mark.clause("4.2.3-a")
@pytest.mark.parametrize("actor", [GUARD, ENGINEER, CLEANER, A_SYSTEM], ids=role_of)
@pytest.mark.parametrize("now", [MORNING, NIGHT], ids=["by day", "by night"])
def test_help_met_on_patrol_goes_to_the_supervisor_at_once_and_the_desk_gets_it_too(
    actor: Actor, now: datetime
) -> None:
    story = taken_in(actor, help_wanted(department=Department.ENGINEERING), now)
    assert story.told == [ENGINEERINGS]
    assert story.facts.notices[0].clause == "4.2.3-a"
    assert not story.owes_no(DutyCode.TAKE_OVER_AT_OPENING)
    assert story.then(DESK, Accept()).told == [ENGINEERINGS]


@pytest.mark.clause("4.2.3-b")
@pytest.mark.parametrize("emergency", EmergencyType)
def test_an_emergency_tells_everyone_concerned_at_the_same_time(emergency: EmergencyType) -> None:
    leads = ENGINEERINGS if emergency in ENGINEERING_LEADS else SECURITYS
    for actor, now in ((DESK, MORNING), (GUARD, NIGHT), (CONTROL_ROOM, MORNING), (CONTROL_ROOM, NIGHT)):
        story = taken_in(actor, TakeIn(emergency=emergency, place="大堂"), now)
        everyone = {SECURITYS, ENGINEERINGS, MANAGERS} | ({ROOM} if actor is not CONTROL_ROOM else set())
        assert everyone <= set(story.told)
        assert holder(story) is leads
        assert story.facts.sheet_issued
        assert len({(each.role, each.person_id) for each in story.facts.notices}) == len(story.told)
        assert (ROOM in story.told) is (actor is not CONTROL_ROOM)
    by_night = taken_in(CONTROL_ROOM, TakeIn(emergency=emergency, place="大堂"), NIGHT).told
    assert {Role.DUTY_ENGINEER, Role.PATROL_GUARD} <= set(by_night)
    by_day = taken_in(CONTROL_ROOM, TakeIn(emergency=emergency, place="大堂")).told
    assert by_day[0] is DESKS


@pytest.mark.clause("4.2.1-a")
def test_with_nobody_on_duty_the_next_in_the_chain_is_told_as_well() -> None:
    there = frozenset({HEADS, MANAGERS})
    story = taken_in(DESK, help_wanted(department=Department.SECURITY), on_duty=there)
    assert story.told == [SECURITYS, HEADS]
    assert [each.nobody_on_duty for each in story.facts.notices] == [True, False]
    assert all(each.must_acknowledge for each in story.facts.notices)
    nobody = taken_in(DESK, help_wanted(department=Department.SECURITY), on_duty=frozenset())
    assert nobody.told == [SECURITYS, HEADS, MANAGERS]


@pytest.mark.clause("4.2.1-a")
def test_a_notice_nobody_answers_goes_further_once_its_time_is_up() -> None:
    story = called()
    first = EscalateNotice(number=1)
    assert story.refused(TIME, first).code == "nothing_to_escalate"
    assert due_by_time(story.after(minutes=4).facts, MORNING + timedelta(minutes=4)) == ()
    late = story.after(minutes=5)
    assert due_by_time(late.facts, late.now) == (first,)
    assert late.refused(HEAD, first).code == "only_time"
    further = late.then(TIME, first)
    assert further.told == [SECURITYS, HEADS]
    assert further.refused(TIME, first).code == "nothing_to_escalate"
    assert further.refused(TIME, EscalateNotice(number=2)).code == "nothing_to_escalate"
    at_the_top = further.after(minutes=5).then(TIME, EscalateNotice(number=2))
    assert at_the_top.told == [SECURITYS, HEADS, MANAGERS]
    assert at_the_top.after(hours=1).refused(TIME, EscalateNotice(number=3)).code == "nothing_to_escalate"
    answered = late.then(SECURITY, Acknowledge())
    assert answered.refused(TIME, first).code == "nothing_to_escalate"
    assert due_by_time(answered.facts, answered.now + timedelta(hours=1)) == ()


@pytest.mark.clause("4.2.2-a")
def test_a_desk_that_does_not_answer_the_control_room_does_not_keep_help_waiting() -> None:
    story = taken_in(CONTROL_ROOM, help_wanted(department=Department.SECURITY))
    first = EscalateNotice(number=1)
    assert story.after(minutes=4).refused(TIME, first).code == "nothing_to_escalate"
    late = story.after(minutes=5)
    assert due_by_time(late.facts, late.now) == (first,)
    helped = late.then(TIME, first)
    assert helped.told == [DESKS, SECURITYS]
    assert (helped.facts.status, helped.facts.sheet_issued) == (Status.NOTIFIED, True)
    accepted = late.then(DESK, Accept())
    assert accepted.refused(TIME, first).code == "nothing_to_escalate"


@pytest.mark.clause("4.2.1-b", "4.2.1-a")
def test_more_people_may_be_told_while_it_is_not_handled() -> None:
    more = NotifyMore(department=Department.ENGINEERING, notify_area_manager=True)
    story = called().then(GUARD, more)
    assert story.told == [SECURITYS, ENGINEERINGS, AREAS]
    assert [each.must_acknowledge for each in story.facts.notices] == [True, True, False]
    assert called().refused(DESK, NotifyMore()).missing == ("department",)
    assert handled().refused(DESK, more).code == "not_at_this_point"
    assert on_the_scene().then(DESK, NotifyMore(notify_area_manager=True)).told[-1] is AREAS


@pytest.mark.clause("4.2.1-a")
def test_what_seemed_to_need_nobody_may_still_call_somebody() -> None:
    story = taken_in(DESK, help_wanted(nobody_needed_on_site=True, place=None))
    sent = story.then(DESK, NotifyMore(department=Department.ENGINEERING))
    assert (sent.told, holder(sent)) == ([ENGINEERINGS], ENGINEERINGS)
    assert sent.facts.sheet_issued
    both = story.then(DESK, DeclareEmergency(emergency=EmergencyType.FIRE))
    assert (both.facts.status, holder(both)) == (Status.NOTIFIED, SECURITYS)


@pytest.mark.clause("4.2.3-b")
def test_what_becomes_an_emergency_is_told_to_everyone_also_to_those_who_knew() -> None:
    declare = DeclareEmergency(emergency=EmergencyType.FLOODING)
    story = called().then(CLEANER, declare)
    assert story.told == [SECURITYS, SECURITYS, ENGINEERINGS, ROOM, MANAGERS]
    assert story.duty(DutyCode.ARRIVE).due_at == MORNING + timedelta(minutes=15)
    waiting = taken_in(CONTROL_ROOM, help_wanted()).then(CONTROL_ROOM, declare)
    assert (waiting.facts.status, holder(waiting)) == (Status.NOTIFIED, ENGINEERINGS)
    assert waiting.then(DESK, Accept()).facts.sheet_issued
    assert handled().refused(GUARD, declare).code == "not_at_this_point"
