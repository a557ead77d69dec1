"""4.4.5 One voice: the unified answer in force, and the one person who gives it."""

from dataclasses import replace

import pytest

from app.procedure.actions.answers import (
    AnswerAtDesk,
    Approve,
    DecideOnScript,
    HandToDesignee,
    IssueSheet,
    Reply,
    RequestApproval,
    TellUnifiedAnswer,
)
from app.procedure.actions.closing import ReturnSheet
from app.procedure.actions.intake import AmendSheet
from app.procedure.actions.supervision import Flag, RaiseFlag, Supervise
from app.procedure.context import Routing
from app.procedure.duties import DutyCode
from app.procedure.policy import Policy
from app.procedure.refusal import Sort
from app.procedure.vocabulary import ReplyChannel, Role, Status
from tests.procedure.stories import (
    CENTRE_MANAGER,
    CLEANER,
    DESK,
    FOUND,
    GUARD,
    HEAD,
    LEFT_A_NUMBER,
    MANAGER,
    MORNING,
    OTHER_DESK,
    SATISFIED,
    SCRIPT,
    Story,
    challenge,
    id_of,
    inquiry,
    person,
    script,
    taken_in,
    with_the_manager,
)

TEXT = "统一口径"
BY_THE_SCRIPT = AnswerAtDesk(answer=TEXT, satisfied=True, script_version_id=SCRIPT.version_id)
FREELY = AnswerAtDesk(answer="自己的说法", satisfied=True)
REPLY = Reply(reply_text=TEXT, channel=ReplyChannel.PHONE, script_version_id=SCRIPT.version_id)
AND_MORE = "此外下周公示"
HAND = HandToDesignee()
DESIGNEE, OTHER_DESIGNEE = person(70, Role.OTHER_STAFF), person(71, Role.OTHER_STAFF)


def at_the_desk(*designees: object, **said: object) -> Story:
    return taken_in(DESK, challenge(**said), script=script(*designees))  # type: ignore[arg-type]


@pytest.mark.clause("4.4.5-b")
def test_a_topic_with_a_unified_answer_is_answered_by_its_current_version() -> None:
    story = at_the_desk()
    for answer in (FREELY, replace(BY_THE_SCRIPT, script_version_id=id_of(GUARD))):
        refusal = story.refused(DESK, answer)
        assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.4.5-b")
    closed = story.then(DESK, BY_THE_SCRIPT)
    assert closed.facts.status is Status.CLOSED
    assert closed.owes == {}
    at_once = challenge(answer=TEXT, satisfied=True, script_version_id=SCRIPT.version_id)
    assert taken_in(DESK, at_once, script=script()).facts.status is Status.CLOSED


@pytest.mark.clause("4.4.5-b")
def test_the_area_manager_is_bound_by_it_too_and_an_inquiry_is_not() -> None:
    story = with_the_manager(challenge(), script=script()).then(MANAGER, FOUND)
    assert story.refused(MANAGER, replace(REPLY, script_version_id=None)).clause == "4.4.5-b"
    assert story.then(MANAGER, REPLY).facts.status is Status.REPLIED
    assert taken_in(DESK, inquiry(), script=script()).then(DESK, FREELY).facts.status is Status.CLOSED


@pytest.mark.clause("4.4.5-b", "3.4-b")
def test_words_beyond_the_script_are_marked_and_shown_to_the_head() -> None:
    for answer in (replace(BY_THE_SCRIPT, words_added=AND_MORE), replace(BY_THE_SCRIPT, answer="近似说法")):
        story = at_the_desk().then(DESK, answer)
        assert story.facts.words_beyond_script
        duty = story.duty(DutyCode.SEE_WORDS_ADDED)
        assert (duty.clause, duty.role) == ("4.4.5-b", Role.HEAD_OF_CUSTOMER_SERVICE)
        assert story.then(HEAD, Supervise(instruction="知悉")).owes == {}
    sheet = with_the_manager(challenge(), script=script()).then(MANAGER, FOUND)
    added = sheet.then(MANAGER, replace(REPLY, words_added=AND_MORE))
    assert not added.owes_no(DutyCode.SEE_WORDS_ADDED)
    assert sheet.then(MANAGER, REPLY).owes_no(DutyCode.SEE_WORDS_ADDED)


