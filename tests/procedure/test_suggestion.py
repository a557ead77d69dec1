"""4.1 Suggestions: studied, decided and answered by the right person, the way they came."""

import pytest

from app.procedure.actions.answers import (
    AnswerAtDesk,
    AssignSheet,
    Consult,
    HandToDesignee,
    IssueSheet,
    Reply,
    TakeUpSheet,
    TellProgress,
)
from app.procedure.actions.closing import Close, ReturnSheet
from app.procedure.actions.help import FinishHelpAtDesk
from app.procedure.actions.suggestions import BeginStudy, Decide, ReviewDecision
from app.procedure.actors import Actor
from app.procedure.duties import DutyCode
from app.procedure.events.answers import Replied
from app.procedure.refusal import Sort
from app.procedure.vocabulary import (
    Channel,
    Contact,
    Decision,
    Department,
    ReplyChannel,
    Role,
    Status,
)
from tests.procedure.stories import (
    AREA,
    CENTRE_MANAGER,
    DESK,
    DISSATISFIED,
    GUARD,
    HEAD,
    MANAGER,
    REPLY,
    SATISFIED,
    STAFF,
    answered_suggestion,
    decided,
    delegated,
    person,
    role_of,
    studied,
    suggestion,
    taken_in,
)

ADOPT = Decide(decision=Decision.ADOPTED, reasons="可行")
DECLINE = Decide(decision=Decision.NOT_ADOPTED, reasons="不可行")
ACTING_HEAD = person(50, Role.HEAD_OF_CUSTOMER_SERVICE)


@pytest.mark.clause("3.4-a", "4.1.2.1-a")
def test_a_suggestion_lies_with_the_head_from_acceptance() -> None:
    story = taken_in(DESK, suggestion())
    assert story.facts.responsible is not None
    assert story.facts.responsible.role is Role.HEAD_OF_CUSTOMER_SERVICE
    duty = story.duty(DutyCode.DECIDE)
    assert (duty.role, duty.clause) == (Role.HEAD_OF_CUSTOMER_SERVICE, "4.1.2.1-a")


@pytest.mark.clause("4.1.1.3-d")
@pytest.mark.parametrize("actor", STAFF, ids=role_of)
@pytest.mark.parametrize("action", [ADOPT, DECLINE], ids=["adopt", "decline"])
def test_nobody_decides_before_the_study(actor: Actor, action: Decide) -> None:
    for story in (taken_in(DESK, suggestion()), taken_in(GUARD, suggestion())):
        refusal = story.refused(actor, action)
        assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.1.1.3-d")


@pytest.mark.clause("4.1.2.1-a")
@pytest.mark.parametrize("actor", [each for each in STAFF if each is not HEAD], ids=role_of)
def test_only_the_head_studies_and_decides(actor: Actor) -> None:
    assert taken_in(DESK, suggestion()).refused(actor, BeginStudy()).clause == "4.1.2.1-a"
    refusal = studied().refused(actor, ADOPT)
    assert (refusal.sort, refusal.clause) == (Sort.FORBIDDEN, "4.1.2.1-a")


@pytest.mark.clause("4.1.2.1-a")
def test_the_acting_head_decides_personally_and_so_does_a_token_of_the_head() -> None:
    for head in (HEAD, ACTING_HEAD, delegated(HEAD)):
        story = studied().then(head, ADOPT)
        assert story.facts.decided_by == head.person_id
        assert story.facts.status is Status.DECIDED


def test_a_decision_is_taken_once_and_only_while_in_study() -> None:
    assert decided().refused(HEAD, DECLINE).code == "not_at_this_point"
    assert studied().refused(HEAD, BeginStudy()).code == "not_at_this_point"


@pytest.mark.clause("4.1.2.1-a", "3.1-b")
@pytest.mark.parametrize(
    "action",
    [
        AnswerAtDesk(answer="答复", satisfied=True),
        IssueSheet(),
        HandToDesignee(),
        TakeUpSheet(),
        FinishHelpAtDesk(result="办完"),
        AssignSheet(reason="交给客户主任", area_id=AREA),
        Close(),
    ],
    ids=lambda each: type(each).__name__,
)
def test_no_desk_finishes_a_suggestion_and_no_head_hands_it_on(action: object) -> None:
    for story in (taken_in(DESK, suggestion()), studied(), decided(), answered_suggestion()):
        for actor in (DESK, HEAD):
            refusal = story.refused(actor, action)
            assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.1.2.1-a")


