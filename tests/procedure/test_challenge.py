"""4.4 Challenges: the important or sensitive is answered with words the head has approved, and no others."""

from dataclasses import replace

import pytest

from app.procedure.actions.answers import (
    AnswerAtDesk,
    Approve,
    IssueSheet,
    Reject,
    Reply,
    RequestApproval,
    TakeUpSheet,
    TellProgress,
)
from app.procedure.actions.closing import ReturnSheet
from app.procedure.actions.intake import Reclassify, VoidCase
from app.procedure.actions.supervision import ClearFlag, Flag, RaiseFlag
from app.procedure.actors import Actor
from app.procedure.context import Routing
from app.procedure.duties import DutyCode
from app.procedure.facts import ApprovalState
from app.procedure.policy import Policy
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Channel, Kind, ReplyChannel, Role, Status
from tests.procedure.stories import (
    CENTRE_MANAGER,
    CLEANER,
    DESK,
    DISSATISFIED,
    FOUND,
    GUARD,
    HEAD,
    MANAGER,
    REPLY,
    SATISFIED,
    STAFF,
    Story,
    challenge,
    id_of,
    inquiry,
    person,
    role_of,
    taken_in,
    with_the_manager,
)

CONTENT = AnswerAtDesk(answer="解释", satisfied=True)
ASK = RequestApproval(reply_text="答复")
REJECT = Reject(remark="数字要核对")
FLAGS = pytest.mark.parametrize("flag", ["important", "sensitive"])


def flagged(flag: str = "sensitive", **said: object) -> Story:
    return with_the_manager(challenge(**{flag: True}, **said)).then(MANAGER, FOUND)


@pytest.mark.clause("4.4.1-a")
def test_an_ordinary_challenge_the_desk_explains_itself() -> None:
    assert taken_in(DESK, challenge()).then(DESK, CONTENT).facts.status is Status.CLOSED


@pytest.mark.clause("4.4.4-c")
@FLAGS
def test_a_flagged_one_without_a_unified_answer_is_not_answered_at_the_desk(flag: str) -> None:
    story = taken_in(DESK, challenge(**{flag: True}))
    refusal = story.refused(DESK, CONTENT)
    assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.4.4-c")
    assert refusal.next_action is not None
    assert refusal.next_action.action == "issue-sheet"
    assert story.then(DESK, IssueSheet()).facts.status is Status.ISSUED
    left_open = Policy(version=1, sensitive_at_desk_blocked=False)
    assert story.then(DESK, CONTENT, policy=left_open).facts.status is Status.CLOSED


@pytest.mark.clause("4.4.4-c")
@FLAGS
def test_it_is_answered_with_the_very_words_the_head_approved(flag: str) -> None:
    story = flagged(flag)
    refusal = story.refused(MANAGER, REPLY)
    assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.4.4-c")
    asked = story.then(MANAGER, ASK)
    assert asked.facts.status is Status.AWAITING_APPROVAL
    assert asked.refused(MANAGER, REPLY).clause == "4.4.4-c"
    duty = asked.duty(DutyCode.APPROVE)
    assert (duty.clause, duty.role) == ("4.4.4-c", Role.HEAD_OF_CUSTOMER_SERVICE)
    approved = asked.then(HEAD, Approve())
    for other in ("答复。", "答 复", "答", "答复\n"):
        assert approved.refused(MANAGER, replace(REPLY, reply_text=other)).clause == "4.4.4-c"
    assert approved.refused(MANAGER, replace(REPLY, words_added="另外")).clause == "4.4.4-c"
    assert approved.then(MANAGER, REPLY).facts.status is Status.REPLIED


@pytest.mark.clause("4.4.4-c")
def test_words_added_are_part_of_what_is_approved() -> None:
    whole = flagged().then(MANAGER, RequestApproval(reply_text="答复\n另外")).then(HEAD, Approve())
    assert whole.then(MANAGER, replace(REPLY, words_added="另外")).facts.status is Status.REPLIED
    assert whole.refused(MANAGER, REPLY).clause == "4.4.4-c"


@pytest.mark.clause("4.4.4-c")
def test_a_new_request_voids_the_former_approval() -> None:
    approved = flagged().then(MANAGER, ASK).then(HEAD, Approve())
    anew = approved.then(MANAGER, RequestApproval(reply_text="改过的答复"))
    assert anew.refused(MANAGER, REPLY).clause == "4.4.4-c"
    assert anew.facts.approval is not None
    assert anew.facts.approval.state is ApprovalState.REQUESTED


@pytest.mark.clause("4.4.4-c")
@pytest.mark.parametrize("actor", [each for each in STAFF if each is not HEAD], ids=role_of)
def test_only_the_head_approves_or_rejects(actor: Actor) -> None:
    story = flagged().then(MANAGER, ASK)
    for action in (Approve(), REJECT):
        refusal = story.refused(actor, action)
        assert (refusal.sort, refusal.clause) == (Sort.FORBIDDEN, "4.4.4-c")