@pytest.mark.clause("4.4.4-c", "4.4.5-b")
def test_a_version_in_force_is_the_approval_of_its_exact_text_and_of_nothing_beyond() -> None:
    story = at_the_desk(sensitive=True)
    assert story.then(DESK, BY_THE_SCRIPT).facts.status is Status.CLOSED
    for beyond in (replace(BY_THE_SCRIPT, words_added=AND_MORE), replace(BY_THE_SCRIPT, answer="近似")):
        assert story.refused(DESK, beyond).clause == "4.4.4-c"
    left_open = Policy(version=1, sensitive_at_desk_blocked=False)
    assert story.refused(DESK, replace(BY_THE_SCRIPT, answer="近似"), policy=left_open).clause == "4.4.4-c"
    sheet = with_the_manager(challenge(sensitive=True), script=script()).then(MANAGER, FOUND)
    assert sheet.then(MANAGER, REPLY).facts.status is Status.REPLIED
    more = replace(REPLY, words_added=AND_MORE)
    assert sheet.refused(MANAGER, more).clause == "4.4.4-c"
    asked = sheet.then(MANAGER, RequestApproval(reply_text=f"{TEXT}\n{AND_MORE}"))
    assert asked.then(HEAD, Approve()).then(MANAGER, more).facts.status is Status.REPLIED


@pytest.mark.clause("4.4.5-c")
def test_once_somebody_is_named_nobody_else_answers() -> None:
    story = at_the_desk(DESIGNEE)
    for actor in (DESK, HEAD, CLEANER):
        refusal = story.refused(actor, BY_THE_SCRIPT)
        assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.4.5-c")
        assert refusal.next_action is not None
        assert refusal.next_action.action == "hand-to-designee"
    assert story.refused(DESIGNEE, FREELY).clause == "4.4.5-b"
    answered = story.then(DESIGNEE, BY_THE_SCRIPT)
    assert answered.facts.status is Status.RETURNED
    assert answered.then(DESK, SATISFIED).facts.status is Status.CLOSED


@pytest.mark.clause("4.4.5-c", "4.5.1-b")
def test_a_designee_of_the_desk_finishes_it_at_the_desk() -> None:
    assert at_the_desk(DESK).then(DESK, BY_THE_SCRIPT).facts.status is Status.CLOSED
    assert at_the_desk(DESK).refused(OTHER_DESK, BY_THE_SCRIPT).clause == "4.4.5-c"


@pytest.mark.clause("4.4.5-c", "4.4.1-b")
def test_the_desk_takes_the_contact_and_hands_it_over() -> None:
    unasked = challenge(contact=None, contact_asked=False)
    story = taken_in(DESK, unasked, script=script(DESIGNEE))
    assert story.refused(DESK, HAND).clause == "4.4.1-b"
    handed = at_the_desk(DESIGNEE).then(DESK, HAND)
    assert set(handed.owes) == {"answer_as_designee"}
    assert handed.duty(DutyCode.ANSWER_AS_DESIGNEE).person_id == DESIGNEE.person_id
    assert handed.facts.responsible is not None
    assert handed.facts.responsible.person_id == DESIGNEE.person_id
    assert handed.refused(GUARD, HAND).clause == "3.1-a"
    assert taken_in(DESK, challenge()).refused(DESK, HAND).code == "no_designee"
    assert taken_in(DESK, challenge(), script=script()).refused(DESK, HAND).code == "no_designee"
    assert taken_in(DESK, inquiry(), script=script(DESIGNEE)).may(DESK, HandToDesignee) is not None


@pytest.mark.clause("4.4.5-c")
def test_the_desks_own_window_does_not_bind_the_designee() -> None:
    story = at_the_desk(DESIGNEE).then(DESK, LEFT_A_NUMBER).then(DESK, HAND).after(hours=5)
    assert story.then(DESIGNEE, BY_THE_SCRIPT).facts.status is Status.RETURNED