@pytest.mark.clause("4.1.3.1-a")
@pytest.mark.parametrize("actor", [each for each in STAFF if each is not HEAD], ids=role_of)
def test_only_the_head_replies(actor: Actor) -> None:
    refusal = decided().refused(actor, REPLY)
    assert (refusal.sort, refusal.clause) == (Sort.FORBIDDEN, "4.1.3.1-a")


@pytest.mark.clause("4.1.3.1-a")
def test_the_head_replies_also_where_the_centre_manager_decided() -> None:
    story = taken_in(DESK, suggestion(joint_count=6)).then(CENTRE_MANAGER, BeginStudy())
    story = story.then(CENTRE_MANAGER, ADOPT)
    assert story.then(HEAD, REPLY).facts.status is Status.REPLIED
    refusal = story.refused(CENTRE_MANAGER, REPLY)
    assert (refusal.clause, refusal.missing) == ("4.1.3.1-a", ("exception_reason",))
    excepted = Reply(reply_text="答复", channel=ReplyChannel.PHONE, exception_reason="业户要求")
    assert story.then(CENTRE_MANAGER, excepted).facts.status is Status.REPLIED
    assert story.refused(DESK, excepted).clause == "4.1.3.1-a"


@pytest.mark.clause("4.1.3.1-a")
def test_there_is_no_reply_before_the_decision() -> None:
    refusal = studied().refused(HEAD, REPLY)
    assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.1.3.1-a")


WITHOUT_REASON = {
    Channel.PHONE: {ReplyChannel.PHONE, ReplyChannel.ON_SITE_ORAL},
    Channel.VISIT: {ReplyChannel.PHONE, ReplyChannel.ON_SITE_ORAL},
    Channel.MET_ON_PATROL: {ReplyChannel.PHONE, ReplyChannel.ON_SITE_ORAL},
    Channel.CONTROL_ROOM_CALL: {ReplyChannel.PHONE, ReplyChannel.ON_SITE_ORAL},
    Channel.LETTER_IN_PERSON: {ReplyChannel.WRITTEN},
    Channel.LETTER_NOT_IN_PERSON: {ReplyChannel.WRITTEN},
    Channel.SUGGESTION_BOX: {ReplyChannel.WRITTEN},
    Channel.EMAIL: {ReplyChannel.EMAIL},
    Channel.CHAT: {ReplyChannel.CHAT, ReplyChannel.PHONE, ReplyChannel.ON_SITE_ORAL},
    Channel.OTHER_SYSTEM: {ReplyChannel.CHAT, ReplyChannel.PHONE, ReplyChannel.ON_SITE_ORAL},
}


@pytest.mark.clause("4.1.3.1-b", "4.1.3.1-c", "4.1.3.1-d", "4.1.3.1-e")
@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("way", ReplyChannel)
def test_the_reply_goes_back_the_way_it_came_or_says_why_not(channel: Channel, way: ReplyChannel) -> None:
    story = decided(taken=suggestion(channel=channel))
    reply = Reply(reply_text="答复", channel=way)
    excused = Reply(reply_text="答复", channel=way, exception_reason="业户希望")
    in_parity = way in WITHOUT_REASON[channel]
    if in_parity:
        story.then(HEAD, reply)
    else:
        refusal = story.refused(HEAD, reply)
        assert (refusal.sort, refusal.clause) == (Sort.INCOMPLETE, "4.1.3.1-b")
        assert refusal.missing == ("exception_reason",)
    told = story.then(HEAD, excused).events
    (replied,) = [each for each in told if isinstance(each, Replied)]
    assert replied.parity is in_parity


@pytest.mark.clause("4.1.3.1-b")
@pytest.mark.parametrize("state", [Contact.DECLINED, Contact.NONE])
def test_whoever_left_no_contact_is_answered_on_the_notice_board(state: Contact) -> None:
    story = decided(taken=suggestion(contact=None, contact_state=state))
    board = Reply(reply_text="公告", channel=ReplyChannel.NOTICE_BOARD)
    assert story.then(HEAD, board).facts.status is Status.REPLIED


