"""3.4 The head watches, guides, extends; anyone adds a note; cases are linked."""

from datetime import timedelta

import pytest

from app.procedure.actions.answers import AnswerAtDesk
from app.procedure.actions.intake import ReferChoice, VoidCase
from app.procedure.actions.joining import LinkCase, Relation
from app.procedure.actions.supervision import AddNote, ExtendDuty, Supervise
from app.procedure.duties import DutyCode
from app.procedure.events.joining import Linked
from app.procedure.events.supervision import Noted
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Status
from tests.procedure.stories import (
    CASE,
    CENTRE_MANAGER,
    DESK,
    GUARD,
    HEAD,
    MANAGER,
    MORNING,
    SATISFIED,
    Story,
    answered_suggestion,
    called,
    challenge,
    id_of,
    inquiry,
    letter,
    on_the_scene,
    returned,
    taken_in,
    with_the_manager,
)

LATER = MORNING + timedelta(days=30)
EVERYWHERE = [
    taken_in(GUARD, inquiry()),
    taken_in(DESK, letter()),
    taken_in(DESK, inquiry()),
    with_the_manager(challenge(sensitive=True)),
    answered_suggestion(),
    called(),
    on_the_scene(),
    returned(),
]


@pytest.mark.clause("3.4-b")
@pytest.mark.parametrize("story", EVERYWHERE, ids=lambda each: f"{each.facts.kind} {each.facts.status}")
def test_the_head_moves_the_due_time_of_every_duty_that_runs(story: Story) -> None:
    assert story.owes
    for key in story.owes:
        move = ExtendDuty(duty=key, due_at=LATER, reason="等外单位")
        for who in (HEAD, CENTRE_MANAGER):
            moved = story.then(who, move)
            assert moved.owes[key].due_at == LATER
            assert moved.owes[key].limit_at is None
            assert {name: duty.due_at for name, duty in moved.owes.items() if name != key} == {
                name: duty.due_at for name, duty in story.owes.items() if name != key
            }
        for who in (DESK, MANAGER, GUARD):
            assert story.refused(who, move).clause == "3.4-b"


@pytest.mark.clause("3.4-b")
def test_only_what_runs_is_moved_and_only_ahead() -> None:
    story = taken_in(DESK, inquiry())
    past = ExtendDuty(duty="answer_at_desk", due_at=MORNING, reason="x")
    assert story.refused(HEAD, past).missing == ("due_at",)
    for unknown in ("find_out", "nothing", "approve:1"):
        move = ExtendDuty(duty=unknown, due_at=LATER, reason="x")
        assert story.refused(HEAD, move).code == "duty_not_owed"
    assert story.refused(HEAD, ExtendDuty(duty="answer_at_desk", due_at=LATER, reason=" ")).missing == (
        "reason",
    )


def test_a_moved_clock_stays_moved_while_the_duty_runs() -> None:
    moved = taken_in(DESK, inquiry()).then(
        HEAD, ExtendDuty(duty="answer_at_desk", due_at=LATER, reason="等外单位")
    )
    assert moved.then(GUARD, AddNote(note="业户在外地")).owes["answer_at_desk"].due_at == LATER
    assert moved.facts.clocks["answer_at_desk"].extended


@pytest.mark.clause("3.4-b")
def test_guidance_is_given_and_a_case_watched_until_it_is_let_go() -> None:
    story = with_the_manager().then(HEAD, Supervise(instruction="尽快", marked_for_watch=True))
    assert story.facts.marked_for_watch
    assert story.happened[-1] == "Supervised"
    assert not story.then(HEAD, Supervise(instruction="好了")).facts.marked_for_watch


@pytest.mark.clause("3.4-b", "4.4.2-a")
def test_what_is_laid_before_the_head_is_seen_by_a_word_of_guidance() -> None:
    excused = challenge(answer="解释", exception_reason="急", refer_choice=ReferChoice.REFERRED_TO_DESK)
    look = Supervise(instruction="下不为例")
    for who in (HEAD, CENTRE_MANAGER):
        assert taken_in(GUARD, excused).then(who, look).owes_no(DutyCode.SEE_EXCEPTION)
    about_the_head = challenge(
        answer="解释",
        exception_reason="急",
        refer_choice=ReferChoice.REFERRED_TO_DESK,
        persons_concerned=(id_of(HEAD),),
    )
    theirs = taken_in(GUARD, about_the_head)
    assert not theirs.then(HEAD, look).owes_no(DutyCode.SEE_EXCEPTION)
    assert theirs.then(CENTRE_MANAGER, look).owes_no(DutyCode.SEE_EXCEPTION)


@pytest.mark.clause("3.4-b")
def test_a_closed_case_is_still_watched_over() -> None:
    closed = returned().then(DESK, SATISFIED)
    assert closed.then(HEAD, Supervise(instruction="抽查合格")).facts.status is Status.CLOSED


def test_anyone_adds_a_note_until_the_case_is_void() -> None:
    story = with_the_manager().then(GUARD, AddNote(note="业户晚上在家"))
    assert [each.note for each in story.events if isinstance(each, Noted)] == ["业户晚上在家"]
    assert story.refused(GUARD, AddNote(note="\n")).missing == ("note",)
    assert (
        story.then(HEAD, VoidCase(reason="重复")).refused(GUARD, AddNote(note="x")).code
        == "not_at_this_point"
    )


def test_two_cases_are_linked_and_none_to_itself() -> None:
    story = taken_in(DESK, inquiry())
    other = id_of(GUARD)
    linked = story.then(DESK, LinkCase(other=other, relation=Relation.DUPLICATE_OF))
    assert linked.events[-1] == Linked(
        at=MORNING, by=id_of(DESK), other=other, relation=Relation.DUPLICATE_OF
    )
    assert linked.owes == story.owes
    assert linked.then(HEAD, VoidCase(reason="重复登记")).owes == {}
    refusal = story.refused(DESK, LinkCase(other=CASE))
    assert (refusal.sort, refusal.missing) == (Sort.INCOMPLETE, ("other",))


def test_an_act_of_another_kind_says_so() -> None:
    refusal = called().refused(DESK, AnswerAtDesk(answer="x", satisfied=True))
    assert (refusal.sort, refusal.code, refusal.clause) == (Sort.CONFLICT, "not_for_this_kind", None)
