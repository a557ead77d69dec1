"""Taking in: what a form insists on, what it never asks, and where the matter goes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.procedure.actions.intake import ReferChoice, TakeIn
from app.procedure.actors import Actor
from app.procedure.duties import DutyCode
from app.procedure.events.intake import SheetWritten
from app.procedure.refusal import Sort
from app.procedure.vocabulary import (
    Channel,
    Contact,
    EmergencyType,
    Kind,
    RelatedProcedure,
    Role,
    Status,
)
from tests.procedure.stories import (
    A_SYSTEM,
    CLEANER,
    CONTROL_ROOM,
    DESK,
    GUARD,
    MORNING,
    NIGHT,
    RESIDENT,
    challenge,
    help_wanted,
    inquiry,
    letter,
    suggestion,
    taken_in,
    turned_away,
)

BY_ANYONE = pytest.mark.parametrize(
    "actor", [DESK, GUARD, CONTROL_ROOM, CLEANER], ids=lambda each: str(each.roles())
)
AT_CONTACT = [
    Channel.PHONE,
    Channel.VISIT,
    Channel.LETTER_IN_PERSON,
    Channel.MET_ON_PATROL,
    Channel.CONTROL_ROOM_CALL,
]
CONTACT_TAKEN = {"refer_choice": ReferChoice.CONTACT_TAKEN}


@pytest.mark.clause("1.1-a")
def test_there_are_four_kinds_and_two_other_procedures() -> None:
    assert {each.value for each in Kind} == {"suggestion", "inquiry", "challenge", "help"}
    assert {each.value for each in RelatedProcedure} == {"complaint", "repair"}


@pytest.mark.clause("1.1-a")
@BY_ANYONE
def test_a_matter_is_of_one_kind_or_of_another_procedure_and_never_of_both(actor: Actor) -> None:
    neither = turned_away(actor, TakeIn(words="话"))
    assert (neither.clause, neither.missing) == ("1.1-a", ("kind",))
    both = turned_away(actor, inquiry(related_procedure=RelatedProcedure.REPAIR))
    assert (both.clause, both.missing) == ("1.1-a", ("related_procedure",))


@pytest.mark.clause("4.1.1.3-a")
@BY_ANYONE
@pytest.mark.parametrize("channel", AT_CONTACT)
def test_whoever_hears_a_suggestion_gives_thanks_or_says_why_not(actor: Actor, channel: Channel) -> None:
    refusal = turned_away(actor, suggestion(channel=channel, thanked=False))
    assert (refusal.sort, refusal.clause) == (Sort.INCOMPLETE, "4.1.1.3-a")
    blank = suggestion(channel=channel, thanked=False, conduct_reason="  ")
    assert turned_away(actor, blank).clause == "4.1.1.3-a"
    taken_in(actor, suggestion(channel=channel, thanked=False, conduct_reason="业户已离开"))


@pytest.mark.clause("4.1.1.3-a")
def test_a_suggestion_without_a_channel_at_the_desk_came_by_telephone_and_is_thanked_for() -> None:
    assert turned_away(DESK, suggestion(channel=None, thanked=False)).clause == "4.1.1.3-a"
    assert taken_in(DESK, suggestion(channel=None)).facts.channel is Channel.PHONE
    assert taken_in(GUARD, suggestion(channel=None)).facts.channel is Channel.MET_ON_PATROL
    assert taken_in(CONTROL_ROOM, suggestion(channel=None)).facts.channel is Channel.CONTROL_ROOM_CALL
    assert taken_in(A_SYSTEM, suggestion(channel=None)).facts.channel is Channel.OTHER_SYSTEM


@pytest.mark.clause("4.1.1.3-b")
@BY_ANYONE
def test_the_resident_is_told_that_it_will_be_studied(actor: Actor) -> None:
    refusal = turned_away(actor, suggestion(told_will_study=False))
    assert (refusal.sort, refusal.clause) == (Sort.INCOMPLETE, "4.1.1.3-b")
    taken_in(actor, suggestion(told_will_study=False, conduct_reason="电话中断"))


@pytest.mark.clause("4.1.1.3-c")
@BY_ANYONE
def test_a_contact_is_asked_for_and_need_not_be_given(actor: Actor) -> None:
    silent = suggestion(contact=None, contact_asked=False)
    assert turned_away(actor, silent).missing == ("contact_asked", "contact_state")
    asked = suggestion(contact=None)
    assert turned_away(actor, asked).clause == "4.1.1.3-c"
    assert turned_away(actor, asked).missing == ("contact_state",)
    left = suggestion(contact=None, contact_state=Contact.GIVEN)
    assert turned_away(actor, left).missing == ("contact",)
    unasked = suggestion(contact=None, contact_asked=False, contact_state=Contact.DECLINED)
    assert turned_away(actor, unasked).missing == ("contact_asked",)
    for state in (Contact.DECLINED, Contact.NONE):
        assert taken_in(actor, suggestion(contact=None, contact_state=state)).facts.contact is state
    known = suggestion(contact=None, contact_state=Contact.GIVEN, resident_id=RESIDENT)
    assert taken_in(actor, known).facts.contact is Contact.GIVEN
    assert taken_in(actor, suggestion(contact_asked=False)).facts.contact is Contact.GIVEN


@pytest.mark.clause("4.1.1.3-d")
@BY_ANYONE
def test_no_one_answers_a_suggestion_where_it_is_made(actor: Actor) -> None:
    refusal = turned_away(actor, suggestion(answer="做不到", satisfied=True))
    assert (refusal.sort, refusal.clause) == (Sort.CONFLICT, "4.1.1.3-d")
    assert turned_away(actor, suggestion(answer="不行", thanked=False)).clause == "4.1.1.3-d"


@pytest.mark.clause("4.1.1.1-a", "4.1.1.2-a")
@BY_ANYONE
@pytest.mark.parametrize(
    "taken",
    [suggestion(), inquiry(), challenge(refer_choice=ReferChoice.REFERRED_TO_DESK)],
    ids=lambda each: each.kind,
)
def test_what_the_resident_said_is_written_down(actor: Actor, taken: TakeIn) -> None:
    for words in (None, " "):
        refusal = turned_away(actor, replace(taken, words=words))
        assert (refusal.clause, refusal.missing) == ("4.1.1.2-a", ("words",))
    repair = TakeIn(related_procedure=RelatedProcedure.REPAIR)
    assert turned_away(actor, repair).missing == ("words",)


@pytest.mark.clause("4.1.1.1-a", "4.6.1-a")
def test_every_suggestion_gets_its_sheet_at_acceptance() -> None:
    for channel in Channel:
        assert taken_in(DESK, suggestion(channel=channel)).facts.sheet_issued


@pytest.mark.clause("4.1.1.2-a")
def test_a_suggestion_a_colleague_wrote_down_late_is_marked() -> None:
    heard = MORNING - timedelta(minutes=10)
    assert not taken_in(GUARD, suggestion(received_at=heard)).facts.late_record
    later = heard - timedelta(seconds=1)
    assert taken_in(GUARD, suggestion(received_at=later)).facts.late_record
    assert taken_in(GUARD, suggestion(received_at=later)).facts.received_at == later
    why = "断网，先记在纸上"
    assert not taken_in(DESK, suggestion(received_at=later, late_reason=why)).facts.late_record
    assert not taken_in(GUARD, inquiry(received_at=later)).facts.late_record


def test_what_the_desk_enters_later_from_paper_says_why() -> None:
    within, later = MORNING - timedelta(minutes=10), MORNING - timedelta(minutes=11)
    taken_in(DESK, inquiry(received_at=within))
    for said in (None, " "):
        refusal = turned_away(DESK, inquiry(received_at=later, late_reason=said))
        assert (refusal.code, refusal.missing) == ("late_reason_needed", ("late_reason",))
    back_entry = taken_in(DESK, inquiry(received_at=later, late_reason="断网，先记在纸上"))
    assert back_entry.facts.received_at == later
    assert taken_in(GUARD, inquiry(received_at=later)).facts.captured, "a colleague's capture is not held up"


def test_nothing_is_received_in_the_future() -> None:
    ahead = MORNING + timedelta(minutes=5)
    assert taken_in(DESK, inquiry(received_at=ahead)).facts.received_at == MORNING
    refusal = turned_away(DESK, inquiry(received_at=ahead + timedelta(seconds=1)))
    assert refusal.missing == ("received_at",)


@pytest.mark.clause("4.1.1.2-b")
def test_a_captured_suggestion_waits_for_the_desk_to_fill_in_the_sheet() -> None:
    story = taken_in(CLEANER, suggestion())
    assert story.facts.status is Status.PENDING_DESK
    assert not story.facts.sheet_issued
    duty = story.duty(DutyCode.ACCEPT_CAPTURE)
    assert (duty.clause, duty.role) == ("4.1.1.2-b", Role.FRONT_DESK)
    assert duty.due_at == MORNING + timedelta(minutes=30)
    assert story.facts.received_by == CLEANER.person_id
    by_night = taken_in(CLEANER, suggestion(), NIGHT).duty(DutyCode.ACCEPT_CAPTURE)
    assert by_night.due_at is not None
    assert by_night.due_at.astimezone(MORNING.tzinfo).strftime("%d %H:%M") == "02 09:00"


def test_an_answer_at_the_desk_says_whether_it_satisfied() -> None:
    for taken, clause in ((inquiry, "4.3.1-a"), (challenge, "4.4.1-a")):
        refusal = turned_away(DESK, taken(answer="答复"))
        assert (refusal.clause, refusal.missing) == (clause, ("satisfied",))


@pytest.mark.clause("4.3.1-a", "4.5.1-b", "4.6.1-b")
def test_what_the_desk_answers_at_once_is_registered_and_closed() -> None:
    story = taken_in(DESK, inquiry(answer="答复", satisfied=True))
    assert story.facts.status is Status.CLOSED
    assert story.facts.accepted_at == MORNING
    assert not story.facts.sheet_issued
    assert story.owes == {}
    unsatisfied = taken_in(DESK, inquiry(answer="答复", satisfied=False))
    assert set(unsatisfied.owes) == {"issue_sheet"}


def test_a_summary_is_taken_from_the_words_and_a_contact_is_known_as_given() -> None:
    written = taken_in(DESK, inquiry(words="很" * 50)).events[1]
    assert isinstance(written, SheetWritten)
    assert written.summary == "很" * 40
    assert written.contact_state is Contact.GIVEN
    own = taken_in(DESK, inquiry(summary="门禁卡")).events[1]
    assert isinstance(own, SheetWritten)
    assert own.summary == "门禁卡"


@pytest.mark.clause("4.6.1-b")
def test_a_complaint_or_a_repair_is_registered_and_handed_off() -> None:
    for related in RelatedProcedure:
        story = taken_in(DESK, TakeIn(related_procedure=related, words="话"))
        assert story.facts.status is Status.HANDED_OFF
        assert story.facts.accepted_at == MORNING
        assert story.facts.sheet_issued is (related is RelatedProcedure.COMPLAINT)
        assert set(story.owes) == {f"confirm_hand_off:{related}"}


def test_an_emergency_is_help_whatever_else_was_ticked() -> None:
    for taken in (
        suggestion(emergency=EmergencyType.FIRE),
        TakeIn(related_procedure=RelatedProcedure.REPAIR, emergency=EmergencyType.FIRE, place="大堂"),
    ):
        story = taken_in(DESK, replace(taken, emergency=EmergencyType.FIRE))
        assert story.facts.kind is Kind.HELP
        assert story.facts.related_procedure is None


@pytest.mark.clause("4.1.1.4-a")
def test_a_letter_in_the_box_asks_nothing_at_contact() -> None:
    assert taken_in(DESK, letter(contact=None)).facts.ack_call_required
    assert not help_wanted().thanked
