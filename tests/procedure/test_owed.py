"""What is owed is a pure function of the facts, and every duty names who owes it and by which clause."""

from dataclasses import replace

import pytest

from app.procedure.actions.answers import AnswerAtDesk, IssueSheet
from app.procedure.actions.closing import ReturnSheet
from app.procedure.actions.intake import VoidCase
from app.procedure.clauses import CLAUSES
from app.procedure.duties import DutyCode
from app.procedure.lifecycle import replay
from app.procedure.owed import owed
from app.procedure.vocabulary import Role
from tests.procedure.stories import (
    CASE,
    DESK,
    DISSATISFIED,
    FOUND,
    GUARD,
    HEAD,
    HELPED,
    LOG,
    MANAGER,
    NIGHT,
    REPLY,
    SATISFIED,
    Story,
    answered_suggestion,
    called,
    challenge,
    decided,
    handled,
    help_wanted,
    inquiry,
    letter,
    on_the_scene,
    returned,
    studied,
    suggestion,
    taken_in,
    with_the_manager,
)

ALONG_THE_WAY: list[tuple[str, Story, set[str]]] = [
    ("captured", taken_in(GUARD, suggestion()), {"accept_capture"}),
    (
        "help by night",
        taken_in(GUARD, help_wanted(), NIGHT),
        {"take_over_at_opening", "acknowledge_notice:1", "acknowledge_notice:2", "arrive"},
    ),
    ("a letter", taken_in(DESK, letter()), {"ack_call", "tell_progress", "decide"}),
    ("in study", studied(), {"tell_progress", "decide"}),
    ("decided", decided(), {"tell_progress", "reply"}),
    ("answered", answered_suggestion(), {"return_sheet:1", "plan_implementation", "keep_contact:1"}),
    ("at the desk", taken_in(DESK, inquiry()), {"answer_at_desk"}),
    ("with the manager", with_the_manager(), {"handle_sheet"}),
    ("returned", returned(), {"callback:1"}),
    ("dissatisfied", returned().then(DESK, DISSATISFIED), {"handle_sheet:2"}),
    ("help called", called(), {"acknowledge_notice:1", "arrive", "complete_sheet"}),
    ("on the scene", on_the_scene(), {"record_result", "write_duty_log", "complete_sheet"}),
    ("result told", on_the_scene().then(GUARD, HELPED), {"write_duty_log", "complete_sheet"}),
    ("log written", on_the_scene().then(GUARD, LOG), {"record_result", "complete_sheet"}),
    ("handled", handled(), {"return_sheet:1", "complete_sheet"}),
    ("closed", returned().then(DESK, SATISFIED), set()),
    ("challenge closed", returned(challenge()).then(DESK, SATISFIED), {"archive"}),
    ("void", with_the_manager().then(HEAD, VoidCase(reason="x")), set()),
]
STEPS = pytest.mark.parametrize(
    ("story", "expected"),
    [(story, expected) for _, story, expected in ALONG_THE_WAY],
    ids=[name for name, _, _ in ALONG_THE_WAY],
)


@STEPS
def test_what_is_owed_along_the_way(story: Story, expected: set[str]) -> None:
    assert set(story.owes) == expected


@STEPS
def test_every_duty_cites_a_clause_names_who_owes_it_and_has_its_time(
    story: Story, expected: set[str]
) -> None:
    for key in expected:
        duty = story.owes[key]
        assert duty.clause in CLAUSES
        assert duty.role is not None or duty.person_id is not None
        assert duty.due_at is not None


@STEPS
def test_the_journal_gives_the_same_facts_and_duties_again(story: Story, expected: set[str]) -> None:
    again = replay(CASE, story.events)
    assert again == story.facts
    assert {duty.key for duty in owed(again)} == expected


def test_a_journal_begins_with_the_matter_being_taken_in() -> None:
    story = with_the_manager()
    with pytest.raises(TypeError, match="taken in"):
        replay(CASE, story.events[1:])


@pytest.mark.clause("3.4-b", "4.4.4-c")
def test_where_the_head_is_concerned_every_duty_of_the_head_is_the_centre_managers() -> None:
    story = with_the_manager(challenge(sensitive=True))
    busy = replace(
        story.facts,
        head_concerned=True,
        objection_open=True,
        follow_ups_to_see=True,
        exception_to_see=True,
        words_to_see=True,
        no_area_manager=True,
        incident_open=True,
    )
    watching = {
        DutyCode.RULE_ON_OBJECTION,
        DutyCode.SEE_FOLLOW_UPS,
        DutyCode.SEE_EXCEPTION,
        DutyCode.SEE_WORDS_ADDED,
        DutyCode.ASSIGN_AREA_MANAGER,
        DutyCode.REVIEW_INCIDENT,
    }
    duties = [duty for duty in owed(busy) if duty.code in watching]
    assert {duty.code for duty in duties} == watching
    assert {duty.role for duty in duties} == {Role.CENTRE_MANAGER}
    assert {duty.role for duty in owed(replace(busy, head_concerned=False)) if duty.code in watching} == {
        Role.HEAD_OF_CUSTOMER_SERVICE
    }


@pytest.mark.clause("4.5.1-a", "4.6.2-a")
def test_the_sheet_is_returned_by_its_holder_and_help_by_whose_result_it_is() -> None:
    duty = with_the_manager().then(MANAGER, FOUND).then(MANAGER, REPLY).duty(DutyCode.RETURN_SHEET)
    assert (duty.role, duty.area_id) == (Role.AREA_CUSTOMER_MANAGER, with_the_manager().facts.area_id)
    assert handled().duty(DutyCode.RETURN_SHEET).person_id == GUARD.person_id
    relayed = AnswerAtDesk(answer="x", satisfied=False)
    sheet = taken_in(DESK, inquiry()).then(DESK, relayed).then(DESK, IssueSheet())
    assert sheet.then(MANAGER, FOUND).then(MANAGER, REPLY).then(MANAGER, ReturnSheet()).owes.keys() == {
        "callback:1"
    }