@pytest.mark.clause("4.4.5-c")
def test_among_several_the_desk_chooses_one_who_is_there() -> None:
    present = script(DESIGNEE, OTHER_DESIGNEE, absent=(DESIGNEE,))
    story = taken_in(DESK, challenge(), script=present)
    assert story.then(DESK, HAND).duty(DutyCode.ANSWER_AS_DESIGNEE).person_id == OTHER_DESIGNEE.person_id
    for wrong in (DESIGNEE, GUARD):
        assert story.refused(DESK, HandToDesignee(designee=id_of(wrong))).code == "not_a_designee"
    both = taken_in(DESK, challenge(), script=script(DESIGNEE, OTHER_DESIGNEE))
    chosen = both.then(DESK, HandToDesignee(designee=id_of(OTHER_DESIGNEE)))
    assert chosen.duty(DutyCode.ANSWER_AS_DESIGNEE).person_id == OTHER_DESIGNEE.person_id


@pytest.mark.clause("4.4.5-c")
def test_with_everyone_named_away_the_head_answers() -> None:
    away = script(DESIGNEE, absent=(DESIGNEE,))
    story = taken_in(DESK, challenge(), script=away).then(DESK, HAND)
    assert story.duty(DutyCode.ANSWER_AS_DESIGNEE).role is Role.HEAD_OF_CUSTOMER_SERVICE
    assert story.refused(DESK, BY_THE_SCRIPT).clause == "4.4.5-c"
    assert story.then(HEAD, BY_THE_SCRIPT).facts.status is Status.RETURNED
    assert story.then(DESIGNEE, BY_THE_SCRIPT).facts.status is Status.RETURNED
    about_the_head = challenge(persons_concerned=(id_of(HEAD),))
    theirs = taken_in(DESK, about_the_head, script=away).then(DESK, HAND)
    assert theirs.duty(DutyCode.ANSWER_AS_DESIGNEE).role is Role.CENTRE_MANAGER
    theirs.then(CENTRE_MANAGER, BY_THE_SCRIPT)


@pytest.mark.clause("4.4.5-c", "4.4.4-c")
def test_a_designee_who_is_concerned_does_not_answer() -> None:
    story = at_the_desk(DESIGNEE, persons_concerned=(id_of(DESIGNEE),)).then(DESK, HAND)
    assert story.duty(DutyCode.ANSWER_AS_DESIGNEE).role is Role.HEAD_OF_CUSTOMER_SERVICE
    assert story.refused(DESIGNEE, BY_THE_SCRIPT).code == "person_concerned"


@pytest.mark.clause("4.4.3-a", "4.4.5-c")
def test_not_content_with_the_scripted_answer_the_manager_finds_out_and_the_designee_replies() -> None:
    story = at_the_desk(DESIGNEE).then(DESIGNEE, replace(BY_THE_SCRIPT, satisfied=False))
    assert set(story.owes) == {"issue_sheet"}
    sheet = story.then(DESK, IssueSheet())
    assert set(sheet.owes) == {"handle_sheet"}
    found = sheet.then(MANAGER, FOUND)
    assert set(found.owes) == {"answer_as_designee"}
    assert found.refused(MANAGER, REPLY).clause == "4.4.5-c"
    assert sheet.refused(DESIGNEE, REPLY).clause == "4.4.4-a"
    replied = found.then(DESIGNEE, REPLY)
    assert replied.then(MANAGER, ReturnSheet()).refused(DESIGNEE, SATISFIED).clause == "3.1-c"


@pytest.mark.clause("4.4.5-c")
def test_a_designee_named_while_the_manager_works_gets_the_answer_from_there() -> None:
    story = with_the_manager(challenge()).then(MANAGER, FOUND).under(script=script(DESIGNEE))
    assert story.refused(MANAGER, REPLY).clause == "4.4.5-c"
    assert story.refused(DESK, HAND).clause == "3.2-a"
    handed = story.then(MANAGER, HAND)
    assert handed.facts.status is Status.IN_PROGRESS
    assert handed.facts.responsible == story.facts.responsible
    assert set(handed.owes) == {"answer_as_designee"}
    assert handed.then(DESIGNEE, REPLY).facts.status is Status.REPLIED


@pytest.mark.clause("4.4.4-c", "4.4.5-c")
def test_whoever_will_say_the_words_may_ask_for_their_approval() -> None:
    sheet = with_the_manager(challenge(sensitive=True), script=script(DESIGNEE)).then(MANAGER, FOUND)
    ask = RequestApproval(reply_text=f"{TEXT}\n{AND_MORE}")
    for who in (DESIGNEE, MANAGER):
        sheet.then(who, ask)
    assert sheet.refused(CLEANER, ask).clause == "3.2-a"


