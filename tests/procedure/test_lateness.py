"""3.4 What is late is told: to its owner, then above. Each step once; by night only what cannot wait."""

from datetime import datetime, timedelta

import pytest

from app.procedure.actions.closing import RecordCallback
from app.procedure.actions.help import Acknowledge
from app.procedure.actions.supervision import EscalateDuty, ExtendDuty
from app.procedure.events.supervision import DutyEscalated
from app.procedure.vocabulary import Role, Satisfaction
from tests.procedure.calendars import at
from tests.procedure.stories import (
    DESK,
    HEAD,
    SECURITY,
    TIME,
    Story,
    called,
    challenge,
    help_wanted,
    id_of,
    inquiry,
    letter,
    returned,
    studied,
    taken_in,
    with_the_manager,
)

HEADS, MANAGERS = Role.HEAD_OF_CUSTOMER_SERVICE, Role.CENTRE_MANAGER


def due_of(story: Story, key: str) -> datetime:
    due = story.owes[key].due_at
    assert due is not None
    return due


def told(story: Story) -> list[tuple[int, Role | None]]:
    return [(each.step, each.role) for each in story.events if isinstance(each, DutyEscalated)]


@pytest.mark.clause("3.4-b")
@pytest.mark.parametrize(
    ("story", "key", "owner"),
    [
        (taken_in(DESK, letter()), "ack_call", Role.FRONT_DESK),
        (taken_in(DESK, inquiry()), "answer_at_desk", Role.FRONT_DESK),
        (with_the_manager(), "handle_sheet", Role.AREA_CUSTOMER_MANAGER),
        (returned(), "callback:1", Role.FRONT_DESK),
    ],
)
def test_the_owner_hears_first_and_the_head_when_it_stays_undone(story: Story, key: str, owner: Role) -> None:
    key = key if key in story.owes else next(each for each in story.owes if each.startswith(key[:8]))
    step = EscalateDuty(duty=key)
    due = due_of(story, key)
    early = story.at(min(due, at("2026-04-01 17:00")) - timedelta(minutes=1))
    assert early.refused(TIME, step).code == "nothing_to_tell"
    late = story.at(at("2026-04-14 10:00"))
    assert due < late.now
    assert late.refused(HEAD, step).code == "only_time"
    first = late.then(TIME, step)
    assert told(first) == [(1, owner)]
    assert first.owes.keys() == late.owes.keys()
    assert first.refused(TIME, step).code == "nothing_to_tell"
    second = first.at(at("2026-04-15 10:00")).then(TIME, step)
    assert told(second) == [(1, owner), (2, HEADS)]
    assert second.at(at("2026-05-20 10:00")).refused(TIME, step).code == "nothing_to_tell"
    assert second.facts.status is story.facts.status


@pytest.mark.clause("3.4-b")
def test_what_is_late_at_the_head_is_told_to_the_centre_manager() -> None:
    late = studied().at(at("2026-05-20 10:00"))
    step = EscalateDuty(duty="decide")
    second = late.then(TIME, step).at(at("2026-05-21 10:00")).then(TIME, step)
    assert told(second) == [(1, HEADS), (2, MANAGERS)]


@pytest.mark.clause("3.4-b")
def test_where_the_head_is_concerned_the_centre_manager_hears_of_it() -> None:
    about_the_head = challenge(sensitive=True, persons_concerned=(id_of(HEAD),))
    late = with_the_manager(about_the_head).at(at("2026-05-20 10:00"))
    step = EscalateDuty(duty=next(key for key in late.owes if key.startswith("handle_sheet")))
    second = late.then(TIME, step).at(at("2026-05-21 10:00")).then(TIME, step)
    assert told(second)[-1] == (2, MANAGERS)


@pytest.mark.clause("3.4-b")
def test_by_night_only_help_is_told_of_and_the_rest_at_opening() -> None:
    story = returned()
    key = next(each for each in story.owes if each.startswith("callback"))
    night = story.at(at("2026-04-10 03:00"))
    assert night.refused(TIME, EscalateDuty(duty=key)).code == "told_at_opening"
    assert told(night.at(at("2026-04-10 08:30")).then(TIME, EscalateDuty(duty=key))) == [(1, Role.FRONT_DESK)]
    coming = called(help_wanted(department="security"), at("2026-04-01 22:30")).then(SECURITY, Acknowledge())
    late = coming.after(minutes=11)
    assert told(late.then(TIME, EscalateDuty(duty="send_someone")))[0][0] == 1


@pytest.mark.clause("3.4-b")
def test_an_extended_duty_is_told_of_anew_when_the_new_time_is_over() -> None:
    story = returned()
    key = next(each for each in story.owes if each.startswith("callback"))
    first = story.at(at("2026-04-14 10:00")).then(TIME, EscalateDuty(duty=key))
    moved = first.then(HEAD, ExtendDuty(duty=key, due_at=at("2026-04-16 10:00"), reason="业户外出"))
    assert moved.refused(TIME, EscalateDuty(duty=key)).code == "nothing_to_tell"
    again = moved.at(at("2026-04-16 10:01")).then(TIME, EscalateDuty(duty=key))
    assert [step for step, _ in told(again)] == [1, 1]


@pytest.mark.clause("3.4-b")
def test_what_is_done_is_told_of_no_more_and_a_notice_climbs_its_own_chain() -> None:
    story = returned()
    key = next(each for each in story.owes if each.startswith("callback"))
    reached = RecordCallback(reached=True, solved=True, satisfaction=Satisfaction.SATISFIED)
    done = story.then(DESK, reached).at(at("2026-04-14 10:00"))
    assert done.refused(TIME, EscalateDuty(duty=key)).code == "nothing_to_tell"
    waiting = called().after(days=1)
    assert waiting.refused(TIME, EscalateDuty(duty="acknowledge_notice:1")).code == "nothing_to_tell"
    assert waiting.refused(TIME, EscalateDuty(duty="no such duty")).code == "nothing_to_tell"
