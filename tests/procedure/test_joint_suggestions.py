"""4.1.2.1-b Six residents, or a key one: the centre manager's own, from the moment it is so."""

import pytest

from app.procedure.actions.closing import Archive, ReturnSheet
from app.procedure.actions.intake import AmendSheet, Reclassify, VoidCase
from app.procedure.actions.suggestions import (
    AddCoSigners,
    BeginStudy,
    Decide,
    LeaveDecision,
    LowerJointCount,
    ReevaluateHandler,
    ReopenByCentreManager,
    TreatAsJoint,
)
from app.procedure.duties import DutyCode
from app.procedure.events.suggestions import JointCountChanged
from app.procedure.policy import Policy
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Decision, Kind, Role, Status
from tests.procedure.stories import (
    CENTRE_MANAGER,
    CLEANER,
    DESK,
    DISSATISFIED,
    GUARD,
    HEAD,
    REPLY,
    RESIDENT,
    SATISFIED,
    TIME,
    Story,
    answered_suggestion,
    decided,
    help_wanted,
    inquiry,
    studied,
    suggestion,
    taken_in,
)

ADOPT = Decide(decision=Decision.ADOPTED, reasons="可行")
SIXTH = AddCoSigners(joint_count=6)
REOPEN = ReopenByCentreManager(reason="六户联名")
LEAVE = LeaveDecision(reason="决定不变")
HEADS, MANAGERS = Role.HEAD_OF_CUSTOMER_SERVICE, Role.CENTRE_MANAGER


def holder(story: Story) -> Role | None:
    return story.facts.responsible.role if story.facts.responsible else None


@pytest.mark.clause("4.1.2.1-b")
def test_five_go_to_the_head_and_six_to_the_centre_manager() -> None:
    assert holder(taken_in(DESK, suggestion(joint_count=5))) is HEADS
    six = taken_in(DESK, suggestion(joint_count=6))
    assert holder(six) is MANAGERS
    duty = six.duty(DutyCode.DECIDE)
    assert (duty.clause, duty.role) == ("4.1.2.1-b", MANAGERS)
    assert six.refused(HEAD, BeginStudy()).clause == "4.1.2.1-b"
    assert six.then(CENTRE_MANAGER, BeginStudy()).facts.status is Status.IN_STUDY


@pytest.mark.clause("4.1.2.1-b")
def test_a_key_residents_suggestion_is_the_centre_managers_and_help_is_not() -> None:
    assert holder(taken_in(DESK, suggestion(), is_key=True)) is MANAGERS
    assert holder(taken_in(DESK, help_wanted(), is_key=True)) is Role.SECURITY_DUTY_SUPERVISOR
    assert holder(taken_in(DESK, inquiry(), is_key=True)) is Role.FRONT_DESK


@pytest.mark.clause("4.1.2.1-b")
def test_a_sixth_co_signer_lifts_it_at_once_and_the_head_no_longer_decides() -> None:
    story = studied(suggestion(joint_count=5)).then(GUARD, SIXTH)
    assert holder(story) is MANAGERS
    refusal = story.refused(HEAD, ADOPT)
    assert (refusal.sort, refusal.clause) == (Sort.FORBIDDEN, "4.1.2.1-b")
    assert story.then(CENTRE_MANAGER, ADOPT).facts.decided_by == CENTRE_MANAGER.person_id


@pytest.mark.clause("4.1.2.1-b")
def test_before_the_reply_the_heads_decision_is_void() -> None:
    story = decided().then(DESK, SIXTH)
    assert "DecisionVoided" in story.happened
    assert (story.facts.status, story.facts.decision) == (Status.IN_STUDY, None)
    assert story.refused(HEAD, ADOPT).clause == "4.1.2.1-b"
    assert story.refused(HEAD, REPLY).clause == "4.1.3.1-a"
    story.then(CENTRE_MANAGER, ADOPT).then(HEAD, REPLY)


AFTER_THE_REPLY = {
    "replied": answered_suggestion(),
    "returned": answered_suggestion().then(HEAD, ReturnSheet()),
    "closed": answered_suggestion().then(HEAD, ReturnSheet()).then(DESK, SATISFIED),
    "filed": answered_suggestion()
    .then(HEAD, ReturnSheet())
    .then(DESK, SATISFIED)
    .then(DESK, Archive(owner_file_number="1-602")),
}


@pytest.mark.clause("4.1.2.1-b")
@pytest.mark.parametrize("story", AFTER_THE_REPLY.values(), ids=AFTER_THE_REPLY)
def test_after_the_reply_the_centre_manager_is_told_and_may_reopen(story: Story) -> None:
    assert story.refused(CENTRE_MANAGER, REOPEN).code == "nobody_joined_late"
    joined = story.then(DESK, SIXTH)
    assert joined.facts.status is story.facts.status
    assert joined.facts.decision is Decision.ADOPTED
    duty = joined.duty(DutyCode.SEE_LATE_CO_SIGNERS)
    assert (duty.clause, duty.role) == ("4.1.2.1-b", MANAGERS)
    for action in (REOPEN, LEAVE):
        assert joined.refused(HEAD, action).clause == "4.1.2.1-b"
    left = joined.then(CENTRE_MANAGER, LEAVE)
    assert left.owes_no(DutyCode.SEE_LATE_CO_SIGNERS)
    assert left.refused(CENTRE_MANAGER, REOPEN).code == "nobody_joined_late"
    again = joined.then(CENTRE_MANAGER, REOPEN)
    assert (again.facts.status, again.facts.closed_at, again.facts.archived_at) == (
        Status.IN_STUDY,
        None,
        None,
    )
    assert again.owes_no(DutyCode.SEE_LATE_CO_SIGNERS)
    assert again.refused(HEAD, ADOPT).clause == "4.1.2.1-b"
    once_more = again.then(CENTRE_MANAGER, ADOPT).then(HEAD, REPLY).then(HEAD, ReturnSheet())
    assert not once_more.owes_no(DutyCode.CALLBACK)


