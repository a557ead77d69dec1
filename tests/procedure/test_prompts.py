"""Prompts and call scripts: what is shown, where the house cannot enforce."""

import dataclasses

import pytest

from app.procedure.actions import closing, suggestions
from app.procedure.clauses import CLAUSES
from app.procedure.prompts import (
    ACK_CALL,
    CALLBACK,
    PROMPTS,
    SCRIPTS,
    Manner,
    Moment,
    Prompt,
    Script,
    prompts_at,
)
from app.procedure.vocabulary import Kind

EVERY_PROMPT = pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.code)


@EVERY_PROMPT
def test_a_prompt_speaks_both_languages_and_cites_what_it_serves(prompt: Prompt) -> None:
    assert prompt.words.zh
    assert prompt.words.en
    assert prompt.clauses
    assert set(prompt.clauses) <= set(CLAUSES)
    assert prompt.moments
    assert prompt.kinds


def test_codes_stand_once() -> None:
    codes = [prompt.code for prompt in PROMPTS]
    assert len(codes) == len(set(codes))


@pytest.mark.clause("4.1.1.4-b", "4.1.1.4-c", "4.1.1.4-d")
def test_the_acknowledgement_call_confirms_all_that_was_said() -> None:
    said = [step.field for step in ACK_CALL.steps]
    assert said == ["thanked", "told_received", "told_studying", "told_reply_soon"]
    assert [step.clause for step in ACK_CALL.steps] == ["4.1.1.4-b", "4.1.1.4-c", "4.1.1.4-c", "4.1.1.4-d"]


def test_the_callback_asks_whether_it_is_solved_apart_from_satisfaction() -> None:
    asked = [step.field for step in CALLBACK.steps if step.field]
    assert asked == ["reached", "solved", "satisfaction", "comments"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.code)
def test_a_script_confirms_fields_of_its_action(script: Script) -> None:
    action = getattr(suggestions, script.action, None) or getattr(closing, script.action)
    names = {each.name for each in dataclasses.fields(action)}
    assert {step.field for step in script.steps if step.field} <= names
    assert set(script.clauses) <= set(CLAUSES)


@pytest.mark.clause("4.1.1.3-a", "4.1.1.3-b")
@pytest.mark.parametrize(
    "moment", [Moment.INTAKE_AT_DESK, Moment.INTAKE_BY_COLLEAGUE, Moment.INTAKE_IN_CONTROL_ROOM]
)
def test_whoever_hears_a_suggestion_sees_thanks_promise_and_the_ban(moment: Moment) -> None:
    shown = {prompt.code: prompt.manner for prompt in prompts_at(moment, Kind.SUGGESTION)}
    assert shown["suggestion_thanks"] is Manner.SAY
    assert shown["suggestion_will_be_studied"] is Manner.SAY
    assert shown["suggestion_never_refused"] is Manner.READ


def test_the_desk_is_not_told_to_send_challenges_to_the_desk() -> None:
    assert not [
        prompt for prompt in prompts_at(Moment.INTAKE_AT_DESK, Kind.CHALLENGE) if "4.4.2-a" in prompt.clauses
    ]
    by_others = prompts_at(Moment.INTAKE_BY_COLLEAGUE, Kind.CHALLENGE)
    assert {"4.4.2-a", "4.4.2-b"} <= {each for prompt in by_others for each in prompt.clauses}


@pytest.mark.clause("4.2.1-b")
def test_only_the_desk_is_offered_to_call_the_area_manager() -> None:
    offered = [prompt for prompt in PROMPTS if "4.2.1-b" in prompt.clauses]
    assert [prompt.moments for prompt in offered] == [(Moment.INTAKE_AT_DESK,)]
    assert offered[0].manner is Manner.OFFER


@pytest.mark.clause("3.3-a")
def test_a_department_that_is_asked_sees_the_request_to_lend_a_hand() -> None:
    for kind in Kind:
        assert [each.code for each in prompts_at(Moment.CONSULTATION, kind)] == ["lend_a_hand"]


@pytest.mark.clause("4.4.5-a")
def test_the_head_is_asked_whether_to_speak_with_one_voice() -> None:
    assert [each.code for each in prompts_at(Moment.SCRIPT_CONSIDERATION, Kind.CHALLENGE)] == ["one_voice"]


@pytest.mark.clause("4.2.4-b")
def test_the_scene_of_a_dispute_shows_mediation_and_the_ban_on_action() -> None:
    codes = {each.code for each in prompts_at(Moment.ON_SCENE, Kind.HELP)}
    assert {"dispute_mediate", "dispute_hands_off", "own_duty_log"} <= codes
