"""X24 A kind that was wrong, and a sheet that is put right (4.6.2)."""

import pytest

from app.procedure.actions.answers import (
    AnswerAtDesk,
    DecideOnScript,
    IssueSheet,
    ObjectToSheet,
    RequestApproval,
    RuleOnObjection,
    TakeUpSheet,
)
from app.procedure.actions.intake import AmendSheet, ConfirmHandOff, Reclassify, TakeIn
from app.procedure.actions.suggestions import BeginStudy
from app.procedure.actors import Actor
from app.procedure.context import Routing
from app.procedure.duties import DutyCode
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Channel, Kind, RelatedProcedure, Role, Status
from tests.procedure.stories import (
    DESK,
    DISSATISFIED,
    FOUND,
    GUARD,
    HEAD,
    LEFT_A_NUMBER,
    MANAGER,
    STAFF,
    called,
    challenge,
    decided,
    help_wanted,
    inquiry,
    replied,
    returned,
    role_of,
    studied,
    suggestion,
    taken_in,
    with_the_manager,
)

WRONG = "类别选错"
REPAIR = RelatedProcedure.REPAIR


def rename(kind: Kind | None = None, related: RelatedProcedure | None = None) -> Reclassify:
    return Reclassify(kind=kind, related_procedure=related, reason=WRONG)


@pytest.mark.clause("3.4-b")
@pytest.mark.parametrize("actor", STAFF, ids=role_of)
def test_the_desk_renames_before_the_sheet_is_issued_and_the_head_after(actor: Actor) -> None:
    before, after = taken_in(DESK, inquiry()), with_the_manager()
    for story, allowed in ((before, DESK), (after, HEAD)):
        if actor is allowed:
            assert story.then(actor, rename(Kind.CHALLENGE)).facts.kind is Kind.CHALLENGE
        else:
            refusal = story.refused(actor, rename(Kind.CHALLENGE))
            assert refusal.sort is Sort.FORBIDDEN


@pytest.mark.clause("4.1.2.1-a")
def test_a_suggestion_is_renamed_by_its_head_and_by_nobody_at_the_desk() -> None:
    for story in (taken_in(DESK, suggestion()), studied()):
        assert story.refused(DESK, rename(Kind.INQUIRY)).clause == "4.1.2.1-a"
        renamed = story.then(HEAD, rename(Kind.INQUIRY))
        assert set(renamed.owes) == {"answer_at_desk"}
    assert decided().refused(HEAD, rename(Kind.INQUIRY)).code == "not_at_this_point"


@pytest.mark.clause("1.1-a")
def test_the_new_kind_is_another_and_only_one() -> None:
    story = taken_in(DESK, inquiry())
    assert story.refused(DESK, rename(Kind.INQUIRY)).code == "kind_unchanged"
    assert story.refused(DESK, rename()).missing == ("kind",)
    assert story.refused(DESK, rename(Kind.CHALLENGE, REPAIR)).clause == "1.1-a"
    assert story.refused(DESK, Reclassify(kind=Kind.CHALLENGE, reason=" ")).missing == ("reason",)


@pytest.mark.clause("4.6.1-b", "4.1.1.4-a", "4.1.1.1-a")
def test_the_new_kinds_rules_apply_at_once() -> None:
    written = taken_in(DESK, inquiry(channel=Channel.SUGGESTION_BOX)).then(DESK, rename(Kind.SUGGESTION))
    assert {"ack_call", "decide", "tell_progress"} <= set(written.owes)
    assert written.facts.sheet_issued
    routing = Routing(sensitive=True)
    asked = taken_in(DESK, inquiry(), routing=routing).then(DESK, rename(Kind.CHALLENGE))
    assert asked.facts.sensitive
    refusal = asked.refused(DESK, AnswerAtDesk(answer="x", satisfied=True))
    assert refusal.clause == "4.4.4-c"


