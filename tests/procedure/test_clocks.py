"""When duties begin and fall due: every one has a clock, started once and left alone while it runs."""

from datetime import timedelta

import pytest

from app.procedure.actions.answers import AnswerConsultation, Consult, IssueSheet
from app.procedure.actions.closing import ReturnSheet
from app.procedure.actions.supervision import AddNote
from app.procedure.clocks import DATED_BY_THE_PLAN, LIMIT_OF
from app.procedure.duties import DUTY_WORDS, Duty, DutyCode, key_of
from app.procedure.events.supervision import ClockStarted
from app.procedure.policy import Policy, setting_of
from app.procedure.vocabulary import Department
from tests.procedure.calendars import WITH_HOLIDAYS
from tests.procedure.stories import (
    DESK,
    ENGINEERING,
    FOUND,
    GUARD,
    MANAGER,
    MORNING,
    REPLY,
    challenge,
    inquiry,
    letter,
    taken_in,
    with_the_manager,
)


@pytest.mark.parametrize("code", DutyCode)
def test_every_duty_has_words_and_what_dates_it(code: DutyCode) -> None:
    assert DUTY_WORDS[code].zh
    assert DUTY_WORDS[code].en
    assert (code in LIMIT_OF) != (code in DATED_BY_THE_PLAN)
    assert code in DATED_BY_THE_PLAN or setting_of(LIMIT_OF[code]).clock is not None


def test_a_duty_is_known_by_its_code_and_what_it_is_about() -> None:
    assert Duty(code=DutyCode.APPROVE, clause="4.4.4-c", subject="2").key == "approve:2"
    assert key_of(DutyCode.ACK_CALL) == "ack_call"


def test_a_clock_starts_with_the_duty_and_says_by_which_policy_and_calendar() -> None:
    story = taken_in(DESK, letter(), policy=Policy(version=7, ack_call=15), calendar=WITH_HOLIDAYS)
    clock = story.facts.clocks["ack_call"]
    assert (clock.policy_version, clock.calendar_version) == (7, 2)
    assert (clock.started_at, clock.due_at) == (MORNING, MORNING + timedelta(minutes=15))


def test_a_changed_policy_touches_only_clocks_that_start_later() -> None:
    story = taken_in(DESK, inquiry()).then(DESK, IssueSheet())
    due = story.owes["handle_sheet"].due_at
    changed = Policy(version=2, inquiry_result=20, return_sheet=9)
    later = story.under(policy=changed).after(days=1).then(MANAGER, FOUND)
    assert later.owes["handle_sheet"].due_at == due
    replied = later.then(MANAGER, REPLY)
    assert replied.facts.clocks["return_sheet:1"].policy_version == 2


def test_a_clock_that_runs_is_left_alone_and_one_that_begins_again_starts_anew() -> None:
    story = with_the_manager().then(MANAGER, Consult(question="?", department=Department.ENGINEERING))
    started = story.facts.clocks["answer_consultation:1"].started_at
    noted = story.after(hours=3).then(GUARD, AddNote(note="x"))
    assert noted.facts.clocks["answer_consultation:1"].started_at == started
    answered = noted.then(ENGINEERING, AnswerConsultation(number=1, consultation_answer="x"))
    assert "answer_consultation:1" not in answered.owes
    starts = [each.duty for each in noted.events if isinstance(each, ClockStarted)]
    assert len(starts) == len(set(starts))


def test_a_challenge_and_an_inquiry_have_times_of_their_own() -> None:
    policy = Policy(version=1, inquiry_result=1, challenge_result=2)
    asked = with_the_manager(inquiry(), policy=policy).owes["handle_sheet"].due_at
    challenged = with_the_manager(challenge(), policy=policy).owes["handle_sheet"].due_at
    assert asked is not None
    assert challenged is not None
    assert challenged - asked == timedelta(days=1)


def test_only_the_callback_has_a_target_and_a_limit() -> None:
    story = with_the_manager().then(MANAGER, FOUND).then(MANAGER, REPLY).then(MANAGER, ReturnSheet())
    callback = story.owes["callback:1"]
    assert callback.due_at == MORNING + timedelta(days=1)
    assert callback.limit_at == MORNING + timedelta(days=3)
    assert all(duty.limit_at is None for key, duty in with_the_manager().owes.items())
