"""The desk accepts what others captured, and may correct what was wrong."""

from typing import Any

import pytest

from app.procedure.actions.answers import AnswerAtDesk
from app.procedure.actions.intake import (
    Accept,
    AddFollowUpContact,
    ConfirmHandOff,
    ReferChoice,
    TakeIn,
)
from app.procedure.actions.supervision import Supervise
from app.procedure.context import Routing
from app.procedure.duties import DutyCode
from app.procedure.events.intake import SheetWritten
from app.procedure.policy import Policy
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Channel, Department, Kind, RelatedProcedure, Role, Status
from tests.procedure.stories import (
    A_SYSTEM,
    AREA,
    CENTRE_MANAGER,
    CONTROL_ROOM,
    DESK,
    GUARD,
    HEAD,
    MANAGER,
    MORNING,
    NEXT_DAY,
    NIGHT,
    UNIT,
    answered_suggestion,
    challenge,
    help_wanted,
    inquiry,
    suggestion,
    taken_in,
)

AT_THE_DESK = {"refer_choice": ReferChoice.REFERRED_TO_DESK}
REPAIR = RelatedProcedure.REPAIR


@pytest.mark.clause("4.1.1.2-b", "4.6.1-b", "4.6.1-a")
def test_a_captured_suggestion_is_accepted_with_its_sheet_and_keeps_who_heard_it() -> None:
    story = taken_in(GUARD, suggestion()).at(NEXT_DAY).then(DESK, Accept())
    facts = story.facts
    assert (facts.accepted_at, facts.accepted_by) == (NEXT_DAY, DESK.person_id)
    assert (facts.received_at, facts.received_by) == (MORNING, GUARD.person_id)
    assert facts.sheet_issued
    assert facts.responsible is not None
    assert facts.responsible.role is Role.HEAD_OF_CUSTOMER_SERVICE


@pytest.mark.clause("4.6.1-b")
def test_nothing_is_accepted_twice() -> None:
    story = taken_in(GUARD, inquiry()).then(DESK, Accept())
    refusal = story.refused(DESK, Accept())
    assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.6.1-b")


@pytest.mark.clause("1.1-a")
def test_the_desk_settles_the_kind_and_never_two_at_once() -> None:
    story = taken_in(GUARD, TakeIn(related_procedure=REPAIR, words="灯不亮"))
    assert story.then(DESK, Accept()).facts.status is Status.HANDED_OFF
    renamed = story.then(DESK, Accept(kind=Kind.INQUIRY)).facts
    assert (renamed.kind, renamed.related_procedure) == (Kind.INQUIRY, None)
    assert story.refused(DESK, Accept(kind=Kind.HELP, related_procedure=REPAIR)).clause == "1.1-a"


@pytest.mark.clause("4.2.1-a")
def test_what_turns_out_to_be_help_needs_a_place_before_anyone_is_told() -> None:
    story = taken_in(GUARD, inquiry(unit_id=None, area_id=None))
    refusal = story.refused(DESK, Accept(kind=Kind.HELP))
    assert (refusal.clause, refusal.missing) == ("4.2.1-a", ("place",))
    places: tuple[dict[str, Any], ...] = (
        {"place": "大堂"},
        {"unit_id": UNIT},
        {"area_id": AREA},
        {"building_id": UNIT},
    )
    for place in places:
        told = story.then(DESK, Accept(kind=Kind.HELP, **place))
        assert told.facts.status is Status.NOTIFIED
    told_before = taken_in(GUARD, inquiry(unit_id=None, area_id=None, building_id=UNIT))
    assert told_before.then(DESK, Accept(kind=Kind.HELP)).facts.status is Status.NOTIFIED


@pytest.mark.clause("4.2.2-a")
def test_help_the_control_room_passed_on_may_turn_out_to_be_a_question() -> None:
    story = taken_in(CONTROL_ROOM, help_wanted())
    asked = story.then(DESK, Accept(kind=Kind.INQUIRY, words="几点关门"))
    assert set(asked.owes) == {"answer_at_desk"}


def test_help_on_its_way_is_not_renamed() -> None:
    story = taken_in(GUARD, help_wanted())
    assert story.refused(DESK, Accept(kind=Kind.INQUIRY)).clause == "4.2.1-a"
    assert story.then(DESK, Accept()).facts.status is Status.NOTIFIED


@pytest.mark.clause("4.4.4-c")
def test_a_mark_a_colleague_set_is_not_lost_by_a_new_name_at_the_desk() -> None:
    story = taken_in(GUARD, challenge(sensitive=True, **AT_THE_DESK))
    assert story.refused(DESK, Accept(kind=Kind.INQUIRY)).clause == "4.4.4-c"
    accepted = story.then(DESK, Accept(kind=Kind.CHALLENGE))
    assert accepted.refused(DESK, AnswerAtDesk(answer="x", satisfied=True)).clause == "4.4.4-c"
    plain = taken_in(GUARD, challenge(**AT_THE_DESK))
    assert plain.then(DESK, Accept(kind=Kind.INQUIRY)).facts.kind is Kind.INQUIRY


