"""4.3.4(2), 4.4.4, 3.3, 3.4: what lies behind, who is asked, then the reply; and sheets that went astray."""

from dataclasses import replace

import pytest

from app.procedure.actions.answers import (
    AnswerConsultation,
    AssignSheet,
    Consult,
    ObjectToSheet,
    RecordFindings,
    RequestApproval,
    RuleOnObjection,
    TakeUpSheet,
    TellProgress,
)
from app.procedure.actions.closing import ReturnSheet
from app.procedure.actors import Actor
from app.procedure.duties import DutyCode
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Channel, Department, Kind, Role, Status
from tests.procedure.stories import (
    CENTRE_MANAGER,
    DESK,
    ENGINEER,
    ENGINEERING,
    FOUND,
    GUARD,
    HEAD,
    MANAGER,
    MANAGER_ELSEWHERE,
    OTHER_AREA,
    REPLY,
    SECURITY,
    STAFF,
    Story,
    answered_suggestion,
    called,
    challenge,
    id_of,
    inquiry,
    on_the_scene,
    replied,
    role_of,
    taken_in,
    with_the_manager,
)

KINDS = pytest.mark.parametrize("taken", [inquiry(), challenge()], ids=lambda each: each.kind)
FIRST = {Kind.INQUIRY: "4.3.4(2)-a", Kind.CHALLENGE: "4.4.4-a"}
ASKED = {Kind.INQUIRY: "4.3.4(2)-b", Kind.CHALLENGE: "4.4.4-b"}
RETURNED = {Kind.INQUIRY: "4.3.4(2)-c", Kind.CHALLENGE: "4.4.4-c"}
OTHERS_CONCERNED = RecordFindings(findings="要问工程", involves_other_unit=True)
ASK = Consult(question="何时检修", department=Department.ENGINEERING)
ASK_OUTSIDE = Consult(question="何时通气", outside_unit="燃气公司")
ANSWERED = AnswerConsultation(number=1, consultation_answer="周五")
OBJECT = ObjectToSheet(reason="不属于本区")
UPHELD = RuleOnObjection(upheld=True, area_id=OTHER_AREA)


@pytest.mark.clause("4.3.4(2)-a", "4.4.4-a")
@KINDS
def test_there_is_no_reply_before_the_findings(taken: object) -> None:
    story = with_the_manager(taken)  # type: ignore[arg-type]
    assert story.facts.kind is not None
    refusal = story.refused(MANAGER, REPLY)
    assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, FIRST[story.facts.kind])
    blank = RecordFindings(findings="   ", involves_other_unit=False)
    assert story.refused(MANAGER, blank).missing == ("findings",)
    assert story.then(MANAGER, FOUND).then(MANAGER, REPLY).facts.status is Status.REPLIED


@pytest.mark.clause("4.3.4(2)-b", "4.4.4-b")
@KINDS
def test_where_others_are_concerned_their_answer_comes_first(taken: object) -> None:
    story = with_the_manager(taken).then(MANAGER, OTHERS_CONCERNED)  # type: ignore[arg-type]
    assert story.facts.kind is not None
    clause = ASKED[story.facts.kind]
    assert story.refused(MANAGER, REPLY).clause == clause
    asked = story.then(MANAGER, ASK)
    assert asked.refused(MANAGER, REPLY).clause == clause
    assert asked.then(ENGINEERING, ANSWERED).then(MANAGER, REPLY).facts.status is Status.REPLIED
    two = asked.then(ENGINEERING, ANSWERED).then(MANAGER, ASK_OUTSIDE)
    assert two.refused(MANAGER, REPLY).clause == clause
    heard = AnswerConsultation(number=2, consultation_answer="周六")
    assert two.then(MANAGER, heard).then(MANAGER, REPLY).facts.status is Status.REPLIED


@pytest.mark.clause("4.3.4(2)-b", "4.4.4-b")
def test_to_ask_anyone_is_to_wait_for_the_answer() -> None:
    story = with_the_manager().then(MANAGER, FOUND).then(MANAGER, ASK)
    assert story.refused(MANAGER, REPLY).clause == "4.3.4(2)-b"
    again = with_the_manager().then(MANAGER, OTHERS_CONCERNED).then(MANAGER, FOUND)
    assert again.refused(MANAGER, REPLY).clause == "4.3.4(2)-b"


@pytest.mark.clause("3.3-a")
def test_a_department_answers_for_itself_and_owes_it() -> None:
    story = with_the_manager().then(MANAGER, ASK)
    duty = story.duty(DutyCode.ANSWER_CONSULTATION)
    assert (duty.clause, duty.role) == ("3.3-a", Role.ENGINEERING_DUTY_SUPERVISOR)
    for stranger in (MANAGER, DESK, HEAD, SECURITY, GUARD):
        refusal = story.refused(stranger, ANSWERED)
        assert (refusal.sort, refusal.clause) == (Sort.FORBIDDEN, "3.3-a")
    for answering in (ENGINEERING, ENGINEER):
        assert story.then(answering, ANSWERED).owes_no(DutyCode.ANSWER_CONSULTATION)
    assert story.refused(ENGINEERING, replace(ANSWERED, number=2)).code == "no_open_question"
    assert story.then(ENGINEERING, ANSWERED).refused(ENGINEERING, ANSWERED).code == "no_open_question"


