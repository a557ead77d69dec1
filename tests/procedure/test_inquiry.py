"""4.3 Inquiries at the desk: made clear at once or when found out; never simply turned away."""

from datetime import timedelta

import pytest

from app.procedure.actions.answers import (
    AnswerAtDesk,
    CannotAnswer,
    IssueSheet,
    MarkClarified,
)
from app.procedure.actions.closing import Close
from app.procedure.actions.intake import Reclassify
from app.procedure.actions.supervision import ExtendDuty
from app.procedure.actors import Actor
from app.procedure.duties import DutyCode
from app.procedure.policy import Policy
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Contact, Kind, Role, Status
from tests.procedure.stories import (
    AREA,
    DESK,
    HEAD,
    LEFT_A_NUMBER,
    MORNING,
    OTHER_DESK,
    RESIDENT,
    SATISFIED,
    STAFF,
    challenge,
    id_of,
    inquiry,
    role_of,
    taken_in,
)

CONTENT = AnswerAtDesk(answer="答复", satisfied=True)
NOT_CONTENT = AnswerAtDesk(answer="答复", satisfied=False)
KINDS = pytest.mark.parametrize("taken", [inquiry, challenge], ids=["inquiry", "challenge"])
SHEET = {Kind.INQUIRY: "4.3.4(1)-a", Kind.CHALLENGE: "4.4.3-a"}
CONTACT = {Kind.INQUIRY: "4.3.1-b", Kind.CHALLENGE: "4.4.1-b"}
AGAIN = {Kind.INQUIRY: "4.3.1-c", Kind.CHALLENGE: "4.4.1-c"}


@pytest.mark.clause("4.3.1-a", "4.4.1-a", "4.5.1-b")
@KINDS
def test_made_clear_by_the_desk_it_is_closed_without_sheet_or_callback(taken: object) -> None:
    assert callable(taken)
    story = taken_in(DESK, taken()).then(DESK, CONTENT)
    assert story.facts.status is Status.CLOSED
    assert story.facts.finished_by_desk
    assert not story.facts.sheet_issued
    assert story.owes == {}


@pytest.mark.clause("4.3.4(1)-a", "4.4.3-a")
@KINDS
def test_explained_and_still_not_content_the_sheet_is_owed_and_nothing_else_will_do(
    taken: object,
) -> None:
    assert callable(taken)
    story = taken_in(DESK, taken()).then(DESK, NOT_CONTENT)
    assert story.facts.kind is not None
    clause = SHEET[story.facts.kind]
    assert set(story.owes) == {"issue_sheet"}
    assert story.duty(DutyCode.ISSUE_SHEET).clause == clause
    for action in (CONTENT, MarkClarified(), Close()):
        refusal = story.refused(DESK, action)
        assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, clause)
        assert refusal.next_action is not None
        assert refusal.next_action.action == "issue-sheet"
    issued = story.then(DESK, IssueSheet())
    assert issued.facts.status is Status.ISSUED
    assert issued.facts.sheet_issued
    assert issued.facts.responsible is not None
    assert issued.facts.responsible.area_id == AREA


@pytest.mark.clause("4.3.4(1)-a", "4.4.3-a", "4.6.1-a")
@KINDS
def test_an_unanswered_matter_does_not_close_at_the_desk(taken: object) -> None:
    assert callable(taken)
    for story in (taken_in(DESK, taken()), taken_in(DESK, taken()).then(DESK, LEFT_A_NUMBER)):
        assert story.facts.kind is not None
        assert story.refused(DESK, Close()).clause == SHEET[story.facts.kind]


@pytest.mark.clause("4.3.1-b", "4.4.1-b")
@KINDS
def test_what_cannot_be_answered_now_is_not_left_without_asking_for_a_contact(taken: object) -> None:
    assert callable(taken)
    story = taken_in(DESK, taken(contact=None, contact_asked=False))
    assert story.facts.kind is not None
    clause = CONTACT[story.facts.kind]
    unasked = CannotAnswer(contact_asked=False, contact_state=Contact.DECLINED)
    refusal = story.refused(DESK, unasked)
    assert (refusal.sort, refusal.clause, refusal.missing) == (Sort.INCOMPLETE, clause, ("contact_asked",))
    assert story.refused(DESK, LEFT_A_NUMBER).missing == ("contact",)
    assert story.refused(DESK, IssueSheet()).clause == clause
    declined = CannotAnswer(contact_asked=True, contact_state=Contact.DECLINED)
    assert story.then(DESK, declined).then(DESK, IssueSheet()).facts.status is Status.ISSUED
    left = CannotAnswer(contact_asked=True, contact_state=Contact.GIVEN, contact="13800000000")
    assert story.then(DESK, left).facts.contact is Contact.GIVEN
    taken_in(DESK, taken(contact=None, resident_id=RESIDENT)).then(DESK, LEFT_A_NUMBER)


