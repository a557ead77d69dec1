"""13.10: what a phone recorded without signal is never turned away; what it lacks, the desk completes."""

from typing import Any

import pytest

from app.procedure.actions.intake import Accept, AmendSheet, OffHoursReceiver, ReferChoice, TakeIn
from app.procedure.duties import DutyCode
from app.procedure.events.intake import PassedOn
from app.procedure.events.supervision import Noted
from app.procedure.vocabulary import (
    Contact,
    EmergencyType,
    Kind,
    RelatedProcedure,
    Role,
    Status,
)
from tests.procedure.stories import (
    ADMINISTRATOR,
    CONTROL_ROOM,
    DESK,
    GUARD,
    MORNING,
    NIGHT,
    TIME,
    UNIT,
    challenge,
    help_wanted,
    inquiry,
    script,
    suggestion,
    taken_in,
    turned_away,
)

SECURITY, ENGINEERING = Role.SECURITY_DUTY_SUPERVISOR, Role.ENGINEERING_DUTY_SUPERVISOR


@pytest.mark.parametrize(
    "taken",
    [
        TakeIn(recorded_offline=True),
        TakeIn(recorded_offline=True, kind=Kind.SUGGESTION),
        TakeIn(recorded_offline=True, kind=Kind.INQUIRY, sure=False, answer="大概"),
        TakeIn(recorded_offline=True, kind=Kind.CHALLENGE, answer="解释"),
        TakeIn(recorded_offline=True, kind=Kind.HELP),
        TakeIn(recorded_offline=True, kind=Kind.INQUIRY, related_procedure=RelatedProcedure.REPAIR),
        TakeIn(recorded_offline=True, received_as=Role.DUTY_ENGINEER, kind=Kind.HELP),
    ],
    ids=str,
)
@pytest.mark.clause("4.6.2-a")
def test_nothing_recorded_offline_is_turned_away(taken: TakeIn) -> None:
    for actor in (GUARD, CONTROL_ROOM, DESK):
        for now in (MORNING, NIGHT):
            story = taken_in(actor, taken, now)
            assert not story.owes_no(DutyCode.COMPLETE_SHEET)


def test_even_offline_nobody_records_without_a_post_at_the_centre() -> None:
    for actor in (ADMINISTRATOR, TIME):
        assert turned_away(actor, TakeIn(recorded_offline=True)).code == "post_not_held"


@pytest.mark.clause("4.6.2-a")
def test_what_is_missing_is_the_desks_to_complete() -> None:
    story = taken_in(GUARD, TakeIn(recorded_offline=True, kind=Kind.SUGGESTION))
    assert set(story.owes) == {"accept_capture", "complete_sheet"}
    completed: dict[str, Any] = {
        "words": "多放几个垃圾桶",
        "unit_id": UNIT,
        "contact_state": Contact.NONE,
        "conduct_reason": "离线补录",
    }
    accepted = story.then(DESK, Accept(**completed))
    assert accepted.owes_no(DutyCode.COMPLETE_SHEET)
    later = story.then(DESK, Accept()).then(DESK, AmendSheet(**completed))
    assert later.owes_no(DutyCode.COMPLETE_SHEET)


@pytest.mark.clause("1.1-a")
def test_the_desk_chooses_the_kind_that_the_phone_left_open() -> None:
    story = taken_in(GUARD, TakeIn(recorded_offline=True, words="话"))
    assert story.refused(DESK, Accept()).missing == ("kind",)
    assert story.then(DESK, Accept(kind=Kind.INQUIRY)).facts.kind is Kind.INQUIRY


@pytest.mark.clause("3.1-a", "4.6.1-b")
def test_what_the_desk_recorded_offline_is_accepted_when_whole_and_waits_when_not() -> None:
    whole = taken_in(DESK, inquiry(recorded_offline=True))
    assert whole.facts.accepted_at == MORNING
    assert not whole.facts.captured
    for lacking in (
        suggestion(recorded_offline=True, thanked=False),
        inquiry(recorded_offline=True, words=None),
        suggestion(recorded_offline=True, answer="不行"),
    ):
        story = taken_in(DESK, lacking)
        assert story.facts.captured
        assert not story.owes_no(DutyCode.ACCEPT_CAPTURE)


@pytest.mark.clause("4.2.2-b")
def test_a_control_room_note_that_names_nobody_goes_to_the_supervisors_at_once() -> None:
    story = taken_in(CONTROL_ROOM, help_wanted(recorded_offline=True), NIGHT)
    assert story.told == [SECURITY, ENGINEERING]
    assert all(notice.must_acknowledge for notice in story.facts.notices)
    assert story.facts.sheet_issued
    named = help_wanted(recorded_offline=True, notify=(OffHoursReceiver.PATROL_GUARD,))
    assert taken_in(CONTROL_ROOM, named, NIGHT).told == [Role.PATROL_GUARD]


@pytest.mark.clause("4.2.3-b")
def test_an_offline_emergency_without_a_place_still_goes_out() -> None:
    taken = TakeIn(recorded_offline=True, emergency=EmergencyType.FIRE)
    story = taken_in(GUARD, taken)
    assert {SECURITY, Role.CONTROL_ROOM_OPERATOR, Role.CENTRE_MANAGER} <= set(story.told)


@pytest.mark.clause("4.1.1.3-d", "4.3.2-c", "4.4.2-a")
@pytest.mark.parametrize(
    ("taken", "clause"),
    [
        (suggestion(recorded_offline=True, answer="不可能"), "4.1.1.3-d"),
        (inquiry(recorded_offline=True, sure=False, answer="大概", satisfied=True), "4.3.2-c"),
        (challenge(recorded_offline=True, answer="解释"), "4.4.2-a"),
    ],
    ids=["suggestion", "inquiry", "challenge"],
)
def test_what_should_not_have_been_said_is_kept_and_laid_before_the_head(taken: TakeIn, clause: str) -> None:
    story = taken_in(GUARD, taken)
    duty = story.duty(DutyCode.SEE_EXCEPTION)
    assert (duty.clause, duty.role) == (clause, Role.HEAD_OF_CUSTOMER_SERVICE)
    (passed,) = [each for each in story.events if isinstance(each, PassedOn)]
    assert passed.answer == taken.answer
    assert story.facts.status is Status.PENDING_DESK


@pytest.mark.clause("4.4.5-b")
def test_an_answer_of_the_desk_that_may_not_stand_is_kept_as_a_note() -> None:
    told: dict[str, Any] = {"answer": "解释", "satisfied": True}
    assert turned_away(DESK, challenge(**told), script=script()).clause == "4.4.5-b"
    story = taken_in(DESK, challenge(recorded_offline=True, **told), script=script())
    assert story.facts.status is Status.ACCEPTED
    assert [each.note for each in story.events if isinstance(each, Noted)] == ["解释"]


def test_help_keeps_what_was_said_meanwhile() -> None:
    for actor in (DESK, GUARD):
        story = taken_in(actor, help_wanted(answer="已安抚"))
        assert [each.note for each in story.events if isinstance(each, Noted)] == ["已安抚"]


@pytest.mark.clause("4.1.1.2-a")
def test_the_phones_own_clock_is_never_ahead_of_ours() -> None:
    ahead = NIGHT
    story = taken_in(GUARD, suggestion(recorded_offline=True, received_at=ahead))
    assert story.facts.received_at == MORNING
    assert story.facts.recorded_at == MORNING
    refer = ReferChoice.REFERRED_TO_DESK
    assert taken_in(GUARD, challenge(recorded_offline=True, refer_choice=refer)).facts.recorded_offline
