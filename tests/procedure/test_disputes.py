"""4.2.4 In a dispute: mediate, call the police or let the resident withdraw; nothing against anyone."""

from dataclasses import replace

import pytest

from app.procedure.actions.closing import ReturnSheet
from app.procedure.actions.help import Arrive, RecordResult, ReportPolice, ReviewIncident
from app.procedure.actions.intake import Accept
from app.procedure.actions.supervision import Flag, RaiseFlag
from app.procedure.context import Routing
from app.procedure.duties import DutyCode
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Department, HelpOutcome, Role, Status
from tests.procedure.stories import (
    CENTRE_MANAGER,
    CLEANER,
    DESK,
    GUARD,
    HEAD,
    HELPED,
    LOG,
    SATISFIED,
    SECURITY,
    Story,
    handled,
    help_wanted,
    id_of,
    on_the_scene,
    taken_in,
)

QUARREL = help_wanted(department=Department.SECURITY, dispute=True)
OUTCOMES = {
    HelpOutcome.MEDIATED_SETTLED,
    HelpOutcome.MEDIATED_UNSETTLED,
    HelpOutcome.POLICE_CALLED,
    HelpOutcome.RESIDENT_WITHDREW,
}
SETTLED = RecordResult(outcome=HelpOutcome.MEDIATED_SETTLED, result="双方和解", no_action_against_others=True)
UNSETTLED = replace(SETTLED, outcome=HelpOutcome.MEDIATED_UNSETTLED, result="劝解不成")
MARK = RaiseFlag(flag=Flag.DISPUTE)


@pytest.mark.clause("4.2.4-b", "4.2.4-c")
@pytest.mark.parametrize("outcome", HelpOutcome)
def test_a_dispute_ends_in_one_of_four_ways(outcome: HelpOutcome) -> None:
    result = replace(SETTLED, outcome=outcome, police_called=True, withdrew_reason="不再追究")
    story = on_the_scene(QUARREL)
    if outcome in OUTCOMES:
        assert story.then(GUARD, result).facts.outcome is outcome
    else:
        refusal = story.refused(GUARD, result)
        assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.2.4-b")


@pytest.mark.clause("4.2.4-c")
def test_no_outcome_acts_against_another_person() -> None:
    against = ("remove", "detain", "search", "confiscate", "expel", "arrest")
    assert not [each for each in HelpOutcome if any(word in each.value for word in against)]


@pytest.mark.clause("4.2.4-c")
@pytest.mark.parametrize("taken", [QUARREL, None], ids=["marked", "told by the outcome"])
def test_whoever_was_there_confirms_that_nothing_was_done_to_anyone(taken: object) -> None:
    story = on_the_scene(taken)  # type: ignore[arg-type]
    refusal = story.refused(GUARD, replace(SETTLED, no_action_against_others=None))
    assert (refusal.sort, refusal.clause) == (Sort.INCOMPLETE, "4.2.4-c")
    assert refusal.missing == ("no_action_against_others",)
    assert story.then(GUARD, SETTLED).owes_no(DutyCode.REVIEW_INCIDENT)


@pytest.mark.clause("4.2.4-c")
def test_an_action_that_was_taken_is_never_lost() -> None:
    story = on_the_scene(QUARREL).then(GUARD, replace(SETTLED, no_action_against_others=False))
    duty = story.duty(DutyCode.REVIEW_INCIDENT)
    assert (duty.clause, duty.role) == ("4.2.4-c", Role.HEAD_OF_CUSTOMER_SERVICE)
    assert story.told[-2:] == [Role.HEAD_OF_CUSTOMER_SERVICE, Role.SECURITY_DUTY_SUPERVISOR]
    review = ReviewIncident(remark="已查问")
    assert story.refused(SECURITY, review).clause == "3.4-b"
    for who in (HEAD, CENTRE_MANAGER):
        assert story.then(who, review).owes_no(DutyCode.REVIEW_INCIDENT)
    closed = story.then(GUARD, LOG).then(GUARD, ReturnSheet())
    assert not closed.owes_no(DutyCode.REVIEW_INCIDENT)
    said_better = story.then(GUARD, SETTLED)
    assert not said_better.owes_no(DutyCode.REVIEW_INCIDENT)
    assert on_the_scene(QUARREL).refused(HEAD, review).code == "no_incident"
    plain = on_the_scene().then(GUARD, replace(HELPED, no_action_against_others=False))
    assert not plain.owes_no(DutyCode.REVIEW_INCIDENT)
    about_the_head = replace(QUARREL, persons_concerned=(id_of(HEAD),))
    theirs = on_the_scene(about_the_head).then(GUARD, replace(SETTLED, no_action_against_others=False))
    assert theirs.duty(DutyCode.REVIEW_INCIDENT).role is Role.CENTRE_MANAGER
    assert theirs.refused(HEAD, review).code == "person_concerned"