@pytest.mark.clause("4.1.2.1-b")
def test_the_count_only_grows_and_the_head_corrects_it_downwards_with_a_reason() -> None:
    story = taken_in(DESK, suggestion(joint_count=3))
    for count in (2, 3):
        assert story.refused(DESK, AddCoSigners(joint_count=count)).code == "count_only_grows"
        assert story.refused(HEAD, TreatAsJoint(joint_count=count, reason="同类")).code == "count_only_grows"
    lower = LowerJointCount(joint_count=2, reason="重复签名")
    assert story.refused(DESK, lower).clause == "3.4-b"
    assert story.refused(CLEANER, TreatAsJoint(joint_count=6, reason="同类")).clause == "3.4-b"
    for count in (3, 4):
        assert story.refused(HEAD, LowerJointCount(joint_count=count, reason="错")).code == "count_only_falls"
    assert story.then(HEAD, lower).facts.joint_count == 2


@pytest.mark.clause("4.1.2.1-b")
def test_once_with_the_centre_manager_it_never_goes_back_by_itself() -> None:
    lifted = taken_in(DESK, suggestion(joint_count=6))
    lowered = lifted.then(HEAD, LowerJointCount(joint_count=2, reason="误记"))
    assert lowered.refused(HEAD, BeginStudy()).clause == "4.1.2.1-b"
    no_longer_key = taken_in(DESK, suggestion(), is_key=True).then(TIME, ReevaluateHandler(is_key=False))
    assert no_longer_key.refused(HEAD, BeginStudy()).clause == "4.1.2.1-b"
    renamed = lowered.then(CENTRE_MANAGER, Reclassify(kind=Kind.INQUIRY, reason="其实是问询"))
    back = renamed.then(DESK, Reclassify(kind=Kind.SUGGESTION, reason="还是建议"))
    assert back.refused(HEAD, BeginStudy()).clause == "4.1.2.1-b"


@pytest.mark.clause("4.1.2.1-b")
def test_no_one_but_the_centre_manager_renames_or_strikes_out_what_is_the_centre_managers() -> None:
    lifted = taken_in(DESK, suggestion(joint_count=6))
    for actor in (DESK, HEAD):
        assert lifted.refused(actor, Reclassify(kind=Kind.INQUIRY, reason="x")).clause == "4.1.2.1-b"
        assert lifted.refused(actor, VoidCase(reason="x")).clause == "4.1.2.1-b"
    assert lifted.then(CENTRE_MANAGER, VoidCase(reason="重复")).facts.status is Status.VOIDED


@pytest.mark.clause("4.1.2.1-b")
def test_six_alike_are_joint_once_the_head_says_so() -> None:
    story = studied().then(HEAD, TreatAsJoint(joint_count=6, reason="六户各自提出"))
    assert holder(story) is MANAGERS
    (changed,) = [each for each in story.events if isinstance(each, JointCountChanged)]
    assert (changed.joint_count, changed.reason, changed.co_signers) == (6, "六户各自提出", None)


@pytest.mark.clause("4.1.2.1-b")
def test_a_resident_who_becomes_key_lifts_the_suggestion() -> None:
    key = ReevaluateHandler(is_key=True)
    assert holder(studied().then(TIME, key)) is MANAGERS
    assert not answered_suggestion().then(TIME, key).owes_no(DutyCode.SEE_LATE_CO_SIGNERS)
    assert taken_in(GUARD, suggestion()).may(TIME, ReevaluateHandler) is not None


@pytest.mark.clause("4.1.2.1-b")
def test_a_corrected_resident_is_looked_at_anew() -> None:
    corrected = AmendSheet(resident_id=RESIDENT)
    story = studied().then(DESK, corrected, is_key=True)
    assert holder(story) is MANAGERS
    assert holder(studied().then(DESK, AmendSheet(words="话"), is_key=True)) is HEADS
    assert holder(studied().then(DESK, corrected, is_key=False)) is HEADS
    captured = taken_in(DESK, inquiry()).then(DESK, corrected, is_key=True)
    assert holder(captured) is Role.FRONT_DESK


@pytest.mark.clause("4.1.2.1-b")
def test_names_alone_are_enough_where_persons_are_counted() -> None:
    six, five = tuple("甲乙丙丁戊己"), ("甲", "甲", "乙", "丙", "丁", "戊")
    assert taken_in(DESK, suggestion(co_signers=six)).facts.joint_count == 6
    assert taken_in(DESK, suggestion(co_signers=five)).facts.joint_count == 5
    assert holder(studied().then(DESK, AddCoSigners(joint_count=2, co_signers=six))) is MANAGERS
    households = Policy(version=1, joint_count_unit="households")
    by_household = taken_in(DESK, suggestion(co_signers=six, joint_count=2), policy=households)
    assert by_household.facts.joint_count == 2


@pytest.mark.clause("4.1.2.1-b")
def test_a_dissatisfied_resident_after_a_late_sixth_goes_to_the_centre_manager() -> None:
    returned = answered_suggestion().then(HEAD, ReturnSheet()).then(DESK, SIXTH)
    again = returned.then(DESK, DISSATISFIED)
    assert again.refused(HEAD, ADOPT).clause == "4.1.2.1-b"
    assert again.owes_no(DutyCode.SEE_LATE_CO_SIGNERS)
