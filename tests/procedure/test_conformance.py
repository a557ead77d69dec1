"""What became of each duty, read from the journal alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.procedure.actions.closing import RecordCallback
from app.procedure.conformance import Obligation, Outcome, by_clause, obligations
from app.procedure.duties import DutyCode
from app.procedure.events.supervision import ClockStarted
from app.procedure.events.words import EVENT_WORDS
from app.procedure.measures import measures
from app.procedure.met import MET_BY, WAIVING
from app.procedure.owed import owed
from app.procedure.vocabulary import Satisfaction
from tests.procedure.beginnings import BEGINNINGS
from tests.procedure.stories import DESK, Story, returned
from tests.procedure.walking import walked

WALKS = given(st.sampled_from(sorted(BEGINNINGS)), st.integers(0, 2**32))


def found_in(story: Story) -> list[Obligation]:
    facts, found = obligations(story.facts.id, enumerate(story.events, 1))
    assert facts == story.facts
    return found


@settings(max_examples=40, deadline=None)
@WALKS
def test_what_is_still_open_is_what_the_facts_owe(name: str, seed: int) -> None:
    story = walked(BEGINNINGS[name], seed)
    found = found_in(story)
    still = {(each.code, each.subject) for each in found if each.outcome is Outcome.OPEN}
    assert still == {(duty.code, duty.subject) for duty in owed(story.facts)}


@settings(max_examples=40, deadline=None)
@WALKS
def test_every_clock_that_started_is_accounted_for_and_every_end_names_its_entry(
    name: str, seed: int
) -> None:
    story = walked(BEGINNINGS[name], seed)
    found = found_in(story)
    started = [n for n, event in enumerate(story.events, 1) if isinstance(event, ClockStarted)]
    assert {each.started_by for each in found} <= set(started)
    for each in found:
        assert (each.outcome is Outcome.OPEN) == (each.ended_by is None)
        if each.ended_by is not None:
            event = story.events[each.ended_by - 1]
            assert each.ended_by > each.started_by
            assert each.event == type(event).__name__
            assert each.by == event.by
            assert each.ended_at is not None
            assert each.started_at <= each.ended_at <= event.at


@settings(max_examples=40, deadline=None)
@WALKS
def test_nobody_is_satisfied_who_was_not_reached(name: str, seed: int) -> None:
    story = walked(BEGINNINGS[name], seed, steps=40)
    told = measures(story.facts, found_in(story))
    assert told.satisfied <= told.reached <= told.callback_done <= told.callback_required
    assert told.solved <= told.reached


def test_every_duty_has_an_entry_that_meets_it_and_every_such_entry_exists() -> None:
    assert set(MET_BY) == set(DutyCode)
    assert all(MET_BY.values())
    assert set().union(*MET_BY.values(), WAIVING) <= set(EVENT_WORDS)


@pytest.mark.clause("4.5.1-a")
def test_a_callback_made_two_days_late_is_late() -> None:
    told = RecordCallback(reached=True, solved=True, satisfaction=Satisfaction.SATISFIED)
    story = returned().after(days=4).then(DESK, told)
    late = [each for each in found_in(story) if each.code is DutyCode.CALLBACK]
    assert [each.is_late(story.now) for each in late] == [True]
    assert dict(by_clause(late)) == {"4.5.1-a": late}