@pytest.mark.clause("4.4.5-c")
def test_whoever_it_was_handed_to_answers_also_when_the_script_is_withdrawn() -> None:
    handed = at_the_desk(DESIGNEE).then(DESK, HAND).under(script=None)
    assert handed.then(DESIGNEE, FREELY).facts.status is Status.RETURNED
    assert handed.refused(CLEANER, FREELY).clause == "3.1-a"


@pytest.mark.clause("4.4.5-a")
def test_many_alike_or_a_marked_one_ask_the_head_for_one_voice() -> None:
    few = taken_in(DESK, challenge(), same_topic_recently=2)
    assert few.owes_no(DutyCode.CONSIDER_SCRIPT)
    many = taken_in(DESK, challenge(), same_topic_recently=3)
    duty = many.duty(DutyCode.CONSIDER_SCRIPT)
    assert (duty.clause, duty.role) == ("4.4.5-a", Role.HEAD_OF_CUSTOMER_SERVICE)
    assert not taken_in(DESK, challenge(important=True)).owes_no(DutyCode.CONSIDER_SCRIPT)
    assert not few.then(GUARD, RaiseFlag(flag=Flag.SENSITIVE)).owes_no(DutyCode.CONSIDER_SCRIPT)
    renamed = few.then(DESK, AmendSheet(topic="维修资金"), routing=Routing(important=True))
    assert not renamed.owes_no(DutyCode.CONSIDER_SCRIPT)
    same = few.then(DESK, AmendSheet(words="补充"), routing=Routing(important=True))
    assert same.owes_no(DutyCode.CONSIDER_SCRIPT)


@pytest.mark.clause("4.4.5-a")
def test_the_head_is_asked_once_and_only_where_it_makes_sense() -> None:
    for taken, said in (
        (inquiry(topic="停车费"), {"same_topic_recently": 9}),
        (challenge(topic=None), {"same_topic_recently": 9}),
        (challenge(), {"same_topic_recently": 9, "script": script()}),
        (challenge(), {"same_topic_recently": 9, "script_already_considered": True}),
    ):
        assert taken_in(DESK, taken, MORNING, **said).owes_no(DutyCode.CONSIDER_SCRIPT)
    asked = taken_in(DESK, challenge(important=True)).then(GUARD, RaiseFlag(flag=Flag.SENSITIVE))
    assert asked.happened.count("ScriptConsiderationAsked") == 1


@pytest.mark.clause("4.4.5-a")
def test_the_head_or_the_centre_manager_decides_on_it() -> None:
    decide = DecideOnScript(script_needed=True)
    story = taken_in(DESK, challenge(), same_topic_recently=3)
    for who in (HEAD, CENTRE_MANAGER):
        assert story.then(who, decide).owes_no(DutyCode.CONSIDER_SCRIPT)
    assert story.refused(DESK, decide).clause == "3.4-b"
    assert taken_in(DESK, challenge()).refused(HEAD, decide).code == "nothing_to_consider"


@pytest.mark.clause("4.4.5-b")
def test_who_asked_earlier_is_told_the_answer_in_force_and_no_other() -> None:
    answered = (
        with_the_manager(challenge())
        .then(MANAGER, FOUND)
        .then(MANAGER, replace(REPLY, script_version_id=None))
    )
    tell = TellUnifiedAnswer(script_version_id=SCRIPT.version_id, channel=ReplyChannel.PHONE)
    nothing_stands = answered.may(DESK, TellUnifiedAnswer)
    assert nothing_stands is not None
    assert (nothing_stands.code, nothing_stands.clause) == ("no_script_in_force", "4.4.5-b")
    assert answered.refused(DESK, tell).code == "no_script_in_force"

    now_in_force = answered.under(script=script())
    assert now_in_force.may(DESK, TellUnifiedAnswer) is None
    superseded = replace(tell, script_version_id=id_of(GUARD))
    assert now_in_force.refused(DESK, superseded).code == "script_in_force"
    assert now_in_force.then(DESK, tell).happened[-1] == "UnifiedAnswerTold"
