"""4.3.3 An inquiry outside the centre's services gets another way, and the offer to ask for the resident."""

from dataclasses import replace
from typing import Any

import pytest

from app.procedure.actions.answers import (
    AnswerAtDesk,
    IssueSheet,
    RecordProxyAnswer,
    Reply,
    TellProxyAnswer,
)
from app.procedure.actions.closing import Close, ReturnSheet
from app.procedure.actions.intake import AmendSheet, Reclassify
from app.procedure.actions.supervision import ClearFlag, Flag, RaiseFlag
from app.procedure.duties import DutyCode
from app.procedure.events.answers import AlternativesOffered
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Kind, ReplyChannel, Role, Status
from tests.procedure.stories import (
    DESK,
    FOUND,
    GUARD,
    HEAD,
    MANAGER,
    OTHER_DESK,
    SATISFIED,
    Story,
    challenge,
    help_wanted,
    inquiry,
    replied,
    taken_in,
    turned_away,
    with_the_manager,
)

OUTSIDE = inquiry(out_of_scope=True)
BARE = AnswerAtDesk(answer="这要问燃气公司", satisfied=True)
WAY = replace(BARE, alternatives=("燃气公司",))
OFFERED = replace(WAY, proxy_offered=True)
ASKED_US = replace(OFFERED, proxy_accepted=True)
TOLD = TellProxyAnswer(channel=ReplyChannel.PHONE)
ANSWER = RecordProxyAnswer(proxy_answer="周一上门")
REPLY = Reply(reply_text="答复", channel=ReplyChannel.PHONE)


def asked_us(**said: Any) -> Story:
    return taken_in(DESK, OUTSIDE).then(DESK, replace(ASKED_US, **said))


@pytest.mark.clause("4.3.3-a", "4.3.3-b")
def test_it_is_not_closed_without_another_way() -> None:
    story = taken_in(DESK, OUTSIDE)
    for answer in (BARE, replace(BARE, proxy_offered=True), replace(OFFERED, alternatives=("  ",))):
        refusal = story.refused(DESK, answer)
        assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.3.3-a")
        assert refusal.missing == ("alternatives",)
    assert story.refused(DESK, Close()).clause == "4.3.3-a"
    closed = story.then(DESK, OFFERED)
    assert closed.facts.status is Status.CLOSED
    (offered,) = [each for each in closed.events if isinstance(each, AlternativesOffered)]
    assert offered.alternatives == ("燃气公司",)


@pytest.mark.clause("4.3.3-c")
def test_nor_without_the_offer_to_ask_for_the_resident() -> None:
    story = taken_in(DESK, OUTSIDE)
    for answer in (WAY, replace(WAY, proxy_offered=False)):
        refusal = story.refused(DESK, answer)
        assert (refusal.sort, refusal.clause) == (Sort.INCOMPLETE, "4.3.3-c")
        assert refusal.missing == ("proxy_offered",)


def test_both_may_be_said_in_the_same_breath_as_the_intake() -> None:
    told: dict[str, Any] = {"answer": "问燃气公司", "satisfied": True}
    assert turned_away(DESK, replace(OUTSIDE, **told)).clause == "4.3.3-a"
    whole = replace(OUTSIDE, **told, alternatives=("燃气公司",), proxy_offered=True)
    assert taken_in(DESK, whole).facts.status is Status.CLOSED


@pytest.mark.clause("4.3.3-c")
def test_what_the_resident_asked_us_to_ask_is_told_before_the_case_closes() -> None:
    story = asked_us()
    assert set(story.owes) == {"proxy_inquiry"}
    assert story.duty(DutyCode.PROXY_INQUIRY).role is Role.FRONT_DESK
    assert story.refused(DESK, TOLD).clause == "4.3.3-c"
    assert story.refused(GUARD, ANSWER).clause == "3.1-a"
    answered = story.then(DESK, ANSWER)
    assert answered.refused(DESK, ANSWER).clause == "4.3.3-c"
    assert answered.refused(GUARD, TOLD).clause == "3.1-a"
    assert answered.then(DESK, TOLD).facts.status is Status.CLOSED
    assert taken_in(DESK, OUTSIDE).refused(DESK, ANSWER).code == "no_proxy_inquiry"


