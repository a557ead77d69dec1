"""4.6 Records: everything in the register, the sheet complete, two kinds in the owner file."""

from dataclasses import replace
from typing import Any

import pytest

from app.procedure.actions.answers import IssueSheet
from app.procedure.actions.closing import Archive, Close, ReturnSheet, TellFirstReceiver
from app.procedure.actions.help import Arrive
from app.procedure.actions.intake import Accept, AmendSheet, ReferChoice, TakeIn, VoidCase
from app.procedure.actors import Actor
from app.procedure.duties import DutyCode
from app.procedure.events.closing import Archived
from app.procedure.refusal import Sort
from app.procedure.vocabulary import Contact, RelatedProcedure, ResidentType, Role, Status
from tests.procedure.stories import (
    A_SYSTEM,
    CENTRE_MANAGER,
    CLEANER,
    DESK,
    FOUND,
    GUARD,
    HEAD,
    HELPED,
    LOG,
    MANAGER,
    REPLY,
    SATISFIED,
    STAFF,
    Story,
    answered_suggestion,
    challenge,
    handled,
    help_wanted,
    id_of,
    inquiry,
    on_the_scene,
    replied,
    returned,
    role_of,
    suggestion,
    taken_in,
    with_the_manager,
)

COMPLAINT = TakeIn(related_procedure=RelatedProcedure.COMPLAINT, words="要投诉")
FILE = Archive(owner_file_number="14-301")
CLOSED_CHALLENGE = returned(challenge()).then(DESK, SATISFIED)
CLOSED_SUGGESTION = answered_suggestion().then(HEAD, ReturnSheet()).then(DESK, SATISFIED)


@pytest.mark.clause("4.6.1-b")
@pytest.mark.parametrize(
    "taken",
    [suggestion(), inquiry(answer="答复", satisfied=True), challenge(), help_wanted()],
    ids=lambda each: each.kind,
)
def test_whatever_the_desk_takes_in_is_accepted_in_the_same_breath(taken: object) -> None:
    story = taken_in(DESK, taken)  # type: ignore[arg-type]
    assert story.facts.accepted_at == story.now
    assert story.facts.accepted_by == DESK.person_id


@pytest.mark.clause("4.6.1-b")
def test_nothing_closes_that_was_never_registered() -> None:
    unregistered = (
        taken_in(GUARD, help_wanted(handling_myself=True))
        .then(GUARD, Arrive())
        .then(GUARD, HELPED)
        .then(GUARD, LOG)
        .then(GUARD, ReturnSheet())
    )
    assert unregistered.refused(DESK, Close()).clause == "4.5.1-a"


@pytest.mark.clause("4.6.2-a")
@pytest.mark.parametrize(
    ("lacking", "missing"),
    [
        ({"unit_id": None, "place": None}, "unit_id"),
        ({"contact": None, "contact_asked": True}, "contact_state"),
    ],
)
def test_an_incomplete_sheet_is_neither_returned_nor_filed(lacking: dict[str, Any], missing: str) -> None:
    story = replied(challenge(**lacking))
    refusal = story.refused(MANAGER, ReturnSheet())
    assert (refusal.sort, refusal.clause, refusal.missing) == (Sort.CONFLICT, "4.6.2-a", (missing,))
    assert missing in refusal.reason.en
    completed = story.then(DESK, AmendSheet(unit_id=id_of(DESK), contact_state=Contact.NONE))
    assert completed.then(MANAGER, ReturnSheet()).facts.status is Status.RETURNED


@pytest.mark.clause("4.6.2-a")
def test_anonymous_or_a_place_stands_for_the_room() -> None:
    known: dict[str, Any]
    for known in ({"resident_type": ResidentType.ANONYMOUS}, {"place": "大门"}):
        story = replied(inquiry(unit_id=None, **known))
        assert story.then(MANAGER, ReturnSheet()).facts.status is Status.RETURNED