@pytest.mark.clause("4.4.4-c")
def test_rejected_it_goes_back_and_no_reply_goes_out() -> None:
    story = flagged().then(MANAGER, ASK).then(HEAD, REJECT)
    assert story.facts.status is Status.IN_PROGRESS
    assert story.refused(MANAGER, REPLY).clause == "4.4.4-c"
    for action in (Approve(), REJECT):
        assert story.refused(HEAD, action).code == "nothing_to_approve"
    assert set(story.owes) == {"handle_sheet", "consider_script"}
    again = story.then(MANAGER, RequestApproval(reply_text="核对过的答复"))
    assert "approve:2" in again.owes


@pytest.mark.clause("4.4.4-c")
def test_after_the_second_rejection_the_resident_hears_that_it_goes_on() -> None:
    once = flagged().then(MANAGER, ASK).then(HEAD, REJECT)
    assert once.owes_no(DutyCode.PROGRESS_NOTICE)
    twice = once.then(MANAGER, ASK).then(HEAD, REJECT)
    duty = twice.duty(DutyCode.PROGRESS_NOTICE)
    assert (duty.clause, duty.role) == ("4.4.4-c", Role.AREA_CUSTOMER_MANAGER)
    assert not twice.then(MANAGER, ASK).owes_no(DutyCode.PROGRESS_NOTICE)
    told = twice.then(MANAGER, TellProgress(progress="仍在核实", channel=Channel.PHONE))
    assert told.owes_no(DutyCode.PROGRESS_NOTICE)
    third = told.then(MANAGER, ASK).then(HEAD, REJECT)
    assert not third.owes_no(DutyCode.PROGRESS_NOTICE)
    patient = Policy(version=1, progress_after_rejections=3)
    lenient = flagged().under(policy=patient).then(MANAGER, ASK).then(HEAD, REJECT)
    assert lenient.then(MANAGER, ASK).then(HEAD, REJECT).owes_no(DutyCode.PROGRESS_NOTICE)


@pytest.mark.clause("4.4.4-a")
def test_findings_come_before_the_request() -> None:
    story = with_the_manager(challenge(sensitive=True))
    assert story.refused(MANAGER, ASK).clause == "4.4.4-a"


def test_only_the_handler_asks_and_only_for_what_is_flagged() -> None:
    assert flagged().refused(DESK, ASK).clause == "3.2-a"
    plain = with_the_manager(challenge()).then(MANAGER, FOUND)
    assert plain.refused(MANAGER, ASK).code == "no_approval_needed"
    assert taken_in(DESK, challenge(sensitive=True)).refused(DESK, ASK).code == "not_at_this_point"
    asked = flagged().then(MANAGER, ASK).then(HEAD, Approve()).then(MANAGER, REPLY)
    assert asked.refused(HEAD, Approve()).code == "not_at_this_point"


@pytest.mark.clause("4.4.4-c")
def test_where_the_head_is_concerned_only_the_centre_manager_approves_and_clears() -> None:
    story = flagged(persons_concerned=(id_of(HEAD),)).then(MANAGER, ASK)
    assert story.duty(DutyCode.APPROVE).role is Role.CENTRE_MANAGER
    clear = ClearFlag(flag=Flag.SENSITIVE, reason="不敏感")
    for action in (Approve(), REJECT, clear, VoidCase(reason="x")):
        assert story.refused(HEAD, action).sort is Sort.FORBIDDEN
    assert story.then(CENTRE_MANAGER, Approve()).then(MANAGER, REPLY).facts.status is Status.REPLIED
    assert not story.then(CENTRE_MANAGER, clear).facts.sensitive
    both = person(60, Role.HEAD_OF_CUSTOMER_SERVICE, Role.CENTRE_MANAGER)
    theirs = flagged(persons_concerned=(id_of(both),)).under(heads=frozenset({id_of(both)}))
    assert theirs.then(MANAGER, ASK).refused(both, Approve()).clause == "4.4.4-c"


@pytest.mark.clause("4.4.4-c")
def test_where_the_area_manager_is_concerned_the_head_answers_and_the_centre_manager_approves() -> None:
    about_the_manager = RaiseFlag(flag=Flag.SENSITIVE, persons_concerned=(id_of(MANAGER),))
    named_at_once = with_the_manager(challenge(sensitive=True, persons_concerned=(id_of(MANAGER),)))
    named_later = with_the_manager(challenge()).then(GUARD, about_the_manager)
    for story in (named_at_once, named_later):
        asked = story.then(HEAD, TakeUpSheet()).then(HEAD, FOUND).then(HEAD, ASK)
        assert asked.duty(DutyCode.APPROVE).role is Role.CENTRE_MANAGER
        clear = ClearFlag(flag=Flag.SENSITIVE, reason="不敏感")
        for action in (Approve(), REJECT, clear):
            assert asked.refused(HEAD, action).clause == "4.4.4-c"
        replied = asked.then(CENTRE_MANAGER, Approve()).then(HEAD, REPLY)
        assert replied.facts.status is Status.REPLIED