@pytest.mark.clause("4.1.1.4-d")
def test_the_promise_is_kept_by_progress_and_a_reply_within_the_centres_time() -> None:
    story = taken_in(DESK, suggestion())
    progress = story.duty(DutyCode.TELL_PROGRESS)
    assert (progress.clause, progress.role) == ("4.1.1.4-d", Role.HEAD_OF_CUSTOMER_SERVICE)
    tell = TellProgress(progress="研究中", channel=Channel.PHONE)
    for actor in (DESK, HEAD):
        assert story.then(actor, tell).owes_no(DutyCode.TELL_PROGRESS)
    assert story.refused(GUARD, tell).clause == "3.2-a"
    lifted = taken_in(DESK, suggestion(joint_count=6))
    for actor in (DESK, HEAD, CENTRE_MANAGER):
        lifted.then(actor, tell)
    reply = decided().duty(DutyCode.REPLY)
    assert (reply.clause, reply.role) == ("4.1.1.4-d", Role.HEAD_OF_CUSTOMER_SERVICE)
    assert answered_suggestion().owes_no(DutyCode.REPLY)


def test_whoever_studies_may_ask_a_department() -> None:
    ask = Consult(question="能装吗", department=Department.ENGINEERING)
    asked = studied().then(HEAD, ask)
    assert asked.duty(DutyCode.ANSWER_CONSULTATION).role is Role.ENGINEERING_DUTY_SUPERVISOR
    asked.then(HEAD, ADOPT).then(HEAD, REPLY)


@pytest.mark.clause("4.5.1-a")
def test_a_suggestion_is_called_back_although_the_head_has_replied() -> None:
    story = answered_suggestion().then(HEAD, ReturnSheet())
    assert story.facts.status is Status.RETURNED
    assert story.duty(DutyCode.CALLBACK).role is Role.FRONT_DESK
    assert story.then(DESK, SATISFIED).facts.status is Status.CLOSED


@pytest.mark.clause("4.5.1-a", "3.4-b")
@pytest.mark.parametrize("decision", [Decision.NOT_ADOPTED, Decision.DEFERRED])
def test_a_declined_suggestion_the_resident_disagrees_with_is_reviewed_once(
    decision: Decision,
) -> None:
    returned = answered_suggestion(decision).then(HEAD, ReturnSheet())
    review = ReviewDecision(upheld=True, reasons="维持")
    assert returned.refused(CENTRE_MANAGER, review).code == "no_review_due"
    disagreed = returned.then(DESK, DISSATISFIED)
    assert set(disagreed.owes) == {"review_decision"}
    assert disagreed.duty(DutyCode.REVIEW_DECISION).role is Role.CENTRE_MANAGER
    refusal = disagreed.refused(HEAD, review)
    assert (refusal.sort, refusal.clause) == (Sort.FORBIDDEN, "4.1.2.1-b")
    upheld = disagreed.then(CENTRE_MANAGER, review)
    assert set(upheld.owes) == {"close"}
    assert upheld.facts.dissatisfied_final
    assert upheld.then(DESK, Close()).facts.status is Status.CLOSED


@pytest.mark.clause("4.1.2.1-a", "4.5.1-a")
def test_a_decision_the_review_overturns_is_studied_by_the_centre_manager() -> None:
    disagreed = answered_suggestion(Decision.NOT_ADOPTED).then(HEAD, ReturnSheet()).then(DESK, DISSATISFIED)
    again = disagreed.then(CENTRE_MANAGER, ReviewDecision(upheld=False, reasons="重新研究"))
    assert again.facts.status is Status.IN_STUDY
    assert (again.facts.decision, again.facts.reply) == (None, None)
    assert again.refused(HEAD, ADOPT).clause == "4.1.2.1-b"
    declined = again.then(CENTRE_MANAGER, DECLINE).then(HEAD, REPLY).then(HEAD, ReturnSheet())
    assert not declined.owes_no(DutyCode.CALLBACK)
    final = declined.then(DESK, DISSATISFIED)
    assert set(final.owes) == {"close"}
    assert final.facts.dissatisfied_final


@pytest.mark.clause("4.5.1-a", "3.4-b")
def test_an_adopted_suggestion_that_dissatisfies_is_studied_again_then_by_the_centre_manager() -> None:
    once = answered_suggestion().then(HEAD, ReturnSheet()).then(DESK, DISSATISFIED)
    assert once.facts.status is Status.IN_STUDY
    assert once.owes_no(DutyCode.KEEP_CONTACT)
    assert once.told == [Role.HEAD_OF_CUSTOMER_SERVICE]
    twice = once.then(HEAD, ADOPT).then(HEAD, REPLY).then(HEAD, ReturnSheet()).then(DESK, DISSATISFIED)
    assert twice.refused(HEAD, ADOPT).clause == "4.1.2.1-b"
    assert twice.then(CENTRE_MANAGER, ADOPT).facts.status is Status.DECIDED
    assert MANAGER.person_id not in twice.facts.handled_by
