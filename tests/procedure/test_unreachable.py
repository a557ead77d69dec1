"""X7, X8, A14: contacts that cannot be made. Someone states why, the head decides; nothing ends by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.procedure.actions.closing import (
    Close,
    ConfirmImpossible,
    DeclareImpossible,
    ReturnSheet,
    RuleOnUnreachable,
)
from app.procedure.actions.suggestions import AddCoSigners, ReopenByCentreManager
from app.procedure.duties import DutyCode
from app.procedure.facts import Impossible
from app.procedure.policy import Policy
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Channel, Contact, Decision, ResidentType, Role, Status
from tests.procedure.stories import (
    CENTRE_MANAGER,
    DESK,
    DISSATISFIED,
    FOUND,
    GUARD,
    HEAD,
    MANAGER,
    MORNING,
    SATISFIED,
    UNREACHED,
    Story,
    answered_suggestion,
    called,
    decided,
    handled,
    help_wanted,
    id_of,
    inquiry,
    returned,
    suggestion,
    taken_in,
    with_the_manager,
)

CLOSE_IT = RuleOnUnreachable(close=True)
TRY_ON = RuleOnUnreachable(close=False)
NO_CALLBACK = DeclareImpossible(what=Impossible.CALLBACK, reason="匿名")
NO_REPLY = DeclareImpossible(what=Impossible.REPLY, reason="匿名")


def tried(story: Story, *, times: int = 3, days: int = 2) -> Story:
    for nth in range(times):
        story = story.at(MORNING + timedelta(days=min(nth, days - 1))).then(DESK, UNREACHED)
    return story


@pytest.mark.clause("4.5.1-a")
@pytest.mark.parametrize(
    ("times", "days", "enough"), [(2, 2, False), (3, 1, False), (3, 2, True), (4, 3, True)]
)
def test_three_tries_on_two_days_come_before_the_head_decides(times: int, days: int, enough: bool) -> None:
    story = tried(returned(), times=times, days=days)
    if enough:
        assert story.duty(DutyCode.RULE_ON_UNREACHABLE).role is Role.HEAD_OF_CUSTOMER_SERVICE
        assert story.owes_no(DutyCode.CALLBACK)
        assert story.then(HEAD, CLOSE_IT).facts.status is Status.CLOSED
    else:
        refusal = story.refused(HEAD, CLOSE_IT)
        assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.5.1-a")
        assert not story.owes_no(DutyCode.CALLBACK)


@pytest.mark.clause("4.5.1-a")
def test_how_many_tries_on_how_many_days_is_the_centres_setting() -> None:
    easy = Policy(version=1, callback_attempts=1, callback_attempt_days=1)
    closed = returned().under(policy=easy).then(DESK, UNREACHED).then(HEAD, CLOSE_IT)
    assert closed.facts.status is Status.CLOSED


@pytest.mark.clause("4.5.1-a", "3.4-b")
def test_only_the_head_decides_and_unreachable_is_never_satisfied() -> None:
    story = tried(returned())
    for who in (DESK, MANAGER, CENTRE_MANAGER):
        assert story.refused(who, CLOSE_IT).clause == "3.4-b"
    assert story.refused(DESK, Close()).clause == "4.5.1-a"
    closed = story.then(HEAD, CLOSE_IT)
    assert closed.facts.unreachable_closed
    assert all(each.satisfaction is None for each in closed.facts.callbacks)
    about_the_head = tried(returned(inquiry(persons_concerned=(id_of(HEAD),))))
    assert about_the_head.duty(DutyCode.RULE_ON_UNREACHABLE).role is Role.CENTRE_MANAGER
    about_the_head.then(CENTRE_MANAGER, CLOSE_IT)


@pytest.mark.clause("3.1-c", "3.4-b")
def test_the_head_who_answered_leaves_it_to_the_centre_manager_whether_nobody_was_reached() -> None:
    suggested = tried(answered_suggestion().then(HEAD, ReturnSheet()))
    assert suggested.duty(DutyCode.RULE_ON_UNREACHABLE).role is Role.CENTRE_MANAGER
    refusal = suggested.refused(HEAD, CLOSE_IT)
    assert (refusal.sort, refusal.code, refusal.clause) == (
        Sort.FORBIDDEN,
        "handler_does_not_rule",
        "3.1-c",
    )
    assert suggested.refused(DESK, CLOSE_IT).clause == "3.4-b"
    assert suggested.then(CENTRE_MANAGER, CLOSE_IT).facts.status is Status.CLOSED


@pytest.mark.clause("3.1-c", "3.4-b")
def test_the_head_who_answered_does_not_confirm_that_the_callback_is_impossible() -> None:
    story = answered_suggestion().then(HEAD, ReturnSheet()).then(DESK, NO_CALLBACK)
    confirm = ConfirmImpossible(what=Impossible.CALLBACK)
    assert story.duty(DutyCode.CONFIRM_IMPOSSIBLE).role is Role.CENTRE_MANAGER
    assert story.refused(HEAD, confirm).code == "handler_does_not_rule"
    assert story.then(CENTRE_MANAGER, confirm).facts.status is Status.CLOSED


@pytest.mark.clause("3.1-c", "3.4-b")
def test_who_decided_does_not_excuse_the_own_reply() -> None:
    story = decided().then(DESK, NO_REPLY)
    confirm = ConfirmImpossible(what=Impossible.REPLY)
    assert story.duty(DutyCode.CONFIRM_IMPOSSIBLE).role is Role.CENTRE_MANAGER
    assert story.refused(HEAD, confirm).code == "handler_does_not_rule"
    story.then(CENTRE_MANAGER, confirm)


@pytest.mark.clause("3.1-c")
def test_a_thank_you_call_that_cannot_be_made_is_for_the_head_before_he_has_decided() -> None:
    story = taken_in(
        DESK, suggestion(channel=Channel.LETTER_NOT_IN_PERSON, contact=None, contact_state=Contact.NONE)
    ).then(DESK, DeclareImpossible(what=Impossible.ACK_CALL, reason="信上没有电话"))
    assert story.duty(DutyCode.CONFIRM_IMPOSSIBLE).role is Role.HEAD_OF_CUSTOMER_SERVICE
    story.then(HEAD, ConfirmImpossible(what=Impossible.ACK_CALL))


@pytest.mark.clause("4.5.1-a")
def test_told_to_try_on_the_desk_begins_to_count_again() -> None:
    story = tried(returned()).then(HEAD, TRY_ON)
    assert "callback:2" in story.owes
    assert story.refused(HEAD, CLOSE_IT).code == "not_tried_enough"
    assert story.then(DESK, SATISFIED).facts.status is Status.CLOSED


@pytest.mark.clause("4.5.1-a")
def test_one_more_try_may_reach_the_resident_after_all() -> None:
    story = tried(returned())
    assert story.then(DESK, SATISFIED).facts.status is Status.CLOSED
    assert not story.then(DESK, UNREACHED).owes_no(DutyCode.RULE_ON_UNREACHABLE)
    assert returned().refused(HEAD, CLOSE_IT).code == "not_tried_enough"
    assert with_the_manager().refused(HEAD, CLOSE_IT).code == "not_returned_yet"


@pytest.mark.clause("4.5.1-a", "4.6.2-a")
def test_an_incomplete_sheet_is_not_closed_by_it_either() -> None:
    story = tried(handled().then(GUARD, ReturnSheet())).then(HEAD, CLOSE_IT)
    assert story.facts.status is Status.RETURNED
    assert set(story.owes) == {"complete_sheet"}


@pytest.mark.clause("4.5.1-a", "3.4-b")
def test_a_callback_that_cannot_be_made_closes_once_the_head_agrees() -> None:
    story = returned().then(DESK, NO_CALLBACK)
    assert story.facts.status is Status.RETURNED
    assert story.owes_no(DutyCode.CALLBACK)
    assert story.duty(DutyCode.CONFIRM_IMPOSSIBLE).role is Role.HEAD_OF_CUSTOMER_SERVICE
    confirm = ConfirmImpossible(what=Impossible.CALLBACK)
    for who in (DESK, MANAGER, CENTRE_MANAGER):
        assert story.refused(who, confirm).clause == "3.4-b"
    assert story.refused(HEAD, ConfirmImpossible(what=Impossible.REPLY)).code == "not_declared"
    assert returned().refused(HEAD, confirm).code == "not_declared"
    assert story.then(HEAD, confirm).facts.status is Status.CLOSED
    declined = story.then(HEAD, replace(confirm, confirmed=False))
    assert declined.facts.status is Status.RETURNED
    assert not declined.owes_no(DutyCode.CALLBACK)


@pytest.mark.clause("4.5.1-a")
def test_a_contact_is_called_impossible_only_while_it_is_owed() -> None:
    for story in (with_the_manager(), called(), taken_in(DESK, inquiry())):
        assert story.refused(DESK, NO_CALLBACK).code == "contact_not_owed"
    for story in (returned(), called(), taken_in(DESK, inquiry()), answered_suggestion()):
        assert story.refused(DESK, NO_REPLY).code == "contact_not_owed"
    assert returned().refused(GUARD, NO_CALLBACK).sort is Sort.FORBIDDEN
    assert returned().then(DESK, SATISFIED).refused(DESK, NO_CALLBACK).code == "case_is_over"


@pytest.mark.clause("4.3.4(2)-c", "4.5.1-a")
def test_a_reply_that_cannot_be_given_is_agreed_before_the_sheet_is_returned() -> None:
    story = with_the_manager().then(MANAGER, FOUND).then(MANAGER, NO_REPLY)
    assert story.refused(MANAGER, ReturnSheet()).clause == "4.3.4(2)-c"
    agreed = story.then(HEAD, ConfirmImpossible(what=Impossible.REPLY))
    assert set(agreed.owes) == {"return_sheet:1"}
    assert agreed.refused(DESK, NO_REPLY).code == "contact_not_owed"
    done = agreed.then(MANAGER, ReturnSheet())
    assert set(done.owes) == {"callback:1"}
    suggested = decided().then(DESK, NO_REPLY).then(CENTRE_MANAGER, ConfirmImpossible(what=Impossible.REPLY))
    assert suggested.owes_no(DutyCode.REPLY)
    assert suggested.then(HEAD, ReturnSheet()).facts.status is Status.RETURNED


@pytest.mark.clause("4.3.4(2)-a", "4.6.2-a")
def test_findings_are_owed_even_where_no_reply_can_be_given() -> None:
    story = with_the_manager().then(DESK, NO_REPLY).then(HEAD, ConfirmImpossible(what=Impossible.REPLY))
    refusal = story.refused(MANAGER, ReturnSheet())
    assert (refusal.clause, refusal.missing) == ("4.6.2-a", ("findings",))
    assert story.then(MANAGER, FOUND).then(MANAGER, ReturnSheet()).facts.status is Status.RETURNED


@pytest.mark.clause("4.5.1-a")
def test_a_visitor_who_left_no_contact_is_waived_by_reason() -> None:
    visitor = help_wanted(words="帮忙", resident_type=ResidentType.VISITOR, contact_state=Contact.NONE)
    story = handled(visitor).then(GUARD, ReturnSheet()).then(DESK, NO_CALLBACK)
    assert story.facts.status is Status.CLOSED
    assert story.owes_no(DutyCode.CONFIRM_IMPOSSIBLE)
    reachable = replace(visitor, contact="13800000000", contact_state=Contact.GIVEN)
    resident = replace(visitor, resident_type=ResidentType.OWNER)
    for taken in (reachable, resident):
        asked = handled(taken).then(GUARD, ReturnSheet()).then(DESK, NO_CALLBACK)
        assert not asked.owes_no(DutyCode.CONFIRM_IMPOSSIBLE)
    asking = returned(inquiry(resident_type=ResidentType.VISITOR, contact=None, contact_state=Contact.NONE))
    assert not asking.then(DESK, NO_CALLBACK).owes_no(DutyCode.CONFIRM_IMPOSSIBLE)


@pytest.mark.clause("4.5.1-a")
def test_what_was_closed_unreachable_and_reopened_is_called_back_again() -> None:
    closed = tried(answered_suggestion().then(HEAD, ReturnSheet())).then(CENTRE_MANAGER, CLOSE_IT)
    again = closed.then(DESK, AddCoSigners(joint_count=6)).then(
        CENTRE_MANAGER, ReopenByCentreManager(reason="六户联名")
    )
    assert not again.facts.unreachable_closed
    assert again.refused(DESK, Close()).clause == "4.1.2.1-a"


@pytest.mark.clause("4.5.1-a")
def test_a_resident_who_was_reached_after_all_is_not_called_unreachable() -> None:
    declined = answered_suggestion(Decision.NOT_ADOPTED).then(HEAD, ReturnSheet())
    story = declined.then(DESK, NO_CALLBACK).then(DESK, DISSATISFIED)
    assert set(story.owes) == {"review_decision"}
    assert story.refused(HEAD, ConfirmImpossible(what=Impossible.CALLBACK)).code == "not_declared"
    assert story.refused(DESK, NO_CALLBACK).code == "contact_not_owed"
    assert story.refused(DESK, Close()).code == "review_is_due"


@pytest.mark.clause("4.3.3-a")
def test_whoever_cannot_be_answered_cannot_be_offered_another_way_either() -> None:
    story = with_the_manager(inquiry(out_of_scope=True)).then(MANAGER, FOUND).then(DESK, NO_REPLY)
    agreed = story.then(HEAD, ConfirmImpossible(what=Impossible.REPLY)).then(MANAGER, ReturnSheet())
    assert agreed.then(DESK, SATISFIED).facts.status is Status.CLOSED


def test_a_case_that_is_over_asks_for_no_confirmation() -> None:
    story = returned().then(DESK, NO_CALLBACK)
    assert story.then(DESK, SATISFIED).owes_no(DutyCode.CONFIRM_IMPOSSIBLE)


@pytest.mark.clause("4.5.1-a")
def test_nothing_is_offered_for_confirmation_before_the_desk_has_stated_it() -> None:
    story = returned()
    refusal = story.may(HEAD, ConfirmImpossible)
    assert refusal is not None
    assert (refusal.code, refusal.clause) == ("not_declared", "4.5.1-a")
    assert story.then(DESK, NO_CALLBACK).may(HEAD, ConfirmImpossible) is None
