"""4.1.3.1-f The steps of an adopted suggestion, with owner and day, and the board that tells of it."""

from datetime import date

import pytest

from app.procedure.actions.suggestions import (
    FinishImplementation,
    FinishStep,
    KeepContact,
    PlanStep,
    PublishOnBoard,
    TakeOffBoard,
)
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Channel, Department
from tests.procedure.stories import (
    CENTRE_MANAGER,
    CLEANER,
    DESK,
    ENGINEER,
    ENGINEERING,
    GUARD,
    HEAD,
    MORNING,
    Story,
    answered_suggestion,
    id_of,
)

TODAY = MORNING.date()
KEEP = KeepContact(progress="已采购", channel=Channel.PHONE)
FINISH = FinishImplementation(closing_contact="已装好，业户知悉")
BOARD = PublishOnBoard(public_title="儿童乐园加装护栏", public_text="护栏已装好，请放心使用")
DOWN = TakeOffBoard(reason="期满")


def step(owner: object = None, department: Department | None = None, due_on: date = TODAY) -> PlanStep:
    return PlanStep(step="采购护栏", due_on=due_on, department=department, owner=owner)  # type: ignore[arg-type]


def carried_out() -> Story:
    return answered_suggestion().then(HEAD, KEEP).then(HEAD, FINISH)


@pytest.mark.clause("4.1.3.1-f")
def test_steps_are_numbered_and_keep_their_owner_and_their_day() -> None:
    story = answered_suggestion().then(HEAD, step(id_of(CLEANER)))
    story = story.then(CENTRE_MANAGER, step(department=Department.ENGINEERING, due_on=date(2026, 5, 1)))
    assert [(each.number, each.person_id, each.department, each.due_on) for each in story.facts.steps] == [
        (1, id_of(CLEANER), None, TODAY),
        (2, None, Department.ENGINEERING, date(2026, 5, 1)),
    ]


@pytest.mark.clause("4.1.3.1-f")
def test_a_step_is_not_planned_for_a_day_that_has_passed() -> None:
    refusal = answered_suggestion().refused(HEAD, step(due_on=date(2026, 3, 31)))
    assert (refusal.code, refusal.sort) == ("due_in_past", Sort.INCOMPLETE)


@pytest.mark.clause("4.1.3.1-f")
def test_its_owner_does_a_step_or_the_head_says_so() -> None:
    story = answered_suggestion().then(HEAD, step(id_of(CLEANER)))
    done = FinishStep(number=1)
    for stranger in (DESK, ENGINEER, GUARD):
        assert story.refused(stranger, done).code == "anothers_step"
    for owner in (CLEANER, HEAD, CENTRE_MANAGER):
        assert story.then(owner, done).facts.steps[0].done_at == MORNING


@pytest.mark.clause("4.1.3.1-f")
def test_a_departments_step_is_done_by_those_who_work_there() -> None:
    story = answered_suggestion().then(HEAD, step(department=Department.ENGINEERING))
    done = FinishStep(number=1)
    assert story.then(ENGINEER, done).facts.steps[0].done_at == MORNING
    assert story.then(ENGINEERING, done).facts.steps[0].done_at == MORNING
    assert story.refused(GUARD, done).code == "anothers_step"


@pytest.mark.clause("4.1.3.1-f")
def test_somebodys_own_step_is_not_done_by_their_department() -> None:
    owned = step(id_of(ENGINEERING), Department.ENGINEERING)
    story = answered_suggestion().then(HEAD, owned)
    assert story.refused(ENGINEER, FinishStep(number=1)).code == "anothers_step"


@pytest.mark.clause("4.1.3.1-f")
def test_a_step_is_done_once() -> None:
    story = answered_suggestion()
    assert story.may(HEAD, FinishStep) is not None
    story = story.then(HEAD, step(id_of(CLEANER))).then(HEAD, step(id_of(CLEANER)))
    assert story.may(CLEANER, FinishStep) is None
    once = story.then(CLEANER, FinishStep(number=1))
    assert once.refused(CLEANER, FinishStep(number=1)).code == "no_open_step"
    assert once.refused(CLEANER, FinishStep(number=3)).code == "no_open_step"
    both = once.then(CLEANER, FinishStep(number=2))
    refusal = both.may(CLEANER, FinishStep)
    assert refusal is not None
    assert (refusal.code, refusal.sort) == ("no_open_step", Sort.CONFLICT)


@pytest.mark.clause("4.1.3.1-f")
def test_it_is_not_called_done_while_a_step_is_open() -> None:
    story = answered_suggestion().then(HEAD, KEEP).then(HEAD, step(id_of(CLEANER)))
    refusal = story.refused(HEAD, FINISH)
    assert (refusal.code, refusal.clause) == ("steps_open", "4.1.3.1-f")
    assert story.then(CLEANER, FinishStep(number=1)).then(HEAD, FINISH).facts.implemented


@pytest.mark.clause("4.1.3.1-f")
def test_only_what_was_carried_out_is_told_to_everyone() -> None:
    assert answered_suggestion().refused(HEAD, BOARD).code == "not_carried_out"
    assert carried_out().refused(DESK, BOARD).code == "only_the_head_keeps_contact"
    assert carried_out().then(HEAD, BOARD).facts.published_at == MORNING


@pytest.mark.clause("4.1.3.1-f")
@pytest.mark.parametrize("place", ["public_title", "public_text"])
def test_the_board_tells_nobodys_name(place: str) -> None:
    told = {"public_title": BOARD.public_title, "public_text": BOARD.public_text}
    named = PublishOnBoard(**(told | {place: "多谢王小明提议"}))
    refusal = carried_out().refused(HEAD, named, names_on_sheet=frozenset({"王小明", "1-602"}))
    assert (refusal.code, refusal.sort) == ("names_somebody", Sort.INCOMPLETE)
    carried_out().then(HEAD, BOARD, names_on_sheet=frozenset({"王小明", "1-602"}))


@pytest.mark.clause("4.1.3.1-f")
def test_what_stands_on_the_board_is_taken_down_and_nothing_else() -> None:
    assert carried_out().refused(HEAD, DOWN).code == "not_on_the_board"
    down = carried_out().then(HEAD, BOARD).then(HEAD, DOWN)
    assert down.facts.published_at is None
    assert down.refused(HEAD, DOWN).code == "not_on_the_board"