@pytest.mark.clause("4.2.1-a")
def test_help_by_a_new_name_goes_out_and_needs_a_place() -> None:
    sent = taken_in(DESK, inquiry()).then(DESK, rename(Kind.HELP))
    assert sent.facts.status is Status.NOTIFIED
    nowhere = taken_in(DESK, inquiry(unit_id=None, area_id=None))
    assert nowhere.refused(DESK, rename(Kind.HELP)).missing == ("place",)
    told = nowhere.then(DESK, AmendSheet(place="大门")).then(DESK, rename(Kind.HELP))
    assert told.facts.status is Status.NOTIFIED


@pytest.mark.clause("4.2.1-a")
def test_help_on_its_way_keeps_its_name_and_help_that_needs_nobody_does_not() -> None:
    assert called().refused(HEAD, rename(Kind.INQUIRY)).code == "not_at_this_point"
    quiet = taken_in(DESK, help_wanted(nobody_needed_on_site=True))
    assert quiet.then(DESK, rename(Kind.INQUIRY)).facts.kind is Kind.INQUIRY


def test_a_case_begun_again_may_be_renamed_although_the_head_was_told() -> None:
    again = returned().then(DESK, DISSATISFIED)
    assert again.facts.notices
    assert again.then(HEAD, rename(Kind.CHALLENGE)).facts.kind is Kind.CHALLENGE


@pytest.mark.clause("4.6.1-b")
def test_what_was_handed_off_may_come_back_and_be_handed_off_again() -> None:
    away = taken_in(DESK, TakeIn(related_procedure=REPAIR, words="灯不亮"))
    away = away.then(DESK, ConfirmHandOff(received_by_whom="工程部"))
    back = away.then(DESK, rename(Kind.INQUIRY))
    assert (back.facts.status, back.facts.related_procedure) == (Status.ACCEPTED, None)
    assert set(back.owes) == {"answer_at_desk"}
    again = back.then(DESK, rename(related=RelatedProcedure.COMPLAINT))
    assert set(again.owes) == {"confirm_hand_off:complaint"}
    assert again.facts.kind is None
    assert again.then(DESK, rename(Kind.SUGGESTION)).then(HEAD, BeginStudy()).facts.sheet_issued


def test_what_the_former_kind_had_come_to_no_longer_counts() -> None:
    objected = with_the_manager().then(MANAGER, ObjectToSheet(reason="不属本区"))
    renamed = objected.then(HEAD, rename(Kind.SUGGESTION))
    assert renamed.owes_no(DutyCode.RULE_ON_OBJECTION)
    assert renamed.refused(HEAD, RuleOnObjection(upheld=True)).clause == "4.1.2.1-a"
    unsatisfied = taken_in(DESK, inquiry()).then(DESK, AnswerAtDesk(answer="x", satisfied=False))
    fresh = unsatisfied.then(DESK, rename(Kind.CHALLENGE))
    assert set(fresh.owes) == {"answer_at_desk"}
    asked = with_the_manager(challenge(sensitive=True)).then(MANAGER, FOUND)
    asked = asked.then(MANAGER, RequestApproval(reply_text="原文")).then(HEAD, rename(Kind.INQUIRY))
    assert asked.facts.approval is None
    assert asked.owes_no(DutyCode.CONSIDER_SCRIPT)
    assert asked.may(HEAD, DecideOnScript) is not None
    sheet = asked.then(DESK, IssueSheet()).then(MANAGER, TakeUpSheet())
    assert not sheet.facts.findings


@pytest.mark.parametrize(
    "story", [replied(), returned(), taken_in(GUARD, inquiry())], ids=lambda each: each.facts.status
)
def test_nothing_is_renamed_once_answered_or_before_it_is_accepted(story: object) -> None:
    assert story.refused(HEAD, rename(Kind.CHALLENGE)).code == "not_at_this_point"  # type: ignore[attr-defined]


def test_a_topic_the_desk_adds_binds_like_one_known_from_the_start() -> None:
    story = taken_in(DESK, challenge(topic=None))
    marked = story.then(DESK, AmendSheet(topic="维修资金"), routing=Routing(important=True))
    assert marked.facts.important
    assert not marked.owes_no(DutyCode.CONSIDER_SCRIPT)
    assert story.then(DESK, LEFT_A_NUMBER).facts.topic is None
    assert marked.duty(DutyCode.CONSIDER_SCRIPT).role is Role.HEAD_OF_CUSTOMER_SERVICE
