"""4.1.3.1-f An adopted suggestion is carried out beside the case, and the resident keeps hearing of it."""

from datetime import date, timedelta

import pytest

from app.procedure.actions.closing import Archive, ReturnSheet
from app.procedure.actions.suggestions import FinishImplementation, KeepContact, PlanImplementation
from app.procedure.actors import Actor
from app.procedure.duties import DutyCode
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Channel, Decision, Role, Status
from tests.procedure.stories import (
    CENTRE_MANAGER,
    DESK,
    HEAD,
    MORNING,
    SATISFIED,
    STAFF,
    answered_suggestion,
    decided,
    role_of,
)

PLAN = PlanImplementation(plan="下月加装", expected_end=date(2026, 5, 1))
KEEP = KeepContact(progress="已采购", channel=Channel.PHONE)
FINISH = FinishImplementation(closing_contact="已装好，业户知悉")


@pytest.mark.clause("4.1.3.1-f")
@pytest.mark.parametrize("decision", Decision)
def test_what_is_adopted_and_answered_is_carried_out(decision: Decision) -> None:
    story = answered_suggestion(decision)
    if decision in {Decision.ADOPTED, Decision.PARTLY_ADOPTED}:
        keep = story.duty(DutyCode.KEEP_CONTACT)
        assert (keep.clause, keep.role) == ("4.1.3.1-f", Role.HEAD_OF_CUSTOMER_SERVICE)
        assert keep.due_at == MORNING + timedelta(days=14)
        assert not story.owes_no(DutyCode.PLAN_IMPLEMENTATION)
        return
    assert story.owes_no(DutyCode.KEEP_CONTACT)
    for action in (PLAN, KEEP, FINISH):
        refusal = story.refused(HEAD, action)
        assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.1.3.1-f")


@pytest.mark.clause("4.1.3.1-f")
def test_nothing_is_carried_out_before_the_resident_was_answered() -> None:
    assert decided().refused(HEAD, PLAN).code == "nothing_to_carry_out"
    assert decided().owes_no(DutyCode.KEEP_CONTACT)


@pytest.mark.clause("4.1.3.1-f")
@pytest.mark.parametrize("actor", STAFF, ids=role_of)
def test_the_head_keeps_in_touch_or_the_centre_manager(actor: Actor) -> None:
    kept = answered_suggestion().then(HEAD, KEEP)
    for story, action in ((answered_suggestion(), PLAN), (answered_suggestion(), KEEP), (kept, FINISH)):
        if actor in {HEAD, CENTRE_MANAGER}:
            story.then(actor, action)
        else:
            assert story.refused(actor, action).clause == "4.1.3.1-f"


@pytest.mark.clause("4.1.3.1-f")
def test_every_contact_starts_the_next_fortnight() -> None:
    story = answered_suggestion().then(HEAD, PLAN)
    assert story.owes_no(DutyCode.PLAN_IMPLEMENTATION)
    later = story.after(days=10).then(HEAD, KEEP)
    assert later.facts.contacts_in_implementation == 1
    assert later.duty(DutyCode.KEEP_CONTACT).due_at == MORNING + timedelta(days=24)


@pytest.mark.clause("4.1.3.1-f")
def test_it_is_not_called_done_before_the_resident_heard_how_it_goes() -> None:
    story = answered_suggestion()
    refusal = story.refused(HEAD, FINISH)
    assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.1.3.1-f")
    done = story.then(HEAD, KEEP).then(HEAD, FINISH)
    assert done.owes_no(DutyCode.KEEP_CONTACT)
    assert done.owes_no(DutyCode.PLAN_IMPLEMENTATION)
    assert done.refused(HEAD, KEEP).code == "nothing_to_carry_out"


@pytest.mark.clause("4.1.3.1-f", "4.5.1-a")
def test_it_holds_up_neither_return_nor_callback_nor_filing() -> None:
    filed = (
        answered_suggestion()
        .then(HEAD, ReturnSheet())
        .then(DESK, SATISFIED)
        .then(DESK, Archive(owner_file_number="1-602"))
    )
    assert filed.facts.status is Status.ARCHIVED
    assert set(filed.owes) == {"plan_implementation", "keep_contact:1"}
    assert filed.then(HEAD, KEEP).then(HEAD, FINISH).owes == {}