@pytest.mark.clause("4.4.5-a")
def test_topic_and_marks_of_the_centre_bind_what_the_desk_accepts() -> None:
    routing = Routing(topic="维修资金", important=True)
    story = taken_in(GUARD, challenge(topic=None, **AT_THE_DESK))
    accepted = story.then(DESK, Accept(), routing=routing)
    assert accepted.facts.important
    assert accepted.facts.topic == "维修资金"
    assert not accepted.owes_no(DutyCode.CONSIDER_SCRIPT)


def test_what_routing_suggests_replaces_nothing_somebody_wrote() -> None:
    routing = Routing(topic="别的", department=Department.SECURITY)
    told = taken_in(GUARD, inquiry(topic="门禁", department=Department.ENGINEERING, summary="摘要"))
    accepted = told.then(DESK, Accept(words="门禁卡丢了"), routing=routing)
    assert (accepted.facts.topic, accepted.facts.department) == ("门禁", Department.ENGINEERING)
    written = next(each for each in accepted.events[3:] if isinstance(each, SheetWritten))
    assert (written.words, written.summary) == ("门禁卡丢了", None)
    bare = taken_in(GUARD, inquiry()).then(DESK, Accept(), routing=routing)
    assert (bare.facts.topic, bare.facts.department) == ("别的", Department.SECURITY)


@pytest.mark.clause("4.1.2.1-b")
def test_the_count_is_the_greater_of_the_two_and_the_key_flag_is_looked_up() -> None:
    story = taken_in(GUARD, suggestion(joint_count=6))
    accepted = story.then(DESK, Accept(joint_count=2))
    assert accepted.facts.joint_count == 6
    assert accepted.facts.held_by_centre_manager
    assert taken_in(GUARD, suggestion()).then(DESK, Accept(joint_count=6)).facts.held_by_centre_manager
    assert taken_in(GUARD, suggestion()).then(DESK, Accept(), is_key=True).facts.held_by_centre_manager


@pytest.mark.clause("4.1.1.4-a")
def test_a_suggestion_another_system_sent_is_answered_with_a_call() -> None:
    story = taken_in(A_SYSTEM, suggestion(channel=None)).then(DESK, Accept())
    assert story.facts.channel is Channel.OTHER_SYSTEM
    assert not story.owes_no(DutyCode.ACK_CALL)
    assert taken_in(GUARD, suggestion()).then(DESK, Accept()).owes_no(DutyCode.ACK_CALL)


@pytest.mark.clause("4.3.2-b")
def test_the_desk_may_take_over_what_a_colleague_promised_to_find_out() -> None:
    promised = inquiry(sure=False, refer_choice=ReferChoice.CONTACT_TAKEN, finding_out_myself=True)
    story = taken_in(GUARD, promised).then(DESK, Accept())
    assert set(story.owes) == {"answer_at_desk"}


def test_an_answer_on_the_spot_may_still_be_registered() -> None:
    story = taken_in(GUARD, inquiry(answer="答复", satisfied=True)).then(DESK, Accept())
    assert story.facts.status is Status.ACCEPTED
    assert story.facts.closed_at is None


@pytest.mark.clause("4.6.1-b")
def test_a_hand_off_is_owed_until_the_other_procedure_has_it() -> None:
    story = taken_in(DESK, TakeIn(related_procedure=REPAIR, words="灯不亮"))
    confirm = ConfirmHandOff(received_by_whom="工程部")
    assert story.refused(GUARD, confirm).clause == "3.1-a"
    confirmed = story.then(DESK, confirm)
    assert confirmed.owes == {}
    assert confirmed.refused(DESK, confirm).clause == "4.6.1-b"


@pytest.mark.clause("3.4-b")
@pytest.mark.parametrize("threshold", [1, 2, 3])
def test_a_resident_who_keeps_asking_comes_before_the_head(threshold: int) -> None:
    policy = Policy(version=1, follow_up_contacts_flag=threshold)
    story = taken_in(DESK, inquiry(), policy=policy)
    asked_again = AddFollowUpContact(words="有结果了吗")
    for nth in range(1, threshold):
        story = story.then(DESK, asked_again)
        assert story.facts.follow_up_contacts == nth
        assert story.owes_no(DutyCode.SEE_FOLLOW_UPS)
    story = story.then(GUARD, asked_again)
    assert story.duty(DutyCode.SEE_FOLLOW_UPS).role is Role.HEAD_OF_CUSTOMER_SERVICE
    for superior in (HEAD, CENTRE_MANAGER):
        seen = story.then(superior, Supervise(instruction="请尽快"))
        assert seen.owes_no(DutyCode.SEE_FOLLOW_UPS)
        assert not seen.then(DESK, asked_again).owes_no(DutyCode.SEE_FOLLOW_UPS)


def test_a_case_that_is_over_takes_no_further_contact() -> None:
    story = taken_in(DESK, inquiry(answer="答复", satisfied=True))
    assert story.refused(DESK, AddFollowUpContact(words="还有")).code == "case_is_over"
    assert answered_suggestion().then(MANAGER, AddFollowUpContact(words="还有")).facts.follow_up_contacts == 1
    taken_in(GUARD, help_wanted(), NIGHT).then(GUARD, AddFollowUpContact(words="快点"))