@pytest.mark.clause("4.6.2-a")
def test_a_suggestions_sheet_tells_how_it_was_received() -> None:
    bare = inquiry(recorded_offline=True)
    story = taken_in(GUARD, bare).then(DESK, Accept(kind=suggestion().kind))
    assert story.duty(DutyCode.COMPLETE_SHEET).clause == "4.6.2-a"
    told = AmendSheet(thanked=True, told_will_study=True)
    assert story.then(DESK, told).owes_no(DutyCode.COMPLETE_SHEET)
    assert not story.then(DESK, AmendSheet(thanked=True)).owes_no(DutyCode.COMPLETE_SHEET)
    assert story.then(DESK, AmendSheet(conduct_reason="补录")).owes_no(DutyCode.COMPLETE_SHEET)


@pytest.mark.clause("4.6.2-a")
def test_what_help_lacks_is_named() -> None:
    story = on_the_scene().then(GUARD, HELPED)
    assert story.refused(GUARD, ReturnSheet()).clause == "4.2.5-a"
    done = handled().then(GUARD, ReturnSheet()).then(DESK, SATISFIED)
    assert done.refused(DESK, Close()).missing == ("words", "summary", "contact_state")
    assert not done.owes_no(DutyCode.COMPLETE_SHEET)


@pytest.mark.clause("4.6.2-a")
@pytest.mark.parametrize("story", [CLOSED_CHALLENGE, CLOSED_SUGGESTION], ids=["challenge", "suggestion"])
def test_an_older_record_that_lacks_its_summary_is_completed_before_it_is_filed(story: Story) -> None:
    older = replace(story, facts=replace(story.facts, given=story.facts.given - {"summary"}))
    refusal = older.refused(DESK, FILE)
    assert (refusal.sort, refusal.clause, refusal.missing) == (Sort.CONFLICT, "4.6.2-a", ("summary",))


@pytest.mark.clause("4.6.2-b")
@pytest.mark.parametrize("story", [CLOSED_CHALLENGE, CLOSED_SUGGESTION], ids=["challenge", "suggestion"])
def test_suggestion_and_challenge_sheets_are_filed_by_the_desk(story: Story) -> None:
    duty = story.duty(DutyCode.ARCHIVE)
    assert (duty.clause, duty.role) == ("4.6.2-b", Role.FRONT_DESK)
    filed = story.then(DESK, FILE)
    assert filed.facts.status is Status.ARCHIVED
    assert filed.owes_no(DutyCode.ARCHIVE)
    assert filed.refused(DESK, FILE).clause == "4.6.2-b"
    for who in (MANAGER, HEAD, CENTRE_MANAGER, GUARD):
        assert story.refused(who, FILE).sort is Sort.FORBIDDEN


@pytest.mark.clause("4.6.2-b")
@pytest.mark.parametrize(
    "story",
    [
        returned().then(DESK, SATISFIED),
        taken_in(DESK, inquiry(answer="答复", satisfied=True)),
        taken_in(DESK, challenge(answer="答复", satisfied=True)),
        handled(help_wanted(words="x", contact="1")).then(GUARD, ReturnSheet()).then(DESK, SATISFIED),
    ],
    ids=["inquiry", "inquiry at the desk", "challenge without a sheet", "help"],
)
def test_nothing_else_is_filed(story: Story) -> None:
    assert story.facts.status is Status.CLOSED
    assert story.owes_no(DutyCode.ARCHIVE)
    refusal = story.refused(DESK, FILE)
    assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.6.2-b")


@pytest.mark.clause("4.6.2-b")
def test_it_is_filed_after_it_is_closed() -> None:
    for story in (returned(challenge()), replied(challenge()), answered_suggestion()):
        assert story.refused(DESK, FILE).code == "not_closed_yet"
        assert story.owes_no(DutyCode.ARCHIVE)


@pytest.mark.clause("4.6.2-b")
def test_it_is_filed_under_the_unit_or_in_the_centres_own_folder() -> None:
    said: dict[str, Any]
    for said, folder in (
        ({}, False),
        ({"unit_id": None, "place": "大门"}, True),
        ({"resident_type": ResidentType.ANONYMOUS}, True),
    ):
        story = returned(challenge(**said)).then(DESK, SATISFIED).then(DESK, FILE)
        (filed,) = [each for each in story.events if isinstance(each, Archived)]
        assert filed.centre_folder is folder


