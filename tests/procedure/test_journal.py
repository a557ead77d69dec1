"""Whatever is done to a case, its journal gives facts and duties again: as JSON, and after an erasure."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from app.procedure.events.common import Event
from app.procedure.facts import CaseFacts
from app.procedure.fields import personal_fields, replace
from app.procedure.lifecycle import ACTS, Decided, decide, may, replay
from app.procedure.owed import owed
from tests.procedure.beginnings import BEGINNINGS
from tests.procedure.exploration import ACTORS, MOMENTS
from tests.procedure.payloads import PAYLOADS
from tests.procedure.stories import CASE, Story, setting

EXAMPLES = 12 if int(os.environ.get("YINGMEN_SEEDS", "0")) <= 10 else 1500
LONGEST = 25
FACTS = TypeAdapter(CaseFacts)


def _possible(story: Story) -> list[tuple[Any, Any]]:
    """Everyone with everything that may be begun now."""
    return [
        (actor, action)
        for actor in ACTORS
        for act in ACTS
        if may(story.facts, act.action, setting(actor, story.now, **story.said)) is None
        for action in PAYLOADS[act.action]
    ]


@st.composite
def journeys(draw: st.DrawFn) -> Story:
    """A case to which all sorts of things were done, one after the other."""
    walked = BEGINNINGS[draw(st.sampled_from(sorted(BEGINNINGS)))]
    for _ in range(draw(st.integers(0, LONGEST))):
        if draw(st.integers(0, 9)) == 0:
            walked = walked.at(MOMENTS[-1])
        possible = _possible(walked)
        actor, action = draw(st.sampled_from(possible))
        decided = decide(walked.facts, action, setting(actor, walked.now, **walked.said))
        if isinstance(decided, Decided):
            walked = walked.then(actor, action)
    return walked


many = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def _erased(event: Event) -> Event:
    """The event as it stands once every personal value in it was erased."""
    return replace(event, **dict.fromkeys(personal_fields(type(event))))


def _told(event: Event) -> Iterator[str]:
    for name in personal_fields(type(event)):
        value = getattr(event, name)
        yield from (value,) if isinstance(value, str) else (value or ())


@pytest.mark.seeds
@many
@given(journeys())
def test_the_journal_gives_the_same_facts_and_duties_again(story: Story) -> None:
    again = replay(CASE, story.events)
    assert again == story.facts
    assert owed(again) == owed(story.facts)


@pytest.mark.seeds
@many
@given(journeys())
def test_so_it_does_when_every_personal_value_is_erased(story: Story) -> None:
    again = replay(CASE, map(_erased, story.events))
    assert again == story.facts
    assert owed(again) == owed(story.facts)


@pytest.mark.seeds
@many
@given(journeys())
def test_no_personal_value_stands_in_the_facts(story: Story) -> None:
    facts = FACTS.dump_json(story.facts).decode()
    for event in story.events:
        assert not [value for value in _told(event) if value in facts]


@pytest.mark.seeds
@many
@given(journeys())
def test_events_and_facts_are_plain_json_and_come_back_whole(story: Story) -> None:
    for event in story.events:
        form: TypeAdapter[Any] = TypeAdapter(type(event))
        for defaults in (False, True):
            written = form.dump_json(event, exclude_defaults=defaults)
            assert form.validate_json(written) == event
    for defaults in (False, True):
        written = FACTS.dump_json(story.facts, exclude_defaults=defaults)
        read = FACTS.validate_json(written)
        assert read == story.facts
        assert owed(read) == owed(story.facts)
