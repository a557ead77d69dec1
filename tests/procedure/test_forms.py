"""The intake forms: what they ask agrees with what the rules insist on, for every post and matter."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, get_args, get_type_hints
from uuid import UUID

import pytest

from app.procedure.actions.intake import TakeIn
from app.procedure.actors import Actor, Appointment
from app.procedure.context import Context, Superior
from app.procedure.forms import (
    FORM_VERSION,
    FORMS,
    GUIDES,
    RECEIVER_OF,
    SITUATIONS,
    IntakeForm,
    Receiver,
    form_of,
)
from app.procedure.lifecycle import Decided, begin
from app.procedure.notices import leading_department
from app.procedure.policy import Policy
from app.procedure.questions import Condition, Question
from app.procedure.refusal import Refusal, Sort
from app.procedure.suggestion import WRITTEN_NOT_IN_PERSON
from app.procedure.vocabulary import (
    Channel,
    Credential,
    Kind,
    RelatedProcedure,
    Role,
)
from tests.procedure.calendars import EVERY_DAY, at

CENTRE, PERSON, SOMETHING = UUID(int=1), UUID(int=2), UUID(int=3)
ROLE_OF = {
    Receiver.FRONT_DESK: Role.FRONT_DESK,
    Receiver.CONTROL_ROOM: Role.CONTROL_ROOM_OPERATOR,
    Receiver.PATROL: Role.PATROL_GUARD,
    Receiver.OTHER_STAFF: Role.OTHER_STAFF,
}
NOON, NIGHT = at("2026-04-01 12:00"), at("2026-04-01 22:30")
EVERY_FORM = pytest.mark.parametrize(
    "form", FORMS.values(), ids=[f"{receiver}-{matter}" for receiver, matter in FORMS]
)


def _context(form: IntakeForm, now: datetime) -> Context:
    post = Appointment(id=SOMETHING, role=ROLE_OF[form.receiver])
    actor = Actor(centre_id=CENTRE, person_id=PERSON, credential=Credential.PERSON, appointments=(post,))
    return Context(
        now=now,
        actor=actor,
        policy=Policy(),
        calendar=EVERY_DAY,
        superior=Superior(role=Role.SECURITY_DUTY_SUPERVISOR),
    )


def _sample(question: Question) -> Any:
    if question.choices:
        value = question.choices[0].value
        return (value,) if question.type == "choices" else value
    if question.type.endswith("_list"):
        return ("甲",) if question.type == "text_list" else (SOMETHING,)
    samples = {"boolean": True, "integer": 1, "datetime": NOON}
    if question.type in {"text", "long_text", "topic"}:
        return "电梯口"
    return samples.get(question.type, SOMETHING)


def _holds(condition: Condition, values: dict[str, Any], now: datetime) -> bool:
    if condition.field == "desk":
        return ("open" if EVERY_DAY.is_open(now) else "closed") in condition.values
    value = values.get(condition.field)
    if condition.filled is not None:
        return bool(value) is condition.filled
    if condition.above is not None:
        return int(value or 0) > condition.above
    return value in condition.values


def _asked(form: IntakeForm, values: dict[str, Any], now: datetime) -> Iterator[Question]:
    known = {each.name: each.default for each in form.fields} | values
    for question in form.fields:
        if all(_holds(each, known, now) for each in question.shown_if):
            yield question


def _is_settled(question: Question, values: dict[str, Any]) -> bool:
    value = values.get(question.name)
    if any(values.get(other) for other in question.or_else):
        return True
    confirmation = question.type == "boolean" and question.default is not None
    return bool(value) if confirmation else value is not None


def _filled(form: IntakeForm, values: dict[str, Any], now: datetime) -> dict[str, Any]:
    """The form as a careful person sends it: whatever is asked and needed is filled in."""
    values = dict(values)
    while True:
        asked = list(_asked(form, values, now))
        still_open = [each for each in asked if each.needed and not _is_settled(each, values)]
        if not still_open:
            names = {each.name for each in asked}
            return {name: value for name, value in values.items() if name in names}
        first = still_open[0]
        values[first.name] = first.default or _sample(first)


def _take_in(form: IntakeForm, values: dict[str, Any]) -> TakeIn:
    typed = {name: _as_member(form, name, value) for name, value in values.items() if value is not None}
    return TakeIn(kind=form.kind, related_procedure=form.related_procedure, **typed)


def _as_member(form: IntakeForm, name: str, value: Any) -> Any:
    question = next(each for each in form.fields if each.name == name)
    if not question.choices:
        return value
    hint = get_args(get_type_hints(TakeIn)[name])[0]
    return tuple(map(hint, value)) if isinstance(value, tuple) else hint(value)


def _variants(form: IntakeForm) -> Iterator[dict[str, Any]]:
    yield {}
    for question in form.fields:
        for choice in question.choices:
            value: Any = (choice.value,) if question.type == "choices" else choice.value
            yield {question.name: value}
        if question.type == "boolean":
            yield {question.name: True}
            yield {question.name: False}
        if question.type in {"text", "long_text", "integer"}:
            yield {question.name: 6 if question.type == "integer" else "东门岗亭"}


@EVERY_FORM
@pytest.mark.parametrize("now", [NOON, NIGHT], ids=["desk open", "desk closed"])
def test_a_form_filled_in_as_asked_is_never_called_incomplete(form: IntakeForm, now: datetime) -> None:
    for variant in _variants(form):
        values = _filled(form, variant, now)
        answer = begin(SOMETHING, _take_in(form, values), _context(form, now))
        assert isinstance(answer, Decided), (variant, values, answer)


@EVERY_FORM
@pytest.mark.parametrize("now", [NOON, NIGHT], ids=["desk open", "desk closed"])
def test_whatever_the_rules_insist_on_is_a_needed_field_of_the_form(form: IntakeForm, now: datetime) -> None:
    values: dict[str, Any] = {
        each.name: each.default for each in form.fields if each.name == "channel" and each.default
    }
    for _ in form.fields:
        answer = begin(SOMETHING, _take_in(form, values), _context(form, now))
        if isinstance(answer, Decided):
            return
        assert answer.sort is Sort.INCOMPLETE
        asked = {each.name: each for each in _asked(form, values, now)}
        for name in answer.missing:
            assert asked[name].needed, (name, answer)
            values[name] = _sample(asked[name])
    pytest.fail("the form never satisfies the rules")


@EVERY_FORM
def test_every_field_of_a_form_stands_once_and_can_be_reached(form: IntakeForm) -> None:
    names = [each.name for each in form.fields]
    assert len(names) == len(set(names))
    for question in form.fields:
        for condition in question.shown_if:
            assert condition.field == "desk" or condition.field in names
        assert set(question.or_else) <= {*names, "building_id", "area_id"}


@pytest.mark.parametrize("receiver", Receiver)
def test_help_asks_for_a_place_and_nothing_else(receiver: Receiver) -> None:
    form = FORMS[receiver, Kind.HELP]
    assert form.fields[0].name == "place"
    in_an_emergency = {"place": "3号楼大厅", "emergency": "fire"}
    assert _filled(form, in_an_emergency, NIGHT) == in_an_emergency
    assert _filled(form, {"place": "3号楼大厅"}, NOON).keys() == {"place"}


def test_the_control_room_tells_somebody_while_the_desk_is_closed() -> None:
    form = FORMS[Receiver.CONTROL_ROOM, Kind.HELP]
    assert "notify" in _filled(form, {"place": "地库"}, NIGHT)
    assert "notify" not in {each.name for each in _asked(form, {}, NOON)}


@pytest.mark.parametrize("receiver", Receiver)
def test_no_form_has_a_place_to_turn_a_suggestion_down(receiver: Receiver) -> None:
    names = {each.name for each in FORMS[receiver, Kind.SUGGESTION].fields}
    assert not names & {"answer", "satisfied", "decision"}
    banners = {prompt.code for prompt in FORMS[receiver, Kind.SUGGESTION].read}
    assert "suggestion_never_refused" in banners


@pytest.mark.clause("4.1.1.3-a", "4.1.1.3-b")
def test_thanks_and_promise_are_asked_for_and_never_ticked_beforehand() -> None:
    for receiver in Receiver:
        fields = {each.name: each for each in FORMS[receiver, Kind.SUGGESTION].fields}
        for name in ("thanked", "told_will_study", "contact_asked"):
            assert fields[name].needed
            assert fields[name].default is False


@pytest.mark.parametrize("channel", sorted(WRITTEN_NOT_IN_PERSON))
def test_a_letter_in_the_box_asks_for_no_thanks_at_contact_but_for_the_call(
    channel: Channel,
) -> None:
    form = FORMS[Receiver.FRONT_DESK, Kind.SUGGESTION]
    asked = {each.name for each in _asked(form, {"channel": channel.value}, NOON)}
    assert not asked & {"thanked", "told_will_study", "contact_asked"}
    assert "contact_state" in asked
    ring = next(each for each in form.read if each.code == "suggestion_ring_at_once")
    assert channel in ring.shown_if[0].values


@pytest.mark.clause("4.3.2-d")
@pytest.mark.parametrize("receiver", [Receiver.CONTROL_ROOM, Receiver.PATROL, Receiver.OTHER_STAFF])
def test_unsure_takes_the_answer_away_and_leaves_two_ways(receiver: Receiver) -> None:
    form = FORMS[receiver, Kind.INQUIRY]
    unsure = {each.name: each for each in _asked(form, {"sure": False}, NOON)}
    assert "answer" not in unsure
    assert {each.value for each in unsure["refer_choice"].choices} == {
        "referred_to_desk",
        "contact_taken",
    }
    assert "answer" in {each.name for each in _asked(form, {"sure": True}, NOON)}


@pytest.mark.parametrize("receiver", [Receiver.CONTROL_ROOM, Receiver.PATROL, Receiver.OTHER_STAFF])
def test_colleagues_have_no_answer_field_on_a_challenge_without_a_reason(
    receiver: Receiver,
) -> None:
    form = FORMS[receiver, Kind.CHALLENGE]
    assert "answer" not in {each.name for each in _asked(form, {}, NOON)}
    excepted = {"exception_reason": "业户情绪激动", "important": False, "sensitive": False}
    assert "answer" in {each.name for each in _asked(form, excepted, NOON)}
    excepted["sensitive"] = True
    assert "answer" not in {each.name for each in _asked(form, excepted, NOON)}


def test_every_post_that_receives_has_a_form_for_everything() -> None:
    matters = [*Kind, *RelatedProcedure]
    for role in Role:
        has_one = role in RECEIVER_OF
        assert has_one is (role not in {Role.ADMINISTRATOR, Role.GROUP_VIEWER})
        for matter in matters:
            form = form_of(role, matter)
            assert (form is not None) is has_one
            assert form is None or form.matter is matter
    assert set(GUIDES) == set(matters)


def test_labels_come_from_the_action_and_speak_both_languages() -> None:
    for form in FORMS.values():
        for question in form.fields:
            assert question.label.zh
            assert question.label.en
            assert all(choice.label.zh and choice.label.en for choice in question.choices)


def test_a_situation_chooses_the_department_the_emergency_needs() -> None:
    codes = [each.code for each in SITUATIONS]
    assert len(codes) == len(set(codes))
    form = FORMS[Receiver.FRONT_DESK, Kind.HELP]
    for situation in SITUATIONS:
        taken = TakeIn(
            kind=Kind.HELP,
            channel=Channel.PHONE,
            place="大堂",
            department=situation.department,
            emergency=situation.emergency,
            dispute=situation.dispute,
        )
        begun = begin(SOMETHING, taken, _context(form, NOON))
        assert isinstance(begun, Decided)
        assert leading_department(begun.facts) is situation.department
        assert begun.facts.emergency is situation.emergency


def test_the_version_is_a_fingerprint_of_what_the_forms_say() -> None:
    assert len(FORM_VERSION) == 12
    assert set(FORM_VERSION) <= set("0123456789abcdef")


def test_a_form_left_empty_is_refused_wherever_something_is_needed() -> None:
    for form in FORMS.values():
        assert isinstance(begin(SOMETHING, _take_in(form, {}), _context(form, NIGHT)), Refusal)