@pytest.mark.clause("4.1.1.2-b")
def test_the_colleague_who_heard_it_first_is_told_what_came_of_it() -> None:
    tell = TellFirstReceiver(note="已解答")
    at_the_desk = inquiry(refer_choice=ReferChoice.REFERRED_TO_DESK)
    accepted = taken_in(CLEANER, at_the_desk).then(DESK, Accept())
    assert accepted.refused(DESK, tell).code == "nobody_to_tell"
    back = accepted.then(DESK, IssueSheet()).then(MANAGER, FOUND).then(MANAGER, REPLY)
    back = back.then(MANAGER, ReturnSheet())
    duty = back.duty(DutyCode.TELL_FIRST_RECEIVER)
    assert (duty.clause, duty.role) == ("4.1.1.2-b", Role.FRONT_DESK)
    assert back.refused(MANAGER, tell).clause == "3.1-a"
    assert back.then(DESK, tell).owes_no(DutyCode.TELL_FIRST_RECEIVER)
    closed = back.then(DESK, SATISFIED)
    assert not closed.owes_no(DutyCode.TELL_FIRST_RECEIVER)
    assert closed.then(DESK, tell).owes == {}
    assert returned().owes_no(DutyCode.TELL_FIRST_RECEIVER)


@pytest.mark.clause("4.1.1.2-b")
def test_nobody_is_told_what_they_did_themselves_and_no_system_is() -> None:
    own = taken_in(GUARD, help_wanted(handling_myself=True)).then(DESK, Accept(words="x", contact="1"))
    own = own.then(GUARD, Arrive()).then(GUARD, HELPED).then(GUARD, LOG).then(GUARD, ReturnSheet())
    assert own.owes_no(DutyCode.TELL_FIRST_RECEIVER)
    from_outside = taken_in(A_SYSTEM, inquiry()).then(DESK, Accept()).then(DESK, IssueSheet())
    from_outside = from_outside.then(MANAGER, FOUND).then(MANAGER, REPLY).then(MANAGER, ReturnSheet())
    assert from_outside.owes_no(DutyCode.TELL_FIRST_RECEIVER)
    handed_off = taken_in(CLEANER, COMPLAINT).then(DESK, Accept())
    assert not handed_off.owes_no(DutyCode.TELL_FIRST_RECEIVER)


@pytest.mark.clause("4.6.1-b", "3.4-b")
@pytest.mark.parametrize("actor", [each for each in STAFF if each is not HEAD], ids=role_of)
def test_only_the_head_voids_and_the_row_stays(actor: Actor) -> None:
    void = VoidCase(reason="重复登记")
    for story in (taken_in(DESK, inquiry()), with_the_manager(), CLOSED_CHALLENGE, handled()):
        refusal = story.refused(actor, void)
        assert (refusal.sort, refusal.clause) == (Sort.FORBIDDEN, "3.4-b")
        voided = story.then(HEAD, void)
        assert voided.facts.status is Status.VOIDED
        assert voided.facts.accepted_at == story.facts.accepted_at
        assert voided.owes == {}
        assert voided.refused(HEAD, void).code == "not_at_this_point"
        assert voided.refused(DESK, AmendSheet(words="x")).code == "not_at_this_point"


def test_what_is_filed_is_neither_voided_nor_amended() -> None:
    filed = CLOSED_CHALLENGE.then(DESK, FILE)
    assert filed.refused(HEAD, VoidCase(reason="x")).code == "not_at_this_point"
    assert filed.refused(DESK, AmendSheet(words="x")).code == "not_at_this_point"
    assert CLOSED_CHALLENGE.then(DESK, AmendSheet(words="x")).facts.status is Status.CLOSED
    assert with_the_manager().then(MANAGER, AmendSheet(words="x")).facts.status is Status.ISSUED
    assert with_the_manager().refused(GUARD, AmendSheet(words="x")).sort is Sort.FORBIDDEN
    assert taken_in(GUARD, inquiry()).refused(DESK, VoidCase(reason="x")).clause == "3.4-b"
