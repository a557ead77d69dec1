"""4.1.1.4 The call at once to whoever sent a written suggestion and did not hand it over."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.procedure.actions.answers import Reply
from app.procedure.actions.closing import ConfirmImpossible, DeclareImpossible, ReturnSheet
from app.procedure.actions.intake import AmendSheet
from app.procedure.actions.suggestions import BeginStudy, Decide, RecordAckCall
from app.procedure.actors import Actor
from app.procedure.duties import DutyCode
from app.procedure.facts import Impossible
from app.procedure.policy import Policy
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Channel, Decision, ReplyChannel, Role
from tests.procedure.stories import (
    DESK,
    DISSATISFIED,
    HEAD,
    MORNING,
    SATISFIED,
    STAFF,
    challenge,
    inquiry,
    letter,
    role_of,
    suggestion,
    taken_in,
)

WRITTEN = {
    Channel.LETTER_NOT_IN_PERSON,
    Channel.SUGGESTION_BOX,
    Channel.EMAIL,
    Channel.CHAT,
    Channel.OTHER_SYSTEM,
}
REACHED = RecordAckCall(
    reached=True, thanked=True, told_received=True, told_studying=True, told_reply_soon=True
)
MISSED = RecordAckCall(reached=False)
IN_WRITING = Reply(reply_text="答复", channel=ReplyChannel.WRITTEN)


@pytest.mark.clause("4.1.1.4-a")
@pytest.mark.parametrize("channel", Channel)
def test_only_what_was_written_and_not_handed_over_is_answered_with_a_call(channel: Channel) -> None:
    story = taken_in(DESK, suggestion(channel=channel))
    if channel not in WRITTEN:
        assert story.owes_no(DutyCode.ACK_CALL)
        assert story.refused(DESK, REACHED).clause == "4.1.1.4-a"
        return
    duty = story.duty(DutyCode.ACK_CALL)
    assert (duty.clause, duty.role) == ("4.1.1.4-a", Role.FRONT_DESK)
    assert duty.due_at == MORNING + timedelta(minutes=30)


@pytest.mark.clause("4.1.1.4-a")
def test_a_letter_with_a_question_or_a_challenge_owes_no_such_call() -> None:
    for taken in (inquiry, challenge):
        story = taken_in(DESK, taken(channel=Channel.LETTER_NOT_IN_PERSON))
        assert story.owes_no(DutyCode.ACK_CALL)


@pytest.mark.clause("4.1.1.4-a")
def test_the_centre_may_settle_that_an_e_mail_needs_no_call() -> None:
    policy = Policy(version=1, email_needs_ack_call=False)
    for channel, owed in ((Channel.EMAIL, False), (Channel.SUGGESTION_BOX, True)):
        story = taken_in(DESK, suggestion(channel=channel), policy=policy)
        assert story.owes_no(DutyCode.ACK_CALL) is not owed


@pytest.mark.clause("4.1.1.4-b", "4.1.1.4-c", "4.1.1.4-d")
@pytest.mark.parametrize(
    ("field", "clause"),
    [
        ("thanked", "4.1.1.4-b"),
        ("told_received", "4.1.1.4-c"),
        ("told_studying", "4.1.1.4-c"),
        ("told_reply_soon", "4.1.1.4-d"),
    ],
)
def test_a_call_that_reached_the_resident_says_all_four_things(field: str, clause: str) -> None:
    unsaid: dict[str, Any] = {field: False}
    refusal = taken_in(DESK, letter()).refused(DESK, replace(REACHED, **unsaid))
    assert (refusal.sort, refusal.clause, refusal.missing) == (Sort.INCOMPLETE, clause, (field,))


@pytest.mark.clause("4.1.1.4-a")
def test_tries_are_logged_until_one_reaches_the_resident() -> None:
    story = taken_in(DESK, letter()).then(DESK, MISSED).then(DESK, MISSED)
    assert not story.owes_no(DutyCode.ACK_CALL)
    reached = story.then(DESK, REACHED)
    assert [each.reached for each in reached.facts.ack_calls] == [False, False, True]
    assert reached.owes_no(DutyCode.ACK_CALL)
    assert reached.facts.thanked
    assert reached.refused(DESK, REACHED).code == "no_ack_call_owed"


@pytest.mark.clause("4.1.1.4-a", "3.1-a")
@pytest.mark.parametrize("actor", [each for each in STAFF if each is not DESK], ids=role_of)
def test_the_desk_makes_the_call(actor: Actor) -> None:
    assert taken_in(DESK, letter()).refused(actor, REACHED).clause == "3.1-a"


@pytest.mark.clause("4.1.1.4-a")
@pytest.mark.parametrize("channel", Channel)
def test_it_is_a_call_and_only_a_chat_may_be_answered_by_chat(channel: Channel) -> None:
    call = replace(REACHED, channel=channel)
    spoken = channel in {Channel.PHONE, Channel.VISIT}
    for came_by in (Channel.SUGGESTION_BOX, Channel.EMAIL, Channel.CHAT, Channel.OTHER_SYSTEM):
        story = taken_in(DESK, suggestion(channel=came_by))
        same_way = channel is came_by and came_by in {Channel.CHAT, Channel.OTHER_SYSTEM}
        if spoken or same_way:
            story.then(DESK, call)
        else:
            assert story.refused(DESK, call).missing == ("channel",)


@pytest.mark.clause("4.1.1.4-a")
def test_a_call_that_cannot_be_made_is_said_so_and_the_head_agrees() -> None:
    declare = DeclareImpossible(what=Impossible.ACK_CALL, reason="没有电话，查过业主档案")
    story = taken_in(DESK, letter(contact=None)).then(DESK, declare)
    assert not story.owes_no(DutyCode.ACK_CALL)
    assert story.duty(DutyCode.CONFIRM_IMPOSSIBLE).role is Role.HEAD_OF_CUSTOMER_SERVICE
    agreed = story.then(HEAD, ConfirmImpossible(what=Impossible.ACK_CALL))
    assert agreed.owes_no(DutyCode.ACK_CALL)
    assert agreed.refused(DESK, declare).code == "contact_not_owed"
    not_agreed = story.then(HEAD, ConfirmImpossible(what=Impossible.ACK_CALL, confirmed=False))
    assert not not_agreed.owes_no(DutyCode.ACK_CALL)
    assert not_agreed.owes_no(DutyCode.CONFIRM_IMPOSSIBLE)


@pytest.mark.clause("4.1.1.4-a")
def test_a_corrected_channel_may_bring_the_call_and_never_takes_it_away() -> None:
    by_phone = taken_in(DESK, suggestion())
    assert not by_phone.then(DESK, AmendSheet(channel=Channel.EMAIL)).owes_no(DutyCode.ACK_CALL)
    posted = taken_in(DESK, letter())
    assert not posted.then(DESK, AmendSheet(channel=Channel.VISIT)).owes_no(DutyCode.ACK_CALL)
    assert taken_in(DESK, inquiry()).then(DESK, AmendSheet(channel=Channel.EMAIL)).owes_no(DutyCode.ACK_CALL)


@pytest.mark.clause("4.1.1.4-a")
def test_the_call_is_owed_until_the_case_is_over_and_not_in_a_second_round() -> None:
    returned = (
        taken_in(DESK, letter())
        .then(HEAD, BeginStudy())
        .then(HEAD, Decide(decision=Decision.ADOPTED, reasons="可行"))
        .then(HEAD, IN_WRITING)
        .then(HEAD, ReturnSheet())
    )
    assert not returned.owes_no(DutyCode.ACK_CALL)
    assert returned.then(DESK, SATISFIED).owes_no(DutyCode.ACK_CALL)
    assert returned.then(DESK, DISSATISFIED).owes_no(DutyCode.ACK_CALL)
