"""Fields of the intake forms: taken from the action they fill, with when they are asked and needed."""

from dataclasses import replace
from functools import cache

from app.procedure.actions.intake import TakeIn
from app.procedure.questions import Condition, Question, Value, questions_of
from app.procedure.refusal import Words
from app.procedure.vocabulary import Department

QUESTIONS = cache(lambda: questions_of(TakeIn))

COME_TO_HELP = frozenset({Department.SECURITY, Department.ENGINEERING})
IF_LEFT = (Condition("contact_state", ("given",)),)
IF_NOT_LEFT = (Condition("contact_state", ("declined", "none")),)


def ask(
    name: str,
    *,
    needed: bool = False,
    default: Value = None,
    shown_if: tuple[Condition, ...] = (),
    or_else: tuple[str, ...] = (),
) -> Question:
    """One field of the intake action, with what this form makes of it."""
    question = QUESTIONS()[name]
    return replace(
        question,
        needed=needed,
        default=question.default if default is None else default,
        shown_if=shown_if,
        or_else=or_else,
    )


def when(question: Question, *conditions: Condition) -> Question:
    """The same field, asked only where these hold as well."""
    return replace(question, shown_if=(*conditions, *question.shown_if))


def hinted(question: Question, zh: str, en: str) -> Question:
    """The same field with a word on how to fill it."""
    return replace(question, hint=Words(zh, en))


def undecided(question: Question) -> Question:
    """The same field without a default, so that it must be answered."""
    return replace(question, default=None)


def department() -> Question:
    """The two departments that come to help."""
    question = ask("department")
    who_come = tuple(each for each in question.choices if each.value in COME_TO_HELP)
    return replace(question, choices=who_come)


def words_of_the_resident() -> Question:
    return hinted(
        ask("words", needed=True),
        "照业户原话写，不写病情家事",
        "As they put it; nothing on health or family",
    )


def contact(*, needed: bool = False) -> tuple[Question, ...]:
    """Asking for a contact: the asking is needed, the contact is the resident's to give."""
    return (
        ask("contact_asked", needed=needed),
        ask("contact_state", needed=needed),
        ask("contact", needed=True, shown_if=IF_LEFT),
        ask("contact_reason", shown_if=IF_NOT_LEFT),
    )


def who() -> tuple[Question, ...]:
    """Whose matter it is."""
    return (ask("unit_id"), ask("resident_id"), ask("salutation"), ask("resident_type"))


def flags() -> tuple[Question, ...]:
    """Marks that anyone may set on a challenge."""
    return (ask("important"), ask("sensitive"), ask("persons_concerned"))


def place() -> Question:
    """The one thing help cannot do without."""
    return ask("place", needed=True, or_else=("unit_id", "building_id", "area_id"))