@pytest.mark.clause("3.3-a")
@pytest.mark.parametrize(
    ("department", "role"),
    [
        (Department.SECURITY, Role.SECURITY_DUTY_SUPERVISOR),
        (Department.ENGINEERING, Role.ENGINEERING_DUTY_SUPERVISOR),
        (Department.CUSTOMER_SERVICE, Role.HEAD_OF_CUSTOMER_SERVICE),
    ],
)
def test_the_question_goes_to_the_departments_own_superior(department: Department, role: Role) -> None:
    story = with_the_manager().then(MANAGER, Consult(question="?", department=department))
    assert story.duty(DutyCode.ANSWER_CONSULTATION).role is role


@pytest.mark.clause("4.3.4(2)-b")
def test_what_an_outside_unit_said_is_written_down_by_whoever_asked() -> None:
    story = with_the_manager().then(MANAGER, ASK_OUTSIDE)
    duty = story.duty(DutyCode.ANSWER_CONSULTATION)
    assert (duty.clause, duty.role) == ("4.3.4(2)-b", Role.AREA_CUSTOMER_MANAGER)
    assert duty.area_id == story.facts.area_id
    for stranger in (ENGINEERING, GUARD, HEAD, MANAGER_ELSEWHERE):
        assert story.refused(stranger, ANSWERED).clause == "3.2-a"
    for who in (MANAGER, DESK):
        assert story.then(who, ANSWERED).owes_no(DutyCode.ANSWER_CONSULTATION)
    at_the_desk = taken_in(GUARD, inquiry()).then(DESK, ASK_OUTSIDE)
    assert at_the_desk.duty(DutyCode.ANSWER_CONSULTATION).role is Role.FRONT_DESK


@pytest.mark.clause("3.3-a")
def test_the_desk_and_the_handler_ask_and_name_whom() -> None:
    story = with_the_manager()
    for who in (MANAGER, DESK):
        assert len(story.then(who, ASK).facts.consultations) == 1
    assert story.refused(GUARD, ASK).clause == "3.2-a"
    nobody = Consult(question="?", outside_unit=" ")
    assert story.refused(MANAGER, nobody).missing == ("department",)


@pytest.mark.clause("4.3.4(2)-c", "4.4.4-c")
@KINDS
def test_the_sheet_is_not_returned_before_the_reply(taken: object) -> None:
    story = with_the_manager(taken).then(MANAGER, FOUND)  # type: ignore[arg-type]
    assert story.facts.kind is not None
    assert story.refused(MANAGER, ReturnSheet()).clause == RETURNED[story.facts.kind]
    done = replied(taken).then(MANAGER, ReturnSheet())  # type: ignore[arg-type]
    assert done.facts.status is Status.RETURNED


@pytest.mark.clause("3.2-a", "4.3.4(2)-c")
@pytest.mark.parametrize("actor", [each for each in STAFF if each is not MANAGER], ids=role_of)
def test_only_its_handler_works_on_a_sheet(actor: Actor) -> None:
    story = with_the_manager()
    for action in (TakeUpSheet(), FOUND, OBJECT):
        assert story.refused(actor, action).clause == "3.2-a"
    assert story.then(MANAGER, FOUND).refused(actor, REPLY).clause == "3.2-a"
    assert replied().refused(actor, ReturnSheet()).clause == "3.2-a"


@pytest.mark.clause("4.4.4-c")
def test_nobody_handles_a_matter_about_themselves() -> None:
    story = with_the_manager(challenge(persons_concerned=(id_of(MANAGER),)))
    assert story.facts.responsible is not None
    assert story.facts.responsible.role is Role.HEAD_OF_CUSTOMER_SERVICE
    still_theirs = with_the_manager(
        inquiry(persons_concerned=(id_of(MANAGER),)),
        area_managers=frozenset({id_of(MANAGER), id_of(GUARD)}),
    )
    for action in (TakeUpSheet(), FOUND):
        assert still_theirs.refused(MANAGER, action).code == "person_concerned"
    about_the_head = with_the_manager(challenge(persons_concerned=(id_of(HEAD), id_of(MANAGER))))
    assert about_the_head.facts.responsible is not None
    assert about_the_head.facts.responsible.role is Role.CENTRE_MANAGER


def _objected(story: Story, actor: Actor = MANAGER) -> Story:
    return story.then(actor, OBJECT)