@pytest.mark.clause("4.3.3-c", "4.3.4(1)-a")
def test_whoever_is_not_content_with_that_gets_a_sheet() -> None:
    not_content = replace(TOLD, satisfied=False)
    story = asked_us().then(DESK, ANSWER).then(DESK, not_content)
    assert set(story.owes) == {"issue_sheet"}


@pytest.mark.clause("4.3.3-c")
def test_details_are_passed_on_only_with_consent() -> None:
    with_details = replace(ANSWER, details_passed_on=True)
    refusal = asked_us().refused(DESK, with_details)
    assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.3.3-c")
    asked_us(consent_to_pass_on=True).then(DESK, with_details)


@pytest.mark.clause("4.5.1-b")
def test_what_others_made_clear_is_called_back_also_after_a_proxy_inquiry() -> None:
    story = asked_us(prepared_by_other=True).then(DESK, ANSWER).then(DESK, TOLD)
    assert story.facts.status is Status.RETURNED
    assert story.then(OTHER_DESK, SATISFIED).facts.status is Status.CLOSED


@pytest.mark.clause("4.3.3-a", "4.3.3-c")
def test_the_area_managers_answer_owes_the_same() -> None:
    story = with_the_manager(OUTSIDE).then(MANAGER, FOUND)
    assert story.refused(MANAGER, REPLY).clause == "4.3.3-a"
    way = replace(REPLY, alternatives=("燃气公司",))
    assert story.refused(MANAGER, way).clause == "4.3.3-c"
    asked = replace(way, proxy_offered=True, proxy_accepted=True)
    returned = story.then(MANAGER, asked).then(MANAGER, ReturnSheet())
    content = returned.then(DESK, SATISFIED)
    assert content.facts.status is Status.RETURNED
    refusal = content.refused(DESK, Close())
    assert (refusal.code, refusal.clause) == ("proxy_not_told", "4.3.3-c")
    told = content.then(DESK, ANSWER).then(DESK, TOLD)
    assert told.facts.status is Status.RETURNED
    assert told.then(DESK, Close()).facts.status is Status.CLOSED


@pytest.mark.clause("4.3.3-a")
def test_an_offer_once_made_need_not_be_made_again() -> None:
    story = taken_in(DESK, OUTSIDE).then(DESK, replace(OFFERED, satisfied=False))
    story = story.then(DESK, IssueSheet()).then(MANAGER, FOUND).then(MANAGER, REPLY)
    assert story.facts.status is Status.REPLIED


@pytest.mark.clause("4.3.3-a")
def test_it_is_marked_before_the_answer_or_not_at_all() -> None:
    mark = RaiseFlag(flag=Flag.OUT_OF_SCOPE)
    marked = with_the_manager().then(GUARD, mark).then(MANAGER, FOUND)
    assert marked.refused(MANAGER, REPLY).clause == "4.3.3-a"
    cleared = marked.then(HEAD, ClearFlag(flag=Flag.OUT_OF_SCOPE, reason="属于服务范围"))
    assert cleared.then(MANAGER, REPLY).facts.status is Status.REPLIED
    assert replied().refused(GUARD, mark).clause == "4.3.3-a"
    assert replied().refused(DESK, AmendSheet(out_of_scope=True)).clause == "4.3.3-a"
    amended = taken_in(DESK, inquiry()).then(DESK, AmendSheet(out_of_scope=True))
    assert amended.refused(DESK, BARE).clause == "4.3.3-a"
    again = amended.then(DESK, AmendSheet(out_of_scope=True, words="补充"))
    assert again.facts.out_of_scope


def test_only_inquiries_lie_outside_our_services() -> None:
    for taken in (challenge(out_of_scope=True), help_wanted(out_of_scope=True, nobody_needed_on_site=True)):
        story = taken_in(DESK, taken)
        assert story.facts.kind is not Kind.INQUIRY
    assert taken_in(DESK, challenge(out_of_scope=True)).then(DESK, BARE).facts.status is Status.CLOSED
    renamed = taken_in(DESK, OUTSIDE).then(DESK, Reclassify(kind=Kind.CHALLENGE, reason="改类"))
    assert renamed.then(DESK, BARE).facts.status is Status.CLOSED
