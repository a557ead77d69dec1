"""4.5 Callback: the desk asks everyone whose case another handled; dissatisfied means begun again."""

from dataclasses import replace
from typing import Any

import pytest

from app.procedure.actions.answers import AnswerAtDesk, TakeUpSheet
from app.procedure.actions.closing import Close, RecordCallback, ReturnSheet
from app.procedure.actions.help import Arrive
from app.procedure.actions.intake import Accept, AmendSheet, TakeIn
from app.procedure.actors import Actor
from app.procedure.duties import DutyCode
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Channel, Contact, Kind, Role, Satisfaction, Status
from tests.procedure.stories import (
    CENTRE_MANAGER,
    DESK,
    DISSATISFIED,
    FOUND,
    GUARD,
    HEAD,
    HELPED,
    LOG,
    MANAGER,
    NIGHT,
    OTHER_DESK,
    REPLY,
    SATISFIED,
    STAFF,
    UNREACHED,
    Story,
    answered_suggestion,
    challenge,
    handled,
    help_wanted,
    id_of,
    inquiry,
    on_the_scene,
    person,
    replied,
    returned,
    role_of,
    taken_in,
    with_the_manager,
)

RETURNED = {
    Kind.SUGGESTION: answered_suggestion().then(HEAD, ReturnSheet()),
    Kind.INQUIRY: returned(),
    Kind.CHALLENGE: returned(challenge()),
    Kind.HELP: handled(help_wanted(words="推车", contact="1", unit_id=id_of(DESK))).then(
        GUARD, ReturnSheet()
    ),
}
EVERY_KIND = pytest.mark.parametrize("story", RETURNED.values(), ids=RETURNED)


@pytest.mark.clause("4.5.1-a")
@EVERY_KIND
def test_every_kind_is_called_back_once_its_sheet_is_returned(story: Story) -> None:
    duty = story.duty(DutyCode.CALLBACK)
    assert (duty.clause, duty.role) == ("4.5.1-a", Role.FRONT_DESK)
    assert duty.due_at is not None
    assert duty.limit_at is not None
    assert duty.due_at < duty.limit_at
    refusal = story.refused(DESK, Close())
    assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.5.1-a")
    closed = story.then(DESK, SATISFIED)
    assert closed.facts.status is Status.CLOSED
    assert closed.facts.closed_at == story.now
    assert not closed.facts.finished_by_desk


@pytest.mark.clause("4.5.1-a")
@pytest.mark.parametrize(
    "story",
    [taken_in(DESK, inquiry()), with_the_manager(), replied(), on_the_scene(), answered_suggestion()],
    ids=lambda each: each.facts.status,
)
def test_there_is_no_callback_before_the_return(story: Story) -> None:
    for actor in (DESK, MANAGER):
        refusal = story.refused(actor, SATISFIED)
        assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.5.1-a")


@pytest.mark.clause("3.1-c")
@pytest.mark.parametrize("actor", [each for each in STAFF if each is not DESK], ids=role_of)
def test_only_the_desk_calls_back(actor: Actor) -> None:
    refusal = returned().refused(actor, SATISFIED)
    assert (refusal.sort, refusal.clause) == (Sort.FORBIDDEN, "3.1-c")


@pytest.mark.clause("3.1-c")
def test_whoever_handled_it_does_not_call_back_though_at_the_desk_as_well() -> None:
    both = person(90, Role.AREA_CUSTOMER_MANAGER, Role.FRONT_DESK)
    story = with_the_manager().then(both, FOUND).then(both, REPLY).then(both, ReturnSheet())
    assert story.refused(both, SATISFIED).code == "handler_does_not_call_back"
    assert story.then(DESK, SATISFIED).facts.status is Status.CLOSED
    head_at_the_desk = person(91, Role.HEAD_OF_CUSTOMER_SERVICE, Role.FRONT_DESK)
    decided = answered_suggestion()
    assert HEAD.person_id in decided.facts.handled_by
    assert head_at_the_desk.person_id not in decided.facts.handled_by


@pytest.mark.clause("4.6.1-b", "4.5.1-a")
def test_help_of_the_night_is_registered_before_it_is_called_back() -> None:
    story = (
        taken_in(GUARD, help_wanted(handling_myself=True), NIGHT)
        .then(GUARD, Arrive())
        .then(GUARD, HELPED)
        .then(GUARD, LOG)
        .then(GUARD, ReturnSheet())
    )
    assert story.owes_no(DutyCode.CALLBACK)
    assert story.refused(DESK, SATISFIED).clause == "4.6.1-b"
    accepted = story.then(DESK, Accept(words="x", contact_state=Contact.NONE))
    assert not accepted.owes_no(DutyCode.CALLBACK)


