"""What a form asks is read off the action, and every word of the vocabulary has its label."""

import inspect
from enum import StrEnum

import pytest

from app.procedure import vocabulary
from app.procedure.actions import answers, closing, help, intake, suggestions, supervision
from app.procedure.actions.answers import AnswerAtDesk
from app.procedure.actions.help import Dispatch, RecordResult
from app.procedure.actions.intake import TakeIn
from app.procedure.actions.suggestions import PlanImplementation
from app.procedure.labels import LABELS, label_of
from app.procedure.lifecycle import ACTS
from app.procedure.questions import questions_of

UNLABELLED = {vocabulary.Status, vocabulary.Credential}
"""A status has its words beside the rules, and how a caller proved itself is shown to nobody."""

LABELLED = [each for each in vars(vocabulary).values() if inspect.isclass(each) and issubclass(each, StrEnum)]
ON_FORMS = [
    each
    for module in (answers, closing, help, intake, suggestions, supervision)
    for each in vars(module).values()
    if inspect.isclass(each) and issubclass(each, StrEnum) and each is not StrEnum
]


@pytest.mark.parametrize(
    "words",
    sorted(set(LABELLED + ON_FORMS) - UNLABELLED - {StrEnum}, key=str),
    ids=lambda each: each.__name__,
)
def test_every_word_has_its_label_in_both_languages(words: type[StrEnum]) -> None:
    for member in words:
        assert label_of(member).zh
        assert label_of(member).en
    assert len({label_of(member).zh for member in words}) == len(words)


def test_labels_of_like_words_are_not_mixed_up() -> None:
    assert label_of(vocabulary.Channel.CHAT) != label_of(vocabulary.ReplyChannel.CHAT)
    assert all(type(member) is words for words, labels in LABELS.items() for member in labels)


@pytest.mark.parametrize("act", [act for act in ACTS if not act.with_a_file], ids=lambda act: act.path)
def test_every_action_can_be_asked_for(act: object) -> None:
    for question in questions_of(act.action).values():  # type: ignore[attr-defined]
        assert question.label.zh
        assert question.label.en
        assert question.type not in {"id", "id_list"}
        assert (question.type in {"choice", "choices"}) == bool(question.choices)
        assert question.type not in {"text", "long_text", "text_list"} or question.at_most


def test_types_are_read_off_the_action() -> None:
    assert questions_of(AnswerAtDesk)["answer"].type == "long_text"
    assert questions_of(AnswerAtDesk)["answer"].needed
    assert questions_of(AnswerAtDesk)["alternatives"].type == "directory_list"
    assert questions_of(AnswerAtDesk)["proxy_offered"].default is None
    assert questions_of(Dispatch)["doer"].type == "person"
    assert questions_of(PlanImplementation)["expected_end"].type == "date"
    taken = questions_of(TakeIn)
    assert taken["received_at"].type == "datetime"
    assert taken["joint_count"].type == "integer"
    assert taken["joint_count"].at_least == 1
    assert taken["notify"].type == "choices"
    assert taken["co_signers"].type == "text_list"
    assert taken["persons_concerned"].type == "person_list"
    assert taken["thanked"].default is False
    assert taken["words"].personal
    assert not taken["kind"].personal


def test_nothing_to_do_against_another_can_be_chosen() -> None:
    offered = {choice.value for choice in questions_of(RecordResult)["outcome"].choices}
    assert offered == {outcome.value for outcome in vocabulary.HelpOutcome}
    assert not {
        each for each in offered if each.startswith(("removed", "detained", "searched", "confiscated"))
    }