@pytest.mark.clause("4.4.4-c")
def test_a_head_named_while_the_words_wait_no_longer_approves_them() -> None:
    asked = flagged().then(MANAGER, ASK)
    named = asked.then(GUARD, RaiseFlag(flag=Flag.IMPORTANT, persons_concerned=(id_of(HEAD),)))
    assert named.duty(DutyCode.APPROVE).role is Role.CENTRE_MANAGER
    assert named.refused(HEAD, Approve()).clause == "4.4.4-c"
    named.then(CENTRE_MANAGER, Approve())


@pytest.mark.clause("4.4.4-c")
def test_a_sheet_leaves_the_hands_of_whoever_turns_out_to_be_concerned() -> None:
    mark = RaiseFlag(flag=Flag.SENSITIVE, persons_concerned=(id_of(MANAGER),))
    story = with_the_manager(challenge()).then(GUARD, mark)
    assert story.facts.responsible is not None
    assert story.facts.responsible.role is Role.HEAD_OF_CUSTOMER_SERVICE
    about_the_head = RaiseFlag(flag=Flag.SENSITIVE, persons_concerned=(id_of(HEAD),))
    moved = story.then(HEAD, TakeUpSheet()).then(GUARD, about_the_head)
    assert moved.facts.responsible is not None
    assert moved.facts.responsible.role is Role.CENTRE_MANAGER
    elsewhere = RaiseFlag(flag=Flag.SENSITIVE, persons_concerned=(id_of(CLEANER),))
    untouched = with_the_manager(challenge()).then(GUARD, elsewhere)
    assert untouched.facts.responsible is not None
    assert untouched.facts.responsible.role is Role.AREA_CUSTOMER_MANAGER


@pytest.mark.clause("4.4.4-c")
@pytest.mark.parametrize("actor", STAFF, ids=role_of)
def test_anyone_sets_a_mark_and_only_the_head_takes_it_away(actor: Actor) -> None:
    marked = with_the_manager(challenge()).then(actor, RaiseFlag(flag=Flag.IMPORTANT))
    assert marked.facts.important
    clear = ClearFlag(flag=Flag.IMPORTANT, reason="不重要")
    if actor is HEAD:
        assert not marked.then(HEAD, clear).facts.important
        assert marked.refused(HEAD, ClearFlag(flag=Flag.SENSITIVE, reason="x")).code == "mark_not_set"
    else:
        refusal = marked.refused(actor, clear)
        assert (refusal.sort, refusal.clause) == (Sort.FORBIDDEN, "4.4.4-c")


@pytest.mark.clause("4.4.4-c")
def test_a_mark_binds_at_once_and_only_challenges() -> None:
    story = with_the_manager(challenge()).then(MANAGER, FOUND)
    assert story.then(DESK, RaiseFlag(flag=Flag.SENSITIVE)).refused(MANAGER, REPLY).clause == "4.4.4-c"
    question = with_the_manager(inquiry(sensitive=True)).then(MANAGER, FOUND)
    assert question.then(MANAGER, REPLY).facts.status is Status.REPLIED
    assert taken_in(DESK, inquiry(sensitive=True)).then(DESK, CONTENT).facts.status is Status.CLOSED


@pytest.mark.clause("4.4.4-c")
def test_the_topic_sets_the_mark() -> None:
    for routing in (Routing(important=True), Routing(sensitive=True)):
        story = taken_in(DESK, challenge(), routing=routing)
        assert story.refused(DESK, CONTENT).clause == "4.4.4-c"
        assert taken_in(DESK, inquiry(), routing=routing).then(DESK, CONTENT).facts.status is Status.CLOSED


@pytest.mark.clause("4.4.4-c", "3.4-b")
def test_a_marked_challenge_is_renamed_by_the_head_alone() -> None:
    rename = Reclassify(kind=Kind.INQUIRY, reason="只是询问")
    story = taken_in(DESK, challenge(sensitive=True))
    assert story.refused(DESK, rename).clause == "3.4-b"
    assert story.then(HEAD, rename).then(DESK, CONTENT).facts.status is Status.CLOSED
    assert taken_in(DESK, challenge()).then(DESK, rename).facts.kind is Kind.INQUIRY


@pytest.mark.clause("4.4.4-c", "4.5.1-a")
def test_begun_again_it_needs_findings_and_approval_once_more() -> None:
    returned = (
        flagged().then(MANAGER, ASK).then(HEAD, Approve()).then(MANAGER, REPLY).then(MANAGER, ReturnSheet())
    )
    assert returned.then(DESK, SATISFIED).facts.status is Status.CLOSED
    again = returned.then(DESK, DISSATISFIED)
    assert again.refused(MANAGER, REPLY).clause == "4.4.4-a"
    assert again.then(MANAGER, FOUND).refused(MANAGER, REPLY).clause == "4.4.4-c"
    assert Reply(reply_text="答复", channel=ReplyChannel.PHONE) == REPLY