@pytest.mark.clause("4.5.1-a")
def test_solved_and_satisfied_are_asked_apart() -> None:
    for field in ("solved", "satisfaction"):
        unasked: dict[str, Any] = {field: None}
        refusal = returned().refused(DESK, replace(SATISFIED, **unasked))
        assert (refusal.sort, refusal.clause, refusal.missing) == (Sort.INCOMPLETE, "4.5.1-a", (field,))
    assert returned().refused(DESK, RecordCallback(reached=True)).missing == ("solved", "satisfaction")
    for word in (Satisfaction.SATISFIED, Satisfaction.FAIRLY_SATISFIED, Satisfaction.NO_COMMENT):
        assert returned().then(DESK, replace(SATISFIED, satisfaction=word)).facts.status is Status.CLOSED


@pytest.mark.clause("4.5.1-a")
def test_a_try_that_reached_nobody_says_nothing_of_satisfaction() -> None:
    claimed = replace(SATISFIED, reached=False)
    story = returned().then(DESK, claimed)
    assert story.facts.status is Status.RETURNED
    assert story.facts.callbacks[-1].satisfaction is None
    assert story.facts.callbacks[-1].solved is None
    assert not story.owes_no(DutyCode.CALLBACK)
    assert story.refused(DESK, Close()).clause == "4.5.1-a"


@pytest.mark.clause("4.5.1-a", "3.4-b")
@pytest.mark.parametrize("taken", [inquiry(), challenge()], ids=lambda each: each.kind)
def test_dissatisfied_goes_back_to_the_handler_then_to_the_head(taken: TakeIn) -> None:
    once = returned(taken).then(DESK, DISSATISFIED)
    assert once.facts.status is Status.IN_PROGRESS
    assert (once.facts.findings, once.facts.reply) == (False, None)
    assert once.told == [Role.HEAD_OF_CUSTOMER_SERVICE]
    assert once.duty(DutyCode.HANDLE_SHEET).role is Role.AREA_CUSTOMER_MANAGER
    assert "handle_sheet:2" in once.owes
    back = once.then(MANAGER, FOUND).then(MANAGER, REPLY).then(MANAGER, ReturnSheet())
    assert "callback:2" in back.owes
    twice = back.then(DESK, DISSATISFIED)
    assert twice.duty(DutyCode.HANDLE_SHEET).role is Role.HEAD_OF_CUSTOMER_SERVICE
    assert twice.refused(MANAGER, FOUND).clause == "3.2-a"
    done = twice.then(HEAD, FOUND).then(HEAD, REPLY).then(HEAD, ReturnSheet()).then(DESK, SATISFIED)
    assert done.facts.status is Status.CLOSED
    assert done.facts.dissatisfied_times == 2


@pytest.mark.clause("4.5.1-a", "4.4.4-c")
def test_the_second_time_a_matter_about_the_head_goes_to_the_centre_manager() -> None:
    about_the_head = inquiry(persons_concerned=(id_of(HEAD),))
    again = returned(about_the_head).then(DESK, DISSATISFIED)
    again = again.then(MANAGER, FOUND).then(MANAGER, REPLY).then(MANAGER, ReturnSheet())
    twice = again.then(DESK, DISSATISFIED)
    assert twice.then(CENTRE_MANAGER, FOUND).facts.findings


@pytest.mark.clause("4.3.4(1)-a", "4.4.3-a", "4.5.1-a")
def test_what_the_desk_only_relayed_goes_to_the_area_manager_when_it_dissatisfies() -> None:
    relayed = AnswerAtDesk(answer="转达", satisfied=True, prepared_by_other=True)
    story = taken_in(DESK, inquiry()).then(DESK, relayed).then(OTHER_DESK, DISSATISFIED)
    assert story.facts.status is Status.ISSUED
    assert story.facts.sheet_issued
    assert story.then(MANAGER, TakeUpSheet()).facts.status is Status.IN_PROGRESS


@pytest.mark.clause("4.5.1-a", "4.6.2-a")
def test_a_satisfied_resident_does_not_close_an_incomplete_sheet() -> None:
    lacking = handled().then(GUARD, ReturnSheet()).then(DESK, SATISFIED)
    assert lacking.facts.status is Status.RETURNED
    assert set(lacking.owes) == {"complete_sheet"}
    assert lacking.refused(DESK, SATISFIED).code == "callback_settled"
    whole = lacking.then(DESK, AmendSheet(words="话", contact_state=Contact.NONE))
    assert set(whole.owes) == {"close"}


@pytest.mark.clause("4.5.1-a")
@pytest.mark.parametrize("state", [Contact.DECLINED, Contact.NONE])
def test_whoever_left_no_contact_may_still_be_met(state: Contact) -> None:
    story = returned(inquiry(contact=None, contact_state=state))
    assert story.refused(DESK, UNREACHED).code == "no_contact"
    assert story.refused(DESK, replace(UNREACHED, channel=Channel.EMAIL)).code == "no_contact"
    for channel in (Channel.VISIT, Channel.MET_ON_PATROL):
        assert story.then(DESK, replace(UNREACHED, channel=channel)).facts.callbacks
    assert story.then(DESK, SATISFIED).facts.status is Status.CLOSED
    not_yet_asked = handled().then(GUARD, ReturnSheet())
    assert not_yet_asked.then(DESK, UNREACHED).facts.callbacks