@pytest.mark.clause("3.4-b")
def test_a_sheet_that_went_astray_is_returned_and_the_head_rules() -> None:
    story = _objected(with_the_manager())
    ruling = story.duty(DutyCode.RULE_ON_OBJECTION)
    assert (ruling.clause, ruling.role) == ("3.4-b", Role.HEAD_OF_CUSTOMER_SERVICE)
    assert story.refused(MANAGER, OBJECT).code == "objection_open"
    assert story.refused(DESK, UPHELD).clause == "3.4-b"
    assert with_the_manager().refused(HEAD, UPHELD).code == "no_objection"
    stays = story.then(HEAD, RuleOnObjection(upheld=False))
    assert stays.owes_no(DutyCode.RULE_ON_OBJECTION)
    assert stays.facts.responsible == story.facts.responsible
    again = _objected(stays)
    assert "rule_on_objection:2" in again.owes


@pytest.mark.clause("3.2-a", "3.4-b")
def test_upheld_it_goes_to_the_area_named_or_to_the_head() -> None:
    story = _objected(with_the_manager().then(MANAGER, TakeUpSheet()))
    moved = story.then(HEAD, UPHELD)
    assert moved.facts.status is Status.ISSUED
    assert moved.refused(MANAGER, TakeUpSheet()).clause == "3.2-a"
    assert moved.then(MANAGER_ELSEWHERE, TakeUpSheet()).facts.status is Status.IN_PROGRESS
    kept = story.then(HEAD, RuleOnObjection(upheld=True))
    assert kept.then(HEAD, TakeUpSheet()).facts.status is Status.IN_PROGRESS


@pytest.mark.clause("3.4-b")
def test_help_that_went_astray_goes_to_the_department_named_which_has_yet_to_answer() -> None:
    story = _objected(called(), SECURITY)
    moved = story.then(HEAD, RuleOnObjection(upheld=True, department=Department.ENGINEERING))
    assert moved.facts.status is Status.NOTIFIED
    assert moved.told[-1] is Role.ENGINEERING_DUTY_SUPERVISOR
    (acknowledge,) = [each for each in moved.owes if each.startswith("acknowledge")]
    assert moved.owes[acknowledge].role is Role.ENGINEERING_DUTY_SUPERVISOR
    kept = story.then(HEAD, RuleOnObjection(upheld=True))
    assert kept.facts.responsible is not None
    assert kept.facts.responsible.role is Role.HEAD_OF_CUSTOMER_SERVICE
    assert on_the_scene().refused(SECURITY, OBJECT).code == "not_at_this_point"


@pytest.mark.clause("3.4-b")
def test_whoever_objected_and_then_answers_has_taken_it() -> None:
    story = _objected(with_the_manager().then(MANAGER, FOUND)).then(MANAGER, REPLY)
    assert story.owes_no(DutyCode.RULE_ON_OBJECTION)


@pytest.mark.clause("3.2-a", "3.4-b")
def test_the_head_assigns_anew_while_the_work_has_not_been_done() -> None:
    to_another = AssignSheet(reason="业户住另一区", area_id=OTHER_AREA)
    for story in (with_the_manager(), with_the_manager(challenge()).then(MANAGER, FOUND)):
        assert story.refused(DESK, to_another).clause == "3.4-b"
        moved = story.then(HEAD, to_another)
        assert moved.facts.status is Status.ISSUED
        moved.then(MANAGER_ELSEWHERE, TakeUpSheet())
    assert replied().refused(HEAD, to_another).code == "not_at_this_point"
    assert taken_in(DESK, inquiry()).refused(HEAD, to_another).code == "not_at_this_point"
    acknowledged = called().then(HEAD, AssignSheet(reason="工程的事", department=Department.ENGINEERING))
    assert acknowledged.facts.status is Status.NOTIFIED
    asked = with_the_manager(challenge(sensitive=True)).then(MANAGER, FOUND)
    asked = asked.then(MANAGER, OBJECT).then(MANAGER, RequestApproval(reply_text="原文")).then(HEAD, UPHELD)
    assert asked.facts.approval is None


@pytest.mark.clause("3.4-b", "4.4.4-c")
def test_where_the_head_is_concerned_the_centre_manager_rules() -> None:
    story = _objected(with_the_manager(inquiry(persons_concerned=(id_of(HEAD),))))
    assert story.duty(DutyCode.RULE_ON_OBJECTION).role is Role.CENTRE_MANAGER
    assert story.refused(HEAD, UPHELD).clause == "3.4-b"
    story.then(CENTRE_MANAGER, UPHELD)


def test_word_of_progress_comes_from_desk_handler_or_head() -> None:
    tell = TellProgress(progress="正在查", channel=Channel.PHONE)
    for who in (DESK, MANAGER, HEAD):
        assert with_the_manager().then(who, tell).facts.progress_told
    assert with_the_manager().refused(GUARD, tell).sort is Sort.FORBIDDEN
    assert answered_suggestion().then(HEAD, tell).facts.progress_told
