"""4.2.4, 4.2.5: there as fast as can be, and the own duty log before help is called handled."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.procedure.actions.closing import Close, ReturnSheet
from app.procedure.actions.help import (
    Acknowledge,
    Arrive,
    Dispatch,
    FinishHelpAtDesk,
    NotifyMore,
    WriteEmergencyReport,
)
from app.procedure.actions.intake import Accept, AmendSheet, OffHoursReceiver, Reclassify
from app.procedure.actions.supervision import Flag, RaiseFlag
from app.procedure.actors import Actor
from app.procedure.duties import DutyCode
from app.procedure.refusal import Sort
from app.procedure.vocabulary import (
    Contact,
    Department,
    EmergencyType,
    HelpOutcome,
    Kind,
    Role,
    Status,
)
from tests.procedure.stories import (
    CENTRE_MANAGER,
    CLEANER,
    CONTROL_ROOM,
    DESK,
    DISSATISFIED,
    ENGINEER,
    ENGINEERING,
    GUARD,
    HEAD,
    HELPED,
    LOG,
    MORNING,
    NIGHT,
    OTHER_GUARD,
    SATISFIED,
    SECURITY,
    STAFF,
    called,
    handled,
    help_wanted,
    id_of,
    on_the_scene,
    person,
    role_of,
    taken_in,
)

SEND = Dispatch(doer=id_of(GUARD))


@pytest.mark.clause("4.2.1-a")
def test_whoever_was_told_acknowledges_and_nobody_else() -> None:
    story = called()
    for stranger in (ENGINEERING, GUARD, DESK, HEAD, CLEANER):
        refusal = story.refused(stranger, Acknowledge())
        assert (refusal.sort, refusal.clause) == (Sort.FORBIDDEN, "4.2.1-a")
    taken = story.then(SECURITY, Acknowledge())
    assert taken.facts.status is Status.ACKNOWLEDGED
    assert taken.refused(SECURITY, Acknowledge()).code == "already_acknowledged"
    assert {"send_someone", "arrive"} <= set(taken.owes)


@pytest.mark.clause("4.2.1-a")
def test_whichever_of_two_supervisors_answers_holds_it() -> None:
    story = taken_in(DESK, help_wanted())
    assert {"acknowledge_notice:1", "acknowledge_notice:2"} <= set(story.owes)
    answered = story.then(ENGINEERING, Acknowledge())
    assert answered.facts.responsible is not None
    assert answered.facts.responsible.role is Role.ENGINEERING_DUTY_SUPERVISOR
    assert answered.owes_no(DutyCode.ACKNOWLEDGE_NOTICE)
    sending = story.then(ENGINEERING, SEND)
    assert sending.facts.responsible == answered.facts.responsible
    assert sending.facts.acknowledged_at == MORNING


@pytest.mark.clause("4.2.1-a")
def test_the_supervisor_sends_and_others_do_not() -> None:
    story = called().then(SECURITY, Acknowledge())
    for stranger in (DESK, GUARD, ENGINEERING, CENTRE_MANAGER):
        assert story.refused(stranger, SEND).sort is Sort.FORBIDDEN
    sent = story.then(SECURITY, SEND)
    assert sent.facts.doers == (GUARD.person_id,)
    assert sent.duty(DutyCode.ARRIVE).person_id == GUARD.person_id
    assert sent.then(SECURITY, SEND).facts.doers == (GUARD.person_id,)
    both = sent.then(SECURITY, Dispatch(doer=id_of(OTHER_GUARD)))
    assert both.facts.doers == (GUARD.person_id, OTHER_GUARD.person_id)


@pytest.mark.clause("4.2.4-a")
def test_there_is_no_result_before_the_arrival() -> None:
    story = called().then(SECURITY, SEND)
    refusal = story.refused(GUARD, HELPED)
    assert (refusal.sort, refusal.clause, refusal.missing) == (Sort.INCOMPLETE, "4.2.4-a", ("arrived_at",))
    assert story.refused(GUARD, LOG).clause == "4.2.4-a"
    assert story.then(GUARD, Arrive()).then(GUARD, HELPED).facts.outcome is HelpOutcome.HELPED


@pytest.mark.clause("4.2.4-a")
def test_how_fast_is_the_centres_word_and_faster_in_an_emergency() -> None:
    assert called().duty(DutyCode.ARRIVE).due_at == MORNING + timedelta(minutes=30)
    fire = help_wanted(emergency=EmergencyType.FIRE)
    assert taken_in(DESK, fire).duty(DutyCode.ARRIVE).due_at == MORNING + timedelta(minutes=15)


@pytest.mark.clause("4.2.4-a")
def test_the_one_sent_arrives_or_its_holder_says_so_for_the_one_sent() -> None:
    sent = called().then(SECURITY, SEND)
    for who in (GUARD, SECURITY):
        there = sent.then(who, Arrive())
        assert there.facts.doers == (GUARD.person_id,)
        assert there.facts.status is Status.ON_SCENE
    assert sent.refused(OTHER_GUARD, Arrive()).clause == "4.2.4-a"
    himself = called().then(SECURITY, Arrive())
    assert himself.facts.doers == (SECURITY.person_id,)
    told_too = sent.then(DESK, NotifyMore(department=Department.ENGINEERING)).then(ENGINEERING, Arrive())
    assert told_too.facts.doers == (GUARD.person_id, ENGINEERING.person_id)


def test_a_phone_tells_its_own_time_between_the_call_and_now() -> None:
    sent = called().then(SECURITY, SEND).after(minutes=20)
    earlier = MORNING + timedelta(minutes=7)
    assert sent.then(GUARD, Arrive(occurred_at=earlier)).facts.arrived_at == earlier
    before_the_call = sent.then(GUARD, Arrive(occurred_at=MORNING - timedelta(hours=1)))
    assert before_the_call.facts.arrived_at == MORNING
    ahead = sent.then(GUARD, Arrive(occurred_at=MORNING + timedelta(hours=9)))
    assert ahead.facts.arrived_at == sent.now
    again = ahead.after(minutes=5).then(GUARD, Arrive())
    assert again.facts.arrived_at == ahead.facts.arrived_at


@pytest.mark.clause("4.2.5-a")
@pytest.mark.parametrize("actor", [each for each in STAFF if each is not GUARD], ids=role_of)
def test_nobody_writes_the_duty_log_of_another(actor: Actor) -> None:
    story = on_the_scene().then(GUARD, HELPED)
    refusal = story.refused(actor, LOG)
    assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.2.5-a")
    assert on_the_scene().refused(actor, HELPED).clause == "4.2.5-a"


@pytest.mark.clause("4.2.5-a")
def test_help_is_handled_once_result_and_own_log_are_there_in_either_order() -> None:
    for first, second in ((HELPED, LOG), (LOG, HELPED)):
        half = on_the_scene().then(GUARD, first)
        assert half.facts.status is Status.ON_SCENE
        refusal = half.refused(SECURITY, ReturnSheet())
        assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.2.5-a")
        assert half.then(GUARD, second).facts.status is Status.HANDLED


@pytest.mark.clause("4.2.5-a")
def test_the_log_is_owed_by_the_one_whose_result_it_is() -> None:
    two = on_the_scene().then(SECURITY, Dispatch(doer=id_of(OTHER_GUARD))).then(OTHER_GUARD, LOG)
    assert two.owes_no(DutyCode.WRITE_DUTY_LOG)
    done = two.then(GUARD, HELPED)
    assert done.facts.status is Status.ON_SCENE
    assert done.duty(DutyCode.WRITE_DUTY_LOG).person_id == GUARD.person_id
    assert done.then(GUARD, LOG).facts.status is Status.HANDLED


@pytest.mark.clause("4.2.5-a", "4.6.2-a")
def test_handled_it_is_returned_by_holder_or_doer_and_the_sheet_completed_afterwards() -> None:
    for who in (SECURITY, GUARD):
        assert handled().then(who, ReturnSheet()).facts.status is Status.RETURNED
    assert handled().refused(DESK, ReturnSheet()).clause == "3.2-a"
    story = handled().then(GUARD, ReturnSheet())
    assert {"complete_sheet", "callback:1"} == set(story.owes)
    content = story.then(DESK, SATISFIED)
    assert content.facts.status is Status.RETURNED
    assert content.refused(DESK, Close()).clause == "4.6.2-a"
    whole = content.then(DESK, AmendSheet(words="地库帮推车", contact_state=Contact.NONE))
    assert whole.then(DESK, Close()).facts.status is Status.CLOSED


@pytest.mark.clause("4.2.4-a", "4.2.3-a")
def test_a_colleague_who_is_there_already_helps_at_once_and_the_supervisor_is_told() -> None:
    story = taken_in(GUARD, help_wanted(department=Department.SECURITY, handling_myself=True))
    assert story.told == [Role.SECURITY_DUTY_SUPERVISOR]
    assert story.facts.doers == (GUARD.person_id,)
    assert story.facts.responsible is not None
    assert story.facts.responsible.person_id == GUARD.person_id
    assert {"take_over_at_opening", "arrive"} == set(story.owes)
    done = story.then(GUARD, Arrive()).then(GUARD, HELPED).then(GUARD, LOG).then(GUARD, ReturnSheet())
    assert done.then(DESK, Accept()).facts.status is Status.RETURNED


@pytest.mark.clause("4.2.1-a")
def test_a_supervisor_who_was_told_sends_where_the_one_holding_it_cannot() -> None:
    story = taken_in(GUARD, help_wanted(department=Department.SECURITY, handling_myself=True))
    assert story.then(SECURITY, Dispatch(doer=id_of(OTHER_GUARD))).facts.doers[-1] == OTHER_GUARD.person_id
    by_night = help_wanted(notify=(OffHoursReceiver.DUTY_ENGINEER,))
    engineers = taken_in(CONTROL_ROOM, by_night, NIGHT)
    assert engineers.then(ENGINEER, Dispatch(doer=id_of(ENGINEER))).facts.doers == (ENGINEER.person_id,)


@pytest.mark.clause("4.2.1-a", "4.5.1-a")
def test_help_begun_again_is_sent_anew_and_not_called_back_by_who_went_before() -> None:
    desk_guard = person(80, Role.PATROL_GUARD, Role.FRONT_DESK)
    first = (
        called()
        .then(SECURITY, Dispatch(doer=id_of(desk_guard)))
        .then(desk_guard, Arrive())
        .then(desk_guard, HELPED)
        .then(desk_guard, LOG)
        .then(desk_guard, ReturnSheet())
    )
    assert first.refused(desk_guard, SATISFIED).clause == "3.1-c"
    again = first.then(DESK, DISSATISFIED)
    assert (again.facts.status, again.facts.doers) == (Status.ACKNOWLEDGED, ())
    assert (again.facts.outcome, again.facts.arrived_at) == (None, None)
    assert {"send_someone:2", "arrive:2"} <= set(again.owes)
    assert again.duty(DutyCode.SEND_SOMEONE).role is Role.SECURITY_DUTY_SUPERVISOR
    second = again.then(SECURITY, Dispatch(doer=id_of(OTHER_GUARD))).then(OTHER_GUARD, Arrive())
    second = second.then(OTHER_GUARD, HELPED).then(OTHER_GUARD, LOG).then(OTHER_GUARD, ReturnSheet())
    assert second.refused(desk_guard, SATISFIED).clause == "3.1-c"
    assert not second.owes_no(DutyCode.CALLBACK)
    third = second.then(DESK, DISSATISFIED)
    assert third.facts.responsible is not None
    assert third.facts.responsible.role is Role.HEAD_OF_CUSTOMER_SERVICE
    assert third.then(HEAD, SEND).facts.doers == (GUARD.person_id,)


@pytest.mark.clause("3.1-b", "4.5.1-b")
def test_help_that_needs_nobody_on_site_is_finished_by_the_desk() -> None:
    nobody = help_wanted(nobody_needed_on_site=True, place=None)
    story = taken_in(DESK, nobody)
    assert set(story.owes) == {"finish_at_desk"}
    finish = FinishHelpAtDesk(result="电话指导开门")
    assert story.refused(GUARD, finish).clause == "3.1-a"
    done = story.then(DESK, finish)
    assert (done.facts.status, done.facts.sheet_issued) == (Status.CLOSED, False)
    assert done.owes == {}
    at_once = taken_in(DESK, replace(nobody, answer="电话指导开门"))
    assert at_once.facts.status is Status.CLOSED
    assert called().refused(DESK, finish).code == "not_at_this_point"
    quarrel = story.then(GUARD, RaiseFlag(flag=Flag.DISPUTE))
    assert quarrel.refused(DESK, finish).clause == "4.2.1-a"
    renamed = story.then(DESK, Reclassify(kind=Kind.INQUIRY, reason="问询"))
    assert set(renamed.owes) == {"answer_at_desk"}


@pytest.mark.clause("4.2.3-b")
def test_an_emergency_is_reported_by_who_helped_its_holder_or_the_desk() -> None:
    fire = help_wanted(emergency=EmergencyType.FIRE)
    report = WriteEmergencyReport(report="经过与原因")
    there = taken_in(DESK, fire).then(SECURITY, SEND).then(GUARD, Arrive())
    duty = there.duty(DutyCode.WRITE_EMERGENCY_REPORT)
    assert (duty.clause, duty.role) == ("4.2.3-b", Role.SECURITY_DUTY_SUPERVISOR)
    for who in (GUARD, SECURITY, DESK):
        assert there.then(who, report).owes_no(DutyCode.WRITE_EMERGENCY_REPORT)
    assert there.refused(CLEANER, report).clause == "3.2-a"
    assert there.then(GUARD, report).refused(GUARD, report).code == "no_report_owed"
    assert on_the_scene().refused(GUARD, report).code == "no_report_owed"
    assert taken_in(DESK, fire).owes_no(DutyCode.WRITE_EMERGENCY_REPORT)