@pytest.mark.clause("4.3.1-c", "4.4.1-c")
@KINDS
def test_once_found_out_the_reply_is_due_at_once_and_the_whole_the_same_day(taken: object) -> None:
    assert callable(taken)
    story = taken_in(DESK, taken()).then(DESK, LEFT_A_NUMBER)
    assert story.facts.kind is not None
    assert set(story.owes) == {"answer_at_desk", "find_out"}
    found = story.after(minutes=60).then(DESK, MarkClarified(found_out="查明"))
    reply = found.duty(DutyCode.REPLY_WHEN_CLARIFIED)
    assert (reply.clause, reply.role) == (AGAIN[story.facts.kind], Role.FRONT_DESK)
    assert reply.due_at == MORNING + timedelta(minutes=90)
    overall = found.duty(DutyCode.ANSWER_AT_DESK)
    assert overall.due_at is not None
    assert overall.due_at.astimezone(MORNING.tzinfo).strftime("%d %H:%M") == "01 18:00"
    assert found.after(hours=20).then(DESK, CONTENT).facts.status is Status.CLOSED


@pytest.mark.clause("4.3.1-c", "4.3.4(1)-a", "4.4.1-c", "4.4.3-a")
@KINDS
def test_when_the_desks_window_is_over_the_sheet_is_forced(taken: object) -> None:
    assert callable(taken)
    story = taken_in(DESK, taken()).then(DESK, LEFT_A_NUMBER)
    assert story.facts.kind is not None
    assert story.after(minutes=120).then(DESK, CONTENT).facts.status is Status.CLOSED
    late = story.after(minutes=121)
    for action in (CONTENT, MarkClarified()):
        assert late.refused(DESK, action).clause == SHEET[story.facts.kind]
    assert late.then(DESK, IssueSheet()).facts.status is Status.ISSUED


@pytest.mark.clause("4.3.4(1)-a")
def test_a_centre_may_want_the_sheet_at_once() -> None:
    strict = Policy(version=1, desk_window=0)
    story = taken_in(DESK, inquiry(), policy=strict).then(DESK, LEFT_A_NUMBER)
    assert set(story.owes) == {"issue_sheet"}
    assert story.refused(DESK, CONTENT).clause == "4.3.4(1)-a"
    taken_in(DESK, inquiry(), policy=strict).then(DESK, CONTENT)


def test_the_head_may_give_the_desk_more_time() -> None:
    more = ExtendDuty(duty="find_out", due_at=MORNING + timedelta(hours=6), reason="等外单位")
    story = taken_in(DESK, inquiry()).then(DESK, LEFT_A_NUMBER).then(HEAD, more)
    assert story.after(hours=5).then(DESK, CONTENT).facts.status is Status.CLOSED


def test_a_window_of_the_former_kind_binds_nobody() -> None:
    story = taken_in(DESK, inquiry()).then(DESK, LEFT_A_NUMBER).after(hours=3)
    renamed = story.then(DESK, Reclassify(kind=Kind.CHALLENGE, reason="其实是质疑"))
    assert renamed.then(DESK, CONTENT).facts.status is Status.CLOSED


@pytest.mark.clause("3.1-a")
@pytest.mark.parametrize("actor", [each for each in STAFF if each is not DESK], ids=role_of)
def test_only_the_desk_works_at_the_desk(actor: Actor) -> None:
    story = taken_in(DESK, inquiry()).then(DESK, LEFT_A_NUMBER)
    for action in (CONTENT, LEFT_A_NUMBER, MarkClarified(), IssueSheet()):
        assert story.refused(actor, action).clause == "3.1-a"


@pytest.mark.clause("4.5.1-b", "3.1-c")
def test_an_answer_the_desk_only_relays_is_called_back_by_another() -> None:
    relayed = AnswerAtDesk(answer="主任的答复", satisfied=True, prepared_by_other=True)
    story = taken_in(DESK, inquiry()).then(DESK, relayed)
    assert set(story.owes) == {"callback:1"}
    assert story.refused(DESK, Close()).clause == "4.5.1-a"
    assert story.refused(DESK, SATISFIED).clause == "3.1-c"
    assert story.then(OTHER_DESK, SATISFIED).facts.status is Status.CLOSED


@pytest.mark.clause("3.2-a")
def test_an_area_without_a_manager_alerts_the_head() -> None:
    story = taken_in(DESK, inquiry()).then(DESK, IssueSheet(), area_managers=frozenset())
    assert story.facts.responsible is not None
    assert story.facts.responsible.role is Role.HEAD_OF_CUSTOMER_SERVICE
    alert = story.duty(DutyCode.ASSIGN_AREA_MANAGER)
    assert (alert.clause, alert.role) == ("3.2-a", Role.HEAD_OF_CUSTOMER_SERVICE)
    nowhere = taken_in(DESK, inquiry(area_id=None)).then(DESK, IssueSheet())
    assert nowhere.facts.responsible is not None
    assert nowhere.facts.responsible.role is Role.HEAD_OF_CUSTOMER_SERVICE
    assert nowhere.owes_no(DutyCode.ASSIGN_AREA_MANAGER)


@pytest.mark.clause("4.4.4-c")
def test_nobody_at_the_desk_explains_a_matter_about_themselves() -> None:
    story = taken_in(DESK, inquiry(persons_concerned=(id_of(DESK),)))
    refusal = story.refused(DESK, CONTENT)
    assert (refusal.sort, refusal.code) == (Sort.FORBIDDEN, "person_concerned")
    assert story.then(OTHER_DESK, CONTENT).facts.status is Status.CLOSED
