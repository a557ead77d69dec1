"""What colleagues who are not the desk may say where they stand, and how it reaches the desk."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.procedure.actions.intake import PassToDesk, ReferChoice, ReplyMyself
from app.procedure.context import Routing
from app.procedure.duties import DutyCode
from app.procedure.events.intake import PassedOn
from app.procedure.overdue import due_by_time
from app.procedure.refusal import Sort
from app.procedure.vocabulary import (
    Contact,
    Role,
    Status,
)
from tests.procedure.stories import (
    GUARD,
    MORNING,
    OTHER_GUARD,
    TIME,
    challenge,
    inquiry,
    script,
    taken_in,
    turned_away,
)

CONTACT_TAKEN = {"refer_choice": ReferChoice.CONTACT_TAKEN}


@pytest.mark.clause("4.3.2-a")
def test_a_colleague_who_answers_what_is_known_owes_nothing_more() -> None:
    story = taken_in(GUARD, inquiry(answer="答复", satisfied=True))
    assert story.facts.status is Status.ANSWERED_ON_SPOT
    assert story.owes == {}


@pytest.mark.clause("4.3.2-b")
def test_an_answer_that_did_not_satisfy_goes_to_the_desk_with_what_was_said() -> None:
    for satisfied in (False, None):
        story = taken_in(GUARD, inquiry(answer="说过的话", satisfied=satisfied))
        assert story.duty(DutyCode.ACCEPT_CAPTURE).clause == "4.3.2-b"
        passed = story.events[-2]
        assert isinstance(passed, PassedOn)
        assert (passed.answered, passed.answer, passed.exceptional) == (True, "说过的话", False)


@pytest.mark.clause("4.3.2-c")
def test_what_a_colleague_is_not_sure_of_is_not_answered() -> None:
    refusal = turned_away(GUARD, inquiry(sure=False, answer="大概吧", satisfied=True, **CONTACT_TAKEN))
    assert (refusal.sort, refusal.clause) == (Sort.INCOMPLETE, "4.3.2-c")


@pytest.mark.clause("4.3.2-d")
def test_unsure_leaves_two_ways_and_no_third() -> None:
    assert {each.value for each in ReferChoice} == {"referred_to_desk", "contact_taken"}
    assert turned_away(GUARD, inquiry(sure=False)).clause == "4.3.2-d"
    for way in ReferChoice:
        story = taken_in(GUARD, inquiry(sure=False, refer_choice=way))
        assert story.facts.status is Status.PENDING_DESK


@pytest.mark.clause("4.3.2-d", "4.4.2-b")
@pytest.mark.parametrize(("taken", "clause"), [(inquiry, "4.3.2-d"), (challenge, "4.4.2-b")])
def test_a_contact_that_was_taken_is_written_down(taken: object, clause: str) -> None:
    assert callable(taken)
    refusal = turned_away(GUARD, taken(contact=None, **CONTACT_TAKEN))
    assert (refusal.clause, refusal.missing) == (clause, ("contact_state",))
    left = taken(contact=None, contact_state=Contact.GIVEN, **CONTACT_TAKEN)
    assert turned_away(GUARD, left).missing == ("contact",)
    taken_in(GUARD, taken(contact=None, contact_state=Contact.DECLINED, **CONTACT_TAKEN))


@pytest.mark.clause("4.3.2-e")
def test_whoever_promised_to_find_out_owes_the_reply_and_nobody_else_does() -> None:
    story = taken_in(GUARD, inquiry(sure=False, finding_out_myself=True, **CONTACT_TAKEN))
    assert set(story.owes) == {"personal_follow_up"}
    duty = story.duty(DutyCode.PERSONAL_FOLLOW_UP)
    assert (duty.clause, duty.person_id) == ("4.3.2-e", GUARD.person_id)
    for action in (ReplyMyself(reply_text="答复", satisfied=True), PassToDesk()):
        refusal = story.refused(OTHER_GUARD, action)
        assert (refusal.sort, refusal.clause) == (Sort.FORBIDDEN, "4.3.2-e")
    told = story.then(GUARD, ReplyMyself(reply_text="答复", satisfied=True))
    assert told.facts.status is Status.ANSWERED_ON_SPOT
    assert told.facts.finding_out is None
    still_not_content = story.then(GUARD, ReplyMyself(reply_text="答复", satisfied=False))
    assert set(still_not_content.owes) == {"accept_capture"}


@pytest.mark.clause("4.3.2-e")
def test_a_promise_overdue_or_left_at_the_end_of_the_shift_goes_to_the_desk() -> None:
    story = taken_in(GUARD, inquiry(sure=False, finding_out_myself=True, **CONTACT_TAKEN))
    assert due_by_time(story.facts, MORNING + timedelta(minutes=29)) == ()
    (step,) = due_by_time(story.facts, MORNING + timedelta(minutes=30))
    for passed in (story.then(TIME, step), story.then(GUARD, PassToDesk(note="换班"))):
        assert set(passed.owes) == {"accept_capture"}
        assert passed.refused(GUARD, PassToDesk()).clause == "4.3.2-e"
        assert passed.may(TIME, PassToDesk) is not None


def test_nobody_promises_to_find_out_without_a_way_to_reply() -> None:
    for taken in (
        inquiry(finding_out_myself=True),
        inquiry(finding_out_myself=True, contact=None, contact_state=Contact.DECLINED, **CONTACT_TAKEN),
    ):
        assert set(taken_in(GUARD, taken).owes) == {"accept_capture"}


@pytest.mark.clause("4.4.2-a")
def test_a_challenge_is_not_answered_on_site_without_a_reason_the_head_will_see() -> None:
    answered = challenge(answer="解释", **CONTACT_TAKEN)
    refusal = turned_away(GUARD, answered)
    assert (refusal.sort, refusal.clause) == (Sort.INCOMPLETE, "4.4.2-a")
    story = taken_in(GUARD, replace(answered, exception_reason="业户情绪激动"))
    duty = story.duty(DutyCode.SEE_EXCEPTION)
    assert (duty.clause, duty.role) == ("4.4.2-a", Role.HEAD_OF_CUSTOMER_SERVICE)
    assert taken_in(GUARD, challenge(**CONTACT_TAKEN)).owes_no(DutyCode.SEE_EXCEPTION)


@pytest.mark.clause("4.4.2-b")
def test_a_challenge_is_referred_to_the_desk_or_a_contact_taken() -> None:
    refusal = turned_away(GUARD, challenge())
    assert (refusal.clause, refusal.missing) == ("4.4.2-b", ("refer_choice",))
    story = taken_in(GUARD, challenge(**CONTACT_TAKEN))
    assert story.duty(DutyCode.ACCEPT_CAPTURE).clause == "4.4.2-b"


@pytest.mark.clause("4.4.4-c", "4.4.5-b", "4.4.5-c")
def test_no_exception_stands_above_approval_or_the_unified_answer() -> None:
    excused = challenge(answer="解释", exception_reason="急", **CONTACT_TAKEN)
    for flagged in (replace(excused, important=True), replace(excused, sensitive=True)):
        assert turned_away(GUARD, flagged).clause == "4.4.4-c"
    for routing in (Routing(important=True), Routing(sensitive=True)):
        assert turned_away(GUARD, excused, routing=routing).clause == "4.4.4-c"
    assert turned_away(GUARD, excused, script=script()).clause == "4.4.5-b"
    named = replace(excused, script_version_id=script().version_id)
    taken_in(GUARD, named, script=script())
    assert turned_away(GUARD, named, script=script(OTHER_GUARD)).clause == "4.4.5-c"
    taken_in(GUARD, named, script=script(GUARD))