@pytest.mark.clause("4.2.4-d")
def test_what_cannot_be_settled_is_left_to_the_police_or_withdrawn_with_a_reason() -> None:
    story = on_the_scene(QUARREL)
    refusal = story.refused(GUARD, UNSETTLED)
    assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.2.4-d")
    assert refusal.next_action is not None
    assert refusal.next_action.action == "report-police"
    story.then(GUARD, replace(UNSETTLED, police_called=True))
    story.then(GUARD, replace(UNSETTLED, withdrew_reason="业户离开"))
    assert story.refused(GUARD, replace(UNSETTLED, withdrew_reason="  ")).clause == "4.2.4-d"
    story.then(GUARD, ReportPolice()).then(GUARD, UNSETTLED)


@pytest.mark.clause("4.2.4-d")
def test_police_and_withdrawal_are_not_said_without_saying_so() -> None:
    story = on_the_scene(QUARREL)
    police = replace(SETTLED, outcome=HelpOutcome.POLICE_CALLED)
    assert story.refused(GUARD, police).missing == ("police_called",)
    called = story.then(GUARD, replace(police, police_called=True))
    assert called.facts.police_called
    assert called.happened.count("PoliceCalled") == 1
    before = story.then(GUARD, ReportPolice()).then(GUARD, replace(police, police_called=True))
    assert before.happened.count("PoliceCalled") == 1
    withdrew = replace(SETTLED, outcome=HelpOutcome.RESIDENT_WITHDREW)
    assert story.refused(GUARD, withdrew).missing == ("withdrew_reason",)
    story.then(GUARD, replace(withdrew, withdrew_reason="已自行解决"))


@pytest.mark.clause("4.2.4-d")
def test_doer_holder_and_desk_may_call_the_police() -> None:
    for who in (GUARD, SECURITY, DESK):
        assert on_the_scene(QUARREL).then(who, ReportPolice()).facts.police_called
    assert on_the_scene(QUARREL).refused(CLEANER, ReportPolice()).sort is Sort.FORBIDDEN


@pytest.mark.clause("4.2.4-b")
def test_the_centres_rules_may_mark_a_dispute() -> None:
    assert taken_in(DESK, help_wanted(), routing=Routing(dispute=True)).facts.dispute


def said_anew(story: Story) -> None:
    assert story.facts.status is Status.ON_SCENE
    assert story.facts.outcome is None
    assert story.duty(DutyCode.RECORD_RESULT).person_id == GUARD.person_id
    assert story.refused(GUARD, HELPED).clause == "4.2.4-b"
    assert story.then(GUARD, SETTLED).facts.status is Status.HANDLED


@pytest.mark.clause("4.2.4-b", "4.2.4-c")
def test_a_dispute_that_comes_to_light_after_the_result_is_said_anew() -> None:
    said_anew(handled().then(DESK, MARK))
    returned = handled().then(GUARD, ReturnSheet())
    said_anew(returned.then(DESK, MARK))
    taken = help_wanted(department=Department.SECURITY, handling_myself=True)
    by_night = taken_in(GUARD, taken).then(GUARD, Arrive()).then(GUARD, HELPED).then(GUARD, LOG)
    said_anew(by_night.then(DESK, Accept(dispute=True)))
    once_more = returned.then(DESK, MARK).then(GUARD, SETTLED).then(GUARD, ReturnSheet())
    assert "callback:2" in once_more.owes
    assert once_more.then(DESK, SATISFIED).facts.callbacks[-1].round == 2


@pytest.mark.clause("4.2.4-b")
def test_a_mark_changes_nothing_where_the_result_already_fits() -> None:
    fits = on_the_scene(QUARREL).then(GUARD, SETTLED).then(GUARD, LOG).then(DESK, MARK)
    assert fits.facts.status is Status.HANDLED
    on_its_way = taken_in(DESK, help_wanted()).then(DESK, MARK)
    assert (on_its_way.facts.status, on_its_way.facts.dispute) == (Status.NOTIFIED, True)
